//! What waits for the server, and what it refused: read, sent again, let go.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    api::Left,
    id::{ActRef, BookId},
    refusal::Refusal,
    sync::{
        device::{Input, Own},
        series::renamed,
    },
};

use super::Desk;
use crate::{
    storage::working::{self, Usage},
    store::{Refused, Saving},
    sync::{Waiting, tabs::Said},
};

/// So many acts of one account are kept here; at the first number the page of sending and receiving
/// warns, at the second nothing new is taken in.
pub const ACTS_WARN: usize = 40_000;
/// See [`ACTS_WARN`].
pub const ACTS_MAX: usize = 50_000;

/// How much room is used on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// In the working store.
    pub usage: Usage,
    /// Acts in the journal, without a final verdict or refused.
    pub acts: usize,
    /// Books that did not fit and will be asked for again.
    pub gone: BTreeSet<BookId>,
}

impl Desk {
    /// Sends and receives now.
    pub fn want(self) {
        if let Some(engine) = self.engine() {
            if engine.is_leading() {
                engine.feed(Input::Wanted);
            } else {
                engine.tabs.say(&Said::Wanted);
            }
        }
    }

    pub(super) fn look_after_line(self) {
        if let Some(engine) = self.engine() {
            engine.feed(Input::Tick);
        }
    }

    /// Whether something is sent or received at this moment.
    pub fn is_busy(self) -> bool {
        self.revision.track();
        self.engine()
            .is_some_and(|engine| engine.standing.get().is_busy)
    }

    /// What waits for the server, oldest first.
    pub fn waiting(self) -> Vec<Waiting> {
        self.revision.track();
        self.engine()
            .map(|engine| engine.waiting())
            .unwrap_or_default()
    }

    /// How much room is used.
    pub fn room(self) -> Room {
        self.revision.track();
        let Some(engine) = self.engine() else {
            return Room::default();
        };
        let device = engine.device.borrow();
        let counts = |own: &&Own| own.status.is_open() || own.status.refusal().is_some();
        Room {
            usage: working::usage(),
            acts: device.acts().values().filter(counts).count(),
            gone: engine.gone.borrow().clone(),
        }
    }

    /// Whether the journal takes no more.
    pub fn is_full(self) -> bool {
        self.store.unsent.get() + self.store.refused.read().len() >= ACTS_MAX
    }

    /// Whether something is shown that is not in the journal yet.
    pub fn is_unsaved(self) -> bool {
        self.engine().is_some_and(|engine| {
            !engine.handed.borrow().is_empty() || !engine.drafts.borrow().is_empty()
        }) || matches!(
            self.store.saving.get_untracked(),
            Saving::Saving | Saving::Failed
        )
    }

    /// The author lets a refused act go.
    pub fn let_go(self, name: ActRef) {
        if let Some(engine) = self.engine() {
            if engine.is_leading() {
                engine.feed(Input::LetGo(name));
            } else {
                engine.tabs.say(&Said::LetGo { name });
            }
        }
    }

    /// The author says acts again that stand or fall together, on the books as they are now, each naming what
    /// it rests on by its new name; the old ones are let go.
    ///
    /// # Errors
    /// Why one does not hold now either; it and those after it stay in the list then.
    pub fn send_again<'a>(self, refused: impl Iterator<Item = &'a Refused>) -> Result<(), Refusal> {
        let mut names = BTreeMap::new();
        for one in refused {
            let deed = renamed(&one.act, &names).deed;
            let name = self
                .store
                .does_again(&one.act.book, deed, one.name.clone())?;
            names.insert(one.name.clone(), name);
            self.let_go(one.name.clone());
        }
        Ok(())
    }

    /// Whoever acts adopts some of that, in its order, each naming what it rests on by its new name.
    ///
    /// # Errors
    /// Why one does not hold now; those before it are adopted then.
    pub fn adopt(self, left: &[Left]) -> Result<(), Refusal> {
        let mut names = BTreeMap::new();
        for one in left {
            let deed = renamed(&one.act, &names).deed;
            names.insert(one.name.clone(), self.store.adopts(one, deed)?);
        }
        Ok(())
    }
}
