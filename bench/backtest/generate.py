"""A made-up weekly matrix, who left when, and a scorecard: generate.py FOLDER [ACCOUNTS WEEKS MEASURES].

matrix.parquet   account, week, arr, m00 … (float64, one in twenty missing), sorted by account and week
lives.csv        account, from, ended (days; week w is day 7 w; ended empty while it lasts)
scorecard.toml   every measure as it is, by a curve of three to five points, in groups of five
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

GROUP = 5


def main(folder: Path, accounts: int = 10_000, weeks: int = 104, measures: int = 30) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(11)
    leaves = random.random(accounts) < 0.25
    ended = np.where(leaves, random.integers(60, 7 * weeks + 60, accounts), 10**6)
    begun = random.integers(-200, 150, accounts)
    day = 7 * np.arange(weeks)
    # How far an account has slid on its way out: 0 long before, 1 at the end.
    slide = np.clip(1 - (ended[:, None] - day[None, :]) / 120, 0, 1)
    columns = {
        "account": np.repeat(np.arange(accounts, dtype=np.int32), weeks),
        "week": np.tile(np.arange(weeks, dtype=np.int32), accounts),
        "arr": np.repeat(np.round(random.lognormal(9, 1, accounts), 2), weeks),
    }
    for measure in range(measures):
        level = random.gamma(4, 10, accounts)[:, None]
        noise = random.normal(0, 9, (accounts, weeks))
        falls = 0.35 * level * slide * (random.random(accounts) < 0.6)[:, None]
        values = (level + noise - falls).ravel()
        values[random.random(accounts * weeks) < 0.05] = np.nan
        columns[f"m{measure:02}"] = values
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    pq.write_table(table, folder / "matrix.parquet", compression="zstd")
    lines = ["account,from,ended"]
    lines += [
        f"{account},{begun[account]},{ended[account] if leaves[account] else ''}"
        for account in range(accounts)
    ]
    (folder / "lives.csv").write_text("\n".join(lines) + "\n")
    (folder / "scorecard.toml").write_text(scorecard(random, measures))


def scorecard(random: np.random.Generator, measures: int) -> str:
    parts = ['name = "bench"', "emphasis = 3.0", "bands = ["]
    parts += [
        '    { key = "well", name = "Well", from = 50 },',
        '    { key = "ill", name = "Ill", from = 0 },',
        "]",
    ]
    for measure in range(measures):
        if measure % GROUP == 0:
            group = measure // GROUP
            parts += ["[[groups]]", f'key = "g{group}"', f'name = "g{group}"']
            parts += [f"weight = {random.integers(5, 30)}"]
        points = random.integers(3, 6)
        xs = np.sort(random.choice(np.arange(0, 90), points, replace=False))
        ys = np.sort(random.choice(np.arange(0, 101), points, replace=False))
        curve = ", ".join(f"[{x}, {y}]" for x, y in zip(xs, ys))
        parts += ["[[groups.measures]]", f'key = "m{measure:02}"', f'name = "m{measure:02}"']
        parts += [f'metric = "m{measure:02}"', f"curve = [{curve}]"]
        parts += [f"weight = {random.integers(1, 6)}"]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
