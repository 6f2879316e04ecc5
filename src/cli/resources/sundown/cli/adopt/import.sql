-- Makes the rows of accounts, items, and claims of what a photo cloud exports. Each statement keeps a table that the
-- next ones read. What begins with a dollar sign follows from the mapping and the timeline. DuckDB and Athena run these
-- statements: the functions that they do not share are in duckdb.sql and athena.sql.

-- Accounts, each with its group, and the first field that is wrong with it and why. Of a refused one, no value stays.
CREATE TABLE IF NOT EXISTS checked_accounts AS
WITH named AS (
  SELECT
    *,
    ${code} AS code,
    ${unit} AS unit,
    ${paid} AS paid,
    ${cancelled} AS cancelled,
    ${refundable} AS refundable,
    CASE
      WHEN lower(paid_by_another) IN ('true', 't', '1') THEN TRUE
      WHEN lower(paid_by_another) IN ('false', 'f', '0') THEN FALSE
    END AS by_another
  FROM ${accounts}
), judged AS (
  SELECT
    n.*,
    r.group_id,
    c.unit AS fee_unit,
    ${minor} AS minor,
    coalesce(
      fault,
      CASE
        WHEN user_id IS NULL THEN 'userId MISSING'
        WHEN NOT regexp_like(user_id, '\A[A-Za-z0-9_-][A-Za-z0-9._-]*\z') OR length(user_id) > 128
          THEN 'userId NOT_A_USER_ID'
        WHEN n.code = '' THEN 'region MISSING'
        WHEN r.code IS NULL THEN 'region NOT_A_REGION'
        WHEN charge_id IS NULL AND subscription_id IS NOT NULL THEN 'subscriptionId WITHOUT_CHARGE'
        -- An export may have a fee of 0 for those who pay nothing.
        WHEN charge_id IS NULL AND regexp_like(fee, '[^0.]') THEN 'fee WITHOUT_CHARGE'
        WHEN charge_id IS NULL AND paid_through IS NOT NULL THEN 'paidThrough WITHOUT_CHARGE'
        WHEN charge_id IS NULL THEN NULL
        WHEN NOT regexp_like(charge_id, '\A[A-Za-z0-9._-]+\z') OR length(charge_id) > 255
          THEN 'chargeId NOT_A_CHARGE_ID'
        WHEN fee_currency IS NULL THEN 'feeCurrency MISSING'
        WHEN c.unit IS NULL THEN 'feeCurrency NOT_A_CURRENCY'
        WHEN fee IS NULL THEN 'fee MISSING'
        WHEN ${minor} IS NULL THEN 'fee NOT_AN_AMOUNT'
        WHEN paid_at IS NULL THEN 'paidAt MISSING'
        WHEN paid IS NULL OR NOT paid BETWEEN -5364662400 AND 253402300799 THEN 'paidAt NOT_A_DATE'
        WHEN paid_through NOT IN (${services}) THEN 'paidThrough NOT_A_SERVICE'
        WHEN payment_method NOT IN (${methods}) THEN 'paymentMethod NOT_A_METHOD'
        WHEN subscription_id IS NOT NULL AND paid_through IN (${elsewhere}) THEN 'subscriptionId OF_ANOTHER_SERVICE'
        WHEN refundable_until IS NOT NULL AND (refundable IS NULL OR NOT refundable BETWEEN -5364662400 AND 253402300799)
          THEN 'refundableUntil NOT_A_DATE'
        WHEN refundable < paid THEN 'refundableUntil BEFORE_PAYMENT'
        WHEN cancelled_at IS NULL THEN NULL
        WHEN cancelled IS NULL OR NOT cancelled BETWEEN -5364662400 AND 253402300799 THEN 'cancelledAt NOT_A_DATE'
      END,
      CASE
        WHEN NOT regexp_like(subscription_id, '\A[A-Za-z0-9._-]+\z') OR length(subscription_id) > 255
          THEN 'subscriptionId NOT_A_SUBSCRIPTION_ID'
        WHEN paid_by_another IS NOT NULL AND by_another IS NULL THEN 'paidByAnother NOT_TRUE_OR_FALSE'
      END
    ) AS refused
  FROM named n
  LEFT JOIN (VALUES ${regions}) r (code, group_id) ON r.code = n.code
  LEFT JOIN currencies c ON c.unit = n.unit
)
SELECT
  file,
  line,
  refused,
  CASE WHEN refused IS NULL THEN user_id END AS user_id,
  CASE WHEN refused IS NULL THEN code END AS region,
  CASE WHEN refused IS NULL THEN group_id END AS group_id,
  CASE WHEN refused IS NULL THEN charge_id END AS charge_id,
  CASE WHEN refused IS NULL AND charge_id IS NOT NULL THEN minor END AS fee_minor_units,
  CASE WHEN refused IS NULL AND charge_id IS NOT NULL THEN fee_unit END AS fee_currency,
  CASE WHEN refused IS NULL AND charge_id IS NOT NULL THEN paid END AS paid_at,
  CASE WHEN refused IS NULL AND charge_id IS NOT NULL THEN cancelled END AS cancelled_at,
  CASE WHEN refused IS NULL THEN subscription_id END AS subscription_id,
  CASE WHEN refused IS NULL THEN paid_through END AS paid_through,
  CASE WHEN refused IS NULL AND charge_id IS NOT NULL THEN payment_method END AS payment_method,
  CASE WHEN refused IS NULL AND charge_id IS NOT NULL THEN refundable END AS refundable_until,
  CASE WHEN refused IS NULL THEN by_another END AS by_another
