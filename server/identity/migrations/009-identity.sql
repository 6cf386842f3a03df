-- Who reported, sealed twice. The server can write a file and remove it; it gets one out through two doors only, each behind a signed
-- entry of the log.
create table identity_vault (
  city text not null,
  report bytea not null,
  object bytea not null,
  file bytea not null,
  primary key (city, report),
  unique (city, object),
  foreign key (city, report) references report (city, ref)
);
alter table identity_vault alter column file set storage plain;

create table identity_request (
  city text not null,
  id bytea not null,
  report bytea not null,
  act uuid not null,
  asked_by text not null,
  purpose text not null,
  reason text not null,
  case_ref text,
  emergency boolean not null,
  until date not null,
  approved_by text,
  approve_act uuid,
  -- Sealed to the custodians alone, from the approval until it was opened or its time is over.
  inner_file bytea,
  reveal_act uuid,
  review_by date,
  reviewed_by text,
  primary key (city, id),
  foreign key (city, report) references report (city, ref),
  foreign key (city, act) references log_act (city, id)
);

do $$
declare one text;
begin
  foreach one in array array['identity_vault', 'identity_request'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format($policy$create policy one_city on %I using (city = current_setting('app.city', true))$policy$, one);
  end loop;
end $$;

grant insert, delete, select (city, report, object) on identity_vault to citycop_app;
grant insert, update, delete, select (city, id, report, act, asked_by, purpose, reason, case_ref, emergency, until, approved_by,
  approve_act, reveal_act, review_by, reviewed_by) on identity_request to citycop_app;

-- The outer file: for a request that is logged and not yet approved.
create function identity_to_approve(wanted bytea) returns bytea
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.file
  from identity_request q
    join identity_vault k on k.city = q.city and k.report = q.report
    join log_act a on a.city = q.city and a.id = q.act
    join log_state s on s.city = q.city
  where q.city = current_setting('app.city', true) and q.id = wanted and q.approved_by is null and a.idx < s.signed_size
$$;

-- The inner file: once, for an act that is this report's opening of an identity, logged and signed.
create function identity_to_reveal(wanted bytea) returns bytea
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare here text := current_setting('app.city', true);
declare given bytea;
begin
  select q.inner_file into given
    from identity_request q
      join log_act a on a.city = q.city and a.id = q.reveal_act
      join log_state s on s.city = q.city
      join report r on r.city = q.city and r.ref = q.report
      join act_payload p on p.city = q.city and p.act = q.reveal_act and p.log_ref = r.log_ref
    where q.city = here and q.id = wanted and a.idx < s.signed_size
      and convert_from(p.payload, 'UTF8')::json ->> 'kind' = 'identity:reveal';
  if given is null then
    raise exception 'no signed log entry stands behind this release' using errcode = 'CCP01';
  end if;
  update identity_request set inner_file = null where city = here and id = wanted;
  return given;
end $$;

revoke all on function identity_to_approve(bytea) from public;
revoke all on function identity_to_reveal(bytea) from public;
grant execute on function identity_to_approve(bytea) to citycop_app;
grant execute on function identity_to_reveal(bytea) to citycop_app;
