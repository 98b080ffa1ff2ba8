#!/usr/bin/env bash
# Runs the program that `cargo build` made.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
target=$(cd "$root" && cargo metadata --format-version 1 --no-deps --offline 2>/dev/null | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
exec "${target:-$root/target}/debug/perennial" "$@"
