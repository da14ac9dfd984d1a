#!/usr/bin/env bash
# `make soak`: the simulation for long, then the program killed again and again on both databases; a failure
# prints its seed first.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
source scripts/debian.sh
trap report EXIT

MINUTES=${MINUTES:-60}
KILLS=${KILLS:-200}
NOW=$(date +%s)

killed() {
  # One database after the other, so that each has the machine for itself.
  env ROVIEC_KILLS="$KILLS" ROVIEC_SEED="${ROVIEC_SEED:-$NOW}" \
    cargo test --locked --workspace --test soak "$1" -- --nocapture
}

part "what comes from Debian: PostgreSQL, and what the other tests need" prepare_debian
part "Rust" prepare_rust
part "the program and the tests" cargo build --quiet --locked --workspace --bins --test soak --test world
part "the program killed $KILLS times, SQLite" killed on_sqlite
part "one of two programs killed $KILLS times, PostgreSQL" killed on_postgres
part "the simulation, $MINUTES minutes of seeds" \
  env -u ROVIEC_SEED ROVIEC_WORLD_SECONDS=$((MINUTES * 60)) ROVIEC_FIRST_SEED="${ROVIEC_FIRST_SEED:-$NOW}" \
  cargo test --locked --workspace --test world -- --nocapture
