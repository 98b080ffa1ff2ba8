#!/usr/bin/env bash
# Checks that the tools are here which nobody else installs.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
have cargo || fail "Rust is missing; install it from https://rustup.rs"
have cc || apt_install build-essential
have node || fail "Node 20.19 or newer is missing; install it from https://nodejs.org or with your system's package tool"
have npm || fail "npm is missing; it usually comes with Node"
node -e '
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`error: Node ${process.versions.node} is too old; 20.19 or newer is needed`);
    process.exit(1);
  }'
