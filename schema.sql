-- Made by `npm run generate` from src/core/postgres/migrations, which say why each table is as it is.

create table api_keys (
  seller_id bigint not null,
  api_key text not null,
  secret_hash bytea not null,
  created_at bigint not null,
  revoked_at bigint
);
CREATE INDEX api_keys_by_key ON public.api_keys USING btree (api_key);
CREATE UNIQUE INDEX api_keys_pkey ON public.api_keys USING btree (seller_id, api_key);

create table attempts (
  seller_id bigint not null,
  package_id bigint not null,
  sequence integer not null,
  webhook_id uuid not null,
  number integer not null,
  leased_until bigint not null,
  at bigint not null,
  duration_ms integer not null,
  ok boolean not null,
  status smallint,
  error_class text,
  url text not null,
  excerpt text not null
);
CREATE INDEX attempts_by_webhook ON public.attempts USING btree (seller_id, webhook_id, ok, at) WHERE (at IS NOT NULL);
CREATE UNIQUE INDEX attempts_pkey ON public.attempts USING btree (seller_id, package_id, sequence, webhook_id, number, leased_until);

create table deliveries (
  seller_id bigint not null,
  package_id bigint not null,
  sequence integer not null,
  webhook_id uuid not null,
  state text not null,
  envelope text not null,
  legacy boolean not null,
  epoch integer not null,
  attempts integer not null default 0,
  due_at bigint not null,
  leased_until bigint,
  created_at bigint not null,
  settled_at bigint,
  attempts_before integer not null default 0,
  replay_id uuid,
  replayed_from text,
  replay_url text,
  out_of_order text,
  sparse boolean not null default false,
  live boolean not null default false
);
CREATE INDEX deliveries_by_state ON public.deliveries USING btree (seller_id, state, webhook_id, created_at) WHERE (created_at IS NOT NULL);
CREATE INDEX deliveries_owed ON public.deliveries USING btree (seller_id, webhook_id, due_at) WHERE (state = 'owed'::text);
CREATE UNIQUE INDEX deliveries_pkey ON public.deliveries USING btree (seller_id, package_id, sequence, webhook_id);

create table events (
  seller_id bigint not null,
  package_id bigint not null,
  sequence integer not null,
  type text not null,
  at bigint not null,
  facts text not null,
  owed smallint not null
);
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (seller_id, package_id, sequence);

create table fault_counts (
  seller_id bigint not null,
  fault_id text not null,
  counter text not null,
  seen integer not null,
  fired integer not null
);
CREATE UNIQUE INDEX fault_counts_pkey ON public.fault_counts USING btree (seller_id, fault_id, counter);

create table faults (
  seller_id bigint not null,
  fault_id text not null,
  number integer not null,
  fault text not null,
  created_at bigint not null
);
CREATE UNIQUE INDEX faults_pkey ON public.faults USING btree (seller_id, fault_id);

create table given_ids (
  seller_id bigint not null,
  kind text not null,
  id bigint not null
);
CREATE UNIQUE INDEX given_ids_pkey ON public.given_ids USING btree (seller_id, kind, id);

create table hidden_packages (
  seller_id bigint not null,
  package_id bigint not null,
  fault_id text not null,
  fault_of bigint not null,
  until_at bigint not null
);
CREATE UNIQUE INDEX hidden_packages_pkey ON public.hidden_packages USING btree (seller_id, package_id);

create table id_blocks (
  seller_id bigint not null,
  kind text not null,
  next_id bigint not null,
  end_id bigint not null
);
CREATE UNIQUE INDEX id_blocks_pkey ON public.id_blocks USING btree (seller_id, kind);

create table invoice_files (
  seller_id bigint not null,
  package_id bigint not null,
  sha256 bytea not null,
  content bytea
);
CREATE UNIQUE INDEX invoice_files_pkey ON public.invoice_files USING btree (seller_id, package_id);

create table invoice_links (
  seller_id bigint not null,
  link_hash bytea not null,
  package_id bigint not null
);
CREATE INDEX invoice_links_by_package ON public.invoice_links USING btree (seller_id, package_id);
CREATE UNIQUE INDEX invoice_links_pkey ON public.invoice_links USING btree (seller_id, link_hash);

create table labels (
  seller_id bigint not null,
  package_id bigint not null,
  tracking_number bigint not null,
  box_quantity integer not null,
  volumetric_height double precision,
  requested_at bigint not null
);
CREATE UNIQUE INDEX labels_pkey ON public.labels USING btree (seller_id, package_id, tracking_number);

create table latest_times (
  seller_id bigint not null,
  at bigint not null
);
CREATE UNIQUE INDEX latest_times_pkey ON public.latest_times USING btree (seller_id);

create table moments (
  seller_id bigint not null,
  due_at bigint not null,
  package_id bigint not null,
  kind text not null,
  not_before bigint
);
CREATE INDEX moments_by_time ON public.moments USING btree (due_at) WHERE (not_before IS NULL);
CREATE UNIQUE INDEX moments_pkey ON public.moments USING btree (seller_id, due_at, package_id, kind);
CREATE INDEX moments_put_off ON public.moments USING btree (not_before) WHERE (not_before IS NOT NULL);

create table order_barcodes (
  seller_id bigint not null,
  barcode text not null,
  order_number text not null
);
CREATE UNIQUE INDEX order_barcodes_pkey ON public.order_barcodes USING btree (seller_id, barcode, order_number);

