-- What lies under a key that a former member may have is sealed anew: a message's payload and header are replaced, its id stays.
-- first_epoch: the one it was sealed to when it came, whose certificate says who signed it.
alter table message add column first_epoch int;
grant update (payload, epoch, size_class, first_epoch) on message to citycop_app;
create index message_epoch on message (city, epoch);

-- As before, and for a second kind of act: headers also leave to be sealed anew.
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
      and convert_from(p.payload, 'UTF8')::json ->> 'kind' in ('report:open', 'report:begin-reseal')
    returning g.* into given;
  if given.id is null then
    raise exception 'no signed log entry stands behind this release' using errcode = 'CCP01';
  end if;
  return query select h.object, h.header from header h
    where h.city = here and h.report = given.report and h.object = any (given.objects);
end $$;

-- Epochs that nothing lies under any more: no wrap of theirs is kept, and the directory does without their certificates.
create table destroyed_epoch (
  city text not null,
  unit text not null,
  epoch int not null,
  act uuid not null,
  primary key (city, unit, epoch),
  foreign key (city, act) references log_act (city, id)
);
alter table destroyed_epoch enable row level security;
alter table destroyed_epoch force row level security;
create policy one_city on destroyed_epoch using (city = current_setting('app.city', true));
grant select, insert on destroyed_epoch to citycop_app;
