//! The `takar` program.
fn main() {}
