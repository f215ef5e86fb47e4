//! Takar in the browser.
fn main() {}
