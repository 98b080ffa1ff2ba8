#!/usr/bin/env bash
# Monthly revenue figures by segment beside DuckDB: bench/revenue/run.sh [PERIODS ACCOUNTS MONTHS] (1000000 100000
# 60 unless given). Figures are checked equal, to the cent.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. bench/lib.sh
python_of revenue
build_bench
export PERENNIAL_BENCH_DATA="${PERENNIAL_BENCH_DATA:-$cache/bench-revenue}"
exec "$python" bench/revenue/run.py "$@"
