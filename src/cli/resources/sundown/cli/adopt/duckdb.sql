-- The engine keeps so much in memory for any number of rows, and the rest on the disk. What it keeps there is gone after
-- an import, so it is not compressed. The macros are what other engines have under these names.
SET memory_limit = '384MB';
SET threads = ${threads};
SET preserve_insertion_order = false;
SET force_compression = 'uncompressed';
SET TimeZone = 'UTC';
CREATE OR REPLACE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern);
CREATE OR REPLACE MACRO to_utf8(text) AS encode(text);
CREATE OR REPLACE MACRO to_hex(bytes) AS hex(bytes);
CREATE OR REPLACE MACRO crc32(bytes) AS crc32_of(decode(bytes));
CREATE OR REPLACE MACRO quoted(text) AS CAST(to_json(text) AS VARCHAR);
