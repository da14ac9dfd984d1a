//! Acts that came as a file: opened with the key that the server keeps of its device, and judged like any.
//! What became of them goes back sealed with the same key.

use std::{collections::BTreeMap, io::Read};

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use flate2::read::ZlibDecoder;
use roviec_shared::{
    api::ErrorCode,
    id::{ActRef, SeriesId},
    sync::{
        carried::{
            Arrived, CARRIED_ACTS_MAX, CARRIED_PLACE, CARRIED_VERSION, Carried, RETURNED_PLACE,
            Returned, Told,
        },
        message::{ACTS_MAX, Batch, REQUEST_BYTES_MAX, Receipt, SERIES_MAX, Verdict, pack},
        sealed::{DEFLATED, NONCE, PLAIN, joined, split},
        server::SeriesState,
    },
};

use crate::{
    app::AppState,
    clock::day_of,
    error::Error,
    exchange::{Again, Coming, Taken, acts_within, take},
    token,
};

/// What a file may hold, unpacked.
const CONTENT_MAX: u64 = 8 * REQUEST_BYTES_MAX as u64;

/// Takes a file that `deliverer` brought. Twice does no harm.
///
/// # Errors
/// [`ErrorCode::UnknownVersion`] for a file of another version, [`ErrorCode::NotFound`] where the server
/// keeps no such key, [`ErrorCode::Malformed`] where it does not open the file: cut off, altered, or sealed
/// for another server. [`ErrorCode::TooLarge`] where it holds more than a device keeps. No effect then.
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
    let acts = batches.iter().map(|batch| batch.acts.len()).sum();
    if acts > CARRIED_ACTS_MAX {
        return Err(ErrorCode::TooLarge.into());
    }
    let mut taken = Taken::default();
    for part in parts(&batches) {
        acts_within(part)?;
        let coming = Coming {
            deliverer,
            batches: part,
            request: None,
            again: &Again::default(),
        };
        let more = take(state, &coming).await?;
        taken.verdicts.extend(more.verdicts);
        taken.faults.extend(more.faults);
        taken.series.extend(more.series);
    }
    let held = taken.series.iter().filter(|(_, state)| state.head > 0);
    let holds: BTreeMap<SeriesId, Receipt> = held
        .map(|(series, state)| (series.clone(), state.receipt()))
        .collect();
    let returned = goes_back(state, file, &key, &holds, taken.verdicts, &taken.series).await?;
    Ok(Arrived {
        acts,
        holds,
        faults: taken.faults,
        returned,
    })
}

/// Batches as one exchange takes them, in their order.
fn parts(batches: &[Batch]) -> Vec<&[Batch]> {
    let (mut parts, mut rest) = (Vec::new(), batches);
    while !rest.is_empty() {
        let mut acts = 0;
        let fits = rest.iter().take(SERIES_MAX).take_while(|batch| {
            acts += batch.acts.len();
            acts <= ACTS_MAX
        });
        let (part, more) = rest.split_at(fits.count().max(1));
        parts.push(part);
        rest = more;
    }
    parts
}

/// What became of the account's own acts, for the device that they came from alone.
async fn goes_back(
    state: &AppState,
    file: &Carried,
    key: &str,
    holds: &BTreeMap<SeriesId, Receipt>,
    mut verdicts: BTreeMap<ActRef, Verdict>,
    series: &BTreeMap<SeriesId, SeriesState>,
) -> Result<Option<Returned>, Error> {
    let mut transaction = state.database.read().await?;
    let owner = transaction.account(&file.account).await?;
    let epoch = transaction.district("epoch").await?.unwrap_or_default();
    drop(transaction);
    let owner = owner.map(|account| account.person);
    verdicts.retain(|name, _| {
        let known = series.get(&name.series);
        known.is_some_and(|known| known.person == owner)
    });
    let now_ms = state.clock.now_ms();
    let told = Told {
        epoch,
        verdicts: pack(verdicts),
        holds: holds.clone(),
        now_ms,
        today: day_of(now_ms),
    };
    let sealed = seal(key, &serde_json::to_vec(&told)?)?;
    Ok(sealed.map(|sealed| Returned {
        v: CARRIED_VERSION,
        account: file.account.clone(),
        device: file.device.clone(),
        returned: token::encode(&sealed),
    }))
}

fn cipher(key: &str) -> Option<Aes256Gcm> {
    let key: [u8; 32] = token::decode(key)?.try_into().ok()?;
    Some(Aes256Gcm::new(&key.into()))
}

fn seal(key: &str, content: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    let nonce = token::random::<NONCE>()?;
    let payload = Payload {
        msg: content,
        aad: RETURNED_PLACE.as_bytes(),
    };
    let sealed = cipher(key).and_then(|cipher| cipher.encrypt(&Nonce::from(nonce), payload).ok());
    Ok(sealed.map(|content| joined(PLAIN, &nonce, &content)))
}

fn open(key: &str, sealed: &str) -> Option<Vec<u8>> {
    let sealed = token::decode(sealed)?;
    let (how, nonce, content) = split(&sealed)?;
    let payload = Payload {
        msg: content,
        aad: CARRIED_PLACE.as_bytes(),
    };
    let opened = cipher(key)?.decrypt(&Nonce::from(nonce), payload).ok()?;
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
