-- What other systems are told goes to each of them on its own. Where nobody listens nothing is written, so what was written
-- before there could be listeners is nobody's.
drop index outgoing_event_to_do;
delete from outgoing_event;
alter table outgoing_event
    drop column delivered_at,
    add column arrival bigint generated always as identity;
create index outgoing_event_age on outgoing_event (happened_at);

create table outgoing_delivery (
    event_id      uuid not null references outgoing_event (id) on delete cascade,
    subscriber    text not null,
    case_id       uuid not null,
    arrival       bigint not null,
    state         text not null check (state in ('pending', 'delivered', 'failed')),
    attempts      integer not null default 0,
    next_try_at   timestamptz,
    -- wall time, unlike the others: a node that died does not keep its claim
    claimed_until timestamptz,
    answer        text,
    ended_at      timestamptz,
    primary key (event_id, subscriber)
);
create index outgoing_delivery_to_do on outgoing_delivery (subscriber, arrival) where state = 'pending';
create index outgoing_delivery_order on outgoing_delivery (subscriber, case_id, arrival) where state = 'pending';
create index outgoing_delivery_failed on outgoing_delivery (arrival) where state = 'failed';

-- a remedy is asked to stop once, however many reasons there are
alter table remedy add column called_off_at timestamptz;
