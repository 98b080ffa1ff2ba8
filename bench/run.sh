#!/usr/bin/env bash
# Runs the measurements: bench/run.sh [all|ingest|freshness|import]. PROFILE=release measures a release build.
set -euo pipefail
. "$(dirname "$0")/../scripts/lib.sh"
cd "$root"
profile="${PROFILE:-dev}"
cargo build --quiet --locked --profile "$profile" -p perennial -p perennial-bench
target=$(cargo metadata --format-version 1 --no-deps --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
out="$target/$([ "$profile" = dev ] && echo debug || echo "$profile")"
export PERENNIAL_BIN="$out/perennial"

bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
work=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$work"
as "$bin/initdb" -D "$work/pg" -A trust -U postgres >/dev/null
port=$((20000 + RANDOM % 20000))
# PostgreSQL as it comes: synchronous_commit and fsync are on.
as "$bin/pg_ctl" -D "$work/pg" -w -o "-p $port -k $work -c listen_addresses=127.0.0.1 -c max_connections=50" start >/dev/null
trap 'as "$bin/pg_ctl" -D "$work/pg" -m fast stop >/dev/null; rm -rf "$work"' EXIT
export PERENNIAL_BENCH_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
"$out/perennial-bench" "${1:-all}"
printf 'size of the program (%s): %s MB\n' "$profile" "$(($(stat -c %s "$PERENNIAL_BIN") / 1000000))"
