create table sandbox.clock (
    id smallint primary key check (id = 1),
    offset_ms bigint not null
);
comment on table sandbox.clock is 'How far business time is ahead of the wall clock; every node on this database follows it.';

create table sandbox.behaviour (
    backend text primary key,
    mode text not null
);
comment on table sandbox.behaviour is 'How a stand-in behaves; none on record means auto.';

create table sandbox.shop_record (
    id text primary key,
    body jsonb not null
);
comment on table sandbox.shop_record is 'The orders and contracts the shop was taught.';

create table sandbox.customer_address (
    customer_id text primary key,
    address jsonb not null
);
comment on table sandbox.customer_address is 'The address on a customer''s account, used for her next order.';

create table sandbox.placement (
    backend text not null,
    kind text not null,
    reference text not null,
    id text not null,
    subject text,
    state text not null,
    request jsonb not null,
    answer jsonb not null,
    placed_at timestamptz not null,
    primary key (backend, kind, reference),
    unique (id)
);
create index placement_subject on sandbox.placement (backend, kind, subject, placed_at);
comment on table sandbox.placement is 'What a stand-in was asked to do, once for each reference.';

create table sandbox.happening (
    sequence bigint generated always as identity primary key,
    event_id text not null unique,
    source text not null,
    type text not null,
    reference text not null,
    data jsonb not null,
    happens_at timestamptz not null,
    due_at timestamptz not null,
    attempts int not null default 0,
    leased_until timestamptz,
    ended text
);
create index happening_due on sandbox.happening (due_at) where ended is null;
create index happening_reference on sandbox.happening (source, reference) where ended is null;
comment on table sandbox.happening is 'What will happen outside, and is then reported to the front door once. ended: sent, refused or given-up.';
comment on column sandbox.happening.leased_until is 'Wall time: until then one node is busy reporting it.';
