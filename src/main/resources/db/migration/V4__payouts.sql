-- Money that goes to customers: one row for every payout, on file under its reference before anybody is asked to pay it.

create table payout (
    reference    text primary key,
    case_id      uuid not null references case_file (id),
    -- null: owed by law, no remedy asks for it
    remedy_id    uuid references remedy (id),
    -- what makes a payout without a remedy one and the same
    once         text,
    kind         text not null check (kind in ('refund', 'credit', 'compensation')),
    cents        bigint not null check (cents > 0),
    means        text not null check (means in ('original', 'bank-transfer', 'credit')),
    reason       text not null,
    state        text not null check (state in ('requested', 'pending', 'booked', 'failed', 'cancelled')),
    refund_id    text,
    failure      text,
    -- the message that explains it
    explanation  uuid references notification (id),
    flow         text,
    requested_at timestamptz not null,
    ended_at     timestamptz
);
create index payout_case on payout (case_id, requested_at);
create index payout_remedy on payout (remedy_id);
-- what failed may be paid under a new reference; all else is paid once
create unique index payout_once on payout (case_id, once) where once is not null and state <> 'failed';

-- what the shop says of the purchase besides its figures
alter table case_file add column order_lines integer;
alter table case_file add column others_order boolean not null default false;
