//! What is stored can be read with its key alone: AES-256-GCM by the browser's own ciphers.
//!
//! A sealed value is bound to its place: one moved to another key of the store cannot be opened there. Its
//! bytes are laid out in `roviec_shared::sync::sealed`.

use js_sys::{Array, Object, Reflect, Uint8Array};
use roviec_shared::sync::sealed::{self, DEFLATED, NONCE, PLAIN, joined};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AesGcmParams, CryptoKey};

use super::{
    Fault,
    browser::{done, fault, random, subtle},
    bytes::{decode, deflate, inflate},
};

/// Less than this does not become smaller by more than it costs.
const PACK_FROM: usize = 400;
/// How often a PIN is hashed before it opens anything: 0.13 s where this was measured, so that a tablet four
/// times slower still shows the month within a second. Kept with each account, so that it can grow.
pub const PIN_ROUNDS: u32 = 300_000;

/// The key to all that one account stores on this device. It cannot be read out of the browser.
#[derive(Clone, Debug)]
pub struct DataKey(CryptoKey);

/// A data key as bytes: only while it is made, given to the server, or wrapped.
pub struct RawKey(pub [u8; 32]);

/// What a PIN and its salt make: opens the data key, nothing else.
pub struct PinKey(CryptoKey);

/// A data key as the server keeps it.
///
/// # Errors
/// [`Fault::Unreadable`] where it is none.
pub fn key_of(text: &str) -> Result<RawKey, Fault> {
    let bytes = decode(text)?;
    bytes.try_into().map(RawKey).map_err(|_| Fault::Unreadable)
}

impl RawKey {
    /// A new one.
    ///
    /// # Errors
    /// Where the browser has no random numbers.
    pub fn draw() -> Result<Self, Fault> {
        random().map(Self)
    }

    /// For use.
    ///
    /// # Errors
    /// Where the browser has no ciphers.
    pub async fn into_key(self) -> Result<DataKey, Fault> {
        let bytes = Uint8Array::from(self.0.as_slice());
        let uses = words(&["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
        let key =
            done(subtle()?.import_key_with_str("raw", &bytes, "AES-GCM", false, &uses)).await?;
        Ok(DataKey(key.unchecked_into()))
    }
}

impl PinKey {
    /// Hashes a PIN.
    ///
    /// # Errors
    /// Where the browser has no ciphers.
    pub async fn derive(pin: &str, salt: &[u8], rounds: u32) -> Result<Self, Fault> {
        let subtle = subtle()?;
        let pin = Uint8Array::from(pin.as_bytes());
        let uses = words(&["deriveKey"]);
        let base = done(subtle.import_key_with_str("raw", &pin, "PBKDF2", false, &uses)).await?;
        let how = object(&[
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", rounds.into()),
        ])?;
        let kind = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
        let uses = words(&["encrypt", "unwrapKey"]);
        let base: CryptoKey = base.unchecked_into();
        let key = done(subtle.derive_key_with_object_and_object(&how, &base, &kind, false, &uses))
            .await?;
        Ok(Self(key.unchecked_into()))
    }

    /// Wraps a data key.
    ///
    /// # Errors
    /// Where the browser does not.
    pub async fn wrap(&self, place: &str, key: &RawKey) -> Result<Vec<u8>, Fault> {
        seal_with(&self.0, place, PLAIN, &key.0).await
    }

    /// Opens a data key.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] for a wrong PIN.
    pub async fn unwrap(&self, place: &str, wrapped: &[u8]) -> Result<DataKey, Fault> {
        let (_, nonce, content) = split(wrapped)?;
        let uses = words(&["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
        let key = done(subtle()?.unwrap_key_with_js_u8_array_and_object_and_str(
            "raw",
            &Uint8Array::from(content),
            &self.0,
            &bound_to(place, &nonce),
            "AES-GCM",
            false,
            &uses,
        ))
        .await?;
        Ok(DataKey(key.unchecked_into()))
    }
}

impl DataKey {
    /// Seals content for its place.
    ///
    /// # Errors
    /// Where the browser does not.
    pub async fn seal(&self, place: &str, content: &[u8]) -> Result<Vec<u8>, Fault> {
        if content.len() >= PACK_FROM
            && let Some(packed) = deflate(content).await
            && packed.len() < content.len()
        {
            return seal_with(&self.0, place, DEFLATED, &packed).await;
        }
        seal_with(&self.0, place, PLAIN, content).await
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] where it was not, or not with this key.
    pub async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let (how, nonce, content) = split(sealed)?;
        let params = bound_to(place, &nonce);
        let content = Uint8Array::from(content);
        let opened =
            done(subtle()?.decrypt_with_object_and_js_u8_array(&params, &self.0, &content));
        let opened = Uint8Array::new(&opened.await?).to_vec();
        match how {
            PLAIN => Ok(opened),
            DEFLATED => inflate(&opened).await,
            _ => Err(Fault::Unreadable),
        }
    }

    /// Wraps a private key in PKCS #8.
    pub(super) async fn wrap_private(
        &self,
        place: &str,
        key: &CryptoKey,
    ) -> Result<Vec<u8>, Fault> {
        let nonce = random::<NONCE>()?;
        let params = bound_to(place, &nonce);
        let wrapped = done(subtle()?.wrap_key_with_object("pkcs8", key, &self.0, &params)).await?;
        Ok(joined(PLAIN, &nonce, &Uint8Array::new(&wrapped).to_vec()))
    }

    /// Opens a private key for signing; from then on nobody can read it out.
    pub(super) async fn unwrap_private(
        &self,
        place: &str,
        wrapped: &[u8],
    ) -> Result<CryptoKey, Fault> {
        let (_, nonce, content) = split(wrapped)?;
        let kind = object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())])?;
        let key = done(subtle()?.unwrap_key_with_js_u8_array_and_object_and_object(
            "pkcs8",
            &Uint8Array::from(content),
            &self.0,
            &bound_to(place, &nonce),
            &kind,
            false,
            &words(&["sign"]),
        ))
        .await?;
        Ok(key.unchecked_into())
    }
}

async fn seal_with(
    key: &CryptoKey,
    place: &str,
    how: u8,
    content: &[u8],
) -> Result<Vec<u8>, Fault> {
    let nonce = random::<NONCE>()?;
    let params = bound_to(place, &nonce);
    let content = Uint8Array::from(content);
    let sealed =
        done(subtle()?.encrypt_with_object_and_js_u8_array(&params, key, &content)).await?;
    Ok(joined(how, &nonce, &Uint8Array::new(&sealed).to_vec()))
}

fn split(sealed: &[u8]) -> Result<(u8, [u8; NONCE], &[u8]), Fault> {
    sealed::split(sealed).ok_or(Fault::Unreadable)
}

fn bound_to(place: &str, nonce: &[u8]) -> AesGcmParams {
    let params = AesGcmParams::new_with_u8_array("AES-GCM", &Uint8Array::from(nonce));
    params.set_additional_data_u8_array(&Uint8Array::from(place.as_bytes()));
    params
}

pub(super) fn words(words: &[&str]) -> Array {
    words.iter().map(|word| JsValue::from(*word)).collect()
}

pub(super) fn object(members: &[(&str, JsValue)]) -> Result<Object, Fault> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value).map_err(fault)?;
    }
    Ok(object)
}
