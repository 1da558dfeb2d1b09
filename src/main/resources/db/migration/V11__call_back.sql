-- Windows in which a customer was promised a call: one row for each that was agreed, the newest of a remedy is the one that counts.

create table call_window (
    id           uuid primary key,
    remedy_id    uuid not null references remedy (id),
    case_id      uuid not null references case_file (id),
    version      integer not null,
    -- null: the owner of the case, or whoever goes on with it
    caller_group text,
    from_at      timestamptz not null,
    to_at        timestamptz not null check (to_at > from_at),
    state        text not null check (state in ('open', 'kept', 'renewed', 'broken', 'released')),
    -- why it took the place of the one before
    reason       text,
    attempts     integer not null default 0,
    tried_at     timestamptz,
    escalated_at timestamptz,
    made_at      timestamptz not null,
    ended_at     timestamptz,
    unique (remedy_id, version)
);
create unique index call_window_open on call_window (remedy_id) where state = 'open';
create index call_window_taken on call_window (to_at, from_at) where state = 'open';
create index call_window_case on call_window (case_id);

-- the wish that a person speaks with her is one thing, the message about a call that was agreed another
update notification set event = 'call', dedupe_key = 'call' || substring(dedupe_key from 10) where event = 'call-back';
