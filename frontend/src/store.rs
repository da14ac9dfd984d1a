//! What the app holds while it is open: the books as shown (base and pending acts), who acts, and how
//! things stand with saving and sending. Pages read signals from here and hand deeds to [`Store::does`];
//! they neither wait for a network nor name browser storage.

mod acting;
mod books;
mod counts;
mod device;
mod drafts;
mod judging;
mod names;
mod state;
mod targets;

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use leptos::prelude::*;
use roviec_shared::{
    api::Holder,
    book::{Book, Listing},
    id::{ActRef, BookId, PersonId},
    month::Day,
    organisation::Tree,
    rules::RuleBook,
};

pub use counts::{Asking, Counts};
pub use device::{AsColleague, Device, Handed};
pub use state::{Actor, Colleague, Connection, Refused, Saving};
pub use targets::Targets;

type Shown<T> = RwSignal<BTreeMap<BookId, ArcRwSignal<T>>>;

/// What the app holds. Copy it freely; all of it are signals.
#[derive(Clone, Copy)]
pub struct Store {
    /// Who acts; none while locked or signed out.
    pub actor: RwSignal<Option<Actor>>,
    /// The rule sets that the server gave.
    pub rules: RwSignal<Arc<RuleBook>>,
    /// The units in sight.
    pub tree: RwSignal<Arc<Tree>>,
    /// Names of those who hold a role at these units.
    pub names: RwSignal<Arc<BTreeMap<PersonId, String>>>,
    /// What they hold there today, beyond being a member.
    pub holders: RwSignal<Arc<Vec<Holder>>>,
    /// The server's last known day.
    pub today: RwSignal<Day>,
    /// How far the newest entry has come.
    pub saving: RwSignal<Saving>,
    /// The line.
    pub connection: RwSignal<Connection>,
    /// Own acts without a final verdict.
    pub unsent: RwSignal<usize>,
    /// When the last exchange ended well, hour and minute; with the day where it was not today.
    pub last_exchange: RwSignal<Option<String>>,
    /// Own acts that were refused.
    pub refused: RwSignal<Vec<Refused>>,
    /// The months of the units in sight by their counts.
    pub counts: RwSignal<Counts>,
    /// Targets of the term, as the server gave them last.
    pub targets: RwSignal<Targets>,
    books: Shown<Arc<Book>>,
    listings: Shown<Arc<BTreeMap<PersonId, Listing>>>,
    next: StoredValue<Option<ActRef>>,
    /// Who else has opened their account on this device.
    pub colleagues: RwSignal<Vec<Colleague>>,
    drafts: StoredValue<BTreeMap<String, String>>,
    device: StoredValue<Option<Rc<dyn Device>>, LocalStorage>,
}

impl Store {
    /// Makes the store and gives it to everything below.
    pub fn provide(today: Day) -> Self {
        let store = Self {
            actor: RwSignal::new(None),
            rules: RwSignal::new(Arc::default()),
            tree: RwSignal::new(Arc::default()),
            names: RwSignal::new(Arc::default()),
            holders: RwSignal::new(Arc::default()),
            today: RwSignal::new(today),
            saving: RwSignal::default(),
            connection: RwSignal::default(),
            unsent: RwSignal::new(0),
            last_exchange: RwSignal::new(None),
            refused: RwSignal::default(),
            counts: RwSignal::default(),
            targets: RwSignal::default(),
            books: RwSignal::default(),
            listings: RwSignal::default(),
            next: StoredValue::new(None),
            colleagues: RwSignal::default(),
            drafts: StoredValue::default(),
            device: StoredValue::new_local(None),
        };
        provide_context(store);
        store
    }

    /// The store of the app.
    pub fn get() -> Self {
        expect_context()
    }

    /// The device behind the store, the name that the next act will have, and the drafts it kept.
    pub fn connect(self, device: Rc<dyn Device>, next: ActRef, drafts: BTreeMap<String, String>) {
        self.device.set_value(Some(device));
        self.next.set_value(Some(next));
        self.drafts.set_value(drafts);
    }

    /// The name that the next act will have, told anew when another tab has taken a number.
    pub fn set_next(self, next: ActRef) {
        self.next.set_value(Some(next));
    }

    /// Locked, or another account: nothing of it stays in memory.
    pub fn forget(self) {
        self.actor.set(None);
        self.books.set(BTreeMap::new());
        self.listings.set(BTreeMap::new());
        self.refused.set(Vec::new());
        self.unsent.set(0);
        self.saving.set(Saving::Idle);
        self.next.set_value(None);
        self.device.set_value(None);
        self.drafts.set_value(BTreeMap::new());
        self.colleagues.set(Vec::new());
        self.rules.set(Arc::default());
        self.tree.set(Arc::default());
        self.names.set(Arc::default());
        self.holders.set(Arc::default());
        self.last_exchange.set(None);
        self.counts.set(Counts::default());
        self.targets.set(Targets::default());
    }
}
