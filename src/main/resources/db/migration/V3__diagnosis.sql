-- what the network says about the line a case is about, what that means, and when it was seen to work
create table line (
    case_id          uuid primary key references case_file (id),
    status           text,
    blocked_by       text,
    estimated_for    timestamptz,
    -- why that time, a word or the network's own words without what is personal
    expected_because text,
    meaning          text,
    advice           text,
    advice_reason    text,
    rule             text,
    asked_at         timestamptz,
    -- the last time the network reported something by itself
    heard_at         timestamptz,
    restored_at      timestamptz,
    restorations     integer not null default 0
);

create table missed_appointment (
    case_id uuid not null references case_file (id),
    at      timestamptz not null,
    primary key (case_id, at)
);
