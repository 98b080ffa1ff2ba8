"""The same figures in DuckDB: rival.py FOLDER. Prints one line of JSON, as our side does."""

import json
import sys
import time

import duckdb

folder = sys.argv[1]
months = int(open(f"{folder}/months").read())
db = duckdb.connect()
db.execute(f"""
CREATE TABLE periods AS SELECT * FROM '{folder}/periods.parquet';
CREATE TABLE accounts AS SELECT CAST(row_number() OVER () - 1 AS INT) AS account, segment FROM '{folder}/accounts.parquet';
CREATE TABLE months AS
SELECT CAST(n AS INT) AS month,
       CAST(date_diff('day', DATE '1970-01-01', CAST(DATE '2020-01-01' + to_months(CAST(n AS INT)) AS DATE)) AS INT) AS "from",
       CAST(date_diff('day', DATE '1970-01-01', CAST(DATE '2020-01-01' + to_months(CAST(n AS INT) + 1) AS DATE)) AS INT) AS "to"
FROM range({months}) t(n);
""")
begin = time.perf_counter()
rows = db.execute("""
WITH changes AS (
  SELECT account, day, sum(minor) AS minor, sum(seats) AS seats FROM (
    SELECT account, started AS day, minor, seats FROM periods
    UNION ALL
    SELECT account, ended, -minor, -seats FROM periods WHERE ended IS NOT NULL)
  GROUP BY account, day),
states AS MATERIALIZED (
  SELECT account, day, sum(minor) OVER w AS mrr, sum(seats) OVER w AS seats,
         min(day) OVER (PARTITION BY account) AS since
  FROM changes WINDOW w AS (PARTITION BY account ORDER BY day)),
moves AS (
  SELECT account, day, since, mrr, coalesce(lag(mrr) OVER (PARTITION BY account ORDER BY day), 0) AS before
  FROM states),
moved AS (
  SELECT a.segment, m.month,
         sum(mrr - before) FILTER (before = 0 AND since = day) AS new,
         sum(mrr - before) FILTER (before = 0 AND since < day) AS reactivation,
         sum(mrr - before) FILTER (before > 0 AND mrr > before) AS expansion,
         sum(before - mrr) FILTER (before > 0 AND mrr < before AND mrr > 0) AS contraction,
         sum(before - mrr) FILTER (before > 0 AND mrr = 0) AS churn
  FROM moves v JOIN months m ON m."from" <= v.day AND v.day < m."to" JOIN accounts a USING (account)
  WHERE mrr <> before GROUP BY ALL),
-- How each account stood at the end of each month, and of the one before the first.
ends AS (
  SELECT account, -1 AS month, (SELECT min("from") FROM months) - 1 AS day FROM accounts
  UNION ALL SELECT account, month, "to" - 1 FROM accounts, months),
stands AS (
  SELECT e.account, e.month, coalesce(s.mrr, 0) AS mrr, coalesce(s.seats, 0) AS seats
  FROM ends e ASOF LEFT JOIN states s ON e.account = s.account AND e.day >= s.day),
pairs AS (
  SELECT c.account, c.month, o.mrr AS mrr_start, c.mrr AS mrr_end, o.seats AS seats_start, c.seats AS seats_end
  FROM stands c JOIN stands o ON o.account = c.account AND o.month = c.month - 1),
stood AS (
  SELECT a.segment, month, sum(mrr_start) AS mrr_start, sum(mrr_end) AS mrr_end,
         count(*) FILTER (mrr_start > 0) AS accounts_start, count(*) FILTER (mrr_end > 0) AS accounts_end,
         count(*) FILTER (mrr_start > 0 AND mrr_end = 0) AS lost,
         sum(mrr_end) FILTER (mrr_start > 0) AS opening_end, sum(least(mrr_start, mrr_end)) AS kept,
         sum(least(seats_start, seats_end)) FILTER (mrr_start > 0) AS seats_kept
  FROM pairs JOIN accounts a USING (account) GROUP BY ALL)
SELECT segment, month, mrr_start, new, expansion, contraction, churn, reactivation, mrr_end, accounts_start,
       accounts_end, lost, opening_end, kept, seats_kept
FROM stood LEFT JOIN moved USING (segment, month) ORDER BY month, segment
""").fetchall()
took = time.perf_counter() - begin
print(json.dumps({"seconds": took, "cells": [[int(value or 0) for value in row] for row in rows]}))
