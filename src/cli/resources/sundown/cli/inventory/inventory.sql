-- Compares what a manifest names with what inventories of S3 list.

-- What the manifest names: a row for each entry and user. Filled by the program, as are the users under hold, those of
-- the plan, and the accounts of all groups where they are known.
CREATE TABLE named (bucket VARCHAR, object_key VARCHAR, version VARCHAR, kind VARCHAR, bytes BIGINT, shared BOOLEAN);
CREATE TABLE held (user_id VARCHAR);
CREATE TABLE planned (user_id VARCHAR);
CREATE TABLE accounts (user_id VARCHAR);

-- Of each bucket: what the keys of the group begin with, whether its certificate is older than the inventory, the time
-- after which an entry is newer, and whether its inventory is here, and older than the plan.
CREATE TABLE buckets (
  bucket VARCHAR, root VARCHAR, prefix VARCHAR, has_folders BOOLEAN, keeps_groups_apart BOOLEAN, all_are_known BOOLEAN,
  is_listed BOOLEAN, is_older BOOLEAN, is_certified BOOLEAN, newest VARCHAR
);
