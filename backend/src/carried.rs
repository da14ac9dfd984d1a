//! Acts that came as a file: opened with the key that the server keeps of its device, and judged like any.

use std::io::Read;

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use flate2::read::ZlibDecoder;
use roviec_shared::{
    api::ErrorCode,
    sync::{
        carried::{Arrived, CARRIED_PLACE, CARRIED_VERSION, Carried},
        message::{Batch, REQUEST_BYTES_MAX},
        sealed::{DEFLATED, PLAIN, split},
    },
};

use crate::{
    app::AppState,
    error::Error,
    exchange::{acts_within, take},
    token,
};

/// What a file may hold, unpacked.
const CONTENT_MAX: u64 = 8 * REQUEST_BYTES_MAX as u64;

/// Takes a file that `deliverer` brought. Twice does no harm.
///
/// # Errors
/// [`ErrorCode::UnknownVersion`] for a file of another version, [`ErrorCode::NotFound`] where the server
/// keeps no such key, [`ErrorCode::Malformed`] where it does not open the file: cut off, altered, or sealed
/// for another server. [`ErrorCode::TooLarge`] where it holds more than one exchange may. No effect then.
pub async fn take_file(
    state: &AppState,
    deliverer: &str,
    file: &Carried,
) -> Result<Arrived, Error> {
    if file.v != CARRIED_VERSION {
        return Err(ErrorCode::UnknownVersion.into());
    }
    let mut transaction = state.database.read().await?;
    let key = transaction
        .kept_data_key(&file.account, &file.device)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    drop(transaction);
    let content = open(&key, &file.sealed).ok_or(ErrorCode::Malformed)?;
    let batches: Vec<Batch> = serde_json::from_slice(&content).map_err(|_| ErrorCode::Malformed)?;
    let acts = acts_within(&batches)?;
    let taken = take(state, deliverer, &batches, &[]).await?;
    let held = taken.series.iter().filter(|(_, state)| state.head > 0);
    Ok(Arrived {
        acts,
        holds: held
            .map(|(series, state)| (series.clone(), state.receipt()))
            .collect(),
        faults: taken.faults,
    })
}

fn open(key: &str, sealed: &str) -> Option<Vec<u8>> {
    let key: [u8; 32] = token::decode(key)?.try_into().ok()?;
    let sealed = token::decode(sealed)?;
    let (how, nonce, content) = split(&sealed)?;
    let payload = Payload {
        msg: content,
        aad: CARRIED_PLACE.as_bytes(),
    };
    let cipher = Aes256Gcm::new(&key.into());
    let opened = cipher.decrypt(&Nonce::from(nonce), payload).ok()?;
    match how {
        PLAIN => Some(opened),
        DEFLATED => {
            let mut content = Vec::new();
            let mut packed = ZlibDecoder::new(opened.as_slice()).take(CONTENT_MAX + 1);
            packed.read_to_end(&mut content).ok()?;
            (content.len() as u64 <= CONTENT_MAX).then_some(content)
        }
        _ => None,
    }
}
