-- What operations look for: the events of a case, and the messages that did not arrive.
create index inbound_event_case on inbound_event (case_id) where case_id is not null;
create index notification_failed on notification (case_id) where state = 'failed';
