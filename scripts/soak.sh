#!/usr/bin/env bash
# `make soak`: the simulation for long; a failure prints its seed first.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
trap report EXIT

MINUTES=${MINUTES:-60}

part "Rust" prepare_rust
part "the simulation, $MINUTES minutes of seeds" \
  env ROVIEC_WORLD_SECONDS=$((MINUTES * 60)) ROVIEC_FIRST_SEED="${ROVIEC_FIRST_SEED:-$(date +%s)}" \
  cargo test --locked --workspace --test world -- --nocapture
