# What a build needs of the machine: git, make, a C compiler, and Rust by rustup with the wasm target.
# shellcheck shell=bash

need_programs() {
  local missing=()
  local program
  for program in git make cc rustup; do
    has "$program" || missing+=("$program")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  fail "Missing: ${missing[*]}.
git, make and a C compiler come from the system (Debian: apt-get install git make gcc libc6-dev);
rustup comes from https://rustup.rs."
}

# RUSTUP_AUTO_INSTALL=0 leaves the toolchain file unread, so each thing is asked for by name.
need_toolchain() {
  local installed
  if ! installed=$(rustup component list --installed --toolchain "$RUST_CHANNEL" 2>/dev/null); then
    installed=
  fi
  local wanted
  for wanted in rustfmt clippy "rust-std-$WASM"; do
    if ! grep -q "^$wanted" <<<"$installed"; then
      say "Rust $RUST_CHANNEL with rustfmt, clippy and the target $WASM"
      rustup toolchain install "$RUST_CHANNEL" --profile minimal --no-self-update \
        --component rustfmt --component clippy --target "$WASM"
      return
    fi
  done
}

prepare_rust() {
  need_programs
  need_toolchain
}
