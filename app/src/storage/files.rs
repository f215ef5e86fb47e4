//! Files that people take away or bring: a download, the bytes of a chosen file, the room that is used.
//!
//! Nothing here looks into a file; whoever asked for it decides what it is.

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlInputElement, ReadableWritablePair, Response, Url,
};

use super::StorageProblem;

/// Hands bytes to the browser as a download.
pub fn download(name: &str, kind: &str, bytes: &[u8]) -> Result<(), StorageProblem> {
    let refused = |_: JsValue| StorageProblem::Refused;
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(refused)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(refused)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(StorageProblem::Refused)?;
    let link: HtmlAnchorElement = document.create_element("a").map_err(refused)?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click returns; the address lives a minute more.
    wasm_bindgen_futures::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(60_000).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}

/// Deflates bytes that follow one another, beside the thread that draws; nothing where the browser cannot.
pub async fn deflated(pieces: &[Vec<u8>]) -> Option<Vec<u8>> {
    // web-sys has this class only behind a switch of the whole build.
    let class =
        js_sys::Reflect::get(&js_sys::global(), &"CompressionStream".into()).ok()?.dyn_into::<Function>().ok()?;
    let made = js_sys::Reflect::construct(&class, &Array::of1(&"deflate-raw".into())).ok()?;
    let parts: Array = pieces.iter().map(|piece| JsValue::from(Uint8Array::from(&piece[..]))).collect();
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let packed = blob.stream().pipe_through(made.unchecked_ref::<ReadableWritablePair>());
    let whole = Response::new_with_opt_readable_stream(Some(&packed)).ok()?.array_buffer().ok()?;
    Some(Uint8Array::new(&JsFuture::from(whole).await.ok()?).to_vec())
}

/// Takes the first file out of the change event of a file input, and empties the input so that the same file can be
/// chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(file)
}

/// Takes every file out of the change event of a file input, and empties the input.
#[must_use]
pub fn all_chosen(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((input, files)) = input.and_then(|input| input.files().map(|files| (input, files))) else {
        return Vec::new();
    };
    let all = (0..files.length()).filter_map(|at| files.get(at)).collect();
    input.set_value("");
    all
}

/// Reads a file up to a size; a larger one is [`StorageProblem::Full`].
pub async fn read(file: &File, most_bytes: u32) -> Result<Vec<u8>, StorageProblem> {
    if file.size() > f64::from(most_bytes) {
        return Err(StorageProblem::Full);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| StorageProblem::Damaged)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Returns how many bytes the site uses on this device, as the browser estimates it.
pub async fn used_bytes() -> Option<u64> {
    let manager = web_sys::window()?.navigator().storage();
    let estimate = JsFuture::from(manager.estimate().ok()?).await.ok()?;
    let usage = js_sys::Reflect::get(&estimate, &"usage".into()).ok()?.as_f64()?;
    Some(usage as u64)
}

/// Asks the browser to spare the site's records when the device runs full, and returns what it says; nothing where
/// browsers cannot be asked.
pub async fn spared() -> Option<bool> {
    let manager = web_sys::window()?.navigator().storage();
    JsFuture::from(manager.persist().ok()?).await.ok()?.as_bool()
}
