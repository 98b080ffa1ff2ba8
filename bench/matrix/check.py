"""Proves that the engines' matrices are equal, cell by cell: check.py FIRST OTHER…

Each is a Parquet file, or a folder of them. Every account and day must be in all of them once; counts
must be equal, ratios to 1e-12 of their size; a cell without value must be null everywhere.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).with_name("rivals")))
from common import METRICS

RATIOS = {"events_change_28d", "top_contact_share_28d"}


class Matrix:
    """One engine's matrix, in the order of accounts and days."""

    def __init__(self, path):
        self.path = path
        self.table = pq.ParquetDataset(path)
        keys = self.table.read(["account_id", "day"])
        account = pc.cast(keys["account_id"], "string").combine_chunks()
        self.words = pc.sort_indices(account.unique())
        unique = account.unique().take(self.words)
        number = pc.index_in(account, value_set=unique).to_numpy(zero_copy_only=False).astype(np.int64)
        self.accounts = unique
        key = number << 32 | pc.cast(keys["day"], "int32").to_numpy().astype(np.int64)
        self.order = np.argsort(key, kind="stable")
        self.key = key[self.order]

    def column(self, name):
        """Values and where there are none."""
        column = self.table.read([name])[name].combine_chunks()
        absent = pc.is_null(column).to_numpy(zero_copy_only=False)
        values = pc.cast(column, "float64").fill_null(0.0).to_numpy()
        return values[self.order], absent[self.order]

    def cell(self, place):
        account = self.accounts[int(self.key[place] >> 32)]
        day = np.datetime64(int(self.key[place] & 0xFFFFFFFF), "D")
        return f"{account} on {day}"


def compare(first, other):
    """What is different, as sentences."""
    if not first.accounts.equals(other.accounts) or not np.array_equal(first.key, other.key):
        return [f"{other.path}: other accounts or days than {first.path} ({other.key.size} rows, {first.key.size} there)"]
    if np.any(first.key[1:] == first.key[:-1]):
        return [f"{first.path}: an account has a day twice"]
    found = []
    for name in METRICS:
        (a, a_absent), (b, b_absent) = first.column(name), other.column(name)
        tolerance = 1e-12 * np.maximum(1.0, np.abs(a)) if name in RATIOS else 0.0
        with np.errstate(invalid="ignore"):
            same = (a_absent == b_absent) & (a_absent | (np.abs(a - b) <= tolerance))
        if not same.all():
            at = int(np.argmin(same))
            show = lambda value, absent: "null" if absent else repr(float(value))
            found.append(
                f"{name}: {(~same).sum()} cells differ, the first is {first.cell(at)}: "
                f"{show(a[at], a_absent[at])} in {first.path}, {show(b[at], b_absent[at])} in {other.path}"
            )
    return found


def main():
    first, *others = map(Matrix, sys.argv[1:])
    wrong = [line for other in others for line in compare(first, other)]
    if wrong:
        sys.exit("the matrices differ\n" + "\n".join(wrong))
    print(f"equal: {len(others) + 1} matrices of {first.key.size:,} account-days and {len(METRICS)} metrics")


if __name__ == "__main__":
    main()