FROM judged;

-- Of accounts with one id, all but one: that of the first file, and in it the first in the order of its values. Not
-- each engine knows lines, so they decide only where all values are the same.
CREATE TABLE IF NOT EXISTS repeated_accounts AS
SELECT file, line, taken_file, taken_line
FROM (
  SELECT
    file,
    line,
    row_number() OVER one_id AS number,
    first_value(file) OVER one_id AS taken_file,
    first_value(line) OVER one_id AS taken_line
  FROM checked_accounts
  WHERE refused IS NULL
  WINDOW one_id AS (
    PARTITION BY user_id
    ORDER BY
      file, region, charge_id, fee_minor_units, fee_currency, paid_at, cancelled_at, subscription_id,
      paid_through, payment_method, refundable_until, by_another, line
  )
) numbered
WHERE number > 1;

-- The accounts that are taken. A part of a table is a range of hashes, and so is no part that of one region or month.
CREATE TABLE IF NOT EXISTS taken_accounts AS
SELECT a.*, crc32(to_utf8(user_id)) AS hash
FROM checked_accounts a
LEFT JOIN repeated_accounts r ON r.file = a.file AND r.line = a.line
WHERE a.refused IS NULL AND r.line IS NULL;

-- Items, each with its account. Outside are those that make claims: rows whose user and key can be read, also refused
-- ones, with a key outside of the folder of their user.
CREATE TABLE IF NOT EXISTS checked_items AS
WITH named AS (
  SELECT
    e.*,
    a.user_id AS account,
    a.group_id,
    a.hash,
    ${taken} AS taken,
    ${deleted} AS deleted,
    texts_in(whole(albums)) AS names,
    CASE WHEN lower(private) IN ('true', 't', '1') THEN TRUE WHEN lower(private) IN ('false', 'f', '0') THEN FALSE END
      AS hidden,
    CASE WHEN regexp_like(bytes, '\A[+-]?[0-9]+\z') THEN try_cast(bytes AS BIGINT) END AS size,
    CASE
      WHEN a.user_id IS NOT NULL THEN NULL
      WHEN e.user_id IS NULL THEN 'userId MISSING'
      WHEN NOT regexp_like(e.user_id, '\A[A-Za-z0-9_-][A-Za-z0-9._-]*\z') OR length(e.user_id) > 128
        THEN 'userId NOT_A_USER_ID'
    END AS user_fault,
    CASE
      WHEN item_id IS NULL THEN 'itemId MISSING'
      WHEN NOT regexp_like(item_id, '\A[A-Za-z0-9._-]+\z') OR length(item_id) > 128 THEN 'itemId NOT_AN_ITEM_ID'
    END AS item_fault,
    ${own_key} AS own_key
  FROM ${items} e
  LEFT JOIN taken_accounts a ON a.user_id = e.user_id
), keyed AS (
  SELECT
    *,
    CASE
      WHEN bucket IS NULL OR bucket = ${bucket} THEN own_key
      ELSE 's3://' || bucket || '/' || own_key
    END AS full_key
  FROM named
), judged AS (
  SELECT
    *,
    ${deletable} AS deletable,
    CASE
      WHEN ${unreadable} THEN item_fault
      WHEN own_key IS NULL THEN 'objectKey MISSING'
      WHEN length(own_key) > 256 AND length(to_hex(to_utf8(own_key))) > 2048 THEN 'objectKey NOT_A_KEY'
      WHEN starts_with(own_key, 's3://') AND NOT regexp_like(own_key, '\As3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/(?s:.)')
        THEN 'objectKey NOT_A_KEY'
      WHEN NOT starts_with(full_key, 's3://') OR ${in_known_bucket} THEN NULL
      WHEN bucket IS NULL THEN 'objectKey NOT_A_BUCKET'
      ELSE 'bucket NOT_A_BUCKET'
    END AS key_fault
  FROM keyed
), checked AS (
  SELECT
    *,
    coalesce(
      fault,
      user_fault,
      item_fault,
      key_fault,
      CASE
        WHEN name IS NULL THEN 'name MISSING'
        WHEN length(name) > 1024 THEN 'name TOO_LONG'
        WHEN bytes IS NULL THEN 'bytes MISSING'
        WHEN size IS NULL OR size < 0 THEN 'bytes NOT_A_LENGTH'
        WHEN longest(names) > 1024 OR (length(albums) > 4096 AND length(to_hex(to_utf8(albums))) > 32768)
          THEN 'albums TOO_LONG'
        WHEN albums IS NOT NULL AND names IS NULL THEN 'albums NOT_TEXTS'
        WHEN strpos(quoted(names), chr(65534)) > 0 THEN 'albums HALF_CHARACTER'
        WHEN taken_at IS NOT NULL AND (taken IS NULL OR NOT taken BETWEEN -5364662400 AND 253402300799)
          THEN 'takenAt NOT_A_DATE'
        WHEN NOT regexp_like(taken_at_offset, '\A(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9]|[+-]18:00)\z')
          THEN 'takenAtOffset NOT_AN_OFFSET'
        WHEN length(sha1) <> 40 OR NOT regexp_like(sha1, '\A[0-9A-Fa-f]*\z') THEN 'sha1 NOT_A_SHA1'
        WHEN NOT regexp_like(group_with, '\A[A-Za-z0-9._-]+\z') OR length(group_with) > 128
          THEN 'groupWith NOT_AN_ITEM_ID'
        WHEN group_with = item_id THEN 'groupWith ITS_OWN_ID'
        WHEN private IS NOT NULL AND hidden IS NULL THEN 'private NOT_TRUE_OR_FALSE'
        WHEN deleted_at IS NOT NULL AND (deleted IS NULL OR NOT deleted BETWEEN -5364662400 AND 253402300799)
          THEN 'deletedAt NOT_A_DATE'
        WHEN length(shared_by) > 1024 THEN 'sharedBy TOO_LONG'
        WHEN account IS NULL THEN 'userId NO_ACCOUNT'
      END
    ) AS wrong
  FROM judged
), placed AS (
  SELECT
    *,
    coalesce(wrong, CASE WHEN group_id IS NOT NULL AND NOT deletable THEN 'objectKey NOT_DELETABLE' END) AS refused,
    CASE
      WHEN user_fault IS NOT NULL OR key_fault IS NOT NULL THEN FALSE
      WHEN account IS NULL THEN deletable AND coalesce(${owner}, '') <> user_id
      ELSE NOT ${in_own_folder} AND (group_id IS NULL OR deletable)
    END AS outside
  FROM checked
)
SELECT
  file,
  line,
  refused,
  hash,
  outside,
  CASE WHEN wrong IS NULL OR outside THEN user_id END AS user_id,
  CASE WHEN wrong IS NULL THEN item_id END AS item_id,
  CASE WHEN wrong IS NULL OR outside THEN full_key END AS object_key,
  CASE WHEN refused IS NULL THEN name END AS name,
  CASE WHEN refused IS NULL THEN size END AS bytes,
  CASE WHEN refused IS NULL THEN nullif(quoted(names), '[]') END AS albums,
  CASE WHEN refused IS NULL THEN taken END AS taken_at,
  CASE WHEN refused IS NULL THEN taken_at_offset END AS taken_at_offset,
  CASE WHEN refused IS NULL THEN lower(sha1) END AS sha1,
  CASE WHEN refused IS NULL THEN group_with END AS group_with,
  CASE WHEN refused IS NULL THEN hidden END AS hidden,
  CASE WHEN refused IS NULL THEN deleted END AS deleted_at,
  CASE WHEN refused IS NULL THEN shared_by END AS shared_by
