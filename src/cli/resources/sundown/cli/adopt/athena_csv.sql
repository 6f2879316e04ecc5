-- The lines of a table's files. Each is one text; what follows a character that ends one is the rest.
CREATE EXTERNAL TABLE ${table}_lines (text STRING, rest STRING)
LOCATION ${folder}
TBLPROPERTIES ('skip.header.line.count' = '1');

-- The rows of these lines. An id of the row stands in place of its line, which the engine does not know.
CREATE OR REPLACE VIEW exported_${table} AS
WITH lines AS (
  SELECT
    f.number,
    f.places,
    f.width,
    l.rest,
    ${delimiter} || coalesce(l.text, '\N') AS text,
    regexp_extract_all(${delimiter} || coalesce(l.text, '\N'), ${cell}) AS cells
  FROM ${table}_lines l
  LEFT JOIN (VALUES ${files}) f (number, path, places, width) ON f.path = l."$path"
  WHERE l.rest IS NOT NULL OR coalesce(l.text, '\N') <> ''
)
SELECT
  number AS file,
  CAST(uuid() AS VARCHAR) AS line,
  CASE
    WHEN number IS NULL OR rest IS NOT NULL OR NOT is_utf8(text) OR array_join(cells, '') <> text THEN 'row NOT_READ'
    WHEN cardinality(cells) <> width THEN 'row OTHER_CELLS'
  END AS fault,
  ${cells}
FROM lines;
