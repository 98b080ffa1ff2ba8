#!/usr/bin/env bash
# Runs a command with what the tests look for in the environment.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export PERENNIAL_PYTHON="${PERENNIAL_PYTHON:-$cache/python/bin/python}"
export CHROMIUM="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}"
export INSTA_UPDATE=no
exec "$@"
