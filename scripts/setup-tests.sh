#!/usr/bin/env bash
# Installs what the tests need and the machine lacks.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
packages=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
have chromium || have chromium-browser || [ -n "${CHROMIUM:-}" ] || packages+=(chromium)
have openssl || packages+=(openssl)
have python3 || packages+=(python3)
python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
[ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"

cargo nextest --version >/dev/null 2>&1 || {
  say "installing cargo-nextest (once; some minutes)"
  cargo install --quiet --locked cargo-nextest || fail "could not install cargo-nextest; see https://nexte.st"
}

# The Python packages live outside the checkout, so that a fresh clone finds them again.
wanted="$root/scripts/python-requirements.txt"
stamp="$cache/python/$(cat "$wanted" "$root"/crates/*/tests/requirements.txt "$root"/crates/*/tests/duckdb/requirements.txt | sha256sum | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  say "installing the tests' Python packages"
  rm -rf "$cache/python"
  python3 -m venv "$cache/python"
  "$cache/python/bin/pip" install --quiet -r "$wanted"
  touch "$stamp"
fi

cd "$root/e2e"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
