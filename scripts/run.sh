#!/usr/bin/env bash
# `make run`: from a fresh clone to a demonstration in the browser, without root and without Node.
source "$(dirname "$0")/lib.sh"
source scripts/rust.sh
source scripts/tools.sh
source scripts/app.sh

LISTEN=${LISTEN:-127.0.0.1:8080}
SHAPE=${SHAPE:-district}
# Another shape has its data beside the first one's.
[ "$SHAPE" = district ] && DATA=${DATA:-data} || DATA=${DATA:-data-$SHAPE}
SERVER=target/debug/roviec

build_server() { cargo build --quiet --locked -p roviec-backend; }

# Made beside its place and moved there whole, so that an interrupted run leaves no half district.
make_data() {
  if [ -e "$DATA" ]; then
    say "$DATA is there already"
    return
  fi
  rm -rf "$DATA.partial"
  "$SERVER" demo --data "$DATA.partial" --shape "$SHAPE"
  mv "$DATA.partial" "$DATA"
}

part "what the build needs: git, make, a C compiler, Rust with the wasm target" prepare_rust
part "trunk $TRUNK_VERSION and wasm-bindgen $BINDGEN_VERSION" prepare_tools
part "the app" build_app
part "the server, with the app inside it" build_server
part "the demonstration ($SHAPE), in $DATA" make_data
report
say ""
exec "$SERVER" serve --data "$DATA" --listen "$LISTEN"
