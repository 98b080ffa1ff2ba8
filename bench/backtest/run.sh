#!/usr/bin/env bash
# A backtest beside NumPy and scikit-learn: bench/backtest/run.sh [ACCOUNTS WEEKS MEASURES] (10000 104 30 unless
# given). Figures are checked equal.
set -euo pipefail
. "$(dirname "$0")/../../scripts/lib.sh"
cd "$root"
python="$cache/bench-backtest-python/bin/python"
stamp="$cache/bench-backtest-python/$(sha256sum bench/backtest/requirements.txt | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  say "installing NumPy and scikit-learn from PyPI (once)"
  rm -rf "$cache/bench-backtest-python"
  python3 -m venv "$cache/bench-backtest-python"
  "$cache/bench-backtest-python/bin/pip" install --quiet -r bench/backtest/requirements.txt
  touch "$stamp"
fi
profile="${PROFILE:-release}"
cargo build --quiet --locked --profile "$profile" -p perennial -p perennial-bench
target=$(cargo metadata --format-version 1 --no-deps --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
export PERENNIAL_BENCH="$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/perennial-bench"
export PERENNIAL_BENCH_DATA="${PERENNIAL_BENCH_DATA:-$cache/bench-backtest}"
exec "$python" bench/backtest/run.py "$@"
