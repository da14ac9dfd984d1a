//! The shell around the device's half of sync: it feeds what happens and carries out what comes of it.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet, VecDeque},
    rc::Rc,
    time::Duration,
};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use roviec_shared::{
    id::{ActRef, BookId, PersonId},
    order::Gather,
    permission::Author,
    sync::device::{Device, Input, Keep, Line, Output},
    view::BucketId,
};

use super::tabs::{Said, Tabs};
use crate::{
    storage::{
        account::{Accounts, Opened},
        journal::Journal,
        lock::Guard,
        now_ms, random,
        record::Exchange,
        working::Working,
    },
    store::{Handed, Store},
};

/// What is known of an act besides the act: for people's eyes, and for sending a colleague's.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub made_ms: i64,
    pub signature: Option<String>,
}

/// How things stand with the line, here or in the tab that exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub line: Line,
    pub last_success_ms: Option<i64>,
    pub is_busy: bool,
}

/// One account, open in this tab.
pub(super) struct Engine {
    pub store: Store,
    /// Moves with everything that the page of sending and receiving shows.
    pub revision: RwSignal<u64>,
    pub account: String,
    pub person: PersonId,
    pub accounts: Accounts,
    pub opened: RefCell<Opened>,
    pub journal: Journal,
    pub working: Working,
    pub device: RefCell<Device>,
    pub author: RefCell<Author>,
    pub notes: RefCell<BTreeMap<ActRef, Note>>,
    pub exchange: RefCell<Exchange>,
    /// Acts that are shown and not in the journal yet, oldest first.
    pub handed: RefCell<VecDeque<Handed>>,
    pub is_handing: Cell<bool>,
    /// Names under which acts were shown, and their true ones.
    pub renamed: RefCell<BTreeMap<ActRef, ActRef>>,
    pub newest: RefCell<Option<ActRef>>,
    pub drafts: RefCell<BTreeMap<String, Option<String>>>,
    pub is_drafting: Cell<bool>,
    pub keeps: RefCell<VecDeque<Job>>,
    pub is_keeping: Cell<bool>,
    /// Buckets whose content is not in the working store as it is in memory.
    pub unstored: RefCell<BTreeSet<BucketId>>,
    /// When a bucket was last written.
    pub written_ms: RefCell<BTreeMap<BucketId, i64>>,
    pub gone: RefCell<BTreeSet<BookId>>,
    pub stuck: RefCell<BTreeMap<BookId, BTreeSet<ActRef>>>,
    pub standing: Cell<Standing>,
    pub tabs: Tabs,
    /// Held by the one tab that exchanges.
    pub leads: RefCell<Option<Guard>>,
    timer: RefCell<Option<(i64, TimeoutHandle)>>,
    pub is_open: Cell<bool>,
}

/// One thing that the device's half wants kept.
#[derive(Debug)]
pub(super) struct Job {
    pub keep: Keep,
    /// The buckets among it whose content has changed.
    pub changed: BTreeSet<BucketId>,
}

/// What an engine is made of.
pub(super) struct Parts {
    pub store: Store,
    pub revision: RwSignal<u64>,
    pub accounts: Accounts,
    pub opened: Opened,
    pub journal: Journal,
    pub working: Working,
    pub device: Device,
    pub author: Author,
    pub notes: BTreeMap<ActRef, Note>,
    pub exchange: Exchange,
    pub tabs: Tabs,
}

impl Engine {
    pub fn new(parts: Parts) -> Rc<Self> {
        let standing = Standing {
            line: Line::Untried,
            last_success_ms: parts.exchange.last_success_ms,
            is_busy: false,
        };
        Rc::new(Self {
            store: parts.store,
            revision: parts.revision,
            account: parts.opened.account.account.clone(),
            person: parts.opened.account.person.clone(),
            accounts: parts.accounts,
            opened: RefCell::new(parts.opened),
            journal: parts.journal,
            working: parts.working,
            device: RefCell::new(parts.device),
            author: RefCell::new(parts.author),
            notes: RefCell::new(parts.notes),
            exchange: RefCell::new(parts.exchange),
            handed: RefCell::default(),
            is_handing: Cell::new(false),
            renamed: RefCell::default(),
            newest: RefCell::default(),
            drafts: RefCell::default(),
            is_drafting: Cell::new(false),
            keeps: RefCell::default(),
            is_keeping: Cell::new(false),
            unstored: RefCell::default(),
            written_ms: RefCell::default(),
            gone: RefCell::default(),
            stuck: RefCell::default(),
            standing: Cell::new(standing),
            tabs: parts.tabs,
            leads: RefCell::default(),
            timer: RefCell::default(),
            is_open: Cell::new(true),
        })
    }

