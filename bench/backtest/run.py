"""Both sides of the backtest on the same data, checked equal; prints a table. See run.sh."""

import json
import os
import subprocess
import sys
from pathlib import Path

import generate

HERE = Path(__file__).parent
DRAWS = 200
ROUNDS = 3


def run(*command: str) -> dict:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main(sizes: list[int]) -> None:
    folder = Path(os.environ["PERENNIAL_BENCH_DATA"])
    generate.main(folder, *sizes)
    ours_of = lambda: run(os.environ["PERENNIAL_BENCH"], "backtest", str(folder), str(DRAWS))
    theirs_of = lambda: run(sys.executable, str(HERE / "rival.py"), str(folder), str(DRAWS))
    rounds = [(ours_of(), theirs_of()) for _ in range(ROUNDS)]
    ours, theirs = rounds[0]
    for key in ("n", "positives", "roc_auc", "pr_auc", "precision_at_k", "score_sum"):
        a, b = ours[key], theirs[key]
        assert abs(a - b) <= 1e-9 * max(1, abs(b)), f"{key}: {a} and {b}"
    for key in ("roc_auc_low", "roc_auc_high"):  # other draws
        assert abs(ours[key] - theirs[key]) < 0.004, f"{key}: {ours[key]} and {theirs[key]}"
    print(f"{ours['n']} accounts times weeks, {ours['positives']} before leaving; ROC-AUC {ours['roc_auc']:.4f}")
    print("| | readings s | scores s | figures and intervals s | all but readings s |")
    print("|---|---:|---:|---:|---:|")
    best = lambda side, key: min(one[side].get(key, 0) for one in rounds)
    for side, name in enumerate(("Perennial", "NumPy, scikit-learn")):
        read, score, judge = (best(side, key) for key in ("readings_s", "scores_s", "judge_s"))
        kept = f"{read:.3f}" if read else "–"
        print(f"| {name} | {kept} | {score:.3f} | {judge:.3f} | {score + judge:.3f} |")
    sums = [best(side, "scores_s") + best(side, "judge_s") for side in (0, 1)]
    print(f"theirs / ours: {sums[1] / sums[0]:.1f}")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]])
