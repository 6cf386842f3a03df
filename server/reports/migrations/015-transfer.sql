-- A report is handed to another unit: its messages are sealed anew to that one and keep their ids. `unit`: to which one a message was sent,
-- where that is not the report's any more.
alter table message add column unit text;
grant update (unit) on message to citycop_app;

-- Epochs under which nothing of a report lies any more, whose certificates still say who signed it and what it was sealed to.
create table report_epoch (
  city text not null,
  report bytea not null,
  unit text not null,
  epoch int not null,
  primary key (city, report, unit, epoch),
  foreign key (city, report) references report (city, ref)
);
create index report_epoch_of on report_epoch (city, unit, epoch);

-- One officer asked that it be handed to a unit outside the policy's list; another decides. `statement`: signed for the person to check.
create table transfer_request (
  city text not null,
  report bytea not null,
  act uuid not null,
  to_unit text not null,
  asked_by text not null,
  statement text not null,
  until date not null,
  primary key (city, report),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);

do $$
declare one text;
begin
  foreach one in array array['report_epoch', 'transfer_request'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format($policy$create policy one_city on %I using (city = current_setting('app.city', true))$policy$, one);
  end loop;
end $$;

grant select, insert, delete on report_epoch to citycop_app;
grant select, insert, delete on transfer_request to citycop_app;
