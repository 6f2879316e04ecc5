-- The rows of an inventory that are of the group, or that the manifest names, and those with something wrong. S3 has
-- encoded keys for URLs, and calls a version null that it stored while the bucket kept none.
CREATE TABLE ${bucket}_listed AS
WITH checked AS (
  SELECT
    *,
    CASE
      WHEN bucket IS NULL THEN 'Bucket'
      WHEN bucket <> ${source} THEN 'Bucket is not ' || ${source}
      WHEN key IS NULL THEN 'Key'
      WHEN regexp_like(key, '%([^0-9A-Fa-f]|[0-9A-Fa-f][^0-9A-Fa-f]|[0-9A-Fa-f]?\z)') THEN 'Key is not encoded for URLs'
      WHEN isdeletemarker IS NULL THEN 'IsDeleteMarker'
      WHEN isdeletemarker NOT IN ('true', 'false') THEN 'IsDeleteMarker is neither true nor false'
      WHEN versionid IS NULL THEN 'VersionId'
      WHEN isdeletemarker = 'false' AND size IS NULL THEN 'Size'
      WHEN isdeletemarker = 'false' AND (NOT regexp_like(size, '\A[0-9]+\z') OR try_cast(size AS BIGINT) IS NULL)
        THEN 'Size is not a number of bytes'
      WHEN lastmodifieddate IS NULL THEN 'LastModifiedDate'
      WHEN NOT regexp_like(lastmodifieddate, '\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z\z')
        OR try_cast(lastmodifieddate AS TIMESTAMPTZ) IS NULL THEN 'LastModifiedDate is not a time'
    END AS wrong
  FROM ${bucket}_inventory()
), decoded AS (
  SELECT
    '${bucket}' AS bucket,
    b.root || CASE WHEN wrong IS NULL THEN url_decode(replace(key, '+', ' ')) ELSE '' END AS object_key,
    CASE WHEN versionid = '' THEN 'null' ELSE versionid END AS version,
    CASE WHEN isdeletemarker = 'true' THEN 'MARKER' ELSE 'VERSION' END AS kind,
    CASE WHEN isdeletemarker = 'true' THEN 0 ELSE try_cast(size AS BIGINT) END AS bytes,
    try_cast(lastmodifieddate AS TIMESTAMPTZ) AS modified,
    b.prefix,
    file,
    line,
    wrong,
    CASE split_part(wrong, ' ', 1)
      WHEN 'Bucket' THEN c.bucket
      WHEN 'Key' THEN key
      WHEN 'IsDeleteMarker' THEN isdeletemarker
      WHEN 'Size' THEN size
      WHEN 'LastModifiedDate' THEN lastmodifieddate
    END AS cell
  FROM checked c, buckets b
  WHERE b.bucket = '${bucket}'
)
SELECT *
FROM decoded d
WHERE wrong IS NOT NULL
  OR starts_with(object_key, prefix)
  OR EXISTS (SELECT 1 FROM named n WHERE n.bucket = d.bucket AND n.object_key = d.object_key);
