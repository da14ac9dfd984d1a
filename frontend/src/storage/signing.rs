//! The keys that acts are signed with: ECDSA on P-256, made on this device, never leaving it.

use js_sys::{Array, Reflect, Uint8Array};
use roviec_shared::{
    id::SeriesId,
    sync::series::{Hash, batch_message, series_id},
};
use wasm_bindgen::JsCast;
use web_sys::CryptoKey;

use super::{
    Fault,
    browser::{done, fault, subtle},
    bytes::encode,
    cipher::{DataKey, object, words},
};

/// Signs one series' batches; its key cannot be read out of the browser.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The series that the key makes.
    pub series: SeriesId,
    key: CryptoKey,
}

/// A new key: its public half in the clear, the private one wrapped.
pub struct NewKey {
    /// The series that it makes.
    pub series: SeriesId,
    /// 65 bytes, uncompressed.
    pub public: Vec<u8>,
    /// Opens with the account's data key.
    pub wrapped: Vec<u8>,
}

/// Makes a key for an account on this device.
///
/// # Errors
/// Where the browser does not.
pub async fn generate(data_key: &DataKey) -> Result<NewKey, Fault> {
    let subtle = subtle()?;
    let kind = object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())])?;
    // It is readable for the moment of wrapping; what is used later is not.
    let uses = words(&["sign", "verify"]);
    let pair = done(subtle.generate_key_with_object(&kind, true, &uses)).await?;
    let half = |name: &str| -> Result<CryptoKey, Fault> {
        let key = Reflect::get(&pair, &name.into()).map_err(fault)?;
        key.dyn_into().map_err(|_| Fault::Broken)
    };
    let public = done(subtle.export_key("raw", &half("publicKey")?)).await?;
    let public = Uint8Array::new(&public).to_vec();
    let series = series_id(&public);
    let wrapped = data_key
        .wrap_private(&place(&series), &half("privateKey")?)
        .await?;
    Ok(NewKey {
        series,
        public,
        wrapped,
    })
}

/// Opens a key for signing.
///
/// # Errors
/// [`Fault::Unreadable`] where it was wrapped by another data key.
pub async fn open(data_key: &DataKey, series: &SeriesId, wrapped: &[u8]) -> Result<Signer, Fault> {
    Ok(Signer {
        series: series.clone(),
        key: data_key.unwrap_private(&place(series), wrapped).await?,
    })
}

fn place(series: &SeriesId) -> String {
    format!("key/{series}")
}

impl Signer {
    /// The signature over a batch whose last act has this number and hash, as it is sent.
    ///
    /// # Errors
    /// Where the browser does not sign.
    pub async fn sign(&self, number: u64, hash: &Hash) -> Result<String, Fault> {
        let message = batch_message(&self.series, number, hash);
        let how = object(&[
            ("name", "ECDSA".into()),
            ("hash", object(&[("name", "SHA-256".into())])?.into()),
        ])?;
        let message = Uint8Array::from(message.as_slice());
        let signed = subtle()?.sign_with_object_and_js_u8_array(&how, &self.key, &message);
        let signature = done(signed).await?;
        Ok(encode(&Uint8Array::new(&signature).to_vec()))
    }

    /// Whether nobody can read the private key out.
    pub fn is_sealed(&self) -> bool {
        !self.key.extractable() && Array::from(&self.key.usages()).length() == 1
    }
}
