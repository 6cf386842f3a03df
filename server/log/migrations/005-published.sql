-- What the public was shown: padded checkpoints with the witnesses' lines (J15). Days, no finer time: the witnesses' own times stand
-- in their lines, and tie nothing to a report.
create table log_published (
  city text not null,
  size bigint not null,
  note text not null,
  day date not null,
  primary key (city, size)
);

-- Which public entries were appended: each content once.
create table log_public_entry (
  city text not null,
  kind text not null,
  hash bytea not null,
  act uuid not null,
  day date not null,
  primary key (city, kind, hash),
  foreign key (city, act) references log_act (city, id)
);

do $$
declare one text;
begin
  foreach one in array array['log_published', 'log_public_entry'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format($policy$create policy one_city on %I using (city = current_setting('app.city', true))$policy$, one);
  end loop;
end $$;

grant select, insert, delete on log_published to citycop_app;
grant select, insert on log_public_entry to citycop_app;
