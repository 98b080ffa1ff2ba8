"""Subscription periods of a made-up company, sorted by account: periods.parquet and accounts.parquet."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SEGMENTS = 8
FIRST = 18_262  # 2020-01-01


def main(folder: Path, periods: int = 1_000_000, accounts: int = 100_000, months: int = 60) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    days = months * 31
    # Two subscriptions for each account; their periods follow each other, some after a gap.
    subscriptions = accounts * 2
    subscription = np.sort(rng.integers(0, subscriptions, periods))
    first_of = np.r_[True, subscription[1:] != subscription[:-1]]
    length = rng.integers(20, 400, periods)
    gap = np.where(rng.random(periods) < 0.1, rng.integers(1, 90, periods), 0)
    step = length + gap
    since = np.cumsum(step) - step
    origin = np.maximum.accumulate(np.where(first_of, np.arange(periods), 0))
    start = FIRST + rng.integers(-400, days, subscriptions)[subscription] + since - since[origin]
    last_of = np.r_[first_of[1:], True]
    open_end = last_of & (rng.random(periods) < 0.6)
    account = subscription // 2
    table = pa.table({
        "account": pa.array(account, pa.int32()),
        "subscription": pa.array(subscription, pa.int32()),
        "started": pa.array(start, pa.int32()),
        "ended": pa.array(start + length, pa.int32(), mask=open_end),
        "minor": pa.array(rng.integers(500, 500_000, periods), pa.int64()),
        "seats": pa.array(rng.integers(1, 200, periods), pa.int32()),
    })
    pq.write_table(table, folder / "periods.parquet")
    segments = pa.table({"segment": pa.array(rng.integers(0, SEGMENTS, accounts), pa.int32())})
    pq.write_table(segments, folder / "accounts.parquet")
    (folder / "months").write_text(str(months))


if __name__ == "__main__":
    main(Path("."))
