//! Rõ Việc in the browser.
fn main() {}
