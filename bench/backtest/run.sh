#!/usr/bin/env bash
# A backtest beside NumPy and scikit-learn: bench/backtest/run.sh [ACCOUNTS WEEKS MEASURES] (10000 104 30 unless
# given). Figures are checked equal.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. bench/lib.sh
python_of backtest
build_bench
export PERENNIAL_BENCH_DATA="${PERENNIAL_BENCH_DATA:-$cache/bench-backtest}"
exec "$python" bench/backtest/run.py "$@"
