//! A task on a thread of its own: `thread.js` starts the same program without a page, which does the task and answers.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// The thread could not be started, or its task failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadFailed;

/// A thread under way; it ends with the value.
struct Thread {
    worker: Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Says whether the program runs without a page, on a thread that [`task`] started.
#[must_use]
pub fn is_without_page() -> bool {
    web_sys::window().is_none()
}

/// Does a task: `cells` go to the thread, what it made comes back; nothing when the task has no outcome. `told` hears how
/// far it is, and ends it by answering `false`.
///
/// # Errors
/// The browser starts no such thread, or the task failed on it.
pub async fn task(cells: &[u8], told: impl Fn(usize) -> bool + 'static) -> Result<Option<Vec<u8>>, ThreadFailed> {
    let program = program().ok_or(ThreadFailed)?;
    let message = Object::new();
    for (name, value) in program {
        set(&message, name, &value);
    }
    set(&message, "cells", &Uint8Array::from(cells));
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options("/thread.js", &options).map_err(|_| ThreadFailed)?;
    let (mut thread, mut told) = (None, Some(told));
    let outcome = Promise::new(&mut |resolve: Function, _| {
        let Some(told) = told.take() else { return };
        let answer = {
            let resolve = resolve.clone();
            move |value: &JsValue| drop(resolve.call1(&JsValue::UNDEFINED, value))
        };
        let heard = Closure::new(move |event: MessageEvent| {
            let data = event.data();
            match Reflect::get(&data, &"done".into()).ok().and_then(|done| done.as_f64()) {
                // Rows of a list: far below the numbers that lose digits here.
                Some(done) if told(done as usize) => {}
                Some(_) => answer(&JsValue::UNDEFINED),
                None => answer(&data),
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        // A script that does not load speaks through an event without data.
        worker.set_onerror(Some(&resolve));
        thread = Some(Thread { worker: worker.clone(), _heard: heard });
    });
    worker.post_message(&message).map_err(|_| ThreadFailed)?;
    let answer = JsFuture::from(outcome).await.map_err(|_| ThreadFailed)?;
    drop(thread);
    let part = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if answer.is_undefined() {
        return Ok(None);
    }
    match Reflect::has(&answer, &"made".into()) {
        Ok(true) => Ok(part("made").dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())),
        _ => Err(ThreadFailed),
    }
}

/// The addresses of the program that runs, as the page names them.
fn program() -> Option<[(&'static str, JsValue); 2]> {
    let script = web_sys::window()?.document()?.query_selector("script[data-wasm]").ok()??;
    let address = |name: &str| script.get_attribute(name).map(JsValue::from);
    Some([("js", address("data-js")?), ("wasm", address("data-wasm")?)])
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a new object does not fail.
    let _ = Reflect::set(object, &name.into(), value);
}
