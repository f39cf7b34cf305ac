-- How late it is on the node that is ahead of the others: one row, which each node raises every second and reads at its start. Clocks of
-- machines differ and are set back; a stamp before those that followers have read would hide its change from them.
create table latest_times (
  seller_id bigint primary key,
  at        bigint not null
);
