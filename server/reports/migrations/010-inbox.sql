-- The clock of the first answer may be paused: how many days in all, until when and why the last time.
alter table report add column paused_days int not null default 0;
alter table report add column paused_until date;
alter table report add column paused_reason text;
alter table report add constraint report_paused check ((paused_until is null) = (paused_reason is null));
