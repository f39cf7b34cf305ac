-- Webhooks that can be trusted: a signing secret and a timetable per webhook, a log of every attempt, and replays.

alter table webhooks
  add column profile      text,        -- trendyol | standard; null: the setting
  -- JSON, newest first: [{"secret": sealed, "until": ms | null}]. Null: calls are not signed. A secret that was
  -- replaced signs beside the new one until its time is over, so that the receiver can change at its leisure.
  add column signing      text,
  add column paused_until bigint;      -- a receiver asked for it with Retry-After

-- A replay makes a settled delivery owed again. `attempts` goes on counting, since it numbers the log; the timetable
-- starts anew after the attempts made before.
alter table deliveries
  add column attempts_before integer not null default 0,
  add column replay_id       uuid,
  add column replayed_from   text,     -- the state that the last replay found; null: never replayed
  add column replay_url      text;     -- sandbox only: where the replay goes instead

-- Lists of deliveries, counts by state, replays and pruning: all ask for states of one webhook, by age. The state stands
-- before the webhook, and the rest of the key is left out, on purpose: else the planner, while it has no statistics, finds
-- single deliveries by this index and goes through all of the webhook's for each.
create index deliveries_by_state on deliveries (seller_id, state, webhook_id, created_at);

-- Every attempt, written in the transaction that settles it. Leases of one delivery never overlap, so number and lease
-- name an attempt: settled a second time, after a commit of which nobody knew, it is still one. Secrets are not in it.
create table attempts (
  seller_id    bigint not null,
  package_id   bigint not null,
  sequence     integer not null,
  webhook_id   uuid not null,
  number       integer not null,       -- from 1, for each delivery; two nodes may have made one, if a lease ran out
  leased_until bigint not null,
  at           bigint not null,        -- when it ended, by the world's clock
  duration_ms  integer not null,
  ok           boolean not null,
  status       smallint,               -- null: there was no answer
  error_class  text,
  url          text not null,
  excerpt      text not null,          -- the first KiB of the answer, or what the error says
  primary key (seller_id, package_id, sequence, webhook_id, number, leased_until)
);
-- The health of a webhook: its last success, its last failure, the latest attempts of both.
create index attempts_by_webhook on attempts (seller_id, webhook_id, ok, at);

-- A replay of many deliveries is a row for each webhook, worked off in small steps that a restart does not lose.
create table replays (
  seller_id  bigint not null,
  replay_id  uuid not null,
  webhook_id uuid not null,
  state      text not null,            -- running | done | stopped
  reason     text,                     -- why it stopped: passive | deleted | asked
  package_id bigint,                   -- which deliveries: of one package, and of one event of it,
  sequence   integer,
  states     text not null,            -- by state, with commas between
  from_at    bigint not null,          -- and by the time when they became owed
  to_at      bigint not null,
  url        text,                     -- sandbox only: where to, instead
  total      bigint not null,          -- deliveries, when it began
  replayed   bigint not null,          -- made owed so far
  place      text not null,            -- JSON: [created_at, package_id, sequence] of the last one looked at
  created_at bigint not null,
  ended_at   bigint,
  primary key (seller_id, replay_id, webhook_id)
);
create index replays_running on replays (seller_id, replay_id) where state = 'running';
create index replays_by_age on replays (seller_id, created_at);

-- Before which time deliveries and attempts may be missing because they were pruned, or were never written: the log
-- begins with this migration.
create table watermarks (
  seller_id bigint not null,           -- 0: for all
  kind      text not null,             -- deliveries | attempts
  at        bigint not null,
  primary key (seller_id, kind)
);
insert into watermarks (seller_id, kind, at) values (0, 'deliveries', 0);
insert into watermarks (seller_id, kind, at) select 0, 'attempts', coalesce(max(created_at) + 1, 0) from deliveries;
