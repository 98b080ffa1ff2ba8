# Shared by the measurements beside Python: python_of NAME installs what bench/NAME/requirements.txt says (once) and
# names the Python that has it; build_bench builds the programs and names ours.
. "$root/scripts/lib.sh"

python_of() {
  local name="$1" venv="$cache/bench-$1-python"
  local stamp
  stamp="$venv/$(sha256sum "bench/$name/requirements.txt" | cut -c1-16)"
  if [ ! -e "$stamp" ]; then
    say "installing what bench/$name/requirements.txt names from PyPI (once)"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet -r "bench/$name/requirements.txt"
    touch "$stamp"
  fi
  python="$venv/bin/python"
}

build_bench() {
  local profile="${PROFILE:-release}" target
  cargo build --quiet --locked --profile "$profile" -p perennial -p perennial-bench
  target=$(cargo metadata --format-version 1 --no-deps --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
  export PERENNIAL_BENCH="$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/perennial-bench"
}
