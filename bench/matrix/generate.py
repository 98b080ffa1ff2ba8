"""Makes a daily rollup of an imagined company as Parquet: generate.py DIR ACCOUNTS DAYS ROWS.

The same arguments give the same files. Columns and types are those of the relation `daily`
(crates/tables/src/relations/daily.rs); rows are sorted by account, day, contact, kind, name, row groups
are of a million rows and end anywhere, no account is in two files; zstd level 1 and dictionary pages, as
the lake writes. What it imitates:

- accounts: 3 to 400 contacts, log-normal; a third were there before the first day, the others come
  later; one in eight leaves midway
- contacts: half are there from the account's start, others join; they stop after a year or so; each
  has a propensity of its own, hardly anybody works on weekends
- names: 60 features, Zipf; a contact uses one to six of them a day; counts are geometric and skewed
- 3 % of usage rows have no contact; 2 % of the rows are tickets or interactions
"""

import json
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

LAST_DAY = (date(2026, 6, 30) - date(1970, 1, 1)).days
NAMES = 60
KINDS = ["usage", "ticket", "interaction"]
ROW_GROUP = 1_000_000
ROWS_PER_FILE = 2_500_000
"""Random numbers for at most this many contact-days are held at once."""
CELLS = 8_000_000
WEIGHTS = 1 / np.arange(1, NAMES + 1) ** 1.1
CUMULATED = np.cumsum(WEIGHTS / WEIGHTS.sum())
SHAPE_SEED = 20_260_701


def shape(accounts, days):
    """Who there is: contacts per account, and per contact its account, first and last day, propensity."""
    rng = np.random.default_rng(SHAPE_SEED)
    sizes = np.clip(rng.lognormal(np.log(16), 0.95, accounts).astype(int), 3, 400)
    begin = np.where(rng.random(accounts) < 0.35, 0, rng.integers(0, max(1, int(days * 0.7)), accounts))
    leaves = rng.random(accounts) < 0.125
    end = np.where(leaves, begin + ((days - begin) * rng.uniform(0.2, 0.95, accounts)).astype(int), days)
    of = np.repeat(np.arange(accounts), sizes)
    life = end[of] - begin[of]
    joins = np.where(rng.random(of.size) < 0.5, 0, rng.random(of.size) * life).astype(int) + begin[of]
    stays = 1 + rng.exponential(420, of.size).astype(int)
    # One contact at least stays as long as its account.
    lead = np.r_[0, np.cumsum(sizes)[:-1]]
    joins[lead], stays[lead] = begin, days
    return {
        "account": of,
        "first": joins,
        "after": np.minimum(joins + stays, end[of]),
        "propensity": rng.beta(0.7, 2.2, of.size) + 0.01,
        "size": sizes,
        "start": lead,
    }


def weekday_factor(days):
    day = np.arange(LAST_DAY - days + 1, LAST_DAY + 1)
    return np.where((day + 3) % 7 >= 5, 0.12, 1.0)  # 1970-01-01 was a Thursday


def chance(company, days, scale):
    """The propensity that makes a contact active on a workday, once scaled to the rows wanted."""
    return np.minimum(company["propensity"] * scale, 0.97)


def calibrate(company, days, rows):
    """Finds the scale at which the expected number of rows is a little more than `rows`."""
    rng = np.random.default_rng(SHAPE_SEED + 1)
    drawn = draw_names(rng, 200_000)
    names_a_day = np.unique(drawn[0] * NAMES + drawn[1]).size / 200_000
    before = np.r_[0, np.cumsum(weekday_factor(days))]
    worked = before[company["after"]] - before[company["first"]]
    low, high = 0.0, 1e4
    for _ in range(100):
        middle = (low + high) / 2
        active = (chance(company, days, middle) * worked).sum()
        low, high = (middle, high) if active * (names_a_day + 0.03) < rows * 1.01 else (low, middle)
    return high


def draw_names(rng, active):
    """For each active contact-day the names that it used: (contact-day, name), with repetitions."""
    uses = np.minimum(1 + rng.poisson(1.1, active), 6)
    day = np.repeat(np.arange(active), uses)
    return day, np.searchsorted(CUMULATED, rng.random(day.size, dtype=np.float32)).clip(0, NAMES - 1)


def rows_of(company, days, scale, accounts, rng):
    """The rollup rows of a run of accounts, sorted: key columns as whole numbers, and counts."""
    low = company["start"][accounts.start]
    high = company["start"][accounts.stop - 1] + company["size"][accounts.stop - 1]
    propensity = chance(company, days, scale)[low:high].astype(np.float32)
    first, after = company["first"][low:high, None], company["after"][low:high, None]
    day = np.arange(days)[None, :]
    lot = rng.random((high - low, days), dtype=np.float32)
    active = (lot < propensity[:, None] * weekday_factor(days).astype(np.float32)) & (day >= first) & (day < after)
    contact, day = np.nonzero(active)
    which, name = draw_names(rng, contact.size)
    contact, day = contact[which], day[which]
    nobody = rng.random(contact.size, dtype=np.float32) < 0.03
    other = np.nonzero(rng.random(contact.size, dtype=np.float32) < 0.02)[0]
    kind = np.r_[np.zeros(contact.size, int), rng.integers(1, 3, other.size)]
    account = company["account"][low + contact]
    # Contacts are numbered within their account; 1,000 stands for nobody and sorts last.
    within = np.where(nobody, 1_000, low + contact - company["start"][account])
    take = np.r_[np.arange(contact.size), other]
    key = ((account[take] * 4096 + day[take]) * 1024 + within[take]) * 256 + kind * 64 + name[take] * (kind == 0)
    count = rng.geometric(0.25, key.size) * np.where(rng.random(key.size, dtype=np.float32) < 0.02, 40, 1)
    order = np.argsort(key)
    key, count = key[order], count[order]
    begins = np.nonzero(np.r_[True, key[1:] != key[:-1]])[0]
    count = np.add.reduceat(count, begins) if begins.size else count
    return key[begins], count.astype(np.int64)


