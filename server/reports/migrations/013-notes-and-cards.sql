-- A note is sealed to the unit alone: it runs in a direction of its own, and no mailbox is given it.
alter table message drop constraint message_direction_check;
alter table message add constraint message_direction_check check (direction in ('citizen', 'unit', 'note'));

-- What officers call themselves among their colleagues, sealed to the unit's epoch: the server knows no name.
create table name_card (
  city text not null,
  unit text not null,
  officer text not null,
  epoch int not null,
  header bytea not null,
  payload bytea not null,
  primary key (city, unit, officer)
);
alter table name_card enable row level security;
alter table name_card force row level security;
create policy one_city on name_card using (city = current_setting('app.city', true));
grant select, insert, update, delete on name_card to citycop_app;
