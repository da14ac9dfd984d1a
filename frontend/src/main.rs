//! Mounts the app; everything else is in the library, so that tests can reach it.

fn main() {
    roviec_frontend::start();
}
