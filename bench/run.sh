#!/usr/bin/env bash
# Runs the measurements: bench/run.sh [all|ingest|sustained|freshness|import], or
# bench/run.sh soak [MINUTES] [FACTS_PER_SECOND]. PROFILE=release measures a release build (with the web app built,
# or PERENNIAL_WITHOUT_APP=1).
# RUN_WITH="chrt -r 1" gives load and servers real-time priority where other work cannot be stopped.
set -euo pipefail
. "$(dirname "$0")/../scripts/lib.sh"
cd "$root"
profile="${PROFILE:-dev}"
cargo build --quiet --locked --profile "$profile" -p perennial -p perennial-bench
target=$(cargo metadata --format-version 1 --no-deps --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
out="$target/$([ "$profile" = dev ] && echo debug || echo "$profile")"
export PERENNIAL_BIN="$out/perennial"
run() { ${RUN_WITH:-} "$@"; }

bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
# Beside the data of the measurements: on the same disk.
work=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then run setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else run "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$work"
as "$bin/initdb" -D "$work/pg" -A trust -U postgres >/dev/null
port=$((20000 + RANDOM % 20000))
# PostgreSQL as it comes (synchronous_commit and fsync are on), with more memory and room for its log, so that
# neither the cache nor checkpoints hold it up.
settings="-c shared_buffers=2GB -c max_wal_size=8GB"
as "$bin/pg_ctl" -D "$work/pg" -w -o "-p $port -k $work -c listen_addresses=127.0.0.1 -c max_connections=50 $settings" start >/dev/null
trap 'as "$bin/pg_ctl" -D "$work/pg" -m fast stop >/dev/null; rm -rf "$work"' EXIT
export PERENNIAL_BENCH_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
PERENNIAL_BENCH_POSTGRES_PID=$(head -1 "$work/pg/postmaster.pid")
export PERENNIAL_BENCH_POSTGRES_PID
run "$out/perennial-bench" "${@:-all}"
printf 'size of the program (%s): %s MB\n' "$profile" "$(($(stat -c %s "$PERENNIAL_BIN") / 1000000))"
