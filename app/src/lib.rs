//! Takar in the browser, as a library: the parts that `main.rs` mounts and that native tests reach.
//! Reading order: components (the look), then what others add below.

pub mod components;
