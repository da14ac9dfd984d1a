//! The device as pages see it: storage tried before anything is entered, accounts opened and locked, in all
//! tabs together.

mod carried;
mod idle;
mod online;
mod opening;
mod pending;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::{prelude::*, task::spawn_local};

pub use carried::deliver;
pub use opening::OpenFault;
pub use pending::{ACTS_MAX, ACTS_WARN, Room};

use super::{
    engine::Engine,
    load::{self, Place},
    tabs::{Said, Tabs},
};
use crate::{
    start_page,
    storage::{
        Fault,
        account::{Account, Accounts, Opened},
        database::Database,
        lock::{self, Guard},
        now_ms,
        probe::{self, Unfit},
    },
    store::Store,
};

/// The database and the locks of this origin.
const DATABASE: &str = "roviec";
/// Held by every tab together, and alone by one that writes everything down in another form.
const FORMAT_LOCK: &str = "roviec.format";
/// Held by the one tab that exchanges.
const SYNC_LOCK: &str = "roviec.sync";

/// What stands between a person and their account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// Storage is being tried.
    #[default]
    Trying,
    /// Nobody can work here.
    Unfit(Unfit),
    /// A PIN, or signing in.
    Closed,
    /// Somebody is at work.
    Open,
}

/// The device. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What stands between a person and their account.
    pub door: RwSignal<Door>,
    /// Who has opened an account here, the last one first.
    pub accounts: RwSignal<Vec<Account>>,
    /// Whose account was open last in this tab.
    pub last_account: RwSignal<Option<String>>,
    /// The browser has promised not to clear this app's data when room is short; none before it was asked.
    pub is_persistent: RwSignal<Option<bool>>,
    /// Moves with everything that waits or was refused.
    revision: RwSignal<u64>,
    store: Store,
    inside: StoredValue<Option<Rc<Inside>>, LocalStorage>,
}

/// What is there once storage was tried.
struct Inside {
    database: Rc<Database>,
    accounts: Accounts,
    tabs: Tabs,
    engine: RefCell<Option<Rc<Engine>>>,
    active_ms: Cell<i64>,
    told_active_ms: Cell<i64>,
    _format: Guard,
}

impl Desk {
    /// Made once, by the app; tries storage.
    pub fn provide(store: Store) -> Self {
        let desk = Self {
            door: RwSignal::default(),
            accounts: RwSignal::default(),
            last_account: RwSignal::new(None),
            is_persistent: RwSignal::new(None),
            revision: RwSignal::new(0),
            store,
            inside: StoredValue::new_local(None),
        };
        provide_context(desk);
        desk.follow_line();
        spawn_local(async move {
            let prepared = desk.prepare().await;
            start_page::settled().await;
            match prepared {
                Ok(()) => desk.door.set(Door::Closed),
                Err(unfit) => desk.door.set(Door::Unfit(unfit)),
            }
            desk.is_persistent.set(Some(probe::persist().await));
        });
        desk
    }

    /// The app's.
    pub fn get() -> Self {
        expect_context()
    }

    async fn prepare(self) -> Result<(), Unfit> {
        let database = Rc::new(probe::open(DATABASE).await?);
        let format = lock::share(FORMAT_LOCK).await.map_err(|_| Unfit::Broken)?;
        let accounts = Accounts::of(&database);
        let known = accounts.list().await.map_err(|_| Unfit::Broken)?;
        self.accounts.set(known);
        let tabs = Tabs::open(move |said| self.hear(said));
        self.inside.set_value(Some(Rc::new(Inside {
            database,
            accounts,
            tabs,
            engine: RefCell::default(),
            active_ms: Cell::new(now_ms()),
            told_active_ms: Cell::new(0),
            _format: format,
        })));
        self.follow_window();
        Ok(())
    }

    fn inside(self) -> Result<Rc<Inside>, Fault> {
        self.inside.get_value().ok_or(Fault::Absent)
    }

    fn engine(self) -> Option<Rc<Engine>> {
        let inside = self.inside.get_value()?;
        let engine = inside.engine.borrow();
        engine.clone()
    }

    /// Another tab said something.
    fn hear(self, said: Said) {
        let engine = self.engine();
        let is_open = |account: &str| {
            engine
                .as_ref()
                .is_some_and(|engine| engine.account == account)
        };
        match &said {
            Said::Locked => return self.close(),
            Said::Opened { account } => {
                if engine.is_some() && !is_open(account) {
                    self.close();
                }
                return self.read_accounts();
            }
            Said::Active => {
                if let Ok(inside) = self.inside() {
                    inside.active_ms.set(now_ms());
                }
                return;
            }
            Said::Act { account, .. }
            | Said::Draft { account, .. }
            | Said::Kept { account, .. }
            | Said::Line { account, .. }
            | Said::Organisation { account }
            | Said::Moved { account } => {
                if !is_open(account) {
                    return;
                }
            }
            Said::Wanted | Said::SignedIn | Said::LetGo { .. } | Said::Returned { .. } => {}
        }
        if let Some(engine) = engine {
            spawn_local(engine.hear(said));
        }
    }

    fn read_accounts(self) {
        spawn_local(async move {
            if let Ok(inside) = self.inside()
                && let Ok(known) = inside.accounts.list().await
            {
                self.accounts.set(known);
            }
        });
    }

    /// Puts an account whose keys are open before the pages, here; other tabs lock if they had another.
    async fn put_to_work(
        self,
        opened: Opened,
        me: Option<roviec_shared::api::Me>,
    ) -> Result<(), Fault> {
        let inside = self.inside()?;
        self.leave_and_close();
        let account = opened.account.account.clone();
        let place = Place {
            store: self.store,
            revision: self.revision,
            database: &inside.database,
            tabs: inside.tabs.clone(),
        };
        let engine = match load::open(place, opened, me).await {
            Ok(engine) => engine,
            Err(fault) => {
                self.store.forget();
                return Err(fault);
            }
        };
        inside.active_ms.set(now_ms());
        inside.engine.replace(Some(engine.clone()));
        inside.tabs.say(&Said::Opened { account });
        self.door.set(Door::Open);
        self.read_accounts();
        spawn_local(async move {
            // Without locks nobody exchanges twice, because nobody gets this far.
            if let Ok(guard) = lock::wait(SYNC_LOCK).await {
                engine.lead(guard);
            }
        });
        Ok(())
    }

    /// Locks the account in all tabs. What is saved stays saved.
    pub fn lock(self) {
        if let Ok(inside) = self.inside() {
            inside.tabs.say(&Said::Locked);
        }
        self.leave_and_close();
    }

    fn leave_and_close(self) {
        if let Some(engine) = self.engine() {
            self.leave(engine);
        }
        self.close();
    }

    fn close(self) {
        let Ok(inside) = self.inside() else { return };
        if let Some(engine) = inside.engine.take() {
            engine.close();
            self.store.forget();
            self.door.set(Door::Closed);
        }
    }
}
