#!/usr/bin/env bash
# Builds the web app, unless the last build is newer than everything it is made from.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root/web"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
if [ -e dist/index.html ] && [ -z "$(find src public index.html package.json vite.config.ts openapi.json -newer dist/index.html -print -quit 2>/dev/null)" ]; then
  exit 0
fi
npm run --silent build
touch dist/index.html
