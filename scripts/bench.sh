#!/usr/bin/env bash
# `make bench`: sizes, starts, sync and memory as a table; docs/bench.md says how each is measured.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
source scripts/tools.sh
source scripts/app.sh
source scripts/debian.sh
trap report EXIT

PROGRAM=$ROOT/target/release/roviec
TABLE=$ROOT/target/bench.md

build_release() {
  cargo build --quiet --locked --release -p roviec-backend
  cargo bench --quiet --locked --no-run -p roviec-tests --bench sync
}

# The district that all of it is measured in, made anew each time because its making is measured too.
make_demonstration() {
  rm -rf target/bench-demo
  local began=$EPOCHREALTIME
  "$PROGRAM" demo --data target/bench-demo
  awk -v a="$began" -v b="$EPOCHREALTIME" -v s="$(du -sk target/bench-demo | cut -f1)" \
    'BEGIN { printf "| the demonstration is made | %.1f s | %.1f MB on disk |\n", b - a, s / 1000 }' >>"$TABLE"
}

in_browser() {
  env ROVIEC="$PROGRAM" ROVIEC_DIST="$ROOT/dist" ROVIEC_SHOTS="$ROOT/target" ROVIEC_DEMO="$ROOT/target/bench-demo" \
    node tests/browser/bench.mjs >>"$TABLE"
}

over_sockets() { cargo bench --quiet --locked -p roviec-tests --bench sync >>"$TABLE"; }

part "what comes from Debian: browser, Node" prepare_debian
part "Rust with the wasm target" prepare_rust
part "trunk $TRUNK_VERSION and wasm-bindgen $BINDGEN_VERSION" prepare_tools
part "the app" build_app
part "the server and the bench, in release" build_release
part "playwright-core" npm ci --silent --prefix tests/browser
printf '| what | measured | beside |\n|---|---|---|\n' >"$TABLE"
part "the demonstration district" make_demonstration
part "sizes, starts, taps, memory" in_browser
part "sync, beside a bare server" over_sockets
say ""
say "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(date +%F), $(git rev-parse --short HEAD)"
say ""
cat "$TABLE"
