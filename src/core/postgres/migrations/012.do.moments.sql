-- What falls due for packages: payments that come by themselves, dates of hand-over, the end of the time in which a customer
-- may confirm an alternative delivery. Written in the transaction of the event that brings it about, taken in the
-- transaction of what happens then. A package that leaves, or whose date moves, takes nothing back: when the moment
-- comes, the package is looked at. So a write costs at most one insert here.
create table moments (
  seller_id  bigint not null,
  due_at     bigint not null,          -- by the world's clock
  package_id bigint not null,
  kind       text not null,            -- payment | hand-over | confirmation
  not_before bigint,                   -- it failed: when it is tried again
  primary key (seller_id, due_at, package_id, kind)
);
-- Which sellers have something due, whatever number of sellers there is. With conditions that only these statements have: a
-- statement that finds moments by their keys must not go through all that are due.
create index moments_by_time on moments (due_at) where not_before is null;
create index moments_put_off on moments (not_before) where not_before is not null;

insert into moments (seller_id, due_at, package_id, kind)
select seller_id, due_at, package_id, 'payment' from payments_due;
drop table payments_due;

-- Packages that still have to be handed over, by the time until which. A package that has left has no entry.
alter table packages add column agreed_delivery_at bigint not null default 0;
create index packages_to_hand_over on packages (seller_id, agreed_delivery_at, package_id)
  where status in ('Created', 'Picking', 'Invoiced');
