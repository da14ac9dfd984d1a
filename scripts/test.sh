#!/usr/bin/env bash
# `make test`: everything that must hold before a commit lands, and how long each part took.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
source scripts/tools.sh
source scripts/app.sh
source scripts/lints.sh
source scripts/debian.sh
trap report EXIT

# How long the simulation runs, and how often the program is killed on each database; `make soak` takes longer.
WORLD_SECONDS=${ROVIEC_WORLD_SECONDS:-60}
KILLS=${ROVIEC_KILLS:-4}

# Every integration test that has no part of its own below.
native_tests() {
  local targets=() file name
  for file in */tests/*.rs; do
    name=$(basename "$file" .rs)
    # What is only for the browser would be built for nothing here.
    if grep -q '^#!\[cfg(target_family = "wasm")\]' "$file"; then continue; fi
    case $name in world | soak | browser | bench) ;; *) targets+=(--test "$name") ;; esac
  done
  cargo test --quiet --locked --workspace --lib --bins "${targets[@]}"
}

# The integration tests that say that they run in a browser too. Not quietly: cargo would hand the word
# on to the runner, which does not know it.
wasm_tests() {
  local folder file targets
  for folder in shared frontend; do
    targets=()
    for file in $(grep -ls wasm_bindgen_test "$folder"/tests/*.rs); do
      targets+=(--test "$(basename "$file" .rs)")
    done
    if [ ${#targets[@]} -eq 0 ]; then continue; fi
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner CHROMEDRIVER=$(command -v chromedriver) \
      cargo test --locked --target "$WASM" -p "roviec-$folder" "${targets[@]}"
  done
}

part "what comes from Debian: browser, Node, PostgreSQL" prepare_debian
part "Rust with the wasm target" prepare_rust
part "trunk $TRUNK_VERSION and wasm-bindgen $BINDGEN_VERSION" prepare_tools
part "the app" build_app
lints
# Always the whole workspace: a package alone would ask for other features and be built again.
part "the server and the tests" cargo build --quiet --locked --workspace --bins --tests
part "native tests, and the API on SQLite and PostgreSQL" native_tests
part "the simulation, $WORLD_SECONDS s of seeds" \
  env ROVIEC_WORLD_SECONDS="$WORLD_SECONDS" cargo test --quiet --locked --workspace --test world
part "the program killed $KILLS times on each database" \
  env ROVIEC_KILLS="$KILLS" cargo test --quiet --locked --workspace --test soak
part "golden cases and browser storage, in Chromium" wasm_tests
part "playwright-core and axe-core" npm ci --silent --prefix tests/browser
part "the app in Chromium" cargo test --quiet --locked --workspace --test browser
