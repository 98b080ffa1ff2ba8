"""Computes the first metrics anew from raw files, in plain SQL, and compares every account-day.

usage: metrics.py nova|ravenstack RAW_FOLDER METRICS.parquet AS_OF
Nothing here knows how Perennial computes: windows are spelled out as one row per fact and day.
"""

import sys

import duckdb

kind, raw, exported, as_of = sys.argv[1:5]
db = duckdb.connect()

if kind == "nova":
    db.execute(f"""
        create table usage as select account_id, contact_id, name, occurred_at::timestamptz at time zone 'UTC' as moment
          from read_csv('{raw}/facts.csv', all_varchar = true);
        create table created as select account_id, (created_at::timestamptz at time zone 'UTC')::date as day
          from read_csv('{raw}/accounts.csv', all_varchar = true);
        create table tickets (account_id varchar, opened date, solved date);
        create table periods (account_id varchar, started date, ended date, mrr decimal(18, 2));
    """)
else:
    # The file's own order decides which of two rows with one id is kept: the first.
    db.execute(f"""
        create table periods as
          select account_id, strptime(start_date, '%d-%m-%Y')::date as started,
                 strptime(end_date, '%d-%m-%Y')::date as ended, mrr_amount::decimal(18, 2) as mrr, subscription_id
          from read_csv('{raw}/ravenstack_subscriptions.csv', all_varchar = true);
        create table created as select account_id, strptime(signup_date, '%d-%m-%Y')::date as day
          from read_csv('{raw}/ravenstack_accounts.csv', all_varchar = true);
        create table usage as
          with numbered as (select *, row_number() over () as line
            from read_csv('{raw}/ravenstack_feature_usage.csv', all_varchar = true)),
          first as (select * from numbered qualify row_number() over (partition by usage_id order by line) = 1)
          select p.account_id, null::varchar as contact_id, feature_name as name,
                 strptime(usage_date, '%d-%m-%Y')::timestamp as moment
          from first join (select distinct subscription_id, account_id from periods) p using (subscription_id);
        create table tickets as
          select account_id, strptime(submitted_at, '%d-%m-%Y')::date as opened,
                 strptime(closed_at, '%d-%m-%Y %H:%M')::date as solved
          from read_csv('{raw}/ravenstack_supports_ticket.csv', all_varchar = true);
    """)

db.execute(f"""
    create table u as select account_id, contact_id, name, moment::date as day from usage where moment::date <= '{as_of}';
    create table births as
      select account_id, min(day) as day from (
        select account_id, day from u union all select * from created
        union all select account_id, opened from tickets union all select account_id, started from periods)
      where day <= '{as_of}' group by all;
    create table days as
      select account_id, unnest(generate_series(day, date '{as_of}', interval 1 day))::date as day from births;
""")


def window(name: str, what: str, days: int, ago: int = 0) -> None:
    """`what` over the facts of the trailing window that ends `ago` days before."""
    db.execute(f"""
        create table {name} as
        select account_id, day + i::int + {ago} as day, {what} as v from u, range({days}) r(i) group by all
    """)


window("a7", "count(distinct contact_id)", 7)
window("a28", "count(distinct contact_id)", 28)
window("a90", "count(distinct contact_id)", 90)
window("e28", "count(*)", 28)
window("e28_before", "count(*)", 28, ago=28)
window("n28", "count(distinct name)", 28)
window("n90", "count(distinct name)", 90)
db.execute("""
    create table d28 as
      select account_id, day + i::int as day, count(distinct day) as v from u, range(28) r(i)
      group by account_id, day + i::int;
    create table last_seen as
      select days.account_id, days.day, days.day - seen.day as v
      from days asof join (select distinct account_id, day from u) seen
        on days.account_id = seen.account_id and days.day >= seen.day;
    create table seen_before as
      select distinct account_id, contact_id, day + i::int as day from u, range(28, 118) r(i) where contact_id is not null;
    create table seen_now as
      select distinct account_id, contact_id, day + i::int as day from u, range(28) r(i) where contact_id is not null;
    create table silent as
      select account_id, day, count(*) as v from (select * from seen_before except select * from seen_now) group by all;
    create table open_tickets as
      select d.account_id, d.day, count(*) as v, max(d.day - t.opened) as oldest
      from days d join tickets t on t.account_id = d.account_id and t.opened <= d.day
       and (t.solved is null or t.solved > d.day) group by all;
    create table arr as
      select d.account_id, d.day,
             coalesce(sum(12 * p.mrr) filter (p.ended is null or p.ended > d.day), 0)::double as v
      from days d join periods p on p.account_id = d.account_id and p.started <= d.day group by all;
""")

expected = db.execute("""
    create table expected as
    select days.account_id, days.day,
      coalesce(a7.v, 0) as active_contacts_7d, coalesce(a28.v, 0) as active_contacts_28d,
      coalesce(a90.v, 0) as active_contacts_90d, coalesce(e28.v, 0) as events_28d,
      coalesce(d28.v, 0) as active_days_28d, coalesce(n28.v, 0) as distinct_names_28d,
      coalesce(n90.v, 0) as distinct_names_90d, last_seen.v as days_since_last_seen,
      coalesce(e28.v, 0) / e28_before.v::double - 1 as events_change_28d,
      coalesce(silent.v, 0) as silent_contacts_28d, coalesce(o.v, 0) as open_tickets,
      o.oldest as oldest_open_ticket_days, null::double as last_nps, arr.v as arr, null::double as days_to_renewal
    from days
    left join a7 using (account_id, day) left join a28 using (account_id, day) left join a90 using (account_id, day)
    left join e28 using (account_id, day) left join e28_before using (account_id, day)
    left join d28 using (account_id, day) left join n28 using (account_id, day) left join n90 using (account_id, day)
    left join last_seen using (account_id, day) left join silent using (account_id, day)
    left join open_tickets o using (account_id, day) left join arr using (account_id, day)
""")

metrics = [row[0] for row in db.execute("describe expected").fetchall()][2:]
ours = f"read_parquet('{exported}')"
wanted, got = (db.execute(f"select count(*) from {t}").fetchone()[0] for t in ("expected", ours))
wrong = [] if wanted == got else [f"{got} account-days instead of {wanted}"]
for metric in metrics:
    differ = f"""from expected e full join {ours} o using (account_id, day)
        where e.{metric} is distinct from o.{metric}
          and (e.{metric} is null or o.{metric} is null or abs(e.{metric} - o.{metric}) > 1e-9 * greatest(1, abs(e.{metric})))"""
    count = db.execute(f"select count(*) {differ}").fetchone()[0]
    if count:
        example = db.execute(f"select account_id, day, e.{metric}, o.{metric} {differ} order by 1, 2 limit 3").fetchall()
        wrong.append(f"{metric}: {count} account-days differ, such as {example}")
if wrong:
    sys.exit("\n".join(wrong))
print(f"{got} account-days of {len(metrics)} metrics are equal")
