-- Reports and their messages, sealed. No column is finer than a day (J6).
create table report (
  city text not null,
  ref bytea not null,
  mailbox bytea not null,
  mailbox_pk bytea not null,
  tag_key bytea not null,
  notice_key bytea not null,
  audit_capsule bytea not null,
  -- The random name under which the log's payloads know this report; erasing the row erases the link.
  log_ref bytea not null,
  acts int not null,
  last_leaf bytea not null,
  unit text not null,
  "group" text not null,
  policy_version int not null,
  day date not null,
  status text not null,
  status_before text,
  reason text,
  retention_class text,
  protected boolean not null default false,
  acknowledged_on date,
  answered_on date,
  ends_on date not null,
  erase_on date,
  held boolean not null default false,
  opened boolean not null default false,
  assignee text,
  closed_by text,
  constraint report_mailbox unique (city, mailbox)
);
create index report_inbox on report (city, unit, ends_on, ref);
create index report_due on report (city, least(ends_on, coalesce(erase_on, ends_on)));

-- Last, so that PostgreSQL, which has no statistics of a young table, takes it where two indexes look equally good.
alter table report add primary key (city, ref);
alter table report alter column audit_capsule set storage plain; -- sealed bytes do not compress

create table message (
  city text not null,
  report bytea not null,
  direction text not null check (direction in ('citizen', 'unit')),
  seq int not null,
  id bytea not null,
  epoch int not null,
  day date not null,
  size_class smallint not null,
  payload bytea not null,
  act uuid not null,
  primary key (city, report, direction, seq),
  constraint message_id unique (city, id),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);
alter table message alter column payload set storage external; -- sealed bytes do not compress

-- Headers hold the wrapped file keys: whoever has no header has noise. The app's role cannot read them but through the doors
-- below, and each stands beside the log act that brought it.
create table header (
  city text not null,
  object bytea not null,
  report bytea not null,
  header bytea not null,
  act uuid not null,
  primary key (city, object),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);
alter table header alter column header set storage plain;
create index header_report on header (city, report);

-- A logged permission to be given some headers of one report, once.
create table access_grant (
  city text not null,
  id uuid not null,
  report bytea not null,
  objects bytea[] not null,
  act uuid not null,
  used boolean not null default false,
  primary key (city, id),
  constraint access_grant_act unique (city, act),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);
create index access_grant_report on access_grant (city, report);

-- What an entry of the log commits to: the access log of POLICY R12, under the report's random log name.
create table act_payload (
  city text not null,
  log_ref bytea not null,
  n int not null,
  act uuid not null,
  payload bytea not null,
  -- The envelope an officer signed for this act.
  request text,
  day date not null,
  primary key (city, log_ref, n),
  constraint act_payload_act unique (city, act),
  foreign key (city, act) references log_act (city, id)
);

-- The same act, sealed for the person who reported (J13).
create table notice (
  city text not null,
  report bytea not null,
  n int not null,
  act uuid not null,
  notice bytea not null,
  primary key (city, report, n),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);

-- One signed request, one act. The hash outlives the request's use.
create table used_request (
  city text not null,
  hash bytea not null,
  primary key (city, hash)
);

-- What is left of an erased report, for as long as the policy says.
create table erased_report (
  city text not null,
  mailbox bytea not null,
  day date not null,
  earlier_acts int not null,
  until date not null,
  -- The notice of the erasure itself, sealed under the person's noticeKey.
  act uuid not null,
  notice bytea not null,
  primary key (city, mailbox),
  foreign key (city, act) references log_act (city, id)
);

do $$
declare one text;
begin
  foreach one in array array['report', 'message', 'header', 'access_grant', 'act_payload', 'notice', 'used_request', 'erased_report'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format($policy$create policy one_city on %I using (city = current_setting('app.city', true))$policy$, one);
  end loop;
end $$;

grant select, insert, update, delete on report to citycop_app;
grant select, insert, delete on message to citycop_app;
grant insert, delete, select (city, object, report, act) on header to citycop_app;
grant select, insert, delete on access_grant to citycop_app;
grant select, insert on act_payload to citycop_app;
grant select, insert, delete on notice to citycop_app;
grant select, insert on used_request to citycop_app;
grant select, insert, delete on erased_report to citycop_app;

-- The two doors (J8). Each lets a header out only when the entry of the act stands in a signed checkpoint.
create function release(wanted uuid) returns table (object bytea, header bytea)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare here text := current_setting('app.city', true);
declare given access_grant;
begin
  update access_grant g set used = true
    from log_act a, log_state s, report r, act_payload p
    where g.city = here and g.id = wanted and not g.used
      and a.city = g.city and a.id = g.act and s.city = g.city and a.idx < s.signed_size
      -- The act is an opening, and of this very report.
      and r.city = g.city and r.ref = g.report and p.city = g.city and p.act = g.act and p.log_ref = r.log_ref
      and convert_from(p.payload, 'UTF8')::json ->> 'kind' = 'report:open'
    returning g.* into given;
  if given.id is null then
    raise exception 'no signed log entry stands behind this release' using errcode = 'CCP01';
  end if;
  return query select h.object, h.header from header h
    where h.city = here and h.report = given.report and h.object = any (given.objects);
end $$;

create function release_to_mailbox(wanted bytea) returns table (object bytea, header bytea)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select h.object, h.header
  from report r
    join message m on m.city = r.city and m.report = r.ref and m.direction = 'unit'
    join header h on h.city = m.city and h.object = m.id
    join log_act a on a.city = m.city and a.id = m.act
    join log_state s on s.city = m.city
  where r.city = current_setting('app.city', true) and r.mailbox = wanted and a.idx < s.signed_size
$$;

revoke all on function release(uuid) from public;
revoke all on function release_to_mailbox(bytea) from public;
grant execute on function release(uuid) to citycop_app;
grant execute on function release_to_mailbox(bytea) to citycop_app;
