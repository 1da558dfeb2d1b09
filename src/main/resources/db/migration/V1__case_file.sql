-- Einhand's own tables. The engine's ACT_* tables belong to the engine.
-- Columns named sealed_* hold personal data, encrypted with the customer's own key; nothing else in this database does.

create table customer_key (
    brand       text not null,
    customer_id text not null,
    wrapped_key bytea not null,
    created_at  timestamptz not null,
    primary key (brand, customer_id)
);

create sequence case_number_seq;

create table case_file (
    id                 uuid primary key,
    case_number        text not null unique,
    brand              text not null,
    type               text not null,
    state              text not null check (state in ('open', 'waiting', 'solved', 'closed')),
    outcome            text check (outcome in ('solved', 'withdrawn', 'cancelled')),
    blocked_by         text check (blocked_by in ('customer', 'approval', 'consultation')),
    owner              text,
    channel            text not null,
    identified         text not null,
    opened_by_kind     text not null,
    opened_by          text not null,
    opened_at          timestamptz not null,
    updated_at         timestamptz not null,
    solved_at          timestamptz,
    closed_at          timestamptz,
    withdrawn_at       timestamptz,
    need_by            date,
    customer_id        text not null,
    language           text not null,
    region             text,
    preferred_channel  text,
    has_email          boolean not null,
    has_mobile         boolean not null,
    subject_kind       text not null,
    subject_id         text,
    subject_line       text,
    item               text,
    value_cents        bigint,
    paid_cents         bigint,
    interest_cents     bigint,
    monthly_fee_cents  bigint,
    purchased_on       date,
    payment_means      text,
    known              text[] not null default '{}',
    facts              jsonb not null default '{}',
    address_confirmed  boolean not null default false,
    handoffs           integer not null default 0,
    continuations      integer not null default 0,
    consultations      integer not null default 0,
    parent_case        uuid references case_file (id),
    -- the first case of the matter; linked cases and replacement orders share it
    matter_id          uuid not null,
    flow               text,
    sealed             bytea not null
);

-- one open case per matter, at any concurrency
create unique index case_file_one_per_matter
    on case_file (brand, customer_id, subject_kind, subject_id, coalesce(subject_line, ''))
    where state <> 'closed' and subject_kind <> 'none';
create index case_file_matter on case_file (brand, customer_id, subject_kind, subject_id);
create index case_file_matter_id on case_file (matter_id);
create index case_file_subject on case_file (subject_id);
create index case_file_newest on case_file (opened_at desc);
create index case_file_owner on case_file (owner) where state <> 'closed';
create index case_file_updated on case_file (updated_at);

-- blind index for the search: keyed hashes of words, never the words
create table case_search (
    token   bytea not null,
    case_id uuid not null references case_file (id),
    primary key (token, case_id)
);

create table contact (
    id          uuid primary key,
    case_id     uuid not null references case_file (id),
    direction   text not null check (direction in ('inbound', 'outbound')),
    channel     text not null,
    identified  text not null,
    at          timestamptz not null,
    actor_kind  text not null,
    actor       text not null,
    retold      boolean not null default false,
    due_at      timestamptz,
    answered_at timestamptz,
    answers     uuid references contact (id),
    sealed_text bytea not null
);
create index contact_case on contact (case_id, at);
create index contact_due on contact (due_at) where answered_at is null;

create table remedy (
    id                uuid primary key,
    case_id           uuid not null references case_file (id),
    action            text not null,
    settling          boolean not null,
    state             text not null
        check (state in ('awaiting-approval', 'in-progress', 'effective', 'failed', 'refused', 'cancelled')),
    decided_by_kind   text not null,
    decided_by        text not null,
    authority         text not null check (authority in ('direct', 'approved', 'automatic')),
    owed              boolean not null,
    rule              text not null,
    reason            text not null,
    amount_cents      bigint,
    goodwill_cents    bigint not null,
    -- who may say yes, where somebody has to; who did, or did not
    approvers         text,
    answered_by       text,
    answered_at       timestamptz,
    failure           text,
    customers_fault   boolean not null default false,
    requested_at      timestamptz not null,
    effective_at      timestamptz,
    ended_at          timestamptz,
    flow              text,
    sealed_note       bytea,
    sealed_answer     bytea,
    -- item, address, window, words: what the action took
    sealed_particulars bytea not null
);
create index remedy_case on remedy (case_id, requested_at);
-- settling remedies: one at a time; calling the purchase off waits until what is under way was stopped
create unique index remedy_one_settling on remedy (case_id)
    where settling and action <> 'cancel-order' and state in ('awaiting-approval', 'in-progress');
