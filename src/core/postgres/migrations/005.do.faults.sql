-- What a sandbox does wrong on purpose. In core mode these tables stay empty and nothing looks into them.

create table faults (
  seller_id  bigint not null,          -- 0: every seller's
  fault_id   text not null,
  number     integer not null,         -- of those that match a request, the first made is asked first
  fault      text not null,            -- JSON as it was given, see wire/fault.ts
  created_at bigint not null,
  primary key (seller_id, fault_id)
);

-- How often a fault was asked and how often it struck: for all, or apart for each package, seller or webhook that it
-- counts by. The row's lock is what makes "three times, then no more" exact.
create table fault_counts (
  seller_id bigint not null,
  fault_id  text not null,
  counter   text not null,             -- '' for all
  seen      integer not null,
  fired     integer not null,
  primary key (seller_id, fault_id, counter)
);

-- Packages that their seller does not see yet. The rest of the database knows them from the first moment.
create table hidden_packages (
  seller_id  bigint not null,
  package_id bigint not null,
  fault_id   text not null,
  fault_of   bigint not null,          -- the fault's seller_id
  until_at   bigint not null,          -- by the world's clock
  primary key (seller_id, package_id)
);

-- stray: what follows in its package does not wait for it. late: sent when due; after-next: due at once when the next
-- one of its package was delivered; lost: given up without an attempt. sparse: the body lacks what the marketplace's stage leaves out.
alter table deliveries
  add column stray text,
  add column sparse boolean not null default false;
