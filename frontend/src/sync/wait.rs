//! What waits on this device for the server, for people to read.

use roviec_shared::{
    act::Act,
    id::{ActRef, PersonId},
    order,
    sync::device::Status,
};

use super::engine::Engine;

/// One act without a final verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its name.
    pub name: ActRef,
    /// What it says.
    pub act: Act,
    /// Whose it is, where a colleague made it here.
    pub colleague: Option<PersonId>,
    /// When it was confirmed, by this device's clock; none while it is not in the journal.
    pub made_ms: Option<i64>,
    /// What it waits for.
    pub waits: Waits,
}

/// What an act waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waits {
    /// The journal: it is shown and not saved yet.
    Journal,
    /// A line.
    Line,
    /// Another act, which the server has not seen yet.
    Held,
    /// An upgrade of the server.
    SetAside,
    /// It no longer fits what the server has: it is out of the picture, and the server will judge it.
    Stuck,
    /// Its author, whose key is not at hand.
    Author,
}

impl Engine {
    /// Everything that waits, oldest first.
    pub fn waiting(&self) -> Vec<Waiting> {
        let device = self.device.borrow();
        let stuck = self.stuck.borrow();
        let notes = self.notes.borrow();
        let open = device.acts().values().filter(|own| own.status.is_open());
        let mut waiting: Vec<Waiting> = open
            .map(|own| {
                let stuck = stuck.get(&own.act.book);
                let is_stuck = stuck.is_some_and(|stuck| stuck.contains(&own.name));
                let is_own = own.author == self.person;
                let is_stopped = device.stopped().contains(&own.name.series);
                Waiting {
                    name: own.name.clone(),
                    act: own.act.clone(),
                    colleague: (!is_own).then(|| own.author.clone()),
                    made_ms: notes.get(&own.name).map(|note| note.made_ms),
                    waits: match &own.status {
                        Status::Held { .. } => Waits::Held,
                        Status::SetAside => Waits::SetAside,
                        _ if is_stopped && !is_own => Waits::Author,
                        _ if is_stuck => Waits::Stuck,
                        _ => Waits::Line,
                    },
                }
            })
            .collect();
        order::sort_by(&mut waiting, |a, b| {
            (a.made_ms, &a.name).cmp(&(b.made_ms, &b.name))
        });
        let handed = self.handed.borrow();
        waiting.extend(handed.iter().map(|handed| Waiting {
            name: handed.shown_as.clone(),
            act: handed.act.clone(),
            colleague: None,
            made_ms: None,
            waits: Waits::Journal,
        }));
        waiting
    }
}
