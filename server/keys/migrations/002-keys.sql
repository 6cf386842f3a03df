-- Certificates as they were published, each with its entry in the log; epoch keys wrapped for their members; current statements.
create table certificate (
  city text not null,
  number bigint not null,
  hash bytea not null,
  envelope text not null,
  act uuid not null,
  primary key (city, number),
  unique (city, hash),
  foreign key (city, act) references log_act (city, id)
);

create table epoch_wrap (
  city text not null,
  unit text not null,
  epoch int not null,
  officer text not null,
  file bytea not null,
  primary key (city, unit, epoch, officer)
);

create table current_statement (
  city text not null,
  unit text not null,
  epoch int not null,
  said_at text not null,
  envelope text not null,
  primary key (city, unit)
);

alter table certificate enable row level security;
alter table certificate force row level security;
create policy one_city on certificate using (city = current_setting('app.city', true));
alter table epoch_wrap enable row level security;
alter table epoch_wrap force row level security;
create policy one_city on epoch_wrap using (city = current_setting('app.city', true));
alter table current_statement enable row level security;
alter table current_statement force row level security;
create policy one_city on current_statement using (city = current_setting('app.city', true));

grant select, insert on certificate to citycop_app;
grant select, insert, update, delete on epoch_wrap to citycop_app;
grant select, insert, update on current_statement to citycop_app;
