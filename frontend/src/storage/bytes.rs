//! Bytes as text, and smaller: by the browser's own compressor, so that the app carries none.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ReadableWritablePair, Response};

use super::{
    Fault,
    browser::{done, fault, window},
};

/// Base64url without padding.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a base64url text.
///
/// # Errors
/// [`Fault::Unreadable`].
pub fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Fault::Unreadable)
}

/// Smaller, as storage keeps it; none where this browser has no compressor.
pub async fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    through("CompressionStream", "deflate", bytes).await.ok()
}

/// Smaller, as the server takes it; none where this browser has no compressor.
pub async fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    through("CompressionStream", "gzip", bytes).await.ok()
}

/// What [`deflate`] made small.
///
/// # Errors
/// [`Fault::Unreadable`] for what it did not make.
pub async fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    through("DecompressionStream", "deflate", bytes)
        .await
        .map_err(|fault| match fault {
            Fault::Absent => Fault::Absent,
            _ => Fault::Unreadable,
        })
}

async fn through(stream: &str, format: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let window = window()?;
    let make: js_sys::Function = Reflect::get(&window, &stream.into())
        .map_err(fault)?
        .dyn_into()
        .map_err(|_| Fault::Absent)?;
    let pair: ReadableWritablePair = Reflect::construct(&make, &Array::of1(&format.into()))
        .map_err(fault)?
        .unchecked_into();
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).map_err(fault)?;
    let packed = blob.stream().pipe_through(&pair);
    let response = Response::new_with_opt_readable_stream(Some(&packed)).map_err(fault)?;
    let buffer: JsValue = done(response.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
