-- Coming back after every keyfile of a unit is lost (J10). The epochs' keys sealed to a unit's recovery identity: the server writes
-- and removes them, and gets them out through one door only, behind the public entry of a request.
create table recovery_wrap (
  city text not null,
  unit text not null,
  epoch int not null,
  recovery bytea not null,
  file bytea not null,
  primary key (city, unit, epoch, recovery)
);

-- The request as its custodians signed it, in canonical form: its hash is what the log entry names.
create table recovery_request (
  city text not null,
  hash bytea not null,
  envelope text not null,
  unit text not null,
  until timestamptz not null,
  act uuid not null,
  objected_act uuid,
  done_act uuid,
  primary key (city, hash),
  foreign key (city, act) references log_act (city, id),
  foreign key (city, objected_act) references log_act (city, id),
  foreign key (city, done_act) references log_act (city, id)
);

do $$
declare one text;
begin
  foreach one in array array['recovery_wrap', 'recovery_request'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format($policy$create policy one_city on %I using (city = current_setting('app.city', true))$policy$, one);
  end loop;
end $$;

-- No file, and nothing of a request but what ends it, once.
grant insert, delete, select (city, unit, epoch, recovery) on recovery_wrap to citycop_app;
grant select, insert, update (objected_act) on recovery_request to citycop_app;

-- What is decided about a request stays decided, whoever asks.
create function recovery_is_kept() returns trigger language plpgsql as $$
begin
  if old.done_act is not null or old.objected_act is not null then
    raise exception 'this request is over';
  end if;
  return new;
end $$;
create trigger recovery_is_kept before update on recovery_request for each row execute function recovery_is_kept();

-- Unit, epochs and recipient are read from the very bytes that the log entry names: a row that says something else gives out nothing.
-- `done` is the act that says in public that they left; it is written in the same transaction. `published`: what everybody sees.
create function release_recovery(wanted bytea, moment timestamptz, done uuid) returns table (epoch int, file bytea)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare here text := current_setting('app.city', true);
declare found recovery_request;
declare entry bytea;
declare place bigint;
declare said json;
declare asked json;
begin
  select q.* into found from recovery_request q where q.city = here and q.hash = wanted
    and q.objected_act is null and q.done_act is null and q.hash = sha256(decode(q.envelope::json ->> 'payload', 'base64')) for update;
  select a.entry, a.idx into entry, place from log_act a where a.city = here and a.id = found.act;
  -- "CCP" 01 02 04 00 00: a public entry about keys. Anything else is not read as text.
  if substring(entry for 8) = '\x4343500102040000'::bytea
    and place < (select max(p.size) from log_published p where p.city = here) then
    said := convert_from(substring(entry from 9), 'UTF8')::json;
  end if;
  if said ->> 'what' is distinct from 'recovery-requested' or said ->> 'sha256' is distinct from encode(wanted, 'hex')
    or not coalesce((said ->> 'until')::timestamptz <= moment, false) then
    raise exception 'no published log entry stands behind this recovery' using errcode = 'CCP01';
  end if;
  update recovery_request q set done_act = done where q.city = here and q.hash = wanted;
  asked := convert_from(decode(found.envelope::json ->> 'payload', 'base64'), 'UTF8')::json;
  return query select w.epoch, w.file from recovery_wrap w
    where w.city = here and w.unit = asked ->> 'unit' and encode(w.recovery, 'hex') = asked ->> 'recovery'
      and w.epoch in (select json_array_elements_text(asked -> 'epochs')::int)
    order by w.epoch;
end $$;
revoke all on function release_recovery(bytea, timestamptz, uuid) from public;
grant execute on function release_recovery(bytea, timestamptz, uuid) to citycop_app;
