-- What the sandbox knows of itself. In core mode these tables stay empty.

-- The one clock of the whole sandbox, once somebody has moved it: seller 0, one row. `at` was the time at the real
-- moment `since`, and from there it goes `rate` times as fast as real time; 0: it stands still. Without a row it is
-- real time.
create table sandbox_clock (
  seller_id bigint primary key,
  at        bigint not null,
  since     bigint,                    -- null in a file: it goes on from whenever the file is taken in
  rate      double precision not null
);

-- Sellers that were made to be thrown away, and what a reset makes of them again. Seller 0 holds the seed of the whole.
create table sandbox_sellers (
  seller_id bigint primary key,
  seed      bigint,                    -- null: that of the whole
  origin    text not null              -- JSON, see sandbox/tenants.ts
);

-- Ids that somebody chose: whoever draws ids passes over them.
create table given_ids (
  seller_id bigint not null,
  kind      text not null,             -- as in id_blocks
  id        bigint not null,
  primary key (seller_id, kind, id)
);

-- Orders that are paid by themselves when their time has come.
create table payments_due (
  seller_id  bigint not null,
  package_id bigint not null,
  due_at     bigint not null,          -- by the sandbox's clock
  primary key (seller_id, package_id)
);

-- States that were put aside under a name: seller 0. They outlive every reset, so they are no part of a state.
create table snapshots (
  seller_id  bigint not null,
  name       text not null,
  taken_at   bigint not null,          -- by the sandbox's clock
  created_at bigint not null,          -- real time
  packages   integer not null,
  content    bytea not null,           -- the file of an export
  primary key (seller_id, name)
);
