-- The house. Rules that hold in every table, so that one SQL runs on PGlite, on PostgreSQL 15+ and, sharded by
-- seller_id, on Citus:
--   · seller_id is in every primary key and unique index. Seller 0 is the operator.
--   · The program supplies ids, times and sequence numbers. Times are true UTC milliseconds in bigint: what the wire
--     speaks, and no time zone can creep in.
--   · JSON is stored as text, not jsonb: it is written and read whole and never searched, and text is neither parsed
--     on the way in nor printed on the way out.

create table sellers (
  seller_id   bigint primary key,
  name        text not null,
  settings    text not null,           -- JSON, see domain/seller.ts
  created_at  bigint not null,
  modified_at bigint not null
);

create table api_keys (
  seller_id   bigint not null,
  api_key     text not null,
  secret_hash bytea not null,          -- sha-256; secrets are long and random, so nothing slower is needed
  created_at  bigint not null,
  revoked_at  bigint,
  primary key (seller_id, api_key)
);
create index api_keys_by_key on api_keys (api_key);

-- One seller's share of a customer's order: what never changes after it was placed.
create table orders (
  seller_id    bigint not null,
  order_number text not null,
  root_id      bigint not null,        -- the first package; every later one descends from it
  content_hash bytea not null,         -- sha-256 of what was handed over: a repeat is recognised, a contradiction refused
  ordered_at   bigint not null,
  created_at   bigint not null,
  facts        text not null,          -- JSON: customer, addresses, flags
  lines        text not null,          -- JSON: products, and the price of each unit down to the kuruş
  document     text not null,          -- the order's half of the wire document; masked until payment is confirmed
  primary key (seller_id, order_number)
) with (toast_tuple_target = 8160);    -- as for packages
create index orders_by_number on orders (order_number);

-- Which orders have a barcode: written once per order, so that a list filtered by barcode needs no index on packages,
-- which would be rewritten at every change of a package.
create table order_barcodes (
  seller_id    bigint not null,
  barcode      text not null,
  order_number text not null,
  primary key (seller_id, barcode, order_number)
);

-- A package is the fold of its events; this row is that fold, kept so that nobody has to fold to read.
-- The wire document is (document || orders.document): the halves join to one JSON object.
create table packages (
  seller_id    bigint not null,
  package_id   bigint not null,
  order_number text not null,
  status       text not null,
  created_at   bigint not null,        -- first history entry
  modified_at  bigint not null,        -- last event
  sequence     integer not null,       -- last event's number
  state        text not null,          -- JSON, see domain/package.ts
  document     text not null,
  primary key (seller_id, package_id)
  -- Rows of 2 to 8 KB stay whole and uncompressed: a list page reads them as they are (pglz costs 10 µs a document
  -- on the way in and 5 on the way out, for pages that are cached anyway).
) with (toast_tuple_target = 8160);
-- With the status, lists of one status read nothing else but what they show: on a million packages, half of them one
-- seller's, its open ones of 14 days are counted in 50 ms instead of 650. It costs 13 bytes a package and no write, as
-- every change rewrites the entry anyway.
create index packages_by_modified on packages (seller_id, modified_at, package_id) include (status);
create index packages_by_created on packages (seller_id, created_at, package_id);
create index packages_by_order on packages (seller_id, order_number);

-- Every tracking number a package ever had: the primary key is the law that none is used twice.
create table tracking_numbers (
  seller_id       bigint not null,
  tracking_number bigint not null,
  package_id      bigint not null,
  primary key (seller_id, tracking_number)
);

create table events (
  seller_id  bigint not null,
  package_id bigint not null,
  sequence   integer not null,         -- from 1, without a gap
  type       text not null,
  at         bigint not null,
  facts      text not null,            -- JSON, see domain/event.ts
  owed       smallint not null,        -- webhook deliveries written with it: they can be counted again later
  primary key (seller_id, package_id, sequence)
);

create table webhooks (
  seller_id           bigint not null,
  webhook_id          uuid not null,
  url                 text not null,
  authentication_type text not null,   -- BASIC_AUTHENTICATION | API_KEY
  username            text,
  secret              text not null,   -- password or key, sealed
  subscribed          text[],          -- null: every status, future ones included
  country_codes       text[],
  status              text not null,   -- ACTIVE | PASSIVE
  epoch               integer not null default 0,  -- how often it became PASSIVE
  envelope            text,            -- flat | page; null: the setting
  failures            integer not null default 0,  -- consecutive, at most one counted per retry interval
  failure_counted_at  bigint,
  failing_since       bigint,
  created_at          bigint not null,
  modified_at         bigint,
  deleted_at          bigint,          -- the row outlives the webhook, for its deliveries' sake
  primary key (seller_id, webhook_id)
);

-- What the owner is told: that a webhook began to fail, and that it was switched off.
create table webhook_notices (
  seller_id  bigint not null,
  webhook_id uuid not null,
  at         bigint not null,
  kind       text not null,            -- first-failure | passive
  facts      text not null,            -- JSON
  primary key (seller_id, webhook_id, at, kind)
);

-- What is owed to whom. (seller, package, sequence) leads the key: it answers "which deliveries did this event owe"
-- and "is an earlier one still open" with the one index that the table needs anyway.
create table deliveries (
  seller_id    bigint not null,
  package_id   bigint not null,
  sequence     integer not null,
  webhook_id   uuid not null,
  state        text not null,          -- owed | delivered | given-up | held | dropped
  envelope     text not null,          -- fixed when owed, so that every attempt sends the same bytes
  legacy       boolean not null,
  epoch        integer not null,       -- the webhook's when owed: what an older one left is held, never sent
  attempts     integer not null default 0,
  due_at       bigint not null,        -- of the next attempt, by the world's clock
  -- While a node attempts it: when others may take it over. Real time, also in a sandbox whose clock stands still or
  -- jumps. Not indexed, so that a claim rewrites no index entry; the free space keeps the new row version on its page.
  leased_until bigint,
  created_at   bigint not null,
  settled_at   bigint,                 -- null exactly while owed
  primary key (seller_id, package_id, sequence, webhook_id)
) with (fillfactor = 80);
create index deliveries_owed on deliveries (seller_id, webhook_id, due_at) where state = 'owed';

-- The first answer to each idempotency key. `part` numbers the items of a bulk call (0: the call itself).
create table replies (
  seller_id   bigint not null,
  key         text not null,
  part        integer not null,
  fingerprint bytea not null,          -- sha-256 of the request: another request under the same key is refused
  status      smallint not null,
  headers     text not null,           -- JSON
  body        text not null,
  created_at  bigint not null,
  primary key (seller_id, key, part)
);
create index replies_by_age on replies (created_at);

-- Ids are handed out in blocks: one row per kind and range, one statement per block, no round trip per id.
create table id_blocks (
  seller_id bigint not null,           -- 0: for all; in the sandbox every seller draws from a range of its own
  kind      text not null,             -- package | line | tracking | order
  next_id   bigint not null,
  end_id    bigint not null,
  primary key (seller_id, kind)
);
