# Sourced by every script here: where we are, what we need, and how a part is announced and timed.
# shellcheck shell=bash

set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD

# The one trunk that builds here, and the one wasm-bindgen that fits Cargo.lock.
TRUNK_VERSION=0.21.14
BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
RUST_CHANNEL=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
WASM=wasm32-unknown-unknown

# Tools of the project come first; Debian keeps PostgreSQL's programs off the path.
PATH="$ROOT/.tools/bin:$HOME/.cargo/bin:$PATH"
for folder in /usr/lib/postgresql/*/bin; do
  if [ -d "$folder" ]; then PATH="$PATH:$folder"; fi
done
export PATH

# The workspace of whoever calls us must not decide what is built.
unset CARGO_BUILD_TARGET CARGO_TARGET_DIR RUSTFLAGS DATABASE_URL

PARTS=()
CURRENT=
STARTED=$SECONDS

say() { printf '%s\n' "$*"; }

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# part "what it does, in plain words" command…: announces, runs, and remembers how long it took.
part() {
  local words=$1 began=$SECONDS
  shift
  CURRENT="$words ($*)"
  say ""
  say "── $words"
  "$@"
  CURRENT=
  PARTS+=("$(clock $((SECONDS - began)))  $words")
  say "   $(clock $((SECONDS - began)))"
}

# Called at every exit: the times so far, and where it stopped.
report() {
  local status=$?
  if [ ${#PARTS[@]} -gt 0 ]; then
    say ""
    printf '   %s\n' "${PARTS[@]}"
    say "   $(clock $((SECONDS - STARTED)))  altogether"
  fi
  if [ "$status" -ne 0 ] && [ -n "$CURRENT" ]; then
    printf '\nStopped at: %s\n' "$CURRENT" >&2
  fi
}
