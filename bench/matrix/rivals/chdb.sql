-- The matrix by chDB (ClickHouse). $DATA, $LAST and $MEMORY are put in; the last relation, `matrix`, goes to the sink.
-- What enters and leaves a window when: see duckdb.sql. ClickHouse is at its best with arrays, so a
-- contact's, a name's and at last an account's days are one array each.
--
-- Tried at 20 million rows, in seconds of processor time, keeping the faster:
--   rows grouped by contact and day (text ids)     5.8, with LowCardinality ids 6.5
--   the same with numbers for ids                  0.5, and 4.3 to make the numbers
--   arrays of a contact's rows (text ids)          1.3 (kept)
--   dense arrays by groupArrayInsertAt             19
--   last step, only its running sums, by windows   0.8
--   the whole last step by arrays per account      1.5 (kept)

SET max_threads = 2;
SET max_memory_usage = $MEMORY;
CREATE DATABASE IF NOT EXISTS bench;
USE bench;

CREATE TABLE accounts ENGINE = Memory AS
SELECT account_id, min(toInt32(day)) AS first FROM $DATA GROUP BY account_id;

CREATE TABLE by_account ENGINE = Memory AS
SELECT account_id, toInt32(day) AS day, sum(count) AS events, sumIf(count, contact_id IS NOT NULL) AS by_contacts
FROM $DATA WHERE kind = 'usage' GROUP BY account_id, day;

CREATE TABLE contacts ENGINE = Memory AS
SELECT account_id, groupArray(toInt32(day)) AS days, groupArray(count) AS counts
FROM $DATA WHERE kind = 'usage' AND contact_id IS NOT NULL GROUP BY account_id, contact_id;

CREATE TABLE names ENGINE = Memory AS
SELECT account_id, arraySort(groupUniqArray(toInt32(day))) AS days
FROM $DATA WHERE kind = 'usage' GROUP BY account_id, name;

CREATE TABLE by_name ENGINE = Memory AS
SELECT account_id, day,
  countIf(before >= 28) AS names_in28, countIf(after >= 28) AS names_out28,
  countIf(before >= 90) AS names_in90, countIf(after >= 90) AS names_out90
FROM (
  SELECT account_id, days, arrayPopFront(arrayDifference(days)) AS gaps,
    arrayPushFront(gaps, 99999) AS befores, arrayPushBack(gaps, 99999) AS afters
  FROM names
) ARRAY JOIN days AS day, befores AS before, afters AS after
WHERE before >= 28 OR after >= 28 GROUP BY account_id, day;

CREATE TABLE by_contact ENGINE = Memory AS
SELECT account_id, day,
  countIf(before >= 7) AS in7, countIf(after >= 7) AS out7, countIf(before >= 28) AS in28, countIf(after >= 28) AS out28,
  countIf(before >= 90) AS in90, countIf(after >= 90) AS out90,
  countIf(after > 28) AS silent, countIf(before BETWEEN 29 AND 117) AS back, countIf(after >= 118) AS gone
FROM (
  SELECT account_id, days, arrayPopFront(arrayDifference(days)) AS gaps,
    arrayPushFront(gaps, 99999) AS befores, arrayPushBack(gaps, 99999) AS afters
  FROM (SELECT account_id, arraySort(contacts.days) AS days FROM contacts)
) ARRAY JOIN days AS day, befores AS before, afters AS after
WHERE before >= 7 OR after >= 7 GROUP BY account_id, day;

-- A contact's 28-day sum goes up when it does something and down 28 days later: those events packed as
-- day × 2^40 + change + 2^39, sorted, summed up; each step is spread over the days until the next.
CREATE TABLE top_contact ENGINE = Memory AS
SELECT account_id, day, max(n) AS top
FROM (
  SELECT account_id, arrayJoin(range(start, start + length)) AS day, n
  FROM (
    SELECT account_id,
      arraySort(arrayConcat(
        arrayMap((day, n) -> bitShiftLeft(toInt64(day), 40) + n + 549755813888, days, counts),
        arrayMap((day, n) -> bitShiftLeft(toInt64(day + 28), 40) - n + 549755813888, days, counts))) AS events,
      arrayMap(event -> toInt32(bitShiftRight(event, 40)), events) AS starts,
      arrayCumSum(arrayMap(event -> bitAnd(event, 1099511627775) - 549755813888, events)) AS sums,
      arrayPushBack(arrayPopFront(arrayDifference(starts)), 0) AS lengths
    FROM contacts
  ) ARRAY JOIN starts AS start, sums AS n, lengths AS length
  WHERE length > 0 AND n > 0
) GROUP BY account_id, day;

CREATE TABLE grid ENGINE = Memory AS
SELECT account_id, day, $SUMS
FROM ($PARTS)
GROUP BY account_id, day HAVING day <= $LAST;

CREATE TABLE arrays ENGINE = Memory AS
SELECT account_id, arraySort(groupArray((day, $COLUMNS))) AS t, length(t) AS size FROM grid GROUP BY account_id;

CREATE VIEW matrix AS
SELECT account_id, toDate32(days_) AS day,
  contacts7 AS active_contacts_7d, contacts28 AS active_contacts_28d, contacts90 AS active_contacts_90d,
  events28 AS events_28d, change AS events_change_28d, days28 AS active_days_28d,
  names28 AS distinct_names_28d, names90 AS distinct_names_90d, silent28 AS silent_contacts_28d,
  share AS top_contact_share_28d, since AS days_since_last_seen, events AS events_1d
FROM (
  SELECT account_id, t.1 AS days_,
    arrayCumSum(arrayMap((i, o) -> i - o, $in7, $ago(out7, 7))) AS contacts7,
    arrayCumSum(arrayMap((i, o) -> i - o, $in28, $ago(out28, 28))) AS contacts28,
    arrayCumSum(arrayMap((i, o) -> i - o, $in90, $ago(out90, 90))) AS contacts90,
    arrayCumSum(arrayMap((i, o) -> i - o, $names_in28, $ago(names_out28, 28))) AS names28,
    arrayCumSum(arrayMap((i, o) -> i - o, $names_in90, $ago(names_out90, 90))) AS names90,
    arrayCumSum(arrayMap((i, b, o) -> i - b - o, $ago(silent, 28), $back, $ago(gone, 118))) AS silent28,
    $events AS events,
    arrayMap(n -> toInt64(n > 0), events) AS active,
    arrayCumSum(arrayMap((i, o) -> i - o, events, $ago(events, 28))) AS events28,
    arrayCumSum(arrayMap((i, o) -> i - o, active, $earlier(active, 28))) AS days28,
    arrayCumSum(arrayMap((i, o) -> i - o, $by_contacts, $ago(by_contacts, 28))) AS by_contacts28,
    arrayMap((n, b) -> if(b > 0, n / b - 1, NULL), events28, $earlier(events28, 28)) AS change,
    arrayMap((n, b) -> if(b > 0, n / b, NULL), $top, by_contacts28) AS share,
    arrayFill(day -> day > 0, arrayMap((n, day) -> if(n > 0, day, 0), events, days_)) AS seen,
    arrayMap((day, s) -> if(s > 0, day - s, NULL), days_, seen) AS since
  FROM arrays
) ARRAY JOIN days_, contacts7, contacts28, contacts90, events28, change, days28, names28, names90, silent28, share, since, events;
