-- Goodwill is counted where it is kept: in the remedies that give it. These find it by who gave it.
create index remedy_goodwill_given on remedy (decided_by, requested_at) where goodwill_cents > 0;

-- a yes that is asked for: what was missing, and until when this round of asking lasts
create table approval_request (
    remedy_id uuid primary key references remedy (id),
    missing   text not null,
    asked_at  timestamptz not null,
    round     integer not null,
    look_at   timestamptz not null
);

-- a sample of what was decided without a second person, for a lead to look at afterwards
create table decision_review (
    remedy_id   uuid primary key references remedy (id),
    state       text not null check (state in ('open', 'fine', 'not-fine')),
    sampled_at  timestamptz not null,
    reviewed_by text,
    reviewed_at timestamptz,
    sealed_note bytea
);
create index decision_review_newest on decision_review (sampled_at desc);
