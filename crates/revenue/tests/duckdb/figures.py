"""The figures of a ledger in SQL, written from their definitions and from nothing else.

Usage: figures.py FOLDER CURRENCY FROM TO
Reads FOLDER/rows.csv and FOLDER/rates.csv; CURRENCY "all" converts into USD at the rates of the
last day of the report. Prints one line for each month from FROM until TO (YYYY-MM-DD, first days of
months), amounts in minor units.
"""

import sys

import duckdb

folder, currency, first, until = sys.argv[1:]
db = duckdb.connect()
db.execute("SET TimeZone = 'UTC'")
db.execute(
    f"""
CREATE TABLE given AS
SELECT row_number() OVER () AS n, account, subscription, status, currency,
       CAST(started AS DATE) AS started, CAST(ended AS DATE) AS ended,
       CAST(minor AS BIGINT) AS minor, CAST(seats AS BIGINT) AS seats
FROM read_csv('{folder}/rows.csv', all_varchar = true, nullstr = '');

CREATE TABLE rates AS
SELECT currency, CAST(day AS DATE) AS day, CAST(rate AS DECIMAL(18, 6)) AS rate
FROM read_csv('{folder}/rates.csv', all_varchar = true);

-- What a unit is worth on the last day of the report. Both currencies have two decimals.
CREATE TABLE worth AS
SELECT 'USD' AS currency, CAST(1 AS DECIMAL(18, 6)) AS rate
UNION ALL
SELECT currency, arg_max(rate, day) FROM rates
WHERE day < DATE '{until}' GROUP BY currency;

-- A row that ends before it starts, or on the same day, counts nowhere. One that begins while an
-- earlier one of its subscription runs ends that one.
CREATE TABLE lines AS
SELECT account, subscription, currency, started AS "from",
       least(coalesce(ended, DATE '9999-01-01'),
             coalesce(lead(started) OVER same, DATE '9999-01-01')) AS "to",
       CASE WHEN status = 'trial' THEN 'trial' WHEN status = 'paused' THEN 'paused' ELSE 'paying' END AS standing,
       CASE WHEN status IN ('trial', 'paused') THEN 0 ELSE greatest(minor, 0) END AS minor,
       CASE WHEN status IN ('trial', 'paused') THEN 0 ELSE coalesce(seats, 0) END AS seats
FROM given WHERE ended IS NULL OR ended > started
WINDOW same AS (PARTITION BY account, subscription
                ORDER BY started, coalesce(ended, DATE '9999-01-01'), n);
DELETE FROM lines WHERE "from" >= "to";
"""
)
if currency != "all":
    db.execute("DELETE FROM lines WHERE currency <> ?", [currency])
    db.execute("UPDATE worth SET rate = 1")

db.execute(
    f"""
CREATE TABLE periods AS
SELECT CAST(day AS DATE) AS "from", CAST(day + INTERVAL 1 MONTH AS DATE) AS "to"
FROM generate_series(DATE '{first}', DATE '{until}' - INTERVAL 1 DAY, INTERVAL 1 MONTH) AS t(day);

-- Every day on which anything of an account may be another than the day before.
CREATE TABLE days AS
SELECT DISTINCT account, day FROM (
  SELECT account, "from" AS day FROM lines UNION SELECT account, "to" FROM lines
  UNION SELECT account, "from" - 1 FROM lines
  UNION SELECT account, p."from" - 1 FROM (SELECT DISTINCT account FROM lines), periods p
  UNION SELECT account, p."to" - 1 FROM (SELECT DISTINCT account FROM lines), periods p)
WHERE day < DATE '9999-01-01';

CREATE TABLE states AS
WITH summed AS (
  SELECT d.account, d.day, l.currency, coalesce(sum(l.minor), 0) AS minor,
         coalesce(sum(l.seats), 0) AS seats,
         count(*) FILTER (l.standing = 'paused' OR l.minor > 0) AS live
  FROM days d LEFT JOIN lines l ON l.account = d.account AND l."from" <= d.day AND d.day < l."to"
  GROUP BY ALL),
converted AS (
  SELECT s.account, s.day,
         CAST(sum(round(CAST(s.minor AS DECIMAL(20, 0)) * coalesce(w.rate, 0), 0)) AS BIGINT) AS mrr,
         sum(s.seats) AS seats, sum(s.live) > 0 AS customer
  FROM summed s LEFT JOIN worth w USING (currency) GROUP BY ALL)
SELECT *, min(day) FILTER (customer) OVER (PARTITION BY account) AS since,
       lag(mrr, 1, 0) OVER w AS mrr_before, lag(customer, 1, false) OVER w AS customer_before
FROM converted WINDOW w AS (PARTITION BY account ORDER BY day);

CREATE TABLE movements AS
SELECT account, day, mrr - mrr_before AS amount,
       CASE WHEN NOT customer_before AND since < day THEN 'reactivation'
            WHEN NOT customer_before THEN 'new'
            WHEN NOT customer THEN 'churn'
            WHEN mrr > mrr_before THEN 'expansion' ELSE 'contraction' END AS kind
FROM states WHERE mrr <> mrr_before OR customer <> customer_before;

CREATE TABLE ends AS
SELECT p."from", a.account, o.mrr AS mrr_start, o.customer AS was, o.seats AS seats_start,
       c.mrr AS mrr_end, c.customer AS is_one, c.seats AS seats_end
FROM periods p CROSS JOIN (SELECT DISTINCT account FROM lines) a
JOIN states o ON o.account = a.account AND o.day = p."from" - 1
JOIN states c ON c.account = a.account AND c.day = p."to" - 1;
"""
)
moved = ", ".join(
    f"coalesce(sum({sign}amount) FILTER (kind = '{kind}'), 0) AS {kind}"
    for kind, sign in [("new", ""), ("expansion", ""), ("contraction", "-"), ("churn", "-"), ("reactivation", "")]
)
rows = db.execute(
    f"""
WITH moved AS (
  SELECT p."from", {moved}
  FROM periods p LEFT JOIN movements m ON p."from" <= m.day AND m.day < p."to" GROUP BY ALL),
stood AS (
  SELECT "from", sum(mrr_start) AS mrr_start, sum(mrr_end) AS mrr_end,
         count(*) FILTER (was) AS accounts_start, count(*) FILTER (is_one) AS accounts_end,
         count(*) FILTER (was AND NOT is_one) AS lost,
         count(*) FILTER (was AND is_one AND mrr_end < mrr_start) AS shrunk,
         coalesce(sum(mrr_end) FILTER (was), 0) AS opening_end,
         coalesce(sum(least(mrr_start, mrr_end)) FILTER (was), 0) AS kept,
         coalesce(sum(greatest(mrr_end - mrr_start, 0)) FILTER (was), 0) AS grown,
         coalesce(sum(seats_start) FILTER (was), 0) AS seats_start,
         coalesce(sum(least(seats_start, seats_end)) FILTER (was), 0) AS seats_kept
  FROM ends GROUP BY ALL)
SELECT s."from", mrr_start, new, expansion, contraction, churn, reactivation, mrr_end,
       accounts_start, accounts_end, lost, shrunk, opening_end, kept, grown, seats_start, seats_kept
FROM stood s JOIN moved m ON s."from" = m."from" ORDER BY ALL
"""
).fetchall()
for row in rows:
    print(",".join(str(value) for value in row))
