//! The signing key of a chain: ECDSA P-256 in WebCrypto, not extractable, kept by the browser in IndexedDB.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};

use super::StorageProblem;

fn subtle() -> Result<SubtleCrypto, StorageProblem> {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(StorageProblem::Refused)?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).map_err(|_| StorageProblem::Refused)?;
    if subtle.is_undefined() { Err(StorageProblem::Refused) } else { Ok(subtle.unchecked_into()) }
}

fn algorithm(fields: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object
}

async fn settle(promise: Result<Promise, JsValue>) -> Result<JsValue, StorageProblem> {
    JsFuture::from(promise.map_err(|_| StorageProblem::Refused)?).await.map_err(|_| StorageProblem::Refused)
}

/// Makes a new key pair.
pub async fn generate() -> Result<CryptoKeyPair, StorageProblem> {
    let subtle = subtle()?;
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let kind = algorithm(&[("name", "ECDSA"), ("namedCurve", "P-256")]);
    let pair = settle(subtle.generate_key_with_object(&kind, false, &usages)).await?;
    Ok(pair.unchecked_into())
}

fn part(pair: &CryptoKeyPair, name: &str) -> Result<CryptoKey, StorageProblem> {
    Reflect::get(pair, &name.into()).map(JsCast::unchecked_into).map_err(|_| StorageProblem::Damaged)
}

/// Returns the public key as an uncompressed point, 65 bytes.
pub async fn public_key(pair: &CryptoKeyPair) -> Result<Vec<u8>, StorageProblem> {
    let raw = settle(subtle()?.export_key("raw", &part(pair, "publicKey")?)).await?;
    Ok(Uint8Array::new(&raw).to_vec())
}

/// Takes up a public key that came from elsewhere.
pub async fn read_public(point: &[u8]) -> Result<CryptoKey, StorageProblem> {
    let kind = algorithm(&[("name", "ECDSA"), ("namedCurve", "P-256")]);
    let bytes = Uint8Array::from(point);
    let usages = Array::of1(&"verify".into());
    settle(subtle()?.import_key_with_object("raw", &bytes, &kind, false, &usages)).await.map(JsCast::unchecked_into)
}

/// Says whether a signature belongs to bytes and key.
pub async fn verify(key: &CryptoKey, bytes: &[u8], signature: &[u8; 64]) -> Result<bool, StorageProblem> {
    let kind = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")]);
    let verified = subtle()?.verify_with_object_and_u8_array_and_u8_array(&kind, key, signature, bytes);
    settle(verified).await.map(|verified| verified.is_truthy())
}

/// Signs bytes: ECDSA P-256 with SHA-256, 64 bytes r‖s.
pub async fn sign(pair: &CryptoKeyPair, bytes: &[u8]) -> Result<[u8; 64], StorageProblem> {
    let kind = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")]);
    let signature = settle(subtle()?.sign_with_object_and_u8_array(&kind, &part(pair, "privateKey")?, bytes)).await?;
    Uint8Array::new(&signature).to_vec().try_into().map_err(|_| StorageProblem::Damaged)
}
