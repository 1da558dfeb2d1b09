-- who works on a customer; ends by itself
create table hand (
    brand       text not null,
    customer_id text not null,
    holder      text not null,
    since       timestamptz not null,
    until       timestamptz not null,
    primary key (brand, customer_id)
);
create index hand_holder on hand (holder);
