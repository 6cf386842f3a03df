-- What officers of a report's unit agreed to: that it may go to this recipient, in this case. Where a city asks for two, an export finds the
-- other one's word here. The hashes are those of the signed request.
create table export_agreed (
  city text not null,
  report bytea not null,
  officer text not null,
  act uuid not null,
  unit text not null,
  recipient bytea not null,
  case_ref bytea not null,
  reason text not null,
  until date not null,
  primary key (city, report, officer),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);
alter table export_agreed enable row level security;
alter table export_agreed force row level security;
create policy one_city on export_agreed using (city = current_setting('app.city', true));
grant select, insert, delete on export_agreed to citycop_app;
