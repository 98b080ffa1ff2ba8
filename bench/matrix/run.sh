#!/usr/bin/env bash
# The metric matrix beside DuckDB, Polars and chDB: bench/matrix/run.sh [ACCOUNTS DAYS ROWS]
# (5000 730 20000000 unless given), or bench/matrix/run.sh growth for 1 to 100 million rows.
# RUN_WITH="chrt -r 1" keeps other programs of a busy machine out of the timed runs.
set -euo pipefail
. "$(dirname "$0")/../../scripts/lib.sh"
cd "$root"
python="$cache/bench-python/bin/python"
stamp="$cache/bench-python/$(sha256sum bench/matrix/requirements.txt | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  say "installing the other engines from PyPI (once)"
  rm -rf "$cache/bench-python"
  python3 -m venv "$cache/bench-python"
  "$cache/bench-python/bin/pip" install --quiet -r bench/matrix/requirements.txt
  touch "$stamp"
fi
profile="${PROFILE:-release}"
cargo build --quiet --locked --profile "$profile" -p perennial-bench
target=$(cargo metadata --format-version 1 --no-deps --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
export PERENNIAL_BENCH="$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/perennial-bench"
export PERENNIAL_BENCH_DATA="${PERENNIAL_BENCH_DATA:-$cache/bench-matrix}"
exec "$python" bench/matrix/run.py "$@"
