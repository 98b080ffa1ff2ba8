-- The matrix as one would first write it: every day of an account is joined with what happened in the 118
-- days up to it, and each of its contacts (names) is summed up. Shown for its distance to the others; the
-- comparison is with duckdb.sql, the best that we found.

CREATE TEMP TABLE used AS
SELECT account_id, contact_id, name, day, count FROM '$DATA' WHERE kind = 'usage';

CREATE TEMP TABLE days AS
SELECT account_id, unnest(generate_series(first, DATE '1970-01-01' + $LAST, INTERVAL 1 DAY))::DATE AS day
FROM (SELECT account_id, min(day) AS first FROM '$DATA' GROUP BY 1);

CREATE TEMP TABLE of_contacts AS
WITH each AS (
  SELECT d.account_id, d.day, contact_id, max(u.day) AS last, sum(count) FILTER (u.day > d.day - 28) AS n
  FROM days d JOIN used u ON u.account_id = d.account_id AND u.day BETWEEN d.day - 117 AND d.day
  WHERE contact_id IS NOT NULL GROUP BY ALL
)
SELECT account_id, day,
  count(*) FILTER (last > day - 7) AS contacts7, count(*) FILTER (last > day - 28) AS contacts28,
  count(*) FILTER (last > day - 90) AS contacts90, count(*) FILTER (last <= day - 28) AS silent,
  max(n) / sum(n) AS share
FROM each GROUP BY ALL;

CREATE TEMP TABLE of_all AS
SELECT d.account_id, d.day,
  sum(count) FILTER (u.day > d.day - 28) AS events28, sum(count) FILTER (u.day = d.day) AS events1,
  sum(count) FILTER (u.day BETWEEN d.day - 55 AND d.day - 28) AS earlier28,
  count(DISTINCT u.day) FILTER (u.day > d.day - 28) AS days28,
  count(DISTINCT name) FILTER (u.day > d.day - 28) AS names28, count(DISTINCT name) AS names90
FROM days d JOIN used u ON u.account_id = d.account_id AND u.day BETWEEN d.day - 89 AND d.day
GROUP BY ALL;

CREATE TEMP VIEW matrix AS
SELECT account_id, day,
  coalesce(contacts7, 0)::INT AS active_contacts_7d, coalesce(contacts28, 0)::INT AS active_contacts_28d,
  coalesce(contacts90, 0)::INT AS active_contacts_90d, coalesce(events28, 0)::BIGINT AS events_28d,
  coalesce(events28, 0) / nullif(earlier28, 0) - 1 AS events_change_28d, coalesce(days28, 0)::INT AS active_days_28d,
  coalesce(names28, 0)::INT AS distinct_names_28d, coalesce(names90, 0)::INT AS distinct_names_90d,
  coalesce(silent, 0)::INT AS silent_contacts_28d, share::DOUBLE AS top_contact_share_28d,
  day - last_value(CASE WHEN events1 > 0 THEN day END IGNORE NULLS) OVER (PARTITION BY account_id ORDER BY day) AS days_since_last_seen,
  coalesce(events1, 0)::BIGINT AS events_1d
FROM days LEFT JOIN of_contacts USING (account_id, day) LEFT JOIN of_all USING (account_id, day);