FROM placed;

-- Of items of one user with one id, all but one, chosen as for accounts. The first query finds the few that may be.
CREATE TABLE IF NOT EXISTS repeated_items AS
WITH often AS (
  SELECT hash, item_id FROM checked_items WHERE item_id IS NOT NULL GROUP BY hash, item_id HAVING count(*) > 1
)
SELECT file, line, taken_file, taken_line
FROM (
  SELECT
    file,
    line,
    row_number() OVER one_id AS number,
    first_value(file) OVER one_id AS taken_file,
    first_value(line) OVER one_id AS taken_line
  FROM checked_items i
  JOIN often ON often.hash = i.hash AND often.item_id = i.item_id
  WINDOW one_id AS (
    PARTITION BY user_id, i.item_id
    ORDER BY
      file, object_key, name, bytes, albums, taken_at, sha1, taken_at_offset, group_with, hidden, deleted_at, shared_by,
      line
  )
) numbered
WHERE number > 1;

CREATE OR REPLACE VIEW taken_items AS
SELECT i.*
FROM checked_items i
LEFT JOIN repeated_items r ON r.file = i.file AND r.line = i.line
WHERE i.refused IS NULL AND r.line IS NULL;

-- What each account that has items has.
CREATE TABLE IF NOT EXISTS galleries AS
SELECT
  user_id,
  count(*) AS items,
  sum(bytes) AS bytes,
  count(CASE WHEN regexp_like(object_key, '[\x{0}-\x{1F}\x{7F}-\x{9F}\x{FFFE}\x{FFFF}]') THEN 1 END) AS not_in_xml
