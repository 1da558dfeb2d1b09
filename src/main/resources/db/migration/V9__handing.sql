-- Questions to specialists, and cases offered to somebody else. Texts are sealed like everything personal.

create table consultation (
    id             uuid primary key,
    case_id        uuid not null references case_file (id),
    specialism     text not null,
    on_the_line    boolean not null,
    state          text not null check (state in ('open', 'unanswered', 'answered', 'ended')),
    -- which time is running, and what the rules do when it is over
    step           text not null check (step in ('line', 'first', 'second')),
    then_do        text not null check (then_do in ('call-back', 'next-person', 'widen')),
    due_at         timestamptz not null,
    -- groups that are asked besides the specialists, separated by commas
    also_asked     text,
    call_back_at   timestamptz,
    asked_by       text not null,
    asked_at       timestamptz not null,
    answered_by    text,
    answered_at    timestamptz,
    flow           text,
    sealed_question bytea not null,
    sealed_answer  bytea
);
create index consultation_case on consultation (case_id, asked_at);
create index consultation_due on consultation (due_at) where state = 'open';

create table handoff (
    id              uuid primary key,
    case_id         uuid not null references case_file (id),
    to_group        text not null,
    handed_by       text not null,
    offered_at      timestamptz not null,
    insisted        boolean not null,
    state           text not null check (state in ('offered', 'accepted', 'returned', 'ended')),
    due_at          timestamptz not null,
    -- since when it waits for a lead
    lead_asked_at   timestamptz,
    answered_by     text,
    answered_at     timestamptz,
    rule            text not null,
    flow            text,
    sealed_reason   bytea not null,
    sealed_note     bytea,
    sealed_answer   bytea,
    -- facts, tried, promised, owed, and what is not to be asked again
    sealed_contract bytea not null
);
create index handoff_case on handoff (case_id, offered_at);
create unique index handoff_one_offer on handoff (case_id) where state = 'offered';
create index handoff_due on handoff (due_at) where state = 'offered';

-- a case was handed on although it could have been kept: which authority was missing for which action
create table authority_gap (
    case_id   uuid not null references case_file (id),
    at        timestamptz not null,
    action    text not null,
    missing   text not null,
    case_type text not null
);
create index authority_gap_at on authority_gap (at);
