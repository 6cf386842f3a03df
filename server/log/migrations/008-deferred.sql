-- Until when, and why, the notice of an opening waits (LED 13(3)).
alter table notice add column deferred_until date;
alter table notice add column deferred_ground text;
alter table notice add constraint notice_deferred check ((deferred_until is null) = (deferred_ground is null));
create index notice_deferred_until on notice (city, deferred_until) where deferred_until is not null;

-- Erasing ends every waiting: what had not been told is told with the erasure, and goes with it.
create table erased_notice (
  city text not null,
  mailbox bytea not null,
  n int not null,
  act uuid not null,
  notice bytea not null,
  primary key (city, mailbox, n),
  foreign key (city, mailbox) references erased_report (city, mailbox) on delete cascade,
  foreign key (city, act) references log_act (city, id)
);
alter table erased_notice enable row level security;
alter table erased_notice force row level security;
create policy one_city on erased_notice using (city = current_setting('app.city', true));
grant select, insert on erased_notice to citycop_app;
