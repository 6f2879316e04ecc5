-- The lines of a table's files. Each is one text; what follows a character that ends one is the rest.
CREATE EXTERNAL TABLE ${table}_lines (text STRING, rest STRING)
LOCATION ${folder};

-- The rows of these lines. An id of the row stands in place of its line, which the engine does not know.
CREATE OR REPLACE VIEW exported_${table} AS
WITH lines AS (
  SELECT
    f.number,
    l.text,
    CASE
      WHEN f.number IS NULL THEN 'row NOT_READ'
      WHEN length(to_utf8(l.text)) > 1048576 THEN 'row TOO_LONG'
      WHEN l.rest IS NOT NULL OR NOT is_utf8(l.text) THEN 'row NOT_JSON'
    END AS fault
  FROM ${table}_lines l
  LEFT JOIN (VALUES ${files}) f (number, path) ON f.path = l."$path"
  WHERE l.rest IS NOT NULL OR coalesce(l.text, '\N') <> ''
)
SELECT number AS file, CAST(uuid() AS VARCHAR) AS line, fault, CASE WHEN fault IS NULL THEN text END AS json FROM lines;
