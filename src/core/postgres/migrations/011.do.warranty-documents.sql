-- Warranty documents that sellers give to lines of their packages. They change no package: the operator takes them on to the
-- customer. One per line of a package; the next one replaces it.
create table warranty_documents (
  seller_id  bigint not null,
  package_id bigint not null,
  line_id    bigint not null,
  sha256     bytea not null,
  name       text not null,            -- as the seller's file was called
  content    bytea not null,           -- PDF, up to 10 MB
  stored_at  bigint not null,
  primary key (seller_id, package_id, line_id)
);
-- PDF is compressed already.
alter table warranty_documents alter column content set storage external;
