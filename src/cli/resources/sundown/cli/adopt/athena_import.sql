-- Tells this import from others: its tables are in a database of their own.
CREATE OR REPLACE VIEW ${mark} AS SELECT 1 AS made;

CREATE OR REPLACE VIEW currencies AS SELECT * FROM (VALUES ${currencies}) c (unit, digits);
