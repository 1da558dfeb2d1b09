-- Bank accounts given in a case, and what the house knows about each. The newest one counts; none is ever changed into another.

create table bank_details (
    id             uuid primary key,
    case_id        uuid not null references case_file (id),
    seq            bigint generated always as identity,
    given_by_kind  text not null,
    given_by       text not null,
    given_at       timestamptz not null,
    last_four      text not null,
    payee          text not null check (payee in ('unchecked', 'match', 'close', 'none', 'unavailable')),
    checked_at     timestamptz,
    sealed_account bytea not null
);
create index bank_details_case on bank_details (case_id, seq);

-- whether we are asking for an account; settled: given, or no longer needed
create table bank_details_request (
    case_id        uuid primary key references case_file (id),
    why            text not null,
    asked_at       timestamptz not null,
    settled_at     timestamptz,
    -- the remedy that cannot go on without it
    waiting_remedy uuid references remedy (id)
);

-- what somebody, or the rule, said to a remedy's money going to one account
create table payout_check (
    remedy_id       uuid not null references remedy (id),
    bank_details_id uuid not null references bank_details (id),
    rule            text not null,
    -- who may say yes, where somebody has to; who did, or did not
    approvers       text,
    answered_by     text,
    answered_at     timestamptz,
    approved        boolean,
    -- since when the money may go there
    cleared_at      timestamptz,
    primary key (remedy_id, bank_details_id)
);

-- what a code was issued for is what it can be used for
alter table one_time_code add column purpose text not null default 'address';
alter table one_time_code alter column purpose drop default;
alter table one_time_code drop constraint one_time_code_pkey;
alter table one_time_code add primary key (case_id, purpose);
