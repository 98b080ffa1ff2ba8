"""Runs every engine on the same rollup, proves that they agree, and prints how long they took.

run.py [ACCOUNTS DAYS ROWS] | growth. PERENNIAL_BENCH names our program, PERENNIAL_BENCH_DATA the folder where
generated data stays. Nothing is printed before all matrices were found equal.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
OURS = os.environ.get("PERENNIAL_BENCH", "perennial-bench")
DATA = Path(os.environ["PERENNIAL_BENCH_DATA"])
RUN_WITH = os.environ.get("RUN_WITH", "").split()
REPEAT = int(os.environ.get("REPEAT", "3"))
TIMEOUT = 1800
RIVALS = ["Polars", "chDB", "DuckDB"]
# As one would first write it; only where it ends within a minute or two.
PLAIN = "DuckDB, plain SQL,"
MOST_PLAIN_ROWS = 2_000_000
ACCOUNTS_PER_MILLION_ROWS = 250
GROWTH = [1, 3, 10, 30, 100]


class Failed(Exception):
    pass


def command(engine, data, sink):
    if engine == "Perennial":
        return [OURS, "matrix", "compute", data, sink]
    if engine == "decode":
        return [OURS, "matrix", "decode", data]
    if engine == PLAIN:
        return [sys.executable, HERE / "rivals" / "duckdb_matrix.py", data, sink, "duckdb_plain.sql"]
    return [sys.executable, HERE / "rivals" / f"{engine.lower()}_matrix.py", data, sink]


def run(engine, data, sink):
    """One run; what it said of itself."""
    try:
        done = subprocess.run(
            [*RUN_WITH, *map(str, command(engine, data, sink))], capture_output=True, text=True, timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"not done after {TIMEOUT // 60} minutes") from None
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise Failed(last[:300])
    return json.loads(done.stdout.strip().splitlines()[-1])


def fastest(engine, data, sink, times=REPEAT):
    return min((run(engine, data, sink) for _ in range(times)), key=lambda one: one["seconds"])


def made(accounts, days, rows):
    folder = DATA / f"{accounts}-{days}-{rows}"
    subprocess.run([sys.executable, HERE / "generate.py", folder, *map(str, (accounts, days, rows))], check=True)
    for file in (folder / "daily").iterdir():  # into the page cache, the same for everybody
        file.read_bytes()
    return folder, json.loads((folder / "made.json").read_text())


def same_sums(ours, other, engine):
    for (n, total), (other_n, other_total) in zip(ours["sums"], other["sums"], strict=True):
        if n != other_n or abs(total - other_total) > 1e-9 * max(1.0, abs(total)):
            raise SystemExit(f"{engine} sums up to other numbers than Perennial")


def compare(accounts, days, rows):
    data, facts = made(accounts, days, rows)
    written, summed, failed = {}, {}, {}
    with tempfile.TemporaryDirectory(dir=DATA) as scratch:
        plain = [PLAIN] if facts["rows"] <= MOST_PLAIN_ROWS else []
        for engine in ["Perennial", *RIVALS, *plain]:
            try:
                written[engine] = fastest(engine, data, f"{scratch}/{engine}")
                summed[engine] = fastest(engine, data, "checksum")
            except Failed as why:
                failed[engine] = str(why)
                written.pop(engine, None)
        paths = [f"{scratch}/{engine}" for engine in written]
        checked = subprocess.run([sys.executable, HERE / "check.py", *paths], capture_output=True, text=True)
    if "Perennial" not in written or checked.returncode != 0:
        sys.exit(f"no figures: {failed.get('Perennial', '')}{checked.stderr}")
    for engine in written:
        same_sums(summed["Perennial"], summed[engine], engine)
    decoded = fastest("decode", data, None)
    if decoded["rows"] != facts["rows"]:
        sys.exit(f"decoding found {decoded['rows']} rows of {facts['rows']}")
    print(checked.stdout.strip())
    print(
        f"\n{facts['rows']:,} rollup rows, {facts['accounts']:,} accounts, {facts['contacts']:,} contacts, "
        f"{facts['days']} days, {facts['bytes'] / 1e6:.0f} MB in {facts['files']} files; "
        f"the fastest of {REPEAT} runs, in seconds\n"
    )
    table(written, summed, decoded)
    for engine, why in failed.items():
        print(f"\n{engine}: {why}")


def shown(seconds):
    return f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.3f}"


def table(written, summed, decoded):
    ours = summed["Perennial"]["seconds"], written["Perennial"]["seconds"]
    print("| engine | matrix summed up | times ours | matrix written | times ours | peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for engine in written:
        sums, files = summed[engine], written[engine]
        print(
            f"| {engine} {sums['version']} | {shown(sums['seconds'])} | {sums['seconds'] / ours[0]:.1f} "
            f"| {shown(files['seconds'])} | {files['seconds'] / ours[1]:.1f} | {sums['peak_mb']:,} |"
        )
    seconds = decoded["seconds"]
    print(f"| parquet crate, decoding only | {shown(seconds)} | {seconds / ours[0]:.2f} | – | – | {decoded['peak_mb']:,} |")


def growth():
    """Accounts grow with the rows. Prints seconds and seconds per million rows; matrix summed up."""
    print("| million rows | accounts | decoding only | Perennial | per million | Polars | Polars / Perennial | our peak MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for millions in GROWTH:
        accounts = millions * ACCOUNTS_PER_MILLION_ROWS
        data, facts = made(accounts, 730, millions * 1_000_000)
        decoded, ours = fastest("decode", data, None), fastest("Perennial", data, "checksum")
        try:
            theirs = fastest("Polars", data, "checksum", 1 if millions > 20 else REPEAT)
            same_sums(ours, theirs, "Polars")
            rival = f"{theirs['seconds']:.2f} | {theirs['seconds'] / ours['seconds']:.1f}"
        except Failed as why:
            rival = f"{why} | –"
        rows = facts["rows"] / 1e6
        print(
            f"| {rows:.1f} | {accounts:,} | {decoded['seconds']:.3f} | {ours['seconds']:.3f} "
            f"| {ours['seconds'] / rows:.4f} | {rival} | {ours['peak_mb']} |",
            flush=True,
        )
        if millions > 20:
            shutil.rmtree(data)


if __name__ == "__main__":
    if sys.argv[1:] == ["growth"]:
        growth()
    else:
        accounts, days, rows = map(int, sys.argv[1:4] or (5000, 730, 20_000_000))
        compare(accounts, days, rows)
