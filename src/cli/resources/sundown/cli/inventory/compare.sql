-- What is found of each entry.
CREATE TABLE findings AS
WITH of_manifest AS (
  SELECT
    bucket,
    object_key,
    version,
    min(kind) AS kind,
    min(bytes) AS bytes,
    bool_or(shared) AS shared,
    array_agg(DISTINCT kind || ' ' || CAST(bytes AS VARCHAR)) AS forms
  FROM named
  GROUP BY bucket, object_key, version
), both_sides AS (
  SELECT
    coalesce(l.bucket, m.bucket) AS bucket,
    coalesce(l.object_key, m.object_key) AS object_key,
    coalesce(l.version, m.version) AS version,
    coalesce(l.kind, m.kind) AS kind,
    coalesce(l.bytes, m.bytes) AS bytes,
    coalesce(m.shared, FALSE) AS shared,
    m.bucket IS NOT NULL AS is_named,
    l.bucket IS NOT NULL AS is_found,
    list_contains(m.forms, l.kind || ' ' || CAST(l.bytes AS VARCHAR)) AS is_same,
    l.modified
  FROM of_manifest m
  FULL OUTER JOIN (${listed}) l
    ON l.bucket = m.bucket AND l.object_key = m.object_key AND l.version = m.version
), placed AS (
  SELECT
    s.*,
    b.* EXCLUDE (bucket, root, prefix),
    starts_with(object_key, prefix) AS of_group,
    CASE
      WHEN has_folders AND starts_with(object_key, prefix)
        THEN nullif(regexp_extract(
          substr(object_key, length(prefix) + 1), '\A([A-Za-z0-9_-][A-Za-z0-9._-]{0,127})/', 1), '')
    END AS folder,
    modified > CAST(newest AS TIMESTAMPTZ) AS is_newer
  FROM both_sides s
  JOIN buckets b ON b.bucket = s.bucket
), owned AS (
  -- Where groups are not apart, only an account has a folder.
  SELECT
    p.*,
    CASE
      WHEN keeps_groups_apart OR NOT ${accounts_are_known}
        OR EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = folder) THEN folder
    END AS owner
  FROM placed p
), whose AS (
  SELECT
    o.*,
    coalesce(r.held, FALSE) OR EXISTS (SELECT 1 FROM held h WHERE h.user_id = owner) AS is_held,
    coalesce(r.planned, FALSE) OR EXISTS (SELECT 1 FROM planned q WHERE q.user_id = owner) AS is_planned,
    r.object_key IS NULL AND owner IS NULL AS is_nobodys
  FROM owned o
  LEFT JOIN rows_by_object r ON r.object_key = o.object_key AND o.bucket = 'GALLERY'
)
SELECT
  bucket,
  object_key,
  version,
  kind,
  bytes,
  shared,
  CASE
    WHEN NOT is_found AND NOT is_listed THEN 'NOT_COMPARED'
    WHEN NOT is_found AND kind = 'UPLOAD' THEN 'UPLOAD'
    WHEN NOT is_found AND is_certified THEN 'DELETED'
    WHEN NOT is_found AND is_older THEN 'PERHAPS_NEWER'
    WHEN NOT is_found THEN 'MISSING'
    WHEN is_named AND NOT is_certified AND is_same THEN 'SAME'
    WHEN is_named AND NOT is_certified THEN 'OTHER'
    WHEN shared THEN 'SHARED'
    -- Of an object that the group's users share with others, and that is not in the group's folders.
    WHEN NOT of_group AND is_certified AND is_named THEN 'LEFT'
    WHEN NOT of_group AND is_certified THEN 'SHARED'
    WHEN NOT of_group AND is_newer THEN 'NEWER'
    WHEN NOT of_group THEN 'NOT_NAMED'
    WHEN is_held THEN 'HELD'
    WHEN NOT is_planned AND (NOT keeps_groups_apart OR (owner IS NULL AND NOT is_nobodys))
      THEN CASE WHEN is_nobodys AND all_are_known THEN 'UNNAMED' ELSE 'NOT_PLANNED' END
    WHEN is_newer THEN 'NEWER'
    WHEN is_certified THEN 'LEFT'
    WHEN is_nobodys THEN 'NOBODYS'
    ELSE 'NOT_NAMED'
  END AS finding
FROM whose;

-- What is said of each kind of finding; whether the two sides disagree, and nothing known explains it; and whether people
-- are to see each entry.
CREATE TABLE kinds (number INTEGER, finding VARCHAR, words VARCHAR, differs BOOLEAN, listed BOOLEAN);
INSERT INTO kinds VALUES
  (1, 'SAME', 'in both', FALSE, FALSE),
  (2, 'HELD', 'under hold', FALSE, FALSE),
  (3, 'NEWER', 'newer than the plan or its certificate', FALSE, FALSE),
  -- Inventories have no unfinished uploads.
  (4, 'UPLOAD', 'an unfinished upload, which no inventory has', FALSE, FALSE),
  -- The inventory is older than the plan, and may be older than the entry.
  (5, 'PERHAPS_NEWER', 'named, and perhaps newer than the inventory', FALSE, FALSE),
  (6, 'DELETED', 'deleted, as certified', FALSE, FALSE),
  -- The gallery does not keep groups apart, and the users of the entry have no line in this plan.
  (7, 'NOT_PLANNED', 'of users whom this plan does not list', FALSE, FALSE),
  -- No account or row of any group names it, so no plan does.
  (8, 'UNNAMED', 'named by no account or row, and left', FALSE, TRUE),
  (9, 'NOT_COMPARED', 'of a bucket without an inventory here', FALSE, FALSE),
  (10, 'OTHER', 'in both, with another size or kind', TRUE, TRUE),
  -- It is below the folder of a user.
  (11, 'NOT_NAMED', 'in the inventory, and not in the manifest', TRUE, TRUE),
  (12, 'NOBODYS', 'of no user, and not in the manifest', TRUE, TRUE),
  -- The inventory is younger.
  (13, 'MISSING', 'in the manifest, and not in the inventory', TRUE, TRUE),
  -- Its users have given it up, and others had claims on it.
  (14, 'SHARED', 'shared, and left to others who name it', FALSE, FALSE),
  (15, 'LEFT', 'left after the certificate', TRUE, TRUE);

CREATE VIEW sums AS
SELECT k.*, entries, bytes
FROM kinds k
JOIN (SELECT finding, count(*) AS entries, CAST(sum(bytes) AS BIGINT) AS bytes FROM findings GROUP BY finding) f
  ON f.finding = k.finding
ORDER BY number;
