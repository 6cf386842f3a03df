-- As before, and for a third kind of act: headers also leave to be handed to a court.
create or replace function release(wanted uuid) returns table (object bytea, header bytea)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare here text := current_setting('app.city', true);
declare given access_grant;
begin
  update access_grant g set used = true
    from log_act a, log_state s, report r, act_payload p
    where g.city = here and g.id = wanted and not g.used
      and a.city = g.city and a.id = g.act and s.city = g.city and a.idx < s.signed_size
      -- The act is one that lets headers out, and of this very report.
      and r.city = g.city and r.ref = g.report and p.city = g.city and p.act = g.act and p.log_ref = r.log_ref
      and convert_from(p.payload, 'UTF8')::json ->> 'kind' in ('report:open', 'report:begin-reseal', 'report:export')
      -- What leaves for a court leaves for one named in the act.
      and (convert_from(p.payload, 'UTF8')::json ->> 'kind' <> 'report:export'
        or convert_from(p.payload, 'UTF8')::json ->> 'recipient' is not null)
    returning g.* into given;
  if given.id is null then
    raise exception 'no signed log entry stands behind this release' using errcode = 'CCP01';
  end if;
  return query select h.object, h.header from header h
    where h.city = here and h.report = given.report and h.object = any (given.objects);
end $$;
