//! Loads what acts are judged against, under the locks of the ledgers that they will change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use roviec_shared::{
    act::Authored,
    id::{ActRef, BookId, SeriesId, UnitId},
    month::Day,
    sync::{
        message::Verdict,
        series::{Hash, WireAct},
        server::{Incoming, Loaded, Now, Reading, SeriesState, to_adopt},
    },
};

use crate::{
    app::AppState,
    clock::day_of,
    database::{AcceptedRow, Transaction, VerdictRow},
    error::Error,
    scope::{Organisation, Rules, authors},
};

/// Acts held before that are looked at again with one request, at most.
const WAITING_MAX: usize = 1_024;

/// What judging rests on, besides books: the organisation, the rules and the time.
#[derive(Debug)]
pub struct Foundation {
    /// The tree as the transaction sees it.
    pub organisation: Arc<Organisation>,
    /// The rule sets as the transaction sees them.
    pub rules: Arc<Rules>,
    /// What ledger numbers and revisions count within.
    pub epoch: String,
    /// Milliseconds since 1970.
    pub now_ms: i64,
    /// The server's day.
    pub today: Day,
}

impl Foundation {
    /// As the transaction sees it.
    pub async fn read(state: &AppState, transaction: &mut Transaction) -> Result<Self, Error> {
        let now_ms = state.clock.now_ms();
        Ok(Self {
            organisation: state.organisation(transaction).await?,
            rules: state.rules(transaction).await?,
            epoch: transaction.district("epoch").await?.unwrap_or_default(),
            now_ms,
            today: day_of(now_ms),
        })
    }

    /// For `judge`.
    pub fn now(&self) -> Now<'_> {
        Now {
            today: self.today,
            time_ms: self.now_ms,
            rules: &self.rules.book,
        }
    }

    /// Names what `GET /api/organisation` answers. It moves with the units, posts and rules, and on the
    /// days on which posts begin and end, though nothing is written then. A server that came back from a
    /// backup counts from there once more: the epoch tells one count from the other.
    pub fn revision(&self) -> String {
        let turn = self.organisation.turn(self.today);
        format!(
            "{}.{}.{}.{}",
            self.epoch,
            self.organisation.revision,
            self.rules.revision,
            turn.map_or(0, Day::days_since_1970)
        )
    }

    /// The versions of what is consulted, as the ledger records them.
    pub fn versions(&self) -> String {
        serde_json::json!({
            "program": env!("CARGO_PKG_VERSION"),
            "organisation": self.organisation.revision,
            "rules": self.rules.revision,
        })
        .to_string()
    }
}

/// Loads what the acts of a reading, and those held before that they may free, are judged against.
/// `due` names further acts that wait and are to be looked at again; where it is none, nothing that waits
/// is. `series` are those of the reading,
/// locked; the ledgers are locked here, after them.
pub async fn load(
    transaction: &mut Transaction,
    foundation: &Foundation,
    reading: &Reading,
    series: BTreeMap<SeriesId, SeriesState>,
    due: Option<&[ActRef]>,
) -> Result<(Loaded, BTreeMap<ActRef, VerdictRow>), Error> {
    let mut waiting = match due {
        Some(due) => waiting_for(transaction, reading, due).await?,
        None => BTreeMap::new(),
    };
    let mut held = read_waiting(&waiting);
    let wants = reading.wants(&held);
    let tree = &foundation.organisation.tree;
    let ledgers: BTreeMap<UnitId, UnitId> = wants
        .changing
        .iter()
        .filter_map(|book| Some((book.unit.clone(), tree.ledger(&book.unit)?.clone())))
        .collect();
    let tips = transaction.lock_ledgers(ledgers.values()).await?;
    if !waiting.is_empty() {
        // Somebody else may have freed them while the locks were waited for.
        let names: Vec<ActRef> = waiting.keys().cloned().collect();
        waiting = by_name(transaction.waiting(&names).await?)?;
        held.retain(|incoming| waiting.contains_key(&incoming.name));
    }
    let mut loaded = Loaded {
        series,
        ledgers,
        tips,
        ..Loaded::default()
    };
    let unknown: Vec<&SeriesId> = held
        .iter()
        .map(|incoming| &incoming.name.series)
        .filter(|series| !loaded.series.contains_key(*series))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let others = transaction.series_states(&unknown).await?;
    loaded.series.extend(others);
    let people = loaded
        .series
        .values()
        .filter_map(|state| state.person.as_ref());
    loaded.authors = authors(transaction, people).await?;
    let new: BTreeSet<&ActRef> = reading.new.iter().map(|incoming| &incoming.name).collect();
    let names: Vec<ActRef> = wants
        .acts
        .into_iter()
        .filter(|name| !new.contains(name))
        .chain(waiting.keys().cloned())
        .collect();
    loaded.stored = verdicts(transaction, &names).await?;
    for book in transaction.books(&wants.books).await? {
        loaded.books.insert(book.id.clone(), book);
    }
    adoptions(transaction, reading, &held, &mut loaded).await?;
    loaded.held = held;
    Ok((loaded, waiting))
}

