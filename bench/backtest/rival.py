"""The backtest with NumPy and scikit-learn: rival.py FOLDER DRAWS. Prints one line of JSON.

Written as somebody would who wants it fast: whole columns, one sort, the draws with cumulative sums
on two threads (scikit-learn with weights takes several times as long per draw, and gives the same).
"""

import json
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from sklearn.metrics import average_precision_score, roc_auc_score

HORIZON, CALLS, KNOWN = 90, 20, None


def read(folder: Path):
    table = pq.read_table(folder / "matrix.parquet")
    card = tomllib.loads((folder / "scorecard.toml").read_text())
    lives = np.genfromtxt(folder / "lives.csv", delimiter=",", skip_header=1)
    columns = {name: table.column(name).to_numpy() for name in table.column_names}
    return columns, card, lives


def scores(columns, card):
    """Points by curves, weighted so that weakness counts more, in groups and then over groups."""
    emphasis = card["emphasis"]

    def emphasised(points):
        return (1 + emphasis) / (1 + emphasis * points / 100)

    total = top = 0.0
    for group in card["groups"]:
        weight = points_sum = 0.0
        for measure in group["measures"]:
            xs, ys = zip(*measure["curve"])
            points = np.interp(columns[measure["metric"]], xs, ys)
            counts = np.where(np.isnan(points), 0.0, measure["weight"] * emphasised(points))
            points_sum = points_sum + counts * np.nan_to_num(points)
            weight = weight + counts
        with np.errstate(invalid="ignore"):
            score = points_sum / weight
        share = np.where(weight > 0, group["weight"] * emphasised(score), 0.0)
        top = top + share * np.nan_to_num(score)
        total = total + share
    return top / total


def judge(columns, lives, score, draws):
    account, day = columns["account"], 7 * columns["week"]
    begun, ended = lives[account, 1], lives[account, 2]
    ended = np.where(np.isnan(ended), 1e9, ended)
    known = int(day.max())
    seen = (begun <= day) & (ended > day) & (day + HORIZON <= known) & ~np.isnan(score)
    left = ended[seen] <= day[seen] + HORIZON
    risk, who, week = -score[seen], account[seen], columns["week"][seen]
    order = np.argsort(-risk, kind="stable")
    ordered = risk[order]
    last = np.append(np.nonzero(np.diff(ordered))[0], len(ordered) - 1)
    left_o, who_o = left[order].astype(float), who[order]

    def areas(weights):
        of = weights[who_o]
        true = np.cumsum(of * left_o)[last]
        false = np.cumsum(of * (1 - left_o))[last]
        gained = np.diff(true, prepend=0)
        auc = np.trapezoid(true, false) / (true[-1] * false[-1])
        with np.errstate(invalid="ignore"):
            precision = np.nan_to_num(true / (true + false))
        # The first threshold starts at (0, 0).
        auc += true[0] * false[0] / 2 / (true[-1] * false[-1])
        return auc, float(np.sum(gained * precision) / true[-1])

    by_week = [order[week[order] == one] for one in np.unique(week)]
    tops = [(who[rows], left[rows].astype(float), risk[rows]) for rows in by_week]

    def precision(weights):
        shares = []
        for of, gone, _ in tops:
            taken = np.minimum(np.cumsum(weights[of]), CALLS)
            take = np.diff(taken, prepend=0)
            if taken[-1] > 0:
                shares.append(np.sum(take * gone) / taken[-1])
        return float(np.mean(shares))

    accounts = len(lives)
    random = np.random.default_rng(1)
    drawn = [np.bincount(random.integers(0, accounts, accounts), minlength=accounts) for _ in range(draws)]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda one: (*areas(one), precision(one)), drawn))
    low, high = np.percentile([one[0] for one in found], [2.5, 97.5]) if found else (None, None)
    return {
        "n": int(seen.sum()),
        "positives": int(left.sum()),
        "roc_auc": float(roc_auc_score(left, risk)),
        "pr_auc": float(average_precision_score(left, risk)),
        "precision_at_k": precision(np.ones(accounts)),
        "roc_auc_low": low,
        "roc_auc_high": high,
    }


def main(folder: Path, draws: int) -> None:
    columns, card, lives = read(folder)
    begin = time.perf_counter()
    score = scores(columns, card)
    scored = time.perf_counter()
    told = judge(columns, lives, score, draws)
    done = time.perf_counter()
    told |= {"scores_s": scored - begin, "judge_s": done - scored, "score_sum": float(np.nansum(score))}
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
