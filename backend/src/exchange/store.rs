//! Stores what was judged.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    id::{ActRef, BookId, SeriesId, UnitId},
    refusal::Refusal,
    sync::{
        message::Verdict,
        series::Hash,
        server::{Judged, Loaded, Tip},
    },
};

use crate::{
    database::{EntryRow, StoredBook, Transaction, VerdictRow},
    error::Error,
    token,
};

/// How acts came here.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// The account whose session brought them; empty for the server itself.
    pub deliverer: &'a str,
    /// When, milliseconds since 1970: the time that `judge` was told.
    pub now_ms: i64,
    /// The versions of what was consulted.
    pub versions: &'a str,
    /// The signatures of the batches, by their last acts.
    pub signatures: &'a BTreeMap<ActRef, String>,
    /// The rows of acts that waited and were judged again.
    pub waiting: &'a BTreeMap<ActRef, VerdictRow>,
}

/// Stores what was judged: entries, verdicts, the books that changed with what is drawn from them, and the
/// ends of ledgers and series. `loaded` is what `judge` left; its series move on, so that it can be judged
/// against again. Nothing may be answered before the transaction has committed.
pub async fn store(
    transaction: &mut Transaction,
    judged: &Judged,
    loaded: &mut Loaded,
    delivery: &Delivery<'_>,
) -> Result<(), Error> {
    let arrived = arrivals(judged, loaded, delivery)?;
    transaction
        .add_entries(&entries(judged, loaded, delivery, &arrived)?)
        .await?;
    let (kept, ended) = verdicts(judged, loaded, delivery, &arrived)?;
    transaction.put_verdicts(&kept).await?;
    transaction.end_waiting(&ended).await?;
    transaction.note_adopted(&judged.adopted).await?;
    let books = changed(judged, loaded);
    transaction.put_books(&books).await?;
    transaction.put_listings(&books).await?;
    transaction.put_targets(&books).await?;
    let mut tips: BTreeMap<&UnitId, Tip> = BTreeMap::new();
    for entry in &judged.entries {
        let (number, hash) = (entry.number, entry.hash);
        tips.insert(&entry.ledger, Tip { number, hash });
    }
    for (ledger, tip) in tips {
        transaction
            .set_tip(ledger.as_str(), number(tip.number), &tip.hash.to_string())
            .await?;
    }
    let mut moved: BTreeSet<SeriesId> = BTreeSet::new();
    for (incoming, _) in &judged.acts {
        if let Some(state) = loaded.series.get_mut(&incoming.name.series) {
            (state.head, state.hash) = (incoming.name.number, incoming.hash);
            moved.insert(incoming.name.series.clone());
        }
    }
    for series in &moved {
        let state = &loaded.series[series];
        transaction
            .set_series_head(series, state.head, &state.hash)
            .await?;
    }
    Ok(())
}

/// An act as it arrived, now or before.
struct Arrival {
    previous: Vec<u8>,
    hash: Vec<u8>,
    book: Option<String>,
    content: Vec<u8>,
    signature: Option<Vec<u8>>,
    deliverer: String,
    arrived_at: i64,
}

fn arrivals<'a>(
    judged: &'a Judged,
    loaded: &Loaded,
    delivery: &Delivery<'a>,
) -> Result<BTreeMap<&'a ActRef, Arrival>, Error> {
    let mut ends: BTreeMap<&SeriesId, Hash> = BTreeMap::new();
    let mut arrivals = BTreeMap::new();
    for (incoming, _) in &judged.acts {
        let name = &incoming.name;
        let before = || loaded.series.get(&name.series).map(|state| state.hash);
        let end = ends
            .entry(&name.series)
            .or_insert_with(|| before().unwrap_or_default());
        let arrival = Arrival {
            previous: end.0.to_vec(),
            hash: incoming.hash.0.to_vec(),
            book: incoming.act.as_ref().map(|act| act.book.to_string()),
            content: serde_json::to_vec(&incoming.wire)?,
            signature: delivery
                .signatures
                .get(name)
                .and_then(|text| token::decode(text)),
            deliverer: delivery.deliverer.to_owned(),
            arrived_at: delivery.now_ms,
        };
        *end = incoming.hash;
        arrivals.insert(name, arrival);
    }
    for (name, row) in delivery.waiting {
        let arrival = Arrival {
            previous: row.previous.clone(),
            hash: row.hash.clone(),
            book: row.book.clone(),
            content: row.content.clone(),
            signature: row.signature.clone(),
            deliverer: row.deliverer.clone(),
            arrived_at: row.arrived_at,
        };
        arrivals.insert(name, arrival);
    }
    Ok(arrivals)
}

