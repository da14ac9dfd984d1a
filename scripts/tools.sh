# Trunk and wasm-bindgen, at exactly the versions that fit, in .tools unless the path has them already.
# shellcheck shell=bash

version_is() { # program version
  has "$1" && [ "$("$1" --version 2>/dev/null | awk '{print $2; exit}')" = "$2" ]
}

# Their own release profiles take a quarter of an hour; these tools run for seconds, so optimise little.
install_tool() { # crate version optimisation extra-flags…
  local crate=$1 version=$2 optimisation=$3
  shift 3
  say "$crate $version is not here: building it into .tools, once (some minutes)"
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=$optimisation CARGO_TARGET_DIR="$ROOT/.tools/build" \
    cargo "+$RUST_CHANNEL" install --quiet "$crate" --version "$version" --root "$ROOT/.tools" "$@"
}

prepare_tools() {
  if ! version_is trunk "$TRUNK_VERSION"; then
    # Nothing is fetched while building, so it needs neither its TLS nor its question for a newer trunk.
    install_tool trunk "$TRUNK_VERSION" 0 --locked --no-default-features
  fi
  # Without --locked: its lock file names a version that is not to be had.
  if ! version_is wasm-bindgen "$BINDGEN_VERSION" || ! version_is wasm-bindgen-test-runner "$BINDGEN_VERSION"; then
    install_tool wasm-bindgen-cli "$BINDGEN_VERSION" 1
  fi
  rm -rf "$ROOT/.tools/build"
}
