-- What became of accounts in each band: run in this folder after
--   perennial table health --as-of 2026-08-31 --out health.parquet
-- with  duckdb < what-became.sql
-- One row per company and month (2012-07 to 2026-02), for companies with at least five changes that
-- began 180 days before and were seen in the 180 days before; "silent" means no change in the 180 days after.
create table days as select distinct account_id, occurred_at::timestamp::date as day from read_csv('facts.csv');
create table months as
  select account_id, day, band from 'health.parquet'
  where day in (select (date '2012-07-01' + to_months(i::int))::date from range(164) t(i))
    and score is not null and account_id not like 'solo-%';
create table judged as
  select m.*,
    exists (select 1 from days d where d.account_id = m.account_id and d.day between m.day - 179 and m.day)
    and (select min(day) from days d where d.account_id = m.account_id) <= m.day - 180
    and (select count(*) from days d where d.account_id = m.account_id and d.day <= m.day) >= 5 as counts,
    not exists (select 1 from days d where d.account_id = m.account_id and d.day > m.day and d.day <= m.day + 180) as silent
  from months m;
select band, count(*) as company_months, count(distinct account_id) as companies,
       round(100 * avg(silent::int), 1) as percent_silent
from judged where counts group by band order by percent_silent;
