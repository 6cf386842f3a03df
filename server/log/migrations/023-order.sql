-- In which order acts were written. What one transaction writes stands in the log in the order it was written in: a certificate never before
-- the one that it hangs on. Where a row lies says nothing, since PostgreSQL uses room that was left free.
alter table log_act add column written bigint generated always as identity;
