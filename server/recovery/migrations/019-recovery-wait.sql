-- The wait of a recovery is counted by the database's own clock as well: the server passes the time, and one that was taken over would
-- pass next week's. The clock is a function of its own because tests, which own the database, set it ahead; the server's role cannot.
create function wall_clock() returns timestamptz language sql stable as 'select now()';

alter function release_recovery(bytea, timestamptz, uuid) rename to release_recovery_at;
revoke all on function release_recovery_at(bytea, timestamptz, uuid) from citycop_app;

create function release_recovery(wanted bytea, moment timestamptz, done uuid) returns table (epoch int, file bytea)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from release_recovery_at(wanted, least(moment, wall_clock()), done)
$$;
revoke all on function release_recovery(bytea, timestamptz, uuid) from public;
grant execute on function release_recovery(bytea, timestamptz, uuid) to citycop_app;
