//! Exchanging with a device: its acts are judged and stored in one transaction, and what changed in its
//! scope goes back. A verdict leaves only when that transaction has committed.
//!
//! [`store`](store::store) is the one way into the ledgers: devices' acts, the server's own and those of a
//! demonstration take it alike.

mod load;
mod own;
mod pull;
mod settle;
pub mod store;
mod take;

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    api::ErrorCode,
    id::{ActRef, SeriesId},
    sync::{
        message::{
            ACTS_MAX, Batch, Question, Receipt, SERIES_MAX, SyncAnswer, SyncRequest, VERSION,
            Verdict, pack,
        },
        server::{SeriesState, receipts},
    },
};

use crate::{
    app::AppState,
    database::{Account, Transaction},
    error::Error,
    scope::author,
};

pub use load::{Foundation, authored, load};
pub use own::{perform, refused};
pub use settle::settle;
pub use take::{Again, Coming, Taken, take};

/// Verdicts of one answer that are read for questions, at most: what is left out is asked for again.
const ANSWERS_MAX: i64 = 20_000;

/// Answers a device. The account is the session's; the one that the device means must be the same.
pub async fn exchange(
    state: &AppState,
    account: &Account,
    request: &SyncRequest,
) -> Result<SyncAnswer, Error> {
    if request.v != VERSION {
        return Err(ErrorCode::UnknownVersion.into());
    }
    if request.account != account.id {
        return Err(ErrorCode::AccountMismatch.into());
    }
    let acts = acts_within(&request.batches)?;
    if request.ask.len() > SERIES_MAX {
        return Err(ErrorCode::TooLarge.into());
    }
    let again = again(state, account, request).await?;
    let taken = if acts == 0 && again.is_empty() {
        Taken::default()
    } else {
        let coming = Coming {
            deliverer: &account.id,
            batches: &request.batches,
            request: Some(request),
            again: &again,
        };
        take(state, &coming).await?
    };
    answer(state, account, request, taken).await
}

/// How many acts come at once; refused where that is more than one exchange takes.
pub(crate) fn acts_within(batches: &[Batch]) -> Result<usize, Error> {
    let acts: usize = batches.iter().map(|batch| batch.acts.len()).sum();
    if acts > ACTS_MAX || batches.len() > SERIES_MAX {
        return Err(ErrorCode::TooLarge.into());
    }
    Ok(acts)
}

/// Acts asked for that are looked at again: those that were held and whose foundation has its verdict by
/// now, as it may have come through another ledger, which does not wait for this one; and those that only
/// a backup knew to wait, where their author's device says in this epoch that they do.
async fn again(state: &AppState, account: &Account, request: &SyncRequest) -> Result<Again, Error> {
    let mut again = Again::default();
    if request.ask.is_empty() {
        return Ok(again);
    }
    let mut transaction = state.database.read().await?;
    let mut held: BTreeMap<ActRef, ActRef> = BTreeMap::new();
    for (name, verdict) in said(&mut transaction, &request.ask).await? {
        if let Verdict::Held { on } = verdict {
            held.insert(name, on);
        }
    }
    if held.is_empty() {
        return Ok(again);
    }
    let epoch = transaction.district("epoch").await?.unwrap_or_default();
    let waits: Vec<ActRef> = request
        .waits(&epoch)
        .filter(|name| held.contains_key(name))
        .collect();
    let series: BTreeSet<&SeriesId> = waits.iter().map(|name| &name.series).collect();
    let series: Vec<&SeriesId> = series.into_iter().collect();
    let series = transaction.series_states(&series).await?;
    let is_own = |name: &ActRef| {
        let known = series.get(&name.series);
        known.is_some_and(|known| known.person.as_ref() == Some(&account.person))
    };
    let foundations: BTreeSet<ActRef> = held.values().cloned().collect();
    let foundations: Vec<ActRef> = foundations.into_iter().collect();
    let known = load::verdicts(&mut transaction, &foundations).await?;
    again.trusted = waits.into_iter().filter(is_own).collect();
    again.due = held
        .into_iter()
        .filter(|(_, on)| known.get(on).is_some_and(|(_, verdict)| verdict.is_final()))
        .map(|(name, _)| name)
        .collect();
    Ok(again)
}

