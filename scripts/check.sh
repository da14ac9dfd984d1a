#!/usr/bin/env bash
# `make check`: formatting and lints, natively and for wasm.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
source scripts/lints.sh
trap report EXIT

part "Rust with the wasm target" prepare_rust
lints