FROM taken_items
GROUP BY user_id;

-- Who names an object outside of their folder, and who owns the folder in which it is.
CREATE TABLE IF NOT EXISTS claims AS
WITH outside AS (
  SELECT DISTINCT object_key AS full_key, user_id FROM checked_items WHERE outside
), named AS (
  SELECT full_key, user_id FROM outside
  UNION
  SELECT full_key, owner
  FROM (SELECT full_key, ${owner} AS owner FROM outside) owned
  WHERE owner IS NOT NULL
    AND (${folders_are_deleted} OR EXISTS (SELECT 1 FROM taken_accounts a WHERE a.user_id = owner))
)
SELECT crc32(to_utf8(full_key)) AS hash, full_key AS object_key, user_id
FROM (SELECT *, count(*) OVER (PARTITION BY full_key) AS users FROM named) counted
WHERE users > 1 OR ${has_folders};

-- Rows in the form that DynamoDB imports from S3, attributes in the order of their names.
CREATE OR REPLACE VIEW accounts_rows AS
SELECT
  file,
  line,
  hash,
  user_id AS partition_key,
  '' AS sort_key,
  concat(
    '{"Item":{',
    coalesce('"cancelledAt":{"N":"' || CAST(cancelled_at AS VARCHAR) || '"},', ''),
    coalesce('"chargeId":{"S":"' || charge_id || '"},', ''),
    coalesce('"feeCurrency":{"S":"' || fee_currency || '"},', ''),
    coalesce('"feeMinorUnits":{"N":"' || CAST(fee_minor_units AS VARCHAR) || '"},', ''),
    coalesce('"groupShard":{"S":"' || group_id || '#' || CASE WHEN hash % ${chunks} < 10 THEN '0' ELSE '' END || CAST(hash % ${chunks} AS VARCHAR) || '"},', ''),
    coalesce('"paidAt":{"N":"' || CAST(paid_at AS VARCHAR) || '"},', ''),
    CASE WHEN by_another THEN '"paidByAnother":{"BOOL":true},' ELSE '' END,
    coalesce('"paidThrough":{"S":"' || paid_through || '"},', ''),
    coalesce('"paymentMethod":{"S":"' || payment_method || '"},', ''),
    coalesce('"refundableUntil":{"N":"' || CAST(refundable_until AS VARCHAR) || '"},', ''),
    '"region":{"S":"',
    region,
    '"},',
    coalesce('"subscriptionId":{"S":"' || subscription_id || '"},', ''),
    '"userId":{"S":"',
    user_id,
    '"}}}'
  ) AS json
FROM taken_accounts;

CREATE OR REPLACE VIEW items_rows AS
SELECT
  file,
  line,
  hash,
  user_id AS partition_key,
  item_id AS sort_key,
  concat(
    '{"Item":{',
    coalesce('"albums":{"SS":' || albums || '},', ''),
    '"bytes":{"N":"',
    CAST(bytes AS VARCHAR),
    '"},',
    coalesce('"deletedAt":{"N":"' || CAST(deleted_at AS VARCHAR) || '"},', ''),
    coalesce('"groupWith":{"S":"' || group_with || '"},', ''),
    '"itemId":{"S":"',
    item_id,
    '"},"name":{"S":',
    quoted(name),
    '},"objectKey":{"S":',
    quoted(object_key),
    '}',
    CASE WHEN hidden THEN ',"private":{"BOOL":true}' ELSE '' END,
    coalesce(',"sha1":{"S":"' || sha1 || '"}', ''),
    coalesce(',"sharedBy":{"S":' || quoted(shared_by) || '}', ''),
    coalesce(',"takenAt":{"N":"' || CAST(taken_at AS VARCHAR) || '"}', ''),
    coalesce(',"takenAtOffset":{"S":"' || taken_at_offset || '"}', ''),
    ',"userId":{"S":"',
    user_id,
    '"}}}'
  ) AS json
