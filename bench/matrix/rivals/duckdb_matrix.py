"""Runs rivals/duckdb.sql, or the script of that folder that a third argument names."""

import sys
from pathlib import Path

import duckdb
from common import MEMORY_GB, METRICS, THREADS, Run

run = Run.from_arguments()
connection = duckdb.connect(config={
    "threads": THREADS, "memory_limit": f"{MEMORY_GB}GB", "preserve_insertion_order": False,
})
script = Path(__file__).with_name(sys.argv[3] if len(sys.argv) > 3 else "duckdb.sql").read_text()
connection.execute(script.replace("$DATA", run.data).replace("$LAST", str(run.last_day)))
if run.sink:
    connection.execute(f"COPY matrix TO '{run.sink}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)")
    sums = None
else:
    columns = ", ".join(f"count({key}), sum({key})::DOUBLE" for key in METRICS)
    row = connection.execute(f"SELECT {columns} FROM matrix").fetchone()
    sums = list(zip(row[::2], row[1::2]))
run.finish("DuckDB", duckdb.__version__, sums)
