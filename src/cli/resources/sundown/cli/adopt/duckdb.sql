-- The engine keeps so much in memory for any number of rows, and the rest on the disk. What it keeps there is gone after
-- an import, so it is not compressed.
SET memory_limit = '384MB';
SET threads = ${threads};
SET preserve_insertion_order = false;
SET force_compression = 'uncompressed';
SET TimeZone = 'UTC';

-- What other engines have under these names.
CREATE OR REPLACE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern);
CREATE OR REPLACE MACRO to_utf8(text) AS encode(text);
CREATE OR REPLACE MACRO to_hex(bytes) AS hex(bytes);
CREATE OR REPLACE MACRO crc32(bytes) AS crc32_of(decode(bytes));
CREATE OR REPLACE MACRO quoted(text) AS CAST(to_json(text) AS VARCHAR);

-- Amounts of money in minor units: a number of them, or one such as 1,299.00, with no more decimals than its currency.
CREATE OR REPLACE TEMP VIEW currencies AS SELECT * FROM (VALUES ${currencies}) c (unit, digits);
CREATE OR REPLACE MACRO minor_units(amount, digits) AS
  CASE WHEN regexp_like(amount, '\A[0-9]{1,18}\z') THEN try_cast(amount AS BIGINT) END;
CREATE OR REPLACE MACRO decimals(amount) AS regexp_replace(coalesce(split_part(amount, '.', 2), ''), '0+\z', '');
CREATE OR REPLACE MACRO major_units(amount, digits) AS CASE
  WHEN regexp_like(amount, '\A([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?\z') AND length(decimals(amount)) <= digits
    THEN try_cast(replace(split_part(amount, '.', 1), ',', '') || rpad(decimals(amount), digits, '0') AS BIGINT)
END;

-- The seconds of a date since 1970, by the forms of a mapping. One that is read by a pattern of numbers has its length.
CREATE OR REPLACE MACRO iso(text) AS CASE
  WHEN regexp_like(
    text, '\A[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}(:[0-5][0-9]([.][0-9]+)?)?(Z|[+-](0[0-9]|1[0-7])(:[0-5][0-9])?)\z')
    THEN CAST(floor(epoch(try_cast(regexp_replace(text, '(T.....)([Z+-])', '\1:00\2') AS TIMESTAMPTZ))) AS BIGINT)
END;
CREATE OR REPLACE MACRO epochSeconds(text) AS
  CASE WHEN regexp_like(text, '\A[+-]?[0-9]+\z') THEN try_cast(text AS BIGINT) END;
CREATE OR REPLACE MACRO epochMilliseconds(text) AS CAST(floor(CAST(epochSeconds(text) AS DOUBLE) / 1000) AS BIGINT);
CREATE OR REPLACE MACRO date_in_numbers(text, form, characters) AS
  CASE WHEN length(text) = characters AND trim(text) = text THEN CAST(epoch(try_strptime(text, form)) AS BIGINT) END;

-- What a spreadsheet would read as a formula gets an apostrophe.
CREATE OR REPLACE MACRO no_formula(text) AS CASE WHEN regexp_like(text, '\A[=+@＝＋－＠\t\r\n-]') THEN '''' || text ELSE text END;

-- A line of JSON, or nothing where it is none: functions of JSON would fail with the line, and so with its values. Where
-- half of a character is escaped, which no text can hold, another text is read, and the fields that have one are refused.
CREATE OR REPLACE MACRO without_halves(json) AS regexp_replace(json, '\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\\ufffe', 'g');
-- The engine itself takes a comma before an end, and numbers that JSON does not have.
CREATE OR REPLACE MACRO has_lenience(json) AS regexp_like(json, ',\s*[\]}]|[Nn][Aa][Nn]|[Ii][Nn][Ff]');
CREATE OR REPLACE MACRO whole(json) AS CASE
  WHEN has_lenience(json) AND has_lenience(regexp_replace(json, '"(?:[^"\\]|\\.)*"', '""', 'g')) THEN NULL
  WHEN json_valid(json) THEN json
  WHEN json_valid(without_halves(json)) THEN without_halves(json)
END;
CREATE OR REPLACE MACRO member_texts(json, pointers) AS json_extract_string(json, pointers);
CREATE OR REPLACE MACRO member_types(json, pointers) AS json_type(json, pointers);
CREATE OR REPLACE MACRO is_object(json, parents) AS
  json_type(json) = 'OBJECT'
    AND NOT coalesce(list_bool_or(list_transform(
      json_keys(json, parents), lambda names: coalesce(len(names) <> len(list_distinct(names)), FALSE))), FALSE);
CREATE OR REPLACE MACRO list_fault(type, text) AS CASE
  WHEN type = 'OBJECT' THEN 'NOT_TEXTS'
  WHEN contains(text, chr(65534)) THEN 'HALF_CHARACTER'
END;
CREATE OR REPLACE MACRO member_fault(type, text) AS CASE
  WHEN type IN ('OBJECT', 'ARRAY') THEN 'NOT_A_VALUE'
  WHEN contains(text, chr(65534)) THEN 'HALF_CHARACTER'
END;

-- The texts in an array of JSON, sorted and each once, without empty ones; nothing where it has something else.
CREATE OR REPLACE MACRO texts_in(json) AS CASE
  WHEN len(list_filter(json_type(json, '$[*]'), lambda kind: kind NOT IN ('VARCHAR', 'NULL'))) = 0
    THEN list_sort(list_distinct(list_filter(json_extract_string(json, '$[*]'), lambda text: text <> '')))
END;
CREATE OR REPLACE MACRO longest(texts) AS list_max(list_transform(texts, lambda text: length(text)));
