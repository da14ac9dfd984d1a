//! What an act is, in words: for the list of what is unsent or refused, and for a person's history; and
//! the deeds that more than one page makes.

mod said;

pub use said::{both, said};

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Act, Deed},
    apply::{to_announce, to_close},
    book::Book,
    id::{PersonId, TaskId},
    month::Day,
};

use crate::{key, locale, say, store::Store};

/// A deed about one person, one fact: put in rather than collected, since a map that is made of an array
/// brings a whole sorting of its own for each type.
pub fn one<K: Ord, V>(key: K, value: V) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.insert(key, value);
    map
}

/// Tells everyone in a book who is decided and not told yet.
pub fn announce(document: String, day: Day, book: &Book) -> Deed {
    Deed::Announce {
        document,
        day,
        people: to_announce(book),
    }
}

/// Ends the month of everyone in a book for whom it can end.
pub fn close(book: &Book) -> Deed {
    Deed::Close {
        people: to_close(book),
    }
}

/// So many names stand in a line.
const NAMES_MAX: usize = 3;

/// What was done, without to whom.
pub fn title(act: &Act) -> String {
    kind(act.deed.kind())
}

/// The words of an act's kind, as a record's history keeps it; empty for a kind that is not known here.
pub fn kind(kind: &str) -> String {
    let key = match kind {
        "open_month" => key!("deed.open_month"),
        "import" => key!("deed.import"),
        "register_key" => key!("deed.register_key"),
        "revoke_key" => key!("deed.revoke_key"),
        "join" => key!("deed.join"),
        "leave" => key!("deed.leave"),
        "assign" => key!("deed.assign"),
        "change_task" => key!("deed.change_task"),
        "cancel_task" => key!("deed.cancel_task"),
        "hand_over_task" => key!("deed.hand_over_task"),
        "check_task" => key!("deed.check_task"),
        "report_result" => key!("deed.report_result"),
        "review_result" => key!("deed.review_result"),
        "remind" => key!("deed.remind"),
        "record_action" => key!("deed.record_action"),
        "set_target" => key!("deed.set_target"),
        "change_target" => key!("deed.change_target"),
        "read_target" => key!("deed.read_target"),
        "end_target" => key!("deed.end_target"),
        "score" => key!("deed.score"),
        "acknowledge" => key!("deed.acknowledge"),
        "state_facts" => key!("deed.state_facts"),
        "vote_in_group" => key!("deed.vote_in_group"),
        "propose" => key!("deed.propose"),
        "convene" => key!("deed.convene"),
        "attend" => key!("deed.attend"),
        "vote" => key!("deed.vote"),
        "seal_minutes" => key!("deed.seal_minutes"),
        "unseal_minutes" => key!("deed.unseal_minutes"),
        "submit" => key!("deed.submit"),
        "withdraw" => key!("deed.withdraw"),
        "receive" => key!("deed.receive"),
        "return" => key!("deed.return"),
        "circulate" => key!("deed.circulate"),
        "opine" => key!("deed.opine"),
        "close_round" => key!("deed.close_round"),
        "recall_round" => key!("deed.recall_round"),
        "conclude" => key!("deed.conclude"),
        "decide" => key!("deed.decide"),
        "announce" => key!("deed.announce"),
        "comment" => key!("deed.comment"),
        "appeal" => key!("deed.appeal"),
        "answer_appeal" => key!("deed.answer_appeal"),
        "close" => key!("deed.close"),
        "correct" => key!("deed.correct"),
        _ => return String::new(),
    };
    say!(key)
}

/// To whom, on which task, in which unit's month: the line below the title.
pub fn about(act: &Act, store: Store) -> String {
    let people: Vec<String> = act
        .deed
        .people()
        .into_iter()
        .filter_map(|person: &PersonId| store.name_of(person))
        .collect();
    let mut parts = Vec::new();
    if let Some(product) = act
        .deed
        .task()
        .and_then(|task: &TaskId| store.product_of(task))
    {
        parts.push(product);
    }
    match people.len() {
        0 => {}
        few if few <= NAMES_MAX => parts.push(people.join(", ")),
        many => parts.push(say!(
            "deed.and_more",
            names = people[..NAMES_MAX].join(", "),
            n = many - NAMES_MAX
        )),
    }
    if let Some(unit) = store.unit_name(&act.book.unit) {
        parts.push(unit);
    }
    let month = String::from(act.book.month);
    parts.push(say!("deed.month", month = locale::month(&month)));
    parts.join(" · ")
}