fn find<'m>(arrived: &'m BTreeMap<&ActRef, Arrival>, name: &ActRef) -> Result<&'m Arrival, Error> {
    arrived
        .get(name)
        .ok_or_else(|| Error::Broken(format!("{name} was judged and had not arrived")))
}

fn author(loaded: &Loaded, series: &SeriesId) -> String {
    loaded
        .series
        .get(series)
        .and_then(|state| state.person.as_ref())
        .map_or_else(String::new, |person| person.as_str().to_owned())
}

fn entries(
    judged: &Judged,
    loaded: &Loaded,
    delivery: &Delivery<'_>,
    arrived: &BTreeMap<&ActRef, Arrival>,
) -> Result<Vec<EntryRow>, Error> {
    let mut rows = Vec::with_capacity(judged.entries.len());
    for entry in &judged.entries {
        let arrival = find(arrived, &entry.name)?;
        rows.push(EntryRow {
            ledger: entry.ledger.as_str().to_owned(),
            ledger_number: number(entry.number),
            book: entry.book.to_string(),
            series: entry.name.series.as_str().to_owned(),
            number: number(entry.name.number),
            previous: arrival.previous.clone(),
            hash: arrival.hash.clone(),
            entry: entry.hash.to_string(),
            content: arrival.content.clone(),
            signature: arrival.signature.clone(),
            author: author(loaded, &entry.name.series),
            deliverer: arrival.deliverer.clone(),
            // An act that was held arrives when it is accepted: that time is hashed.
            arrived_at: delivery.now_ms,
            context: delivery.versions.to_owned(),
            effects: serde_json::to_string(&entry.effects)?,
        });
    }
    Ok(rows)
}

/// The verdicts to keep, and the acts that wait no more.
fn verdicts(
    judged: &Judged,
    loaded: &Loaded,
    delivery: &Delivery<'_>,
    arrived: &BTreeMap<&ActRef, Arrival>,
) -> Result<(Vec<VerdictRow>, Vec<ActRef>), Error> {
    let (mut kept, mut ended) = (Vec::new(), Vec::new());
    let new = judged
        .acts
        .iter()
        .map(|(incoming, verdict)| (&incoming.name, verdict));
    let released = judged
        .released
        .iter()
        .map(|(name, verdict)| (name, verdict));
    for (name, verdict) in new.chain(released) {
        let kind = match verdict {
            Verdict::Accepted { .. } => {
                if delivery.waiting.contains_key(name) {
                    ended.push(name.clone());
                }
                continue;
            }
            Verdict::Refused {
                refusal: Refusal::PostLost,
            } => "left",
            Verdict::Refused { .. } => "refused",
            Verdict::Held { .. } => "held",
            Verdict::SetAside => "set_aside",
        };
        let arrival = find(arrived, name)?;
        kept.push(VerdictRow {
            series: name.series.as_str().to_owned(),
            number: number(name.number),
            previous: arrival.previous.clone(),
            hash: arrival.hash.clone(),
            author: author(loaded, &name.series),
            kind: kind.to_owned(),
            body: serde_json::to_string(verdict)?,
            book: arrival.book.clone(),
            waits_on: match verdict {
                Verdict::Held { on } => Some(on.to_string()),
                _ => None,
            },
            content: arrival.content.clone(),
            signature: arrival.signature.clone(),
            deliverer: arrival.deliverer.clone(),
            arrived_at: arrival.arrived_at,
        });
    }
    Ok((kept, ended))
}

/// The books that changed, each with its ledger and the number of the last act on it.
fn changed<'a>(judged: &'a Judged, loaded: &'a Loaded) -> Vec<StoredBook<'a>> {
    let mut last: BTreeMap<&BookId, (&UnitId, u64)> = BTreeMap::new();
    for entry in &judged.entries {
        last.insert(&entry.book, (&entry.ledger, entry.number));
    }
    last.into_iter()
        .filter_map(|(id, (ledger, number))| {
            let book = loaded.books.get(id)?;
            Some(StoredBook {
                ledger,
                number,
                book,
            })
        })
        .collect()
}

fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
