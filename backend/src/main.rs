//! The command line of Rõ Việc.
fn main() {}
