-- Invoices and labels that sellers give to their packages. They stay with the package they were given for, so nothing
-- here moves when a package is cancelled in part or split.

-- Which package has which invoice link: the primary key is the law that no two packages of a seller share one. By hash,
-- since a link may be longer than an index entry; the link itself stands in the package.
create table invoice_links (
  seller_id  bigint not null,
  link_hash  bytea not null,           -- sha-256
  package_id bigint not null,
  primary key (seller_id, link_hash)
);
-- For those who hold packages and links against each other.
create index invoice_links_by_package on invoice_links (seller_id, package_id);

-- Apart from the packages, which are read and rewritten all the time. Name, type and number stand in the package.
create table invoice_files (
  seller_id  bigint not null,
  package_id bigint not null,
  sha256     bytea not null,
  content    bytea,                    -- up to 10 MB; null: it lies in the folder of invoice files
  primary key (seller_id, package_id)
);
-- PDF, JPEG and PNG are compressed already.
alter table invoice_files alter column content set storage external;

-- Common labels that were requested. By tracking number, which is what a label is of: a package that changes its cargo
-- provider needs another.
create table labels (
  seller_id         bigint not null,
  package_id        bigint not null,
  tracking_number   bigint not null,
  box_quantity      integer not null,
  volumetric_height double precision,
  requested_at      bigint not null,   -- the last time
  primary key (seller_id, package_id, tracking_number)
);