FROM taken_items;

CREATE OR REPLACE VIEW claims_rows AS
SELECT
  hash,
  object_key AS partition_key,
  user_id AS sort_key,
  '{"Item":{"objectKey":{"S":' || quoted(object_key) || '},"userId":{"S":"' || user_id || '"}}}' AS json
FROM claims;

-- Each refused row. Its reason is the name of one in Reason, after that of the field.
CREATE OR REPLACE VIEW refusals AS
SELECT 'accounts' AS kind, file, line, refused, NULL AS taken_file, NULL AS taken_line
FROM checked_accounts WHERE refused IS NOT NULL
UNION ALL
SELECT 'accounts', file, line, 'userId DUPLICATE', taken_file, taken_line FROM repeated_accounts
UNION ALL
SELECT 'items', i.file, i.line, refused, NULL, NULL
FROM checked_items i
LEFT JOIN repeated_items r ON r.file = i.file AND r.line = i.line
WHERE refused IS NOT NULL AND r.line IS NULL
UNION ALL
SELECT 'items', file, line, 'itemId DUPLICATE', taken_file, taken_line FROM repeated_items;

-- The names of its file and column. The line is that of DuckDB: Athena knows none, and has an id of the row in its place.
CREATE OR REPLACE VIEW errors AS
SELECT
  r.kind,
  r.file AS number,
  no_formula(f.name) AS file,
  r.line,
  no_formula(coalesce(c.name, '')) AS "column",
  split_part(r.refused, ' ', 1) AS field,
  s.sentence AS reason,
  coalesce(', taken from ' || t.name || ', line ' || CAST(r.taken_line AS VARCHAR), '') AS taken
FROM refusals r
JOIN (VALUES ${reasons}) s (reason, sentence) ON s.reason = split_part(r.refused, ' ', 2)
JOIN (VALUES ${files}) f (kind, number, name) ON f.kind = r.kind AND f.number = r.file
LEFT JOIN (VALUES ${files}) t (kind, number, name) ON t.kind = r.kind AND t.number = r.taken_file
LEFT JOIN (VALUES ${columns}) c (kind, field, name) ON c.kind = r.kind AND c.field = split_part(r.refused, ' ', 1);

-- The control totals, each a number with its name and, where it is one of several, that of the region or currency.
CREATE OR REPLACE VIEW counted AS
SELECT 'rows' AS name, '' AS part, (SELECT count(*) FROM checked_accounts) + (SELECT count(*) FROM checked_items) AS number
UNION ALL
SELECT 'accounts', '', count(*) FROM taken_accounts
UNION ALL
SELECT 'accountsByRegion', region, count(*) FROM taken_accounts GROUP BY region
UNION ALL
SELECT 'exempt', '', count(*) FROM taken_accounts WHERE group_id IS NULL
UNION ALL
SELECT 'members', '', count(*) FROM taken_accounts WHERE charge_id IS NOT NULL
UNION ALL
SELECT 'fees', fee_currency, CAST(sum(fee_minor_units) AS BIGINT)
FROM taken_accounts WHERE charge_id IS NOT NULL
GROUP BY fee_currency
UNION ALL
SELECT 'items', '', CAST(coalesce(sum(items), 0) AS BIGINT) FROM galleries
UNION ALL
SELECT 'bytes', '', CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM galleries
UNION ALL
SELECT 'accountsWithoutItems', '', (SELECT count(*) FROM taken_accounts) - (SELECT count(*) FROM galleries)
UNION ALL
SELECT 'largestGallery', '', coalesce(max(items), 0) FROM galleries
UNION ALL
SELECT 'claims', '', count(*) FROM claims
UNION ALL
SELECT 'sharedObjects', '', count(DISTINCT object_key) FROM claims
UNION ALL
SELECT 'keysNotInXml', '', CAST(coalesce(sum(not_in_xml), 0) AS BIGINT) FROM galleries;
