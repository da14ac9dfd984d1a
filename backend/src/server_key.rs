//! The server's own key and series: with it the server opens months, registers keys and imports, and
//! signs receipts. It is made once, with the district.

use p256::ecdsa::{
    Signature, SigningKey, VerifyingKey,
    signature::{Signer, Verifier},
};
use roviec_shared::{
    api::{ErrorCode, Series},
    id::SeriesId,
};

use crate::{database::Transaction, error::Error, token};

/// Where in the district's rows the key is kept.
const KEY: &str = "server_key";

/// The server's own key.
#[derive(Clone)]
pub struct ServerKey {
    signing: SigningKey,
    /// The series of the acts it signs.
    pub series: SeriesId,
}

/// A series is named by its key: base64url of the first 16 bytes of SHA-256 of the raw public key.
pub fn fingerprint(public_key: &[u8]) -> Result<SeriesId, Error> {
    token::encode(&token::sha256(public_key)[..16])
        .parse()
        .map_err(|_| ErrorCode::UnfitKey.into())
}

/// Whether a signature (64 bytes, as WebCrypto gives it) over `message` is the key's.
pub fn is_signed(public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    match (
        VerifyingKey::from_sec1_bytes(public_key),
        Signature::from_slice(signature),
    ) {
        (Ok(key), Ok(signature)) => key.verify(message, &signature).is_ok(),
        _ => false,
    }
}

impl ServerKey {
    /// Makes the key of a new district, and registers its series.
    pub async fn begin(transaction: &mut Transaction, now_ms: i64) -> Result<Self, Error> {
        // A scalar outside the curve's order is as likely as a meteorite; drawing again costs nothing.
        let secret = loop {
            let secret = token::random::<32>()?;
            if SigningKey::from_slice(&secret).is_ok() {
                break secret;
            }
        };
        Self::begin_with(transaction, &secret, now_ms).await
    }

    /// The same with a given key: a demonstration's ledgers are the same every time.
    pub async fn begin_with(
        transaction: &mut Transaction,
        secret: &[u8; 32],
        now_ms: i64,
    ) -> Result<Self, Error> {
        let signing = SigningKey::from_slice(secret).map_err(|_| ErrorCode::UnfitKey)?;
        let key = Self::of(signing)?;
        let series = Series {
            id: key.series.clone(),
            device: "server".to_owned(),
            registered_at: now_ms,
            marked: false,
            revoked_at: None,
        };
        transaction
            .set_district(KEY, &token::encode(&key.signing.to_bytes()))
            .await?;
        transaction
            .add_series("", &series, &key.public_key())
            .await?;
        Ok(key)
    }

    /// Reads the key of a district.
    pub async fn read(transaction: &mut Transaction) -> Result<Self, Error> {
        let kept = transaction
            .district(KEY)
            .await?
            .and_then(|text| token::decode(&text));
        let signing = kept.and_then(|bytes| SigningKey::from_slice(&bytes).ok());
        Self::of(signing.ok_or_else(|| {
            Error::Operator(
                "chưa có dữ liệu: chạy `roviec init` trước (no district here yet)".to_owned(),
            )
        })?)
    }

    fn of(signing: SigningKey) -> Result<Self, Error> {
        let series = fingerprint(&signing.verifying_key().to_sec1_bytes())?;
        Ok(Self { signing, series })
    }

    /// 65 bytes, uncompressed.
    pub fn public_key(&self) -> Vec<u8> {
        self.signing.verifying_key().to_sec1_bytes().into_vec()
    }

    /// Signs as WebCrypto does: 64 bytes.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: Signature = self.signing.sign(message);
        signature.to_vec()
    }
}
