-- what somebody began to write in a case: there for whoever goes on with it
create table half_written_note (
    case_id     uuid primary key references case_file (id),
    written_by  text not null,
    written_at  timestamptz not null,
    sealed_text bytea not null
);

-- who compared what a caller said with what is on file, and when; not what was said
create table comparison (
    id      bigint generated always as identity primary key,
    case_id uuid not null references case_file (id),
    agent   text not null,
    at      timestamptz not null
);
create index comparison_recent on comparison (case_id, agent, at);

-- an order as somebody types it, in capitals or not
create index case_file_subject_typed on case_file (lower(subject_id));
