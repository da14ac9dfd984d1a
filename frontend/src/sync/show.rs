//! From the device's half to the screen.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use leptos::prelude::*;
use roviec_shared::{
    id::BookId,
    order::Gather,
    sync::device::{Folding, Line, Status},
};

use super::{engine::Engine, moment};
use crate::{
    storage::now_ms,
    store::{Connection, Refused, Saving},
};

impl Engine {
    /// Folds these books and shows them; those that are not held any more go.
    pub fn show(&self, books: &BTreeSet<BookId>) {
        for id in books {
            self.show_book(id);
        }
    }

    /// All that this device holds.
    pub fn show_all(&self) {
        let books: BTreeSet<BookId> = {
            let device = self.device.borrow();
            device.buckets().keys().map(|id| id.book.clone()).into_set()
        };
        self.show(&books);
    }

    fn show_book(&self, id: &BookId) {
        let (folded, listing) = {
            let device = self.device.borrow();
            let author = self.author.borrow();
            let folding = Folding {
                author: &author,
                today: self.store.today.get_untracked(),
            };
            (device.fold(id, &folding), device.listing(id).cloned())
        };
        if folded.is_none() && listing.is_none() {
            self.store.hide_book(id);
        }
        if let Some(listing) = listing {
            self.store.show_listing(id.clone(), Arc::new(listing));
        }
        if let Some(folded) = folded {
            self.stuck.borrow_mut().insert(id.clone(), folded.stuck);
            // What waits for the journal is shown on top; it is not part of the device's half yet.
            let handed = self.handed.borrow();
            let waiting = handed.iter().filter(|handed| handed.act.book == *id);
            self.store.show_with(folded.book, waiting);
        }
    }

    /// How things stand, for the frame of every page and the page of sending and receiving.
    pub fn reflect(self: &Rc<Self>) {
        let store = self.store;
        let standing = self.standing.get();
        let (unsent, refused, newest) = {
            let device = self.device.borrow();
            let refused: Vec<Refused> = device
                .refused()
                .map(|(own, refusal)| Refused {
                    name: own.name.clone(),
                    act: own.act.clone(),
                    refusal: refusal.clone(),
                })
                .collect();
            let newest = self.newest.borrow().as_ref().and_then(|name| {
                let own = device.acts().get(name)?;
                device.is_kept(name).then(|| own.status.clone())
            });
            (
                device.unsent() + self.handed.borrow().len(),
                refused,
                newest,
            )
        };
        set(store.unsent, unsent);
        set(store.refused, refused);
        set(store.connection, connection(standing.line));
        let now = now_ms();
        let last = standing.last_success_ms.map(|ms| moment::when(ms, now));
        set(store.last_exchange, last);
        let is_on_device = store.saving.get_untracked() == Saving::OnDevice;
        if is_on_device && self.handed.borrow().is_empty() {
            match newest {
                Some(Status::Accepted { .. } | Status::Delivered { .. }) => {
                    let at = moment::clock(now);
                    store.saving.set(Saving::Sent { at });
                }
                // What is refused has a list of its own.
                Some(Status::Refused { .. } | Status::LetGo { .. }) => {
                    store.saving.set(Saving::Idle)
                }
                _ => {}
            }
        }
        self.revision.update(|revision| *revision += 1);
    }
}

fn connection(line: Line) -> Connection {
    match line {
        Line::Untried => Connection::Unknown,
        Line::Online => Connection::Online,
        Line::Offline => Connection::Offline,
        Line::SignedOut => Connection::SessionEnded,
        Line::Outdated => Connection::Outdated,
    }
}

/// Sets a signal where that changes anything: pages draw again what they follow.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|held| *held != value) {
        signal.set(value);
    }
}
