-- A file that nobody opened goes some time after the report was closed (POLICY R7): the day of the first look, and of the erasing.
alter table blob add column read_on date;
alter table blob add column erased_on date;
grant update (read_on, erased_on) on blob to citycop_app;

-- PostgreSQL keeps samples of a column's values as statistics, where no erasing of rows reaches them.
alter table report alter column mailbox_pk set statistics 0;
alter table report alter column tag_key set statistics 0;
alter table report alter column notice_key set statistics 0;
alter table report alter column audit_capsule set statistics 0;
alter table report alter column log_ref set statistics 0;
alter table report alter column last_leaf set statistics 0;
alter table blob alter column mailbox_pk set statistics 0;
alter table blob_part alter column hash set statistics 0;
alter table message alter column payload set statistics 0;
alter table header alter column header set statistics 0;
alter table notice alter column notice set statistics 0;
alter table identity_vault alter column file set statistics 0;
alter table identity_request alter column inner_file set statistics 0;
