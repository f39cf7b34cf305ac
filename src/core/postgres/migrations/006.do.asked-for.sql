-- Indexes that a statement has to ask for.
--
-- Before a table has statistics, PostgreSQL believes that a seller has one row in two hundred. So an index that begins
-- with the seller looked as good as the primary key for finding rows by their keys, and each key cost all rows of the
-- seller: the sandbox stood still at some thousand packages. These indexes say now that their second purpose is not null.
-- That is always true, and PostgreSQL uses such an index only where a condition of the statement implies it. A statement
-- that finds rows by their keys has no such condition.

drop index packages_by_modified;
create index packages_by_modified on packages (seller_id, modified_at, package_id) include (status)
  where modified_at is not null;
drop index packages_by_created;
create index packages_by_created on packages (seller_id, created_at, package_id) where created_at is not null;
drop index packages_by_order;
create index packages_by_order on packages (seller_id, order_number) where order_number is not null;

drop index deliveries_by_state;
create index deliveries_by_state on deliveries (seller_id, state, webhook_id, created_at) where created_at is not null;

drop index attempts_by_webhook;
create index attempts_by_webhook on attempts (seller_id, webhook_id, ok, at) where at is not null;

-- The sandbox asks every second, and at each step of its clock.
create index payments_due_first on payments_due (due_at);