/// The acts that acts at hand adopt, as their authors made them and with what they held; and under which name what
/// those rest on was adopted.
async fn adoptions(
    transaction: &mut Transaction,
    reading: &Reading,
    held: &[Incoming],
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let at_hand = || reading.new.iter().chain(held);
    let mut names: BTreeSet<ActRef> = at_hand()
        .filter_map(|incoming| to_adopt(incoming.act.as_ref()?).cloned())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    // After a restore both may come at once.
    for incoming in at_hand().filter(|incoming| names.contains(&incoming.name)) {
        let author = loaded.series.get(&incoming.name.series);
        let author = author.and_then(|state| state.person.clone());
        if let (Some(act), Some(_)) = (incoming.act.clone(), &author) {
            let name = incoming.name.clone();
            loaded
                .predecessors
                .insert(name.clone(), Authored { name, author, act });
        }
    }
    let rows = transaction
        .refused_acts(&names.iter().cloned().collect::<Vec<_>>())
        .await?;
    for left in rows.iter().filter_map(authored) {
        names.extend(left.act.rests_on().into_iter().cloned());
        names.extend(left.act.giver_of_task());
        loaded.predecessors.insert(left.name.clone(), left);
    }
    let rows = transaction
        .refused_acts(&names.into_iter().collect::<Vec<_>>())
        .await?;
    for row in rows.iter().filter(|row| row.kind == "adopted") {
        let name = name(&row.series, row.number)?;
        loaded.predecessors.remove(&name);
        if let Some(by) = row.waits_on.as_deref().and_then(|by| by.parse().ok()) {
            loaded.adopted.insert(name, by);
        }
    }
    let unknown = loaded
        .predecessors
        .values()
        .filter_map(|left| left.author.as_ref())
        .filter(|author| !loaded.authors.contains_key(*author));
    let found = authors(transaction, unknown).await?;
    loaded.authors.extend(found);
    Ok(())
}

/// The act of a row, with whose it is; none where this program cannot read it.
pub fn authored(row: &VerdictRow) -> Option<Authored> {
    let wire: WireAct = serde_json::from_slice(&row.content).ok()?;
    Some(Authored {
        name: name(&row.series, row.number).ok()?,
        author: Some(read(&row.author).ok()?),
        act: wire.read().ok()?,
    })
}

/// Verdicts as they stand, with the hashes of their acts.
pub(super) async fn verdicts(
    transaction: &mut Transaction,
    names: &[ActRef],
) -> Result<BTreeMap<ActRef, (Hash, Verdict)>, Error> {
    let mut found = BTreeMap::new();
    for row in transaction.accepted(names).await? {
        let (name, verdict) = accepted(&row)?;
        found.insert(name, (hash(&row.hash)?, verdict));
    }
    for row in transaction.said(names).await? {
        let verdict = serde_json::from_str(&row.body)?;
        found.insert(name(&row.series, row.number)?, (hash(&row.hash)?, verdict));
    }
    Ok(found)
}

/// The verdict that an entry is.
pub(super) fn accepted(row: &AcceptedRow) -> Result<(ActRef, Verdict), Error> {
    let verdict = Verdict::Accepted {
        ledger: read(&row.ledger)?,
        number: u64::try_from(row.ledger_number).unwrap_or_default(),
        day: day_of(row.arrived_at),
    };
    Ok((name(&row.series, row.number)?, verdict))
}

/// Acts that wait in the books that change, for one of the new ones, for one that waits for one of these,
/// and so on.
async fn waiting_for(
    transaction: &mut Transaction,
    reading: &Reading,
    due: &[ActRef],
) -> Result<BTreeMap<ActRef, VerdictRow>, Error> {
    let mut found = by_name(transaction.waiting(due).await?)?;
    let refused_since: Vec<ActRef> = reading.refused_since().cloned().collect();
    found.extend(by_name(transaction.waiting(&refused_since).await?)?);
    let books: BTreeSet<&BookId> = reading
        .new
        .iter()
        .filter_map(|incoming| Some(&incoming.act.as_ref()?.book))
        .collect();
    let books: Vec<&BookId> = books.into_iter().collect();
    found.extend(by_name(transaction.held_in(&books, WAITING_MAX).await?)?);
    let mut foundations: Vec<ActRef> = reading
        .new
        .iter()
        .map(|incoming| incoming.name.clone())
        .chain(found.keys().cloned())
        .collect();
    while !foundations.is_empty() && found.len() < 2 * WAITING_MAX {
        let rows = transaction.held_for(&foundations, WAITING_MAX).await?;
        foundations.clear();
        for (name, row) in by_name(rows)? {
            if found.insert(name.clone(), row).is_none() {
                foundations.push(name);
            }
        }
    }
    Ok(found)
}

/// What waits, oldest first.
fn read_waiting(rows: &BTreeMap<ActRef, VerdictRow>) -> Vec<Incoming> {
    let mut rows: Vec<(&ActRef, &VerdictRow)> = rows.iter().collect();
    rows.sort_by_key(|(name, row)| (row.arrived_at, *name));
    rows.into_iter()
        .filter_map(|(name, row)| {
            let wire: WireAct = serde_json::from_slice(&row.content).ok()?;
            Some(Incoming {
                name: name.clone(),
                hash: hash(&row.hash).ok()?,
                act: wire.read().ok(),
                wire,
                held_since: Some(day_of(row.arrived_at)),
                is_doubted: row.kind == "doubted",
            })
        })
        .collect()
}

fn by_name(rows: Vec<VerdictRow>) -> Result<BTreeMap<ActRef, VerdictRow>, Error> {
    rows.into_iter()
        .map(|row| Ok((name(&row.series, row.number)?, row)))
        .collect()
}

/// The name of an act as rows hold it.
pub(super) fn name(series: &str, number: i64) -> Result<ActRef, Error> {
    Ok(ActRef {
        series: read(series)?,
        number: u64::try_from(number).unwrap_or_default(),
    })
}

/// A hash as rows hold it.
pub(super) fn hash(bytes: &[u8]) -> Result<Hash, Error> {
    bytes
        .try_into()
        .map(Hash)
        .map_err(|_| unreadable("a hash of another length"))
}

fn read<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| unreadable(text))
}

fn unreadable(what: &str) -> Error {
    Error::Operator(format!("không đọc được trong cơ sở dữ liệu: {what}"))
}
