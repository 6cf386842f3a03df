-- The same for what is sealed to a unit's recovery identity. The signature leaves with the file, through the same door.
-- Else row security would hide the rows that are looked for.
alter table recovery_wrap no force row level security;
do $$
begin
  if exists (select from recovery_wrap) then
    raise exception 'this city was founded before wraps were signed; found it anew';
  end if;
end $$;
alter table recovery_wrap add column seal text not null;
alter table recovery_wrap force row level security;

drop function release_recovery(bytea, timestamptz, uuid);
drop function release_recovery_at(bytea, timestamptz, uuid);

create function release_recovery_at(wanted bytea, moment timestamptz, done uuid)
returns table (epoch int, file bytea, seal text)
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
  return query select w.epoch, w.file, w.seal from recovery_wrap w
    where w.city = here and w.unit = asked ->> 'unit' and encode(w.recovery, 'hex') = asked ->> 'recovery'
      and w.epoch in (select json_array_elements_text(asked -> 'epochs')::int)
    order by w.epoch;
end $$;
revoke all on function release_recovery_at(bytea, timestamptz, uuid) from public;

create function release_recovery(wanted bytea, moment timestamptz, done uuid)
returns table (epoch int, file bytea, seal text)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from release_recovery_at(wanted, least(moment, wall_clock()), done)
$$;
revoke all on function release_recovery(bytea, timestamptz, uuid) from public;
grant execute on function release_recovery(bytea, timestamptz, uuid) to citycop_app;
