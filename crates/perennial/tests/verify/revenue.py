"""RavenStack's monthly revenue from its own CSV file, day by day, in plain Python.

Usage: revenue.py FOLDER ANSWER FROM TO
FOLDER has ravenstack_subscriptions.csv, ANSWER is what `perennial revenue --by month --format json`
printed. Fails when a figure of any month differs by a cent.
"""

import csv
import json
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta

folder, answer, first, until = sys.argv[1], sys.argv[2], *map(date.fromisoformat, sys.argv[3:5])
DAY = timedelta(days=1)


def read(text):
    return datetime.strptime(text, "%d-%m-%Y").date() if text else None


# Every account's rows: from, to, cents a month, seats. A trial brings nothing and makes no customer.
accounts = defaultdict(list)
with open(f"{folder}/ravenstack_subscriptions.csv", encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        if row["is_trial"] == "FALSE":
            cents = round(float(row["mrr_amount"]) * 100)
            seats = int(row["seats"])
            accounts[row["account_id"]].append((read(row["start_date"]), read(row["end_date"]), cents, seats))


def on(rows, day):
    running = [row for row in rows if row[0] <= day and (row[1] is None or row[1] > day)]
    return sum(row[2] for row in running), sum(row[3] for row in running)


months, start = [], first
while start < until:
    following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    months.append((start, min(following, until)))
    start = following

given = json.load(open(answer))
assert len(given) == len(months), (len(given), len(months))
sums = {start: defaultdict(int) for start, _ in months}
for rows in accounts.values():
    was_customer = any(row[0] < first and row[2] > 0 and (row[1] is None or row[1] > row[0]) for row in rows)
    before = on(rows, first - DAY)
    for start, end in months:
        told, opening, day = sums[start], before, start
        while day < end:
            now = on(rows, day)
            change = now[0] - before[0]
            if change:
                if before[0] == 0:
                    kind = "reactivation" if was_customer else "new"
                elif now[0] == 0:
                    kind = "churn"
                else:
                    kind = "expansion" if change > 0 else "contraction"
                told[kind] += abs(change)
            was_customer = was_customer or now[0] > 0
            before, day = now, day + DAY
        told["mrr_start"] += opening[0]
        told["mrr_end"] += before[0]
        told["accounts_start"] += opening[0] > 0
        told["accounts_end"] += before[0] > 0
        if opening[0] > 0:
            told["lost"] += before[0] == 0
            told["kept"] += min(opening[0], before[0])
            told["opening_end"] += before[0]
            told["grown"] += max(before[0] - opening[0], 0)
            told["seats"] += opening[1]
            told["seats_kept"] += min(opening[1], before[1])

for (start, _), row in zip(months, given):
    told = sums[start]
    share = lambda part, whole: part / whole if whole else None
    wanted = {key: told[key] / 100 for key in
              ["mrr_start", "new", "expansion", "contraction", "churn", "reactivation", "mrr_end"]}
    wanted |= {key: told[key] for key in ["accounts_start", "accounts_end"]}
    wanted |= {
        "arr": told["mrr_end"] * 12 / 100,
        "nrr": share(told["opening_end"], told["mrr_start"]),
        "grr": share(told["kept"], told["mrr_start"]),
        "logo_churn": share(told["lost"], told["accounts_start"]),
        "unit_retention": share(told["seats_kept"], told["seats"]),
        "upsell_rate": share(told["grown"], told["mrr_start"]),
        "quick_ratio": share(told["new"] + told["expansion"] + told["reactivation"],
                             told["contraction"] + told["churn"]),
        "renewal_rate": None,  # the file has no terms
    }
    assert row["month"] == f"{start:%Y-%m}", row["month"]
    for key, value in wanted.items():
        found = row[key]
        same = found == value or (None not in (found, value) and abs(found - value) < 1e-9 * max(1, abs(value)))
        assert same, (start, key, found, value)
print(f"{len(months)} months are right")
