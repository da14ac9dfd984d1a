# What the tests need from Debian: a browser, Node and PostgreSQL.
# shellcheck shell=bash

# What must be on the path, and the package that brings it.
DEBIAN_NEEDS=(
  chromium:chromium
  chromedriver:chromium-driver
  node:nodejs
  npm:npm
  initdb:postgresql
)

prepare_debian() {
  local packages=() need
  for need in "${DEBIAN_NEEDS[@]}"; do
    has "${need%%:*}" || packages+=("${need##*:}")
  done
  if [ ${#packages[@]} -eq 0 ]; then
    say "all there"
    return
  fi
  local command="apt-get install -y --no-install-recommends ${packages[*]}"
  local as=()
  if ! has apt-get; then
    fail "Missing for the tests, by Debian's names: ${packages[*]}"
  elif [ "$(id -u)" -eq 0 ]; then
    as=(env DEBIAN_FRONTEND=noninteractive)
  elif has sudo && sudo -n true 2>/dev/null; then
    as=(sudo -n env DEBIAN_FRONTEND=noninteractive)
  else
    fail "The tests need what only root can install. Run this, then make test again:

  sudo $command"
  fi
  say "installing ${packages[*]}"
  "${as[@]}" apt-get update -q
  # shellcheck disable=SC2086 # the command is made of words
  "${as[@]}" $command
  # PostgreSQL's programs have a folder of their own that was not there when the path was set.
  local folder
  for folder in /usr/lib/postgresql/*/bin; do PATH="$PATH:$folder"; done
  export PATH
}
