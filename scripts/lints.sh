# Formatting and lints, for `make check` and `make test` alike.
# shellcheck shell=bash

lints() {
  part "formatting" cargo fmt --all --check
  part "lints, natively" cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
  # Clippy compiles what it reads, so this is also the check that the app builds for the browser.
  part "lints, for wasm" cargo clippy --quiet --locked --target "$WASM" -p roviec-shared -p roviec-frontend -- -D warnings
}
