//! Starts Takar in the browser.

fn main() {
    console_error_panic_hook::set_once();
    // A thread of its own runs the same program and asks for one task only.
    if !app::storage::thread::is_without_page() {
        app::mount();
    }
}