create table orders (
  seller_id bigint not null,
  order_number text not null,
  root_id bigint not null,
  content_hash bytea not null,
  ordered_at bigint not null,
  created_at bigint not null,
  facts text not null,
  lines text not null,
  document text not null
);
CREATE INDEX orders_by_number ON public.orders USING btree (order_number);
CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (seller_id, order_number);

create table packages (
  seller_id bigint not null,
  package_id bigint not null,
  order_number text not null,
  status text not null,
  created_at bigint not null,
  modified_at bigint not null,
  sequence integer not null,
  state text not null,
  document text not null,
  agreed_delivery_at bigint not null default 0
);
CREATE INDEX packages_by_created ON public.packages USING btree (seller_id, created_at, package_id) WHERE (created_at IS NOT NULL);
CREATE INDEX packages_by_modified ON public.packages USING btree (seller_id, modified_at, package_id) INCLUDE (status) WHERE (modified_at IS NOT NULL);
CREATE INDEX packages_by_order ON public.packages USING btree (seller_id, order_number) WHERE (order_number IS NOT NULL);
CREATE UNIQUE INDEX packages_pkey ON public.packages USING btree (seller_id, package_id);
CREATE INDEX packages_to_hand_over ON public.packages USING btree (seller_id, agreed_delivery_at, package_id) WHERE (status = ANY (ARRAY['Created'::text, 'Picking'::text, 'Invoiced'::text]));

create table replays (
  seller_id bigint not null,
  replay_id uuid not null,
  webhook_id uuid not null,
  state text not null,
  reason text,
  package_id bigint,
  sequence integer,
  states text not null,
  from_at bigint not null,
  to_at bigint not null,
  url text,
  total bigint not null,
  replayed bigint not null,
  place text not null,
  created_at bigint not null,
  ended_at bigint
);
CREATE INDEX replays_by_age ON public.replays USING btree (seller_id, created_at);
CREATE UNIQUE INDEX replays_pkey ON public.replays USING btree (seller_id, replay_id, webhook_id);
CREATE INDEX replays_running ON public.replays USING btree (seller_id, replay_id) WHERE (state = 'running'::text);

create table replies (
  seller_id bigint not null,
  key text not null,
  part integer not null,
  fingerprint bytea not null,
  status smallint not null,
  headers text not null,
  body text not null,
  created_at bigint not null
);
CREATE INDEX replies_by_age ON public.replies USING btree (created_at);
CREATE UNIQUE INDEX replies_pkey ON public.replies USING btree (seller_id, key, part);

create table sandbox_clock (
  seller_id bigint not null,
  at bigint not null,
  since bigint,
  rate double precision not null
);
CREATE UNIQUE INDEX sandbox_clock_pkey ON public.sandbox_clock USING btree (seller_id);

create table sandbox_sellers (
  seller_id bigint not null,
  seed bigint,
  origin text not null
);
CREATE UNIQUE INDEX sandbox_sellers_pkey ON public.sandbox_sellers USING btree (seller_id);

create table schema_version (
  version bigint not null,
  name text,
  md5 text,
  run_at timestamp with time zone
);
CREATE UNIQUE INDEX schema_version_pkey ON public.schema_version USING btree (version);

create table sellers (
  seller_id bigint not null,
  name text not null,
  settings text not null,
  created_at bigint not null,
  modified_at bigint not null
);
CREATE UNIQUE INDEX sellers_pkey ON public.sellers USING btree (seller_id);

create table snapshots (
  seller_id bigint not null,
  name text not null,
  taken_at bigint not null,
  created_at bigint not null,
  packages integer not null,
  content bytea not null
);
CREATE UNIQUE INDEX snapshots_pkey ON public.snapshots USING btree (seller_id, name);

create table tracking_numbers (
  seller_id bigint not null,
  tracking_number bigint not null,
  package_id bigint not null
);
CREATE UNIQUE INDEX tracking_numbers_pkey ON public.tracking_numbers USING btree (seller_id, tracking_number);

create table warranty_documents (
  seller_id bigint not null,
  package_id bigint not null,
  line_id bigint not null,
  sha256 bytea not null,
  name text not null,
  content bytea not null,
  stored_at bigint not null
);
CREATE UNIQUE INDEX warranty_documents_pkey ON public.warranty_documents USING btree (seller_id, package_id, line_id);

create table watermarks (
  seller_id bigint not null,
  kind text not null,
  at bigint not null
);
CREATE UNIQUE INDEX watermarks_pkey ON public.watermarks USING btree (seller_id, kind);

create table webhook_notices (
  seller_id bigint not null,
  webhook_id uuid not null,
  at bigint not null,
  kind text not null,
  facts text not null
);
CREATE UNIQUE INDEX webhook_notices_pkey ON public.webhook_notices USING btree (seller_id, webhook_id, at, kind);

create table webhooks (
  seller_id bigint not null,
  webhook_id uuid not null,
  url text not null,
  authentication_type text not null,
  username text,
  secret text not null,
  subscribed text[],
  country_codes text[],
  status text not null,
  epoch integer not null default 0,
  envelope text,
  failures integer not null default 0,
  failure_counted_at bigint,
  failing_since bigint,
  created_at bigint not null,
  modified_at bigint,
  deleted_at bigint,
  profile text,
  signing text,
  paused_until bigint
);
CREATE UNIQUE INDEX webhooks_pkey ON public.webhooks USING btree (seller_id, webhook_id);
