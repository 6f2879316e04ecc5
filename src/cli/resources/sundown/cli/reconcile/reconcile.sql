-- The rows of the ledger that one service took the fees of, and those of no known service, each with what is wrong with
-- it. What begins with a dollar sign follows from the service.
CREATE TABLE ledger AS
WITH rows_read AS (
  SELECT
    file,
    line,
    trim(charge) AS charge,
    trim(state) AS state,
    trim(paid) AS paid,
    trim(amount) AS amount,
    trim(currency) AS currency
  FROM ledger_files()
)
SELECT
  file,
  line,
  charge,
  upper(state) AS state,
  minor_units(amount, digits) AS minor_units,
  c.unit,
  CASE
    WHEN charge IS NULL THEN 'charge'
    WHEN NOT regexp_like(charge, '\A[A-Za-z0-9._-]+\z') OR length(charge) > 255 THEN 'charge is not a charge'
    WHEN state IS NULL THEN 'state'
    WHEN upper(state) NOT IN (${states}) THEN 'state is not known'
    WHEN paid IS NULL THEN 'paid_through'
    WHEN paid NOT IN (${services}) THEN 'paid_through is not known'
    WHEN currency IS NULL THEN 'currency'
    WHEN c.unit IS NULL THEN 'currency is not a currency'
    WHEN amount IS NULL THEN 'amount_minor_units'
    WHEN minor_units(amount, digits) IS NULL THEN 'amount_minor_units is not a number of minor units'
  END AS wrong,
  CASE split_part(wrong, ' ', 1) WHEN 'charge' THEN charge WHEN 'state' THEN state WHEN 'currency' THEN currency
    WHEN 'paid_through' THEN paid ELSE amount END AS cell
  FROM rows_read
  LEFT JOIN currencies c ON c.unit = upper(currency)
  WHERE coalesce(paid = ${service} OR paid NOT IN (${services}), TRUE);

-- The refunds of the service, each with what is wrong with it.
CREATE TABLE refunds AS
WITH rows_read AS (
  SELECT
    file,
    line,
    ${id} AS id,
    trim(charge) AS charge,
    ${amount} AS amount,
    trim(currency) AS currency,
    ${status} AS status,
    trim(created) AS created
  FROM export_files()
  WHERE ${is_refund}
)
SELECT
  file,
  line,
  id,
  charge,
  upper(status) AS status,
  major_units(amount, digits) AS minor_units,
  c.unit,
  created,
  CASE
    WHEN id IS NULL THEN 'id'
    WHEN charge IS NULL THEN 'charge'
    WHEN NOT regexp_like(charge, '\A[A-Za-z0-9._-]+\z') OR length(charge) > 255 THEN 'charge is not a charge'
    WHEN amount IS NULL THEN 'amount'
    WHEN currency IS NULL THEN 'currency'
    WHEN c.unit IS NULL THEN 'currency is not a currency'
    WHEN major_units(amount, digits) IS NULL THEN 'amount is not an amount in ' || c.unit
    WHEN status IS NULL THEN 'status'
    WHEN upper(status) NOT IN (${statuses}) THEN 'status is not known'
    WHEN created IS NULL THEN 'created'
  END AS wrong,
  CASE split_part(wrong, ' ', 1) WHEN 'charge' THEN charge WHEN 'amount' THEN amount WHEN 'currency' THEN currency
    ELSE status END AS cell
FROM rows_read
LEFT JOIN currencies c ON c.unit = upper(currency);

-- The charges of which there is something to say: all but those of one refund that both sides have alike, and of those
-- that have not begun.
CREATE TABLE charges AS
WITH ours AS (
  SELECT charge, count(*) AS rows_of, min(state) AS state, min(minor_units) AS minor_units, min(unit) AS unit
  FROM ledger
  GROUP BY charge
), theirs AS (
  SELECT charge, count(*) AS rows_of, min(status) AS status, min(minor_units) AS minor_units, min(unit) AS unit
  FROM refunds
  GROUP BY charge
)
SELECT coalesce(o.charge, t.charge) AS charge
FROM ours o
FULL OUTER JOIN theirs t ON t.charge = o.charge
WHERE NOT coalesce(
  o.rows_of = 1
    AND t.rows_of = 1
    AND o.minor_units = t.minor_units
    AND o.unit = t.unit
    AND CASE o.state
      WHEN 'SUCCEEDED' THEN t.status = 'SUCCEEDED'
      WHEN 'PENDING' THEN t.status IN ('PENDING', 'REQUIRES_ACTION')
      ELSE FALSE
    END, FALSE)
  AND NOT coalesce(o.rows_of = 1 AND t.charge IS NULL AND o.state IN ('INTENT', 'SENT'), FALSE)
UNION
SELECT charge FROM refunds WHERE id IN (SELECT id FROM refunds GROUP BY id HAVING count(*) > 1);
