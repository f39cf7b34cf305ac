-- A body is the same at every attempt, so a delivery keeps the field names that it became owed with: here those of the
-- marketplace's live answers where they differ from its documents.
alter table deliveries
  add column live boolean not null default false;
