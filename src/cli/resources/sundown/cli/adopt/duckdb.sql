-- What other engines have under these names. A million rows need no more memory than a thousand: what does not fit
-- goes to the disk.
SET memory_limit = '384MB';
SET threads = ${threads};
SET preserve_insertion_order = false;
SET force_compression = 'uncompressed';
SET TimeZone = 'UTC';
CREATE OR REPLACE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern);
CREATE OR REPLACE MACRO to_utf8(text) AS encode(text);
CREATE OR REPLACE MACRO to_hex(bytes) AS hex(bytes);
CREATE OR REPLACE MACRO crc32(bytes) AS crc32_of(decode(bytes));
CREATE OR REPLACE MACRO quoted(text) AS
  CASE WHEN regexp_matches(text, '["\\\x00-\x1F]') THEN CAST(to_json(text) AS VARCHAR) ELSE '"' || text || '"' END;
