-- Sealed attachments: which parts lie in the blob store. A blob belongs to the mailbox key that began it, then to its report.
create table blob (
  city text not null,
  id bytea not null,
  mailbox_pk bytea not null,
  size bigint not null,
  day date not null,
  report bytea,
  object bytea,
  primary key (city, id),
  foreign key (city, report) references report (city, ref)
);
create index blob_report on blob (city, report);

create table blob_part (
  city text not null,
  blob bytea not null,
  n int not null,
  hash bytea not null,
  primary key (city, blob, n),
  foreign key (city, blob) references blob (city, id) on delete cascade
);

alter table blob enable row level security;
alter table blob force row level security;
create policy one_city on blob using (city = current_setting('app.city', true));
alter table blob_part enable row level security;
alter table blob_part force row level security;
create policy one_city on blob_part using (city = current_setting('app.city', true));

grant select, insert, update (report, object), delete on blob to citycop_app;
grant select, insert, update (hash), delete on blob_part to citycop_app;
