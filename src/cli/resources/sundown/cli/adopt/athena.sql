-- The functions of duckdb.sql as Athena's engine, Trino, has them. Athena keeps no functions of SQL, so each call of one
-- of these is replaced before a statement runs.
CREATE MACRO exported_accounts() AS exported_accounts;
CREATE MACRO exported_items() AS exported_items;
CREATE MACRO quoted(text) AS json_format(CAST(text AS JSON));

-- Amounts of money in minor units: a number of them, or one such as 1,299.00, with no more decimals than its currency.
CREATE MACRO minor_units(amount, digits) AS
  CASE WHEN regexp_like(amount, '\A[0-9]{1,18}\z') THEN try_cast(amount AS BIGINT) END;
CREATE MACRO decimals(amount) AS regexp_replace(coalesce(split_part(amount, '.', 2), ''), '0+\z', '');
CREATE MACRO major_units(amount, digits) AS CASE
  WHEN regexp_like(amount, '\A([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?\z') AND length(decimals(amount)) <= digits
    THEN try_cast(replace(split_part(amount, '.', 1), ',', '') || rpad(decimals(amount), digits, '0') AS BIGINT)
END;

-- The seconds of a date since 1970, by the forms of a mapping. One that is read by a pattern of numbers has its length.
CREATE MACRO iso(text) AS CASE
  WHEN regexp_like(
    text, '\A[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}(:[0-5][0-9]([.][0-9]+)?)?(Z|[+-](0[0-9]|1[0-7])(:[0-5][0-9])?)\z')
    THEN CAST(to_unixtime(try(from_iso8601_timestamp(regexp_replace(text, '[.][0-9]+', '')))) AS BIGINT)
END;
CREATE MACRO epochSeconds(text) AS
  CASE WHEN regexp_like(text, '\A[+-]?[0-9]+\z') THEN try_cast(text AS BIGINT) END;
CREATE MACRO epochMilliseconds(text) AS CAST(floor(CAST(epochSeconds(text) AS DOUBLE) / 1000) AS BIGINT);
CREATE MACRO date_in_numbers(text, form, characters) AS CASE
  WHEN length(text) = characters AND trim(text) = text
    THEN CAST(to_unixtime(try(date_parse(text, replace(form, '%M', '%i')))) AS BIGINT)
END;

-- What a spreadsheet would read as a formula gets an apostrophe.
CREATE MACRO no_formula(text) AS CASE WHEN regexp_like(text, '\A[=+@＝＋－＠\t\r\n-]') THEN '''' || text ELSE text END;

-- A text whose bytes are not UTF-8 is another one once these are replaced.
CREATE MACRO is_utf8(text) AS from_utf8(to_utf8(text)) = text;

-- The cell of a line of CSV at a place, the first of which is 1. Each cell begins with the delimiter before it.
CREATE MACRO cell(cells, place) AS CASE
  WHEN starts_with(substr(element_at(cells, place), 2), '"')
    THEN replace(regexp_extract(element_at(cells, place), '"((?:[^"]|"")*)" *\z', 1), '""', '"')
  ELSE substr(element_at(cells, place), 2)
END;

-- A line of JSON, or nothing where it is none. Where half of a character is escaped, which no text can hold, another
-- text is read, and the fields that have one are refused.
CREATE MACRO without_halves(json) AS regexp_replace(json, '\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\\ufffe');
CREATE MACRO has_half(json) AS regexp_like(
  regexp_replace(
    replace(json, '\\', ''), '\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}', ''),
  '\\u[dD][89a-fA-F]');
CREATE MACRO whole(json) AS CASE
  WHEN try(json_parse(json)) IS NULL THEN NULL
  WHEN has_half(json) THEN without_halves(json)
  ELSE json
END;

-- Members by their JSON pointers; a number has no zeros at its end, as it has none once DuckDB has read it. Members of
-- one name are counted in a text, and are one once it is read.
CREATE MACRO path_of(pointer) AS CASE pointer WHEN '' THEN '$' ELSE
  '$["'
    || replace(
      replace(replace(replace(replace(substr(pointer, 2), '\', '\\'), '"', '\"'), '/', '"]["'), '~1', '/'), '~0', '~')
    || '"]'
END;
CREATE MACRO member_texts(json, pointers) AS transform(pointers, p -> CASE
  WHEN regexp_like(json_format(json_extract(json, path_of(p))), '\A-?[0-9]+\.[0-9]+\z')
    THEN regexp_replace(json_extract_scalar(json, path_of(p)), '(\.[0-9]+?)0+\z', '$1')
  WHEN starts_with(json_format(json_extract(json, path_of(p))), '[') THEN json_format(json_extract(json, path_of(p)))
  ELSE json_extract_scalar(json, path_of(p))
END);
CREATE MACRO member_types(json, pointers) AS
  transform(pointers, p -> substr(json_format(json_extract(json, path_of(p))), 1, 1));
CREATE MACRO list_fault(type, text) AS CASE
  WHEN type = '{' THEN 'NOT_TEXTS'
  WHEN strpos(text, chr(65534)) > 0 THEN 'HALF_CHARACTER'
END;
CREATE MACRO member_fault(type, text) AS CASE
  WHEN type IN ('{', '[') THEN 'NOT_A_VALUE'
  WHEN strpos(text, chr(65534)) > 0 THEN 'HALF_CHARACTER'
END;
CREATE MACRO is_object(json, parents) AS
  starts_with(json_format(json_parse(json)), '{')
    AND none_match(
      parents, p -> coalesce(json_size(json, path_of(p)) <> json_size(json_parse(json), path_of(p)), FALSE));

-- The texts in an array of JSON, sorted and each once, without empty ones; nothing where it has something else.
CREATE MACRO texts_in(json) AS CASE
  WHEN none_match(
    CAST(json_parse(json) AS ARRAY(JSON)), e -> NOT regexp_like(coalesce(json_format(e), 'null'), '\A("|null\z)'))
    THEN array_sort(array_distinct(filter(CAST(json_parse(json) AS ARRAY(VARCHAR)), e -> e <> '')))
END;
CREATE MACRO longest(texts) AS array_max(transform(texts, e -> length(e)));
