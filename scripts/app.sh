# The app in the browser: built by trunk when something that goes into it has changed since.
# shellcheck shell=bash

APP_STAMP=target/app.stamp

app_is_fresh() {
  [ -f dist/index.html ] && [ -f "$APP_STAMP" ] &&
    [ -z "$(find frontend shared Cargo.toml Cargo.lock Trunk.toml rust-toolchain.toml \
      -newer "$APP_STAMP" -type f -print -quit)" ]
}

build_app() {
  if app_is_fresh; then
    say "nothing has changed since it was built"
    return
  fi
  mkdir -p target
  # Taken before the build: what is edited while it runs counts as newer.
  touch "$APP_STAMP.new"
  rm -f "$APP_STAMP"
  trunk build --release --cargo-profile app --locked --offline
  mv "$APP_STAMP.new" "$APP_STAMP"
}
