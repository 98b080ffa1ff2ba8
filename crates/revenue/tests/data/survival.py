"""Lives and their Kaplan–Meier curves by lifelines: `python survival.py` in this folder.

Writes survival_lives.csv (what goes in), survival_curves.csv (each time at which somebody left) and
survival_means.csv (medians and restricted means). Made with lifelines 0.30.3 and NumPy 2.4.6.
"""

import csv
from pathlib import Path

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

FOLDER = Path(__file__).parent


def lives(seed, count, *, scale, seen, late=0.0, unit=1):
    """Weibull lives of customers seen until `seen`; a share `late` comes under observation later."""
    dice = np.random.default_rng(seed)
    # Drawn more than needed: late ones that left before they were seen are in no records.
    life = np.ceil(dice.weibull(0.8, count * 3) * scale / unit).astype(int) * unit
    until = np.ceil(dice.uniform(0.1, 1.0, count * 3) * seen / unit).astype(int) * unit
    entered = np.where(
        dice.random(count * 3) < late,
        np.ceil(dice.uniform(0, 0.4, count * 3) * seen / unit).astype(int) * unit,
        0,
    )
    left, has_left = np.minimum(life, until), life <= until
    kept = np.flatnonzero((entered < left) | (entered == 0))[:count]
    return entered[kept], left[kept], has_left[kept]


def at_zero():
    """Some leave, and some are last seen, on their very first day."""
    entered, left, has_left = lives(6, 80, scale=300, seen=700, unit=50)
    left[:6] = 0
    has_left[:6] = [True, True, True, False, False, True]
    return entered, left, has_left


CASES = {
    "days": lives(1, 150, scale=500, seen=1100),
    "ties": lives(2, 200, scale=500, seen=1100, unit=90),
    "months": lives(3, 120, scale=20, seen=48),
    "late": lives(4, 150, scale=600, seen=1200, late=0.5),
    "late_ties": lives(5, 250, scale=30, seen=60, late=0.6, unit=3),
    "at_zero": at_zero(),
    "all_left": (np.zeros(40, int), np.arange(40) // 3 + 1, np.ones(40, bool)),
    "few_left": (np.zeros(12, int), np.arange(12) * 30 + 5, np.arange(12) == 4),
}


def write(name, header, rows):
    with open(FOLDER / name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def fit(entered, left, has_left):
    late = entered if entered.any() else None
    return KaplanMeierFitter().fit(left, has_left, entry=late)


def main():
    given, curves, means = [], [], []
    for case, (entered, left, has_left) in CASES.items():
        given += [(case, *map(int, life)) for life in zip(entered, left, has_left)]
        km = fit(entered, left, has_left)
        table = km.event_table
        survival = km.survival_function_.iloc[:, 0]
        variance = survival**2 * km._cumulative_sq_
        for time in table.index[table.observed > 0]:
            row = table.loc[time]
            # Who came under observation at this time is not yet at risk; see lifelines' issue 497.
            at_risk = row.at_risk - (row.entrance if time > 0 else 0)
            low, high = km.confidence_interval_.loc[time]
            sure = (float(n) for n in (survival[time], variance[time], low, high))
            curves.append((case, int(time), int(at_risk), int(row.observed), *map(repr, sure)))
        median = km.median_survival_time_
        median = "" if np.isinf(median) else int(median)
        for until in (0, int(left.max()) // 3, int(left.max())):
            mean = restricted_mean_survival_time(km, t=until) if until else 0.0
            means.append((case, median, until, repr(float(mean))))
    write("survival_lives.csv", ["case", "entered", "left", "has_left"], given)
    head = ["case", "time", "at_risk", "left", "survival", "variance", "low", "high"]
    write("survival_curves.csv", head, curves)
    write("survival_means.csv", ["case", "median", "until", "mean"], means)


if __name__ == "__main__":
    main()
