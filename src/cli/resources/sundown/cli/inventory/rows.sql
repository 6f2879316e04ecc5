-- What the rows of all groups name, by object.
CREATE TABLE rows_by_object AS
SELECT
  object_key,
  bool_or(user_id IN (SELECT user_id FROM held)) AS held,
  bool_or(user_id IN (SELECT user_id FROM planned)) AS planned
FROM (
  SELECT
    json_extract_string(json, '$.Item.objectKey.S') AS object_key,
    json_extract_string(json, '$.Item.userId.S') AS user_id
  FROM imported_items()
) items, buckets b
WHERE b.bucket = 'GALLERY'
  AND starts_with(object_key, prefix)
  AND root = regexp_extract(object_key, '\A(s3://[^/]+/)?')
GROUP BY object_key;
