"""The matrix by Polars, lazy and streaming wherever that is the faster way.

All accounts' days lie on one long axis, each account's followed by 120 empty days. No window reaches
over them, so running sums and shifts need no grouping by account: whatever entered a window has left it
before the next account begins. What enters and leaves when: see duckdb.sql.

Tried at 20 million rows, in seconds of processor time for the whole, keeping the fastest:
  joins for numbers of ids, group_by for days, joins onto the days, .over("account")    21
  the same on one axis, categories for ids, sorted keys, scatter onto the days          10 (kept)
"""

import os

os.environ["POLARS_MAX_THREADS"] = "2"

import polars as pl
from common import METRICS, Run
from polars import col

APART = 120
"""Packed keys hold the place on the axis in their lower half."""
HALF = 1 << 32
FAR = 1 << 40

run = Run.from_arguments()


def collect(frame):
    return frame.collect(engine="streaming")


def code(name):
    return col(name).cast(pl.Categorical).to_physical()


rows = collect(
    pl.scan_parquet(run.data).select(
        "account_id", account=col("account_id").rle_id(), contact=code("contact_id"), name=code("name"),
        usage=col("kind") == "usage", day=col("day").cast(pl.Int32), n="count",
    )
)
accounts = collect(
    rows.lazy().group_by("account").agg(col("account_id").first(), first=col("day").min())
    .sort("account").with_columns(days=run.last_day + 1 - col("first").cast(pl.Int64) + APART)
    .with_columns(start=col("days").cum_sum() - col("days"))
    .with_columns(base=col("start") - col("first"))
)
length = int(accounts["days"].sum())
base = pl.lit(accounts["base"])
used = collect(rows.lazy().filter("usage").select("contact", "name", "n", at=col("day") + base.gather("account")))
del rows


def keyed(thing):
    """Sorted as a whole: things one after the other, each along the axis."""
    return col(thing).cast(pl.Int64) * HALF + col("at")


def count_gaps(keys, **conditions):
    """Per place, how many things have there a gap before or after that fulfils each condition."""
    key = col("key")
    gaps = keys.with_columns(before=(key - key.shift(1)).fill_null(FAR), after=(key.shift(-1) - key).fill_null(FAR))
    counts = {name: condition.sum().cast(pl.Int64) for name, condition in conditions.items()}
    return collect(gaps.filter(pl.any_horizontal(*conditions.values())).group_by(at=key % HALF).agg(**counts))


before, after = col("before"), col("after")
by_name = count_gaps(
    collect(used.lazy().select(key=keyed("name")).sort("key")).lazy(),
    names_in28=before >= 28, names_out28=after >= 28, names_in90=before >= 90, names_out90=after >= 90,
)
by_account = collect(
    used.lazy().group_by("at").agg(
        events=col("n").sum(), by_contacts=col("n").filter(col("contact").is_not_null()).sum(),
    )
)
contact_days = collect(
    used.lazy().filter(col("contact").is_not_null()).select("n", key=keyed("contact"))
    .sort("key").group_by("key").agg(col("n").sum()).sort("key")
)
del used
by_contact = count_gaps(
    contact_days.lazy(),
    in7=before >= 7, out7=after >= 7, in28=before >= 28, out28=after >= 28, in90=before >= 90, out90=after >= 90,
    silent=after > 28, back=before.is_between(29, 117), gone=after >= 118,
)
# Each contact's 28-day sum changes when it does something and 28 days later. It ends at 0, so that the
# running sum over all of them needs no grouping either.
leaving = contact_days.lazy().select(key=col("key") + 28, n=-col("n"))
steps = collect(
    pl.concat([contact_days.lazy().select("key", "n"), leaving]).sort("key")
    .with_columns(n=col("n").cum_sum(), days=col("key").shift(-1) - col("key"))
    .filter((col("n") > 0) & (col("days") > 0)).select("n", "days", at=col("key") % HALF)
)
del contact_days
top = collect(
    steps.lazy().select("n", at=pl.int_ranges("at", col("at") + col("days"))).explode("at")
    .group_by("at").agg(top=col("n").max())
)
del steps


def spread(table, column):
    return pl.zeros(length, dtype=pl.Int64, eager=True).scatter(table["at"], table[column])


tables = (by_name, by_account, by_contact, top)
axis = pl.DataFrame({name: spread(table, name) for table in tables for name in table.columns if name != "at"})
number = pl.zeros(length, dtype=pl.Int32, eager=True).scatter(accounts["start"], 1).cum_sum() - 1


def window(entering, leaving, days):
    return (col(entering) - col(leaving).shift(days, fill_value=0)).cum_sum()


def of_account(column):
    return pl.lit(accounts[column]).gather("number")


earlier = col("events_28d").shift(28)
matrix = (
    axis.with_columns(number=number, at=pl.int_range(length, dtype=pl.Int64, eager=True)).lazy()
    .with_columns(base=of_account("base"), start=of_account("start"), account_id=of_account("account_id"))
    .with_columns(
        day=(col("at") - col("base")).cast(pl.Int32), active=(col("events") > 0).cast(pl.Int64),
        events_28d=window("events", "events", 28), by_contacts=window("by_contacts", "by_contacts", 28),
        seen=pl.when(col("events") > 0).then("at").forward_fill(),
    )
    .select(
        "account_id",
        col("day").cast(pl.Date),
        active_contacts_7d=window("in7", "out7", 7),
        active_contacts_28d=window("in28", "out28", 28),
        active_contacts_90d=window("in90", "out90", 90),
        events_28d="events_28d",
        events_change_28d=pl.when((earlier > 0) & (col("at") >= col("start") + 28)).then(col("events_28d") / earlier - 1),
        active_days_28d=window("active", "active", 28),
        distinct_names_28d=window("names_in28", "names_out28", 28),
        distinct_names_90d=window("names_in90", "names_out90", 90),
        silent_contacts_28d=(
            col("silent").shift(28, fill_value=0) - col("back") - col("gone").shift(118, fill_value=0)
        ).cum_sum(),
        top_contact_share_28d=pl.when(col("by_contacts") > 0).then(col("top") / col("by_contacts")),
        days_since_last_seen=pl.when(col("seen") >= col("start")).then(col("at") - col("seen")),
        events_1d="events",
    )
    .filter(col("day").cast(pl.Int32) <= run.last_day)
)
if run.sink:
    matrix.sink_parquet(run.sink, compression="zstd", compression_level=1)
    sums = None
else:
    both = [f(col(key)).alias(f"{what} {key}") for key in METRICS for what, f in (("n", pl.Expr.count), ("sum", pl.Expr.sum))]
    row = collect(matrix.select(both)).row(0)
    sums = list(zip(row[::2], map(float, row[1::2])))
run.finish("Polars", pl.__version__, sums)
