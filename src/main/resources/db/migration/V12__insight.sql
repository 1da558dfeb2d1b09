-- Who is away, and who stands in for her meanwhile.
create table absence (
    colleague  text primary key,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    substitute text not null,
    noted_by   text not null,
    noted_at   timestamptz not null,
    check (ends_at > starts_at),
    check (substitute <> colleague)
);

-- Whose it is to answer a contact; null: whoever of the first line comes first.
alter table contact add column addressee text;
update contact k set addressee = c.owner
from case_file c
where c.id = k.case_id and k.direction = 'inbound' and k.answered_at is null;
create index contact_addressee on contact (addressee) where answered_at is null and addressee is not null;

-- Where a solved matter came from.
create table case_cause (
    case_id  uuid primary key references case_file (id),
    cause    text not null
        check (cause in ('picking', 'packaging', 'system', 'promise', 'carrier', 'product', 'customer', 'unknown')),
    -- the rule that told; null: a person named it
    rule     text,
    named_by text not null,
    named_at timestamptz not null
);

-- what supervisors look at: only what is not done yet
create index case_file_untouched on case_file (updated_at) where state = 'open';
create index case_file_not_closed on case_file (state) where state <> 'closed';
create index promise_escalated on promise (due_at) where state = 'open' and escalated_at is not null;
create index promise_broken on promise (case_id, version) where state = 'broken';
create index remedy_awaiting_approval on remedy (case_id) where state = 'awaiting-approval';
create index payout_check_waiting on payout_check (remedy_id) where approvers is not null and answered_at is null;

-- what key figures count: what happened in a time
create index case_file_solved on case_file (solved_at) where solved_at is not null;
create index contact_came_in on contact (at) where direction = 'inbound';
create index promise_ended on promise (ended_at) where ended_at is not null;
create index remedy_requested on remedy (requested_at);
