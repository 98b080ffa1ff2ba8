#!/usr/bin/env bash
# The metric matrix beside DuckDB, Polars and chDB: bench/matrix/run.sh [ACCOUNTS DAYS ROWS]
# (5000 730 20000000 unless given), or bench/matrix/run.sh growth for 1 to 100 million rows.
# RUN_WITH="chrt -r 1" keeps other programs of a busy machine out of the timed runs.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. bench/lib.sh
python_of matrix
build_bench
export PERENNIAL_BENCH_DATA="${PERENNIAL_BENCH_DATA:-$cache/bench-matrix}"
exec "$python" bench/matrix/run.py "$@"
