-- Mail, people we do not know yet, and what they send along.

-- mail as it was fetched: stored before anything is done with it
create table inbound_mail (
    id              uuid primary key,
    -- of what makes it this one mail: it is stored once, whichever node fetches it and however often
    fingerprint     bytea not null unique,
    arrival         bigint generated always as identity,
    arrived_at      timestamptz not null,
    size            bigint not null,
    state           text not null check (state in ('stored', 'done', 'set-aside', 'discarded')),
    attempts        integer not null default 0,
    next_try_at     timestamptz,
    -- wall time, unlike the others: a node that died does not keep its claim
    claimed_until   timestamptz,
    outcome         text,
    handled_by      text,
    handled_why     text,
    case_id         uuid references case_file (id),
    -- its own key while nobody knows whose it is; null: sealed with the key of the case's customer
    wrapped_key     bytea,
    sealed_original bytea
);
create index inbound_mail_to_do on inbound_mail (arrival) where state = 'stored';
create index inbound_mail_set_aside on inbound_mail (arrival) where state = 'set-aside';

-- what somebody told us of whom we do not know which customer it is
create table unidentified_contact (
    id             uuid primary key,
    channel        text not null,
    arrived_at     timestamptz not null,
    due_at         timestamptz not null,
    posted_by_kind text not null,
    posted_by      text not null,
    state          text not null check (state in ('waiting', 'joined', 'opened', 'discarded')),
    mail_id        uuid unique references inbound_mail (id),
    case_id        uuid references case_file (id),
    contact_id     uuid references contact (id),
    -- the first answer, if somebody gave one before it was known whose it is
    answered_at    timestamptz,
    answered_by    text,
    settled_at     timestamptz,
    settled_by     text,
    settled_why    text,
    -- all gone once it is known whose it is, or that it is nobody's
    wrapped_key    bytea,
    sealed         bytea,
    sealed_answer  bytea
);
create index unidentified_contact_due on unidentified_contact (due_at) where state = 'waiting';

create table attachment (
    id              uuid primary key,
    seq             bigint generated always as identity,
    case_id         uuid references case_file (id),
    contact_id      uuid references contact (id),
    unidentified_id uuid references unidentified_contact (id),
    at              timestamptz not null,
    type            text not null,
    size            bigint not null,
    -- why it was not taken; then it has no content
    refused         text,
    sealed_name     bytea not null,
    sealed_content  bytea,
    check ((case_id is null) = (contact_id is null) and (case_id is null) <> (unidentified_id is null))
);
create index attachment_case on attachment (case_id, seq);
create index attachment_unidentified on attachment (unidentified_id, seq);

-- when it was put on file, where that was later than it arrived; who wrote it; the mail it was
alter table contact add column filed_at timestamptz;
alter table contact add column seq bigint generated always as identity;
alter table contact add column sealed_sender bytea;
alter table contact add column mail_id uuid references inbound_mail (id);

-- what a link opens: the case, or the proof of who somebody is
alter table status_link add column kind text not null default 'case' check (kind in ('case', 'identify'));
alter table status_link alter column kind drop default;
