"""Both sides of the revenue figures on the same data, checked equal; prints a table. See run.sh."""

import json
import os
import subprocess
import sys
from pathlib import Path

import generate

HERE = Path(__file__).parent
ROUNDS = 3


def run(*command: str) -> dict:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main(sizes: list[int]) -> None:
    folder = Path(os.environ["PERENNIAL_BENCH_DATA"])
    generate.main(folder, *sizes)
    ours_of = lambda: run(os.environ["PERENNIAL_BENCH"], "revenue", str(folder))
    theirs_of = lambda: run(sys.executable, str(HERE / "rival.py"), str(folder))
    rounds = [(ours_of(), theirs_of()) for _ in range(ROUNDS)]
    ours, theirs = rounds[0]
    assert len(ours["cells"]) == len(theirs["cells"]), (len(ours["cells"]), len(theirs["cells"]))
    for a, b in zip(ours["cells"], theirs["cells"]):
        assert a == b, (a, b)
    best = [min(one[side]["seconds"] for one in rounds) for side in (0, 1)]
    months = len({cell[1] for cell in ours["cells"]})
    print(f"{ours['periods']} periods, {ours['accounts']} accounts, {months} months by {generate.SEGMENTS} segments")
    print(f"| | seconds |\n|---|---:|\n| Perennial | {best[0]:.3f} |\n| DuckDB | {best[1]:.3f} |")
    print(f"theirs / ours: {best[1] / best[0]:.1f}")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]])
