"""Lifetime values by lifelines and NumPy: `python lifetime.py` in this folder writes lifetime.csv.

The standard error is made another way than in Rust: each step's share of customers that stay is a
binomial proportion on its own, and the derivative of the value by each of them is taken numerically
(complex step, exact to rounding). Where nothing is extrapolated it is also checked here against the
double sum over Greenwood's covariances.
"""

import numpy as np
from survival import CASES, fit, write

Z = 1.959963984540054
A_MONTH = {"days": 365.25 / 12, "months": 1.0}
# case, unit, revenue, margin, discount, horizon, beyond, cost
TERMS = [
    ("days", "days", 120.0, 0.8, 0.10, 24, "stop", 900.0),
    ("days", "days", 120.0, 0.8, 0.10, 60, "stop", 900.0),
    ("days", "days", 120.0, 0.8, 0.10, 60, "constant_hazard", 900.0),
    ("ties", "days", 49.0, 0.75, 0.0, 60, "constant_hazard", 2000.0),
    ("months", "months", 1000.0, 0.6, 0.15, 36, "stop", 5000.0),
    ("months", "months", 1000.0, 0.6, 0.15, 60, "constant_hazard", 5000.0),
    ("late", "days", 250.0, 0.9, 0.12, 60, "stop", None),
    ("late", "days", 250.0, 0.9, 0.12, 60, "constant_hazard", 1500.0),
    ("late_ties", "months", 80.0, 0.7, 0.08, 120, "constant_hazard", 700.0),
    ("at_zero", "days", 80.0, 0.7, 0.08, 60, "stop", 300.0),
    ("all_left", "months", 10.0, 1.0, 0.05, 60, "constant_hazard", 25.0),
    ("few_left", "days", 10.0, 1.0, 0.05, 60, "constant_hazard", 400.0),
]


def curve(km):
    """Times, numbers at risk and shares that stay, of the times at which somebody left."""
    table = km.event_table[km.event_table.observed > 0]
    times = table.index.to_numpy()
    at_risk = (table.at_risk - np.where(times > 0, table.entrance, 0)).to_numpy()
    return times, at_risk, 1 - table.observed.to_numpy() / at_risk


def priced(unit, revenue, margin, discount, horizon, beyond, cost, km):
    times, at_risk, stay = curve(km)
    until, a_month = int(km.durations.max()), A_MONTH[unit]
    months = np.arange(horizon)
    t = months * a_month
    survival = lambda stay, at: np.prod(stay[times <= at])
    known = (np.floor(t) <= until) | (survival(stay, until) == 0)
    counted = known if beyond == "stop" else np.ones(horizon, bool)
    year = min(12 * a_month, until)

    def levels_by(stay):
        """Survival of each month, along the curve and then along the hazard of its last year."""
        last, first = survival(stay, until), survival(stay, until - year)
        tail = lambda at: last * np.exp(np.log(last / first) / year * (at - until))
        return np.array([survival(stay, at) if k else tail(at) for at, k in zip(t, known)])

    amount = revenue * margin * (1 + discount) ** (-months / 12)
    weight = np.where(counted, amount, 0.0)
    levels = levels_by(stay)
    value = np.sum(weight * levels)

    def slopes(of):
        """The derivatives by each step's share that stays."""
        nudge = lambda i: stay + 1e-30j * (np.arange(len(stay)) == i)
        return np.array([of(nudge(i)).imag / 1e-30 for i in range(len(stay))])

    own = stay * (1 - stay) / at_risk
    error = np.sqrt(np.sum(slopes(lambda stay: np.sum(weight * levels_by(stay))) ** 2 * own))
    if known[counted].all():
        left = stay > 0
        sums = np.where(left, (1 - stay) / (at_risk * np.where(left, stay, 1)), 0).cumsum()
        greenwood = np.array([0.0, *sums])[np.searchsorted(times, t, side="right")]
        covariance = np.outer(levels, levels) * np.minimum.outer(greenwood, greenwood)
        assert np.isclose(error, np.sqrt(weight @ covariance @ weight), rtol=1e-12)

    limits = km.confidence_interval_.to_numpy()
    index = km.confidence_interval_.index.to_numpy()
    low, high = np.zeros(horizon), np.zeros(horizon)
    for m in np.flatnonzero(counted):
        if known[m]:
            at = np.searchsorted(index, t[m], side="right") - 1
            low[m], high[m] = limits[at] if at >= 0 else (1.0, 1.0)
            continue
        # log(−log S) by the delta method.
        log = np.log(levels[m])
        by = slopes(lambda stay: levels_by(stay)[m]) / (levels[m] * log)
        spread = Z * np.sqrt(np.sum(by**2 * own))
        low[m], high[m] = (np.exp(-np.exp(np.log(-log) + s)) for s in (spread, -spread))

    earned = np.cumsum(np.where(counted, levels, 0) * revenue * margin)
    reached = np.flatnonzero(counted & (earned >= cost)) if cost else []
    return [
        value,
        error,
        max(0.0, value - Z * error),
        min(value + Z * error, np.sum(weight)),
        np.sum(weight * low),
        np.sum(weight * high),
        int(np.sum(known)),
        np.sum((weight * levels)[~known]) / value,
        int(reached[0]) + 1 if len(reached) else "",
        value / cost if cost else "",
    ]


def main():
    rows = []
    for case, *terms in TERMS:
        found = priced(*terms, fit(*CASES[case]))
        plain = ["" if one is None else one for one in (case, *terms)]
        rows.append(plain + [repr(float(n)) if isinstance(n, float) else n for n in found])
    head = "case,unit,revenue,margin,discount,horizon,beyond,cost,value,std_error,low,high"
    more = "band_low,band_high,known_months,extrapolated_share,payback,value_to_cost"
    write("lifetime.csv", f"{head},{more}".split(","), rows)


if __name__ == "__main__":
    main()
