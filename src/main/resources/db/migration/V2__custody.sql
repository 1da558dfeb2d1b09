-- Where a device is: one row for every station that was reported, in the order they were heard of.

create table custody (
    id        bigint generated always as identity primary key,
    case_id   uuid not null references case_file (id),
    -- null: reported from outside, for a device that none of our remedies moves
    remedy_id uuid references remedy (id),
    -- the order by which it travels
    reference text references backend_order (reference),
    what      text not null check (what in ('device', 'replacement')),
    station   text not null
        check (station in ('with-customer', 'collected', 'received', 'inspected', 'dispatched', 'delivered', 'empty-box', 'lost')),
    at        timestamptz not null,
    -- by when the next station has to be reported; null: none is waited for
    deadline  timestamptz
);
create index custody_case on custody (case_id, id);
create index custody_remedy on custody (remedy_id, id);
-- a report that comes twice is one station
create unique index custody_once on custody (case_id, coalesce(reference, ''), what, station);