def dictionary(codes, text):
    """A dictionary array that holds no more words than these rows use; a negative code is null."""
    used, place = np.unique(codes, return_inverse=True)
    absent = used < 0
    words = pa.array([text(code) for code in used[~absent]], pa.string())
    place = place - absent.sum()
    return pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int32), mask=codes < 0), words)


def table(company, days, key, count, rng):
    """Rows as the relation `daily` has them."""
    account, day = key >> 30, (key >> 18) & 4095
    within, kind, name = (key >> 8) & 1023, (key >> 6) & 3, key & 63
    contact = np.where(within == 1_000, -1, company["start"][account] + within)
    day = (day + LAST_DAY - days + 1).astype(np.int32)
    midnight = day.astype(np.int64) * 86_400_000_000
    opened = rng.integers(6 * 3600, 18 * 3600, key.size) * 1_000_000
    shut = opened + rng.integers(0, 5 * 3600, key.size) * 1_000_000 * (count > 1)
    words = {1: "ticket_opened", 2: "email_received"}
    named = np.where(kind == 0, name, 64 + kind)
    time = pa.timestamp("us", "UTC")
    word = pa.dictionary(pa.int32(), pa.string())
    required = {
        "account_id": word, "day": pa.date32(), "kind": word, "name": word, "count": pa.int64(), "first": time, "last": time,
    }
    optional = {"contact_id": word, "sum": pa.float64(), "minutes": pa.float64()}
    fields = [pa.field(n, t, nullable=False) for n, t in required.items()]
    fields += [pa.field(n, t) for n, t in optional.items()]
    by_name = {field.name: field for field in fields}
    value = np.where(named % 7 == 3, np.round(count * rng.random(key.size), 2), 0.0)
    columns = {
        "account_id": dictionary(account, lambda n: f"acc_{n:06}"),
        "contact_id": dictionary(contact, lambda n: f"usr_{n:08x}"),
        "day": pa.array(day, pa.date32()),
        "kind": dictionary(kind, lambda n: KINDS[n]),
        "name": dictionary(named, lambda n: words[n - 64] if n > 64 else f"feature_{n:02}"),
        "count": pa.array(count),
        "sum": pa.array(value),
        "first": pa.array(midnight + opened).cast(time),
        "last": pa.array(midnight + shut).cast(time),
        "minutes": pa.array(np.round(count * rng.random(key.size, dtype=np.float32) * 3, 1).astype(float)),
    }
    return pa.table(columns, pa.schema([by_name[name] for name in columns]))


def batches(company, accounts, days):
    """Runs of accounts whose contact-days fit the memory bound."""
    begin, cells = accounts.start, 0
    for account in accounts:
        cells += company["size"][account] * days
        if cells > CELLS and account > begin:
            yield range(begin, account)
            begin, cells = account, company["size"][account] * days
    yield range(begin, accounts.stop)


def write_file(job):
    """One file with the accounts of its own range. Returns how many rows it has."""
    path, number, accounts, total, days, scale = job
    company = shape(total, days)
    rng = np.random.default_rng([SHAPE_SEED, 2, number])
    parts = [rows_of(company, days, scale, some, rng) for some in batches(company, accounts, days)]
    key, count = (np.concatenate(columns) for columns in zip(*parts))
    writer = None
    for at in range(0, key.size, ROW_GROUP):
        rows = table(company, days, key[at : at + ROW_GROUP], count[at : at + ROW_GROUP], rng)
        writer = writer or pq.ParquetWriter(path, rows.schema, compression="zstd", compression_level=1, store_schema=False)
        writer.write_table(rows, row_group_size=ROW_GROUP)
    if writer:
        writer.close()
    return key.size


def main():
    target, accounts, days, rows = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    if (target / "made.json").exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    (target / "daily").mkdir(parents=True)
    company = shape(accounts, days)
    scale = calibrate(company, days, rows)
    files = max(2, round(rows / ROWS_PER_FILE))
    # Files of about as many contacts: they get about as many rows.
    edges = np.searchsorted(company["start"], np.linspace(0, company["account"].size, files + 1)[1:-1])
    edges = [0, *edges.tolist(), accounts]
    ranges = [range(a, b) for a, b in zip(edges, edges[1:]) if a < b]
    jobs = [
        (str(target / "daily" / f"{n:03}.parquet"), n, r, accounts, days, scale) for n, r in enumerate(ranges)
    ]
    with ProcessPoolExecutor(min(len(jobs), os.cpu_count() or 1)) as pool:
        made = sum(pool.map(write_file, jobs))
    (target / "made.json").write_text(json.dumps({
        "accounts": accounts, "contacts": int(company["account"].size), "days": days, "rows": int(made),
        "last_day": LAST_DAY, "files": len(jobs),
        "bytes": sum(f.stat().st_size for f in (target / "daily").iterdir()),
    }))


if __name__ == "__main__":
    main()
