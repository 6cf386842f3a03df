-- A city's policy: one draft at most, its approvals, and every version that was published. A version's text stands in the log; the
-- row is how the server finds it, and cannot be changed.
create table policy_draft (
  city text primary key,
  number int not null,
  hash bytea not null,
  text text not null,
  proposer text not null,
  day date not null,
  notes text[] not null,
  cases int not null
);

create table policy_approval (
  city text not null references policy_draft (city) on delete cascade,
  officer text not null,
  role text not null check (role in ('dpo', 'chief')),
  sig text not null,
  -- One person is not two, whatever roles they have.
  primary key (city, officer),
  unique (city, role)
);

create table policy_version (
  city text not null,
  number int not null,
  text text not null,
  approvals text not null,
  starts_on date not null,
  act uuid not null,
  primary key (city, number),
  foreign key (city, act) references log_act (city, id)
);

-- What an officer decides about a report beyond its conversation: class, law, hold, review.
alter table report add column regime text not null default 'UNDETERMINED';
alter table report add column triaged_on date;
alter table report add column closed_on date;
alter table report add column review_on date;
alter table report add column restricted boolean not null default false;
alter table report add column hold_ground text;
alter table report add column hold_by text;
alter table report add column hold_until date;
-- What was held before grounds were asked for stays held until its end date. The owner is bound by row security too, but for this.
alter table report no force row level security;
update report set hold_ground = 'evidence', hold_by = coalesce(assignee, ''), hold_until = ends_on where held;
alter table report force row level security;
alter table report drop column held;

-- What remains of a report for good: that one of this class was there, and by which rule it went. Nothing leads to it or from it.
create table tombstone (
  city text not null,
  id bytea not null,
  class text,
  day date not null,
  rule text not null,
  primary key (city, id)
);
alter table used_request add column day date;

do $$
declare one text;
begin
  foreach one in array array['policy_draft', 'policy_approval', 'policy_version', 'tombstone'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format($policy$create policy one_city on %I using (city = current_setting('app.city', true))$policy$, one);
  end loop;
end $$;

-- "update" for the row lock: two last approvals at one moment publish once.
grant select, insert, update, delete on policy_draft to citycop_app;
grant select, insert, delete on policy_approval to citycop_app;
grant select, insert on policy_version to citycop_app;
grant select, insert on tombstone to citycop_app;

-- The access log ends too (POLICY R12, R13), but by this door only: never what is younger than a year, counted from the newest act,
-- so that nobody can make the log's words vanish while somebody may still ask for them.
create function forget_old_acts(until_day date) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare here text := current_setting('app.city', true);
declare newest date;
declare gone bigint;
begin
  select max(p.day) into newest from act_payload p where p.city = here;
  if newest is null or until_day > newest - 365 then
    return 0;
  end if;
  delete from act_payload p where p.city = here and p.day <= until_day;
  get diagnostics gone = row_count;
  delete from used_request u where u.city = here and u.day <= until_day;
  return gone;
end $$;
revoke all on function forget_old_acts(date) from public;
grant execute on function forget_old_acts(date) to citycop_app;
