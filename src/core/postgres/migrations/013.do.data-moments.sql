-- Packages that were there before moments: their date as a column, and its moment where they have not left. A date that has
-- passed already falls due at once.
update packages
   set agreed_delivery_at = (state::json ->> 'agreed_delivery_at')::bigint
 where agreed_delivery_at = 0;
insert into moments (seller_id, due_at, package_id, kind)
select seller_id, agreed_delivery_at, package_id, 'hand-over'
  from packages
 where status in ('Created', 'Picking', 'Invoiced')
    on conflict do nothing;
