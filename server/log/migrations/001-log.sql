-- The log: entries, the hashes of the tree in tiles of 256, and one row that fences the sequencer.
create table log_state (
  city text primary key,
  size bigint not null,
  root bytea not null,
  signed_size bigint not null,
  checkpoint text
);

-- An act is written with its own rows in one transaction, without a number; the sequencer numbers what is unnumbered.
create table log_act (
  city text not null,
  id uuid not null,
  entry bytea not null,
  idx bigint,
  unique (city, idx)
);
create index log_act_unnumbered on log_act (city) where idx is null;
-- Last, so that PostgreSQL, which has no statistics of a young table, takes it where two indexes look equally good.
alter table log_act add primary key (city, id);

create table log_tile (
  city text not null,
  level int not null,
  n bigint not null,
  hashes bytea not null,
  primary key (city, level, n)
);
alter table log_tile alter column hashes set storage external; -- hashes do not compress

-- What is in the log stays as it is, whoever asks: an entry may only be given its number, once.
create function log_act_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.idx is not null or new.idx is null or new.city <> old.city or new.id <> old.id
    or new.entry <> old.entry then
    raise exception 'the log is append-only';
  end if;
  return new;
end $$;
create trigger log_act_is_kept before update or delete on log_act for each row execute function log_act_is_kept();

create function log_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only';
end $$;
create trigger log_is_kept before truncate on log_act for each statement execute function log_is_kept();

alter table log_state enable row level security;
alter table log_state force row level security;
create policy one_city on log_state using (city = current_setting('app.city', true));
alter table log_act enable row level security;
alter table log_act force row level security;
create policy one_city on log_act using (city = current_setting('app.city', true));
alter table log_tile enable row level security;
alter table log_tile force row level security;
create policy one_city on log_tile using (city = current_setting('app.city', true));

grant select, insert, update (size, root, signed_size, checkpoint) on log_state to citycop_app;
grant select, insert, update (idx) on log_act to citycop_app;
grant select, insert, update (hashes) on log_tile to citycop_app;
