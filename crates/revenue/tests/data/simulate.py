"""What churn leaves, month by month in decimals of 50 digits: writes simulate.csv.

Needs nothing but Python: `python simulate.py` in this folder.
"""

import csv
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 50
CUSTOMERS, PRICE = Decimal(1000), Decimal(100)
CASES = [
    ("0.5", "0.3", 3),
    ("0.5", "0.05", 3),
    ("0", "0.3", 3),
    ("0.2", "0", 1),
    ("1.2", "0.45", 5),
    ("0.1", "0.9", 10),
]


def walk(factor, months):
    """MRR of month 0, 1, … and revenue until each."""
    mrr, revenue, rows = CUSTOMERS * PRICE, Decimal(0), []
    for _ in range(months + 1):
        rows.append((mrr, revenue))
        revenue += mrr
        mrr *= factor
    return rows


def main():
    with open(Path(__file__).parent / "simulate.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        head = "growth,churn,years,mrr_end,revenue,evenly_mrr,evenly_revenue"
        out.writerow(f"{head},compounding_mrr,compounding_revenue".split(","))
        for growth, churn, years in CASES:
            g, c, twelfth = Decimal(growth), Decimal(churn), Decimal(1) / 12
            stays = (1 - c) ** twelfth
            even = (1 + g / 12 - (1 - stays), 1 + g / 12)
            compound = ((1 + g) ** twelfth * stays, (1 + g) ** twelfth)
            end = [walk(factor, 12 * years)[-1] for factor in (*even, *compound)]
            shares = [end[i][of] / end[i + 1][of] for i in (0, 2) for of in (0, 1)]
            numbers = [*end[0], *shares]
            out.writerow([growth, churn, years, *(f"{n:.17g}" for n in numbers)])


if __name__ == "__main__":
    main()
