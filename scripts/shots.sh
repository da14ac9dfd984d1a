#!/usr/bin/env bash
# `make shots`: every page in three sizes, on contact sheets in docs/shots, to be looked at before a release.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
source scripts/tools.sh
source scripts/app.sh
source scripts/debian.sh
trap report EXIT

PROGRAM=$ROOT/target/debug/roviec
DEMO=$ROOT/target/shots-demo
SHOTS=$ROOT/target/shots
# Always of the same month, so that a sheet changes only where a page does.
MONTH=2026-10
SHAPE=${SHAPE:-district}

build_program() { cargo build --quiet --locked --workspace --bins; }

make_demonstration() {
  rm -rf "$DEMO"
  "$PROGRAM" demo --data "$DEMO" --month "$MONTH" --shape "$SHAPE" >/dev/null
}

take_pictures() {
  rm -rf "$SHOTS"
  mkdir -p "$SHOTS" docs/shots
  env ROVIEC="$PROGRAM" ROVIEC_MONTH="$MONTH" ROVIEC_SHAPE="$SHAPE" ROVIEC_DEMO="$DEMO" ROVIEC_SHOTS="$SHOTS" ROVIEC_SHEETS="$ROOT/docs/shots" \
    node tests/browser/shots.mjs
}

part "what comes from Debian: browser, Node" prepare_debian
part "Rust with the wasm target" prepare_rust
part "trunk $TRUNK_VERSION and wasm-bindgen $BINDGEN_VERSION" prepare_tools
part "the app" build_app
part "the server, with the app inside it" build_program
part "playwright-core and axe-core" npm ci --silent --prefix tests/browser
part "the demonstration ($SHAPE)" make_demonstration
part "the pictures" take_pictures
