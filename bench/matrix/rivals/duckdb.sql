-- The matrix by DuckDB. $DATA and $LAST are put in; the last statement's relation `matrix` goes to the sink.
--
-- A thing (contact, name) that is seen on day t and next on day u stands in a window of N days on t … t+N−1,
-- cut off at u. So it enters when the gap before it is N or more, and leaves N days after a gap of N or
-- more begins: per account-day two counts per window, then prefix sums over the account's days.
--
-- Tried at 20 million rows, in seconds of processor time, keeping the faster:
--   text ids as keys                    names 9.4, contacts' top share 12.4
--   numbers for ids, made first         names 3.3, contacts' top share 6.8 (kept; 2 for the numbers)
--   names: rows grouped by day first    5.3, against 3.3 straight from the rows (kept)
--   top share: one row per contact and day, 28-row frame    14 elapsed on two cores
--   top share: each row counted on its 28 days              14 elapsed on two cores
--   top share: +n and −n events, running sum, its steps spread over days    6.8 (kept)
--   last step: frames over whole numbers (HUGEINT sums)     7.1
--   last step: running sums, then lag() of them             7.3
--   last step: frames over DOUBLE, exact below 2^53         5.0 (kept)
-- The plain way of duckdb_plain.sql takes 24 at one million rows, this one 1.4.

CREATE TEMP TABLE accounts AS
SELECT account_id, first, (row_number() OVER ())::INT AS a
FROM (SELECT account_id, (min(day) - DATE '1970-01-01')::INT AS first FROM '$DATA' GROUP BY 1);

CREATE TEMP TABLE contacts AS
SELECT account_id, contact_id, (row_number() OVER ())::INT AS c
FROM (SELECT DISTINCT account_id, contact_id FROM '$DATA' WHERE contact_id IS NOT NULL);

CREATE TEMP TABLE names AS
SELECT name, (row_number() OVER ())::INT AS m FROM (SELECT DISTINCT name FROM '$DATA');

CREATE TEMP TABLE used AS
SELECT a, c, a::BIGINT * (SELECT count(*) + 1 FROM names) + m AS feature,
       (day - DATE '1970-01-01')::INT AS day, count::DOUBLE AS n
FROM '$DATA' d
JOIN accounts USING (account_id)
JOIN names USING (name)
LEFT JOIN contacts ON contacts.account_id = d.account_id AND contacts.contact_id = d.contact_id
WHERE kind = 'usage';

CREATE TEMP TABLE by_account AS
SELECT a, day, sum(n) AS events, sum(n) FILTER (c IS NOT NULL) AS by_contacts FROM used GROUP BY ALL;

CREATE TEMP TABLE contact_days AS
SELECT any_value(a) AS a, c, day, sum(n) AS n FROM used WHERE c IS NOT NULL GROUP BY c, day;

CREATE TEMP TABLE by_contact AS
WITH gaps AS (
  SELECT a, day, coalesce(day - lag(day) OVER w, 99999) AS before, coalesce(lead(day) OVER w - day, 99999) AS after
  FROM contact_days WINDOW w AS (PARTITION BY c ORDER BY day)
)
SELECT a, day,
  count(*) FILTER (before >= 7) AS in7, count(*) FILTER (after >= 7) AS out7,
  count(*) FILTER (before >= 28) AS in28, count(*) FILTER (after >= 28) AS out28,
  count(*) FILTER (before >= 90) AS in90, count(*) FILTER (after >= 90) AS out90,
  count(*) FILTER (after > 28) AS silent, count(*) FILTER (before BETWEEN 29 AND 117) AS back,
  count(*) FILTER (after >= 118) AS gone
FROM gaps WHERE before >= 7 OR after >= 7 GROUP BY ALL;

CREATE TEMP TABLE by_name AS
WITH gaps AS (
  SELECT a, day, coalesce(day - lag(day) OVER w, 99999) AS before, coalesce(lead(day) OVER w - day, 99999) AS after
  FROM used WINDOW w AS (PARTITION BY feature ORDER BY day)
)
SELECT a, day,
  count(*) FILTER (before >= 28) AS in28, count(*) FILTER (after >= 28) AS out28,
  count(*) FILTER (before >= 90) AS in90, count(*) FILTER (after >= 90) AS out90
