# Shared by the scripts: say what goes wrong and what to do about it.
say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/perennial"

# Installs Debian packages where that is allowed; otherwise names the command to run.
apt_install() {
  local as=()
  if [ "$(id -u)" != 0 ]; then
    have sudo && sudo -n true 2>/dev/null && as=(sudo -n) \
      || fail "the tests need $*, and this user may not install them; run: sudo apt-get install -y $*"
  fi
  have apt-get || fail "the tests need $*, and there is no apt-get here; install them with your system's tool"
  say "installing $*"
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq && apt-get install -y -qq $*" >/dev/null \
    || fail "could not install $*; run: sudo apt-get install -y $*"
}
