//! The server's own acts: it opens months, registers keys, imports, and takes people from one unit's month to
//! another's as an administrator entered it; nothing else.

use roviec_shared::{
    act::Act,
    id::ActRef,
    sync::{
        message::Batch,
        series::{Salt, WireAct, batch_message},
        server::{Judged, Loaded, judge, read},
    },
};

use super::{
    load::{Foundation, load},
    store::{Delivery, store},
    take::verify,
};
use crate::{database::Transaction, error::Error, server_key::ServerKey, token};

/// Makes acts in the server's series, and stores what became of them within the transaction, which must
/// not have locked a ledger before. Which of them hold is in the verdicts, in the order of the acts.
pub async fn perform(
    transaction: &mut Transaction,
    foundation: &Foundation,
    ordered_by: &str,
    acts: &[Act],
) -> Result<(Judged, Loaded), Error> {
    let key = ServerKey::read(transaction).await?;
    let series = transaction.lock_series(&[&key.series]).await?;
    let state = series.get(&key.series).ok_or_else(|| {
        Error::Operator("dãy của máy chủ không có trong cơ sở dữ liệu".to_owned())
    })?;
    let mut wires = Vec::with_capacity(acts.len());
    let (mut number, mut hash) = (state.head, state.hash);
    for act in acts {
        let wire = salted(act)?;
        number += 1;
        hash = wire.hash(&hash, number);
        wires.push(wire);
    }
    let signature = key.sign(&batch_message(&key.series, number, &hash));
    let batch = Batch {
        series: key.series.clone(),
        first: state.head + 1,
        before: state.hash,
        acts: wires,
        refused: Default::default(),
        signature: token::encode(&signature),
    };
    let mut reading = read(&[batch], &series, verify);
    let (mut loaded, waiting) = load(transaction, foundation, &reading, series, None).await?;
    let signatures = std::mem::take(&mut reading.signatures);
    let judged = judge(reading, &mut loaded, &foundation.now());
    let delivery = Delivery {
        deliverer: ordered_by,
        now_ms: foundation.now_ms,
        versions: &foundation.versions(),
        signatures: &signatures,
        waiting: &waiting,
    };
    store(transaction, &judged, &mut loaded, &delivery).await?;
    Ok((judged, loaded))
}

fn salted(act: &Act) -> Result<WireAct, Error> {
    let mut failed = None;
    let wire = WireAct::new(act, || {
        token::random::<16>().map_or_else(
            |error| {
                failed = Some(error);
                Salt([0; 16])
            },
            Salt,
        )
    });
    failed.map_or(Ok(wire), Err)
}

/// Whether every one of the acts was accepted; the first that was not otherwise.
pub fn refused(judged: &Judged) -> Option<(&ActRef, &roviec_shared::sync::message::Verdict)> {
    judged
        .acts
        .iter()
        .map(|(incoming, verdict)| (&incoming.name, verdict))
        .find(|(_, verdict)| {
            !matches!(
                verdict,
                roviec_shared::sync::message::Verdict::Accepted { .. }
            )
        })
}
