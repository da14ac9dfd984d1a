//! Random names and secrets, and the digests under which secrets are kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// Letters and digits that nobody takes for one another when a password is read out.
const READABLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// `N` bytes of the operating system's.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A name that nothing else has.
pub fn random_id(prefix: &str) -> Result<String, Error> {
    Ok(format!("{prefix}-{}", encode(&random::<12>()?)))
}

/// A password to be said on the telephone: 12 of 32 letters, 60 bits.
pub fn first_password() -> Result<String, Error> {
    let letters: Vec<u8> = random::<12>()?
        .iter()
        .map(|byte| READABLE[usize::from(byte % 32)])
        .collect();
    Ok(letters
        .chunks(4)
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect::<Vec<_>>()
        .join("-"))
}

/// base64url without padding.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads base64url without padding.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