async fn answer(
    state: &AppState,
    account: &Account,
    request: &SyncRequest,
    taken: Taken,
) -> Result<SyncAnswer, Error> {
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(state, &mut transaction).await?;
    let mut answer = SyncAnswer {
        v: VERSION,
        request: request.request,
        epoch: foundation.epoch.clone(),
        forgets: transaction.district("forgets").await?.is_some(),
        verdicts: Vec::new(),
        holds: BTreeMap::new(),
        faults: taken.faults,
        scope: None,
        changes: Vec::new(),
        cursors: BTreeMap::new(),
        lagging: BTreeMap::new(),
        safe: BTreeMap::new(),
        now_ms: foundation.now_ms,
        today: foundation.today,
        organisation: String::new(),
        more: false,
    };
    let mut series = taken.series;
    let asked: Vec<&SeriesId> = request
        .ask
        .iter()
        .map(|question| &question.series)
        .filter(|id| !series.contains_key(*id))
        .collect();
    series.extend(transaction.series_states(&asked).await?);
    let is_own = |state: &SeriesState| state.person.as_ref() == Some(&account.person);
    let mut verdicts = taken.verdicts;
    let own: Vec<Question> = request
        .ask
        .iter()
        .filter(|question| series.get(&question.series).is_some_and(is_own))
        .cloned()
        .collect();
    for (name, verdict) in said(&mut transaction, &own).await? {
        verdicts.entry(name).or_insert(verdict);
    }
    // Anyone may carry anyone's acts, and learns no more of them than that they arrived.
    verdicts.retain(|name, _| series.get(&name.series).is_some_and(is_own));
    answer.verdicts = pack(verdicts);
    answer.holds = holds(&mut transaction, request, &series).await?;
    if !request.only_verdicts {
        let author = author(&mut transaction, account).await?;
        let own_series = transaction
            .series_of_device(&account.id, &request.device)
            .await?;
        pull::pull(
            &mut transaction,
            &foundation,
            &author,
            &own_series,
            request,
            &mut answer,
        )
        .await?;
    }
    Ok(answer)
}

/// How far each series of the request is held, with the hash of the last act that it names.
async fn holds(
    transaction: &mut Transaction,
    request: &SyncRequest,
    series: &BTreeMap<SeriesId, SeriesState>,
) -> Result<BTreeMap<SeriesId, Receipt>, Error> {
    let asked = request
        .ask
        .iter()
        .map(|question| (&question.series, question.to));
    let sent = request.batches.iter().map(|batch| {
        let more = (batch.acts.len() as u64).saturating_sub(1);
        (&batch.series, batch.first.saturating_add(more))
    });
    let names: Vec<ActRef> = asked
        .chain(sent)
        .map(|(series, number)| ActRef {
            series: series.clone(),
            number,
        })
        .collect();
    let known = load::verdicts(transaction, &names).await?;
    Ok(receipts(request, series, |name| {
        known.get(name).map(|(hash, _)| *hash)
    }))
}

/// What the server said of the acts asked for.
async fn said(
    transaction: &mut Transaction,
    ask: &[Question],
) -> Result<Vec<(ActRef, Verdict)>, Error> {
    let mut found = Vec::new();
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    for question in ask {
        let (series, from, to) = (
            question.series.as_str(),
            number(question.from),
            number(question.to),
        );
        let room = ANSWERS_MAX - i64::try_from(found.len()).unwrap_or(ANSWERS_MAX);
        if room <= 0 {
            break;
        }
        for row in transaction.accepted_between(series, from, to, room).await? {
            found.push(load::accepted(&row)?);
        }
        for row in transaction.said_between(series, from, to, room).await? {
            let name = load::name(&row.series, row.number)?;
            found.push((name, serde_json::from_str(&row.body)?));
        }
    }
    Ok(found)
}