FROM gaps WHERE before >= 28 OR after >= 28 GROUP BY ALL;

CREATE TEMP TABLE top_contact AS
WITH events AS (
  SELECT a, c, unnest([day, day + 28]) AS day, unnest([n, -n]) AS n FROM contact_days
), steps AS (
  SELECT a, day, sum(n) OVER w AS n, lead(day) OVER w - day AS days
  FROM events WINDOW w AS (PARTITION BY c ORDER BY day ROWS UNBOUNDED PRECEDING)
), spread AS (
  SELECT a, unnest(range(day, day + days)) AS day, n FROM steps WHERE n > 0 AND days > 0
)
SELECT a, day, max(n) AS n FROM spread GROUP BY ALL;

CREATE TEMP VIEW matrix AS
WITH days AS (
  SELECT a, account_id, unnest(range(first, $LAST + 1))::INT AS day FROM accounts
), grid AS (
  SELECT days.account_id, days.a, days.day, top_contact.n AS top,
    coalesce(events, 0)::DOUBLE AS events, coalesce(by_contacts, 0)::DOUBLE AS by_contacts,
    (events IS NOT NULL)::INT::DOUBLE AS active,
    coalesce(c.in7, 0)::DOUBLE AS in7, coalesce(c.out7, 0)::DOUBLE AS out7,
    coalesce(c.in28, 0)::DOUBLE AS in28, coalesce(c.out28, 0)::DOUBLE AS out28,
    coalesce(c.in90, 0)::DOUBLE AS in90, coalesce(c.out90, 0)::DOUBLE AS out90,
    coalesce(silent, 0)::DOUBLE AS silent, coalesce(back, 0)::DOUBLE AS back, coalesce(gone, 0)::DOUBLE AS gone,
    coalesce(n.in28, 0)::DOUBLE AS names_in28, coalesce(n.out28, 0)::DOUBLE AS names_out28,
    coalesce(n.in90, 0)::DOUBLE AS names_in90, coalesce(n.out90, 0)::DOUBLE AS names_out90
  FROM days
  LEFT JOIN by_account USING (a, day)
  LEFT JOIN by_contact c USING (a, day)
  LEFT JOIN by_name n USING (a, day)
  LEFT JOIN top_contact USING (a, day)
), windows AS (
  SELECT account_id, DATE '1970-01-01' + grid.day AS day, top, events,
    sum(in7) OVER w - coalesce(sum(out7) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 7 PRECEDING), 0) AS contacts7,
    sum(in28) OVER w - coalesce(sum(out28) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 28 PRECEDING), 0) AS contacts28,
    sum(in90) OVER w - coalesce(sum(out90) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 90 PRECEDING), 0) AS contacts90,
    sum(events) OVER (w ROWS 27 PRECEDING) AS events28,
    sum(events) OVER (w ROWS BETWEEN 55 PRECEDING AND 28 PRECEDING) AS earlier28,
    sum(active) OVER (w ROWS 27 PRECEDING) AS days28,
    sum(names_in28) OVER w - coalesce(sum(names_out28) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 28 PRECEDING), 0) AS names28,
    sum(names_in90) OVER w - coalesce(sum(names_out90) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 90 PRECEDING), 0) AS names90,
    coalesce(sum(silent) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 28 PRECEDING), 0) - sum(back) OVER w
      - coalesce(sum(gone) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 118 PRECEDING), 0) AS silent28,
    sum(by_contacts) OVER (w ROWS 27 PRECEDING) AS by_contacts28,
    grid.day - max(CASE WHEN active > 0 THEN grid.day END) OVER w AS since
  FROM grid WINDOW w AS (PARTITION BY a ORDER BY grid.day)
)
SELECT account_id, day,
  contacts7::INT AS active_contacts_7d, contacts28::INT AS active_contacts_28d, contacts90::INT AS active_contacts_90d,
  events28::BIGINT AS events_28d, events28 / nullif(earlier28, 0) - 1 AS events_change_28d,
  days28::INT AS active_days_28d, names28::INT AS distinct_names_28d, names90::INT AS distinct_names_90d,
  silent28::INT AS silent_contacts_28d, top / nullif(by_contacts28, 0) AS top_contact_share_28d,
  since AS days_since_last_seen, events::BIGINT AS events_1d
FROM windows;
