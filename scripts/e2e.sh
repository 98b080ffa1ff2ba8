#!/usr/bin/env bash
# The browser tests, against the program that `cargo build` made.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export PERENNIAL_BIN="${PERENNIAL_BIN:-$root/scripts/run.sh}"
cd "$root/e2e"
exec npm test --silent
