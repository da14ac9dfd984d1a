#!/usr/bin/env bash
# `make simulate`: so many seeds of the simulation, in release; a failure prints its seed first.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
trap report EXIT

SEEDS=${SEEDS:-100000}

part "Rust" prepare_rust
part "the simulation, $SEEDS seeds" \
  env ROVIEC_WORLD_SEEDS="$SEEDS" ROVIEC_FIRST_SEED="${ROVIEC_FIRST_SEED:-1}" \
  cargo test --locked --release --workspace --test world whatever -- --nocapture