    /// Whether this is the tab that exchanges.
    pub fn is_leading(&self) -> bool {
        self.leads.borrow().is_some()
    }

    /// This tab exchanges from now on.
    pub fn lead(self: &Rc<Self>, guard: Guard) {
        if self.is_open.get() {
            self.leads.replace(Some(guard));
            self.feed(Input::Wanted);
        }
    }

    /// Something happened: tells the device's half, and carries out what it says. Only the tab that
    /// exchanges does so; the others learn.
    pub fn feed(self: &Rc<Self>, input: Input) {
        if !self.is_open.get() || !self.is_leading() {
            return;
        }
        let chance = random::<4>().map_or(0, u32::from_le_bytes);
        let outputs: Vec<Output> = {
            let mut device = self.device.borrow_mut();
            device.handle(input, now_ms(), chance);
            std::iter::from_fn(|| device.poll()).collect()
        };
        let changed: BTreeSet<BookId> = outputs
            .iter()
            .filter_map(|output| match output {
                Output::Show(books) => Some(books.clone()),
                _ => None,
            })
            .flatten()
            .into_set();
        for output in outputs {
            self.carry_out(output, &changed);
        }
        self.take_standing();
        self.reflect();
    }

    fn carry_out(self: &Rc<Self>, output: Output, changed: &BTreeSet<BookId>) {
        match output {
            Output::Send { request, sign } => {
                let engine = self.clone();
                spawn_local(async move { engine.send(*request, sign).await });
            }
            Output::Keep(keep) => self.keep(keep, changed),
            Output::Show(books) => self.show(&books),
            Output::WakeAt(at_ms) => self.wake_at(at_ms),
            Output::Forked { series, from } => {
                let engine = self.clone();
                spawn_local(async move { engine.fork(series, from).await });
            }
            Output::Untold { series, from, to } => self.read_untold(series, from, to),
            Output::Register(series) => {
                let engine = self.clone();
                spawn_local(async move { engine.register(series).await });
            }
            Output::FetchOrganisation => {
                let engine = self.clone();
                spawn_local(async move { engine.fetch_organisation().await });
            }
        }
    }

    /// The earliest of the times asked for holds; an idle tick does no harm.
    fn wake_at(self: &Rc<Self>, at_ms: i64) {
        let now = now_ms();
        if let Some((due_ms, timer)) = self.timer.take() {
            if (now..=at_ms).contains(&due_ms) {
                self.timer.replace(Some((due_ms, timer)));
                return;
            }
            timer.clear();
        }
        let wait = Duration::from_millis(u64::try_from(at_ms - now).unwrap_or(0));
        let engine = Rc::downgrade(self);
        let tick = move || {
            if let Some(engine) = engine.upgrade() {
                engine.timer.take();
                engine.feed(Input::Tick);
            }
        };
        if let Ok(timer) = set_timeout_with_handle(tick, wait) {
            self.timer.replace(Some((at_ms, timer)));
        }
    }

    /// Tells the other tabs how the line stands, where that has changed.
    fn take_standing(&self) {
        let standing = {
            let device = self.device.borrow();
            Standing {
                line: device.line(),
                last_success_ms: device
                    .last_success_ms()
                    .or(self.exchange.borrow().last_success_ms),
                is_busy: device.is_busy(),
            }
        };
        if self.standing.replace(standing) != standing {
            self.tabs.say(&Said::Line {
                account: self.account.clone(),
                line: standing.line.into(),
                last_success_ms: standing.last_success_ms,
                is_busy: standing.is_busy,
            });
        }
    }

    /// Locked: nothing of it runs on.
    pub fn close(&self) {
        self.is_open.set(false);
        self.leads.take();
        if let Some((_, timer)) = self.timer.take() {
            timer.clear();
        }
    }
}
