-- How the rows of a table differ from those of the import before: what a row was, what it is, or both.
CREATE TABLE IF NOT EXISTS ${table}_changes AS
WITH lines AS (
  SELECT json FROM ${table}_before()
), before AS (
  SELECT
    json,
    json_extract_string(json, '$.Item.${partition}.S') AS partition_key,
    coalesce(json_extract_string(json, '$.Item.${sort}.S'), '') AS sort_key
  FROM lines
)
SELECT
  coalesce(i.hash, crc32(to_utf8(w.partition_key))) AS hash,
  coalesce(i.partition_key, w.partition_key) AS partition_key,
  coalesce(i.sort_key, w.sort_key) AS sort_key,
  w.json IS NULL AS added,
  i.json IS NULL AS removed,
  CASE
    WHEN w.json IS NULL THEN i.json
    WHEN i.json IS NULL THEN '{"Was"' || substr(w.json, 8)
    ELSE '{"Was"' || substr(w.json, 8, length(w.json) - 8) || ',' || substr(i.json, 2)
  END AS json
FROM ${table}_rows i
FULL OUTER JOIN before w ON w.partition_key = i.partition_key AND w.sort_key = i.sort_key
WHERE i.json IS DISTINCT FROM w.json;
