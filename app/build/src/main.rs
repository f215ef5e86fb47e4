//! Placeholder until the build program lands.
fn main() {}