create unique index remedy_one_cancellation on remedy (case_id)
    where action = 'cancel-order' and state in ('awaiting-approval', 'in-progress');

create table backend_order (
    reference     text primary key,
    remedy_id     uuid not null references remedy (id),
    case_id       uuid not null references case_file (id),
    backend       text not null,
    state         text not null,
    external_id   text,
    tracking_code text,
    estimated_for timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);
create index backend_order_remedy on backend_order (remedy_id);
create index backend_order_case on backend_order (case_id);
create index backend_order_tracking on backend_order (tracking_code);

create table timeline_entry (
    id          bigint generated always as identity primary key,
    case_id     uuid not null references case_file (id),
    at          timestamptz not null,
    kind        text not null,
    actor_kind  text not null,
    actor       text not null,
    sealed_text bytea not null
);
create index timeline_entry_case on timeline_entry (case_id, id);

-- every decision taken, with what the rule was given and which version of it answered; chained per case
create table decision_record (
    case_id       uuid not null references case_file (id),
    seq           integer not null,
    remedy_id     uuid not null references remedy (id),
    action        text not null,
    actor_kind    text not null,
    actor         text not null,
    at            timestamptz not null,
    rule_version  text not null,
    rule          text not null,
    inputs        jsonb not null,
    outputs       jsonb not null,
    previous_hash bytea not null,
    hash          bytea not null,
    primary key (case_id, seq)
);

create table promise (
    id           uuid primary key,
    case_id      uuid not null references case_file (id),
    version      integer not null,
    what         text not null,
    due_at       timestamptz not null,
    state        text not null check (state in ('open', 'kept', 'broken', 'renewed')),
    reason       text,
    renewals     integer not null,
    max_renewals integer not null,
    lead_minutes integer not null,
    escalated_at timestamptz,
    actor_kind   text not null,
    actor        text not null,
    made_at      timestamptz not null,
    ended_at     timestamptz,
    unique (case_id, version)
);
create unique index promise_one_open on promise (case_id) where state = 'open';
create index promise_due on promise (due_at) where state = 'open';

create table notification (
    id             uuid primary key,
    case_id        uuid not null references case_file (id),
    event          text not null,
    dedupe_key     text not null,
    state          text not null check (state in ('pending', 'accepted', 'delivered', 'failed')),
    channel        text,
    answers_channel text,
    failed_channels text[] not null default '{}',
    created_at     timestamptz not null,
    at             timestamptz not null,
    sealed_facts   bytea not null,
    sealed_message bytea,
    unique (case_id, dedupe_key)
);
create index notification_case on notification (case_id, created_at);

create table status_link (
    token_hash bytea primary key,
    id         uuid not null unique,
    case_id    uuid not null references case_file (id),
    created_at timestamptz not null,
    revoked_at timestamptz
);
create index status_link_case on status_link (case_id);

create table one_time_code (
    case_id    uuid primary key references case_file (id),
    code_hash  bytea not null,
    expires_at timestamptz not null,
    attempts   integer not null,
    issued     integer not null,
    issued_on  date not null
);

create table idempotency_key (
    caller     text not null,
    key        text not null,
    request    text not null,
    body_hash  bytea not null,
    status     integer not null,
    location   text,
    result     text,
    created_at timestamptz not null,
    primary key (caller, key)
);

create table inbound_event (
    source        text not null,
    id            text not null,
    type          text not null,
    subject       text,
    -- what events have to be about to be brought in the order of their arrival
    about         text,
    arrival       bigint generated always as identity,
    data          jsonb not null,
    happened_at   timestamptz not null,
    received_at   timestamptz not null,
    state         text not null check (state in ('stored', 'done', 'unmatched', 'discarded')),
    attempts      integer not null default 0,
    next_try_at   timestamptz,
    -- wall time, unlike the others: a node that died does not keep its claim
    claimed_until timestamptz,
    case_id       uuid references case_file (id),
    outcome       text,
    handled_by    text,
    handled_why   text,
    primary key (source, id)
);
create index inbound_event_to_do on inbound_event (arrival) where state = 'stored';
create index inbound_event_order on inbound_event (source, about, arrival) where state = 'stored';
create index inbound_event_unmatched on inbound_event (arrival) where state = 'unmatched';

-- what subscribers are told; written with the change it tells of
create table outgoing_event (
    id           uuid primary key,
    type         text not null,
    case_id      uuid not null references case_file (id),
    happened_at  timestamptz not null,
    data         jsonb not null,
    delivered_at timestamptz
);
create index outgoing_event_to_do on outgoing_event (happened_at) where delivered_at is null;
