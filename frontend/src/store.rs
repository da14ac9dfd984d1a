//! What the app holds while it is open: the books as shown (base and pending acts), who acts, and how
//! things stand with saving and sending. Pages read signals from here and hand deeds to [`Store::does`];
//! they neither wait for a network nor name browser storage.

use std::{collections::BTreeMap, future::Future, pin::Pin, rc::Rc, sync::Arc};

use leptos::prelude::*;
use roviec_shared::{
    act::{Act, Authored, Deed},
    apply::{Context, Others, apply, needs},
    book::{Book, Listing},
    grade::Grade,
    id::{ActRef, BookId, PersonId, UnitId},
    month::{Day, Month},
    organisation::{Role, Tree},
    permission::{Author, may},
    refusal::Refusal,
    rules::{RuleBook, RuleSet},
};

/// How far the newest entry has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was entered since the start.
    #[default]
    Idle,
    /// *Đang lưu…*
    Saving,
    /// *Đã lưu trên máy này, chưa gửi (n).*
    OnDevice,
    /// *Đã gửi lên máy chủ lúc 19:42.*
    Sent {
        /// Hour and minute, as the screen shows it.
        at: String,
    },
    /// *Chưa lưu được.*
    Failed,
}

/// Whether there is a line to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Not tried yet.
    #[default]
    Unknown,
    /// The server answered last time.
    Online,
    /// It did not: a normal state.
    Offline,
    /// The server asks for the password again; nothing is lost.
    SessionEnded,
    /// The server speaks a newer version of the protocol: the app must be updated to read.
    Outdated,
}

/// One's own act that the server refused, until it is sent again or let go.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its name.
    pub name: ActRef,
    /// What it was.
    pub act: Act,
    /// Why.
    pub refusal: Refusal,
}

/// Who is signed in and unlocked on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The account's id.
    pub account: String,
    /// The person.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// With the roles they hold.
    pub author: Author,
    /// Invented people: says so on every page.
    pub demonstration: bool,
}

/// What the device does for the store: journal, numbers, other people's keys.
pub trait Device {
    /// Journals an act that is shown already, and sends it when there is a line.
    fn hand(&self, handed: Handed);
    /// Keeps what is being entered in a form, or forgets it.
    fn keep_draft(&self, form: &str, text: Option<&str>);
    /// Makes one act in a colleague's series, with their PIN.
    fn hand_as(
        &self,
        colleague: PersonId,
        pin: String,
        act: Act,
    ) -> Pin<Box<dyn Future<Output = Result<ActRef, AsColleague>>>>;
}

/// Why a colleague's act was not made. Nothing has changed then.
#[derive(Clone, Debug, PartialEq)]
pub enum AsColleague {
    /// They have no account on this device.
    NotHere,
    /// The PIN is wrong.
    WrongPin,
    /// Too many wrong PINs: try again after so many seconds.
    Wait(u32),
    /// The journal did not take it.
    NotSaved,
    /// It does not hold.
    Refused(Refusal),
}

/// Someone else who can act on this device with their own PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
}

/// An act on its way to the journal.
#[derive(Clone, Debug)]
pub struct Handed {
    /// The act, already shown.
    pub act: Act,
    /// The name it was shown under; the device gives the true one under the lock of the series.
    pub shown_as: ActRef,
}

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
            today: RwSignal::new(today),
            saving: RwSignal::default(),
            connection: RwSignal::default(),
            unsent: RwSignal::new(0),
            last_exchange: RwSignal::new(None),
            refused: RwSignal::default(),
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

    /// The book as shown; none while this device does not hold it (or may not see it).
    /// Do not keep the `Arc`: a book that nobody holds is changed in place.
    pub fn book(self, id: Signal<BookId>) -> Signal<Option<Arc<Book>>> {
        Signal::derive(move || {
            let shown = self.books.with(|books| books.get(&id.get()).cloned());
            shown.map(|book| book.get())
        })
    }

    /// The book as shown at this moment, without following it.
    pub fn book_now(self, id: &BookId) -> Option<Arc<Book>> {
        self.books
            .with_untracked(|books| books.get(id).map(|book| book.get_untracked()))
    }

    /// The books that this device holds, following arrivals and departures, not their content.
    pub fn book_ids(self) -> Vec<BookId> {
        self.books.with(|books| books.keys().cloned().collect())
    }

    /// Names and announced levels of a unit's month.
    pub fn listing(self, id: Signal<BookId>) -> Signal<Option<Arc<BTreeMap<PersonId, Listing>>>> {
        Signal::derive(move || {
            let shown = self
                .listings
                .with(|listings| listings.get(&id.get()).cloned());
            shown.map(|listing| listing.get())
        })
    }

    /// The books with names and announced levels that this device holds.
    pub fn listing_ids(self) -> Vec<BookId> {
        self.listings
            .with(|listings| listings.keys().cloned().collect())
    }

    /// The months that this device holds of a unit, newest first.
    pub fn months(self, unit: &UnitId) -> Vec<Month> {
        let mut months: Vec<Month> = self
            .book_ids()
            .into_iter()
            .filter(|id| id.unit == *unit)
            .map(|id| id.month)
            .collect();
        months.sort_unstable_by(|a, b| b.cmp(a));
        months
    }

    /// The rule set of a person in a book.
    pub fn rules_of(self, book: &Book, person: &PersonId) -> Option<RuleSet> {
        let record = book.people.get(person)?;
        self.rules.with(|rules| rules.of(&record.enrolled).cloned())
    }

    /// The system's grade of a person, so far.
    pub fn grade(self, book: &Book, person: &PersonId) -> Option<Grade> {
        let record = book.people.get(person)?;
        self.rules.with(|rules| {
            rules
                .of(&record.enrolled)
                .map(|rules| roviec_shared::book::grading::grade_of(rules, record, None))
        })
    }

    /// Whether whoever acts may do a deed: buttons that the server would refuse are not offered.
    pub fn may(self, book: &Book, deed: &Deed) -> bool {
        self.may_or_why(book, deed).is_ok()
    }

    /// The same, with the reason.
    ///
    /// # Errors
    /// Why not.
    pub fn may_or_why(self, book: &Book, deed: &Deed) -> Result<(), Refusal> {
        let today = self.today.get();
        self.actor.with(|actor| match actor {
            None => Err(Refusal::NotYours),
            Some(actor) => self
                .rules
                .with(|rules| may(&actor.author, today, rules, book, deed)),
        })
    }

    /// Whether whoever acts holds one of these roles at a unit.
    pub fn holds(self, roles: &[Role], unit: &UnitId) -> bool {
        let today = self.today.get();
        self.actor.with(|actor| {
            actor
                .as_ref()
                .is_some_and(|actor| actor.author.holds(roles, unit, today))
        })
    }

    /// Whoever acts confirms a deed: it is applied and shown at once, then handed to the device, which
    /// journals it and sends it when there is a line.
    ///
    /// # Errors
    /// Why it does not hold. Nothing has changed then, and what was entered stays where it was entered.
    pub fn does(self, book: &BookId, deed: Deed) -> Result<ActRef, Refusal> {
        self.sends(book, deed, None)
    }

    /// The same for an act that says a refused one again.
    ///
    /// # Errors
    /// As [`Store::does`].
    pub fn does_again(
        self,
        book: &BookId,
        deed: Deed,
        replaces: ActRef,
    ) -> Result<ActRef, Refusal> {
        self.sends(book, deed, Some(replaces))
    }

    fn sends(self, id: &BookId, deed: Deed, replaces: Option<ActRef>) -> Result<ActRef, Refusal> {
        let shown = self.book_now(id).ok_or(Refusal::MonthNotOpened)?;
        let actor = self.actor.get_untracked().ok_or(Refusal::NotYours)?;
        let mut act = Act::on(&shown, deed);
        act.replaces = replaces;
        let name = self.next.get_value().ok_or(Refusal::NotYours)?;
        let authored = Authored {
            name: name.clone(),
            author: Some(actor.person.clone()),
            act,
        };
        drop(shown);
        self.with_context(&actor.author, &authored.act, |context| {
            self.apply_shown(context, &authored)
        })?;
        self.next.set_value(Some(ActRef {
            series: name.series.clone(),
            number: name.number + 1,
        }));
        self.saving.set(Saving::Saving);
        if let Some(device) = self.device.get_value() {
            device.hand(Handed {
                act: authored.act,
                shown_as: name.clone(),
            });
        }
        Ok(name)
    }

    /// Changes the shown book in place: a refused act leaves it as it was, and a book of six hundred
    /// sheets is not copied for each tap unless somebody still holds it.
    fn apply_shown(self, context: &Context<'_>, authored: &Authored) -> Result<(), Refusal> {
        let signal = self
            .books
            .with_untracked(|books| books.get(&authored.act.book).cloned())
            .ok_or(Refusal::MonthNotOpened)?;
        signal
            .try_maybe_update(|book| {
                let outcome = apply(context, Arc::make_mut(book), authored);
                (outcome.is_ok(), outcome.map(|_| ()))
            })
            .unwrap_or(Err(Refusal::MonthNotOpened))
    }

    fn with_context<T>(self, author: &Author, act: &Act, run: impl FnOnce(&Context<'_>) -> T) -> T {
        let mut others = Others::default();
        for need in needs(act) {
            let book = self.book_now(need.book());
            others.learn(&need, book.as_deref());
        }
        let (rules, today) = (self.rules.get_untracked(), self.today.get_untracked());
        run(&Context {
            author,
            judges: true,
            today,
            has_arrived: false,
            rules: &rules,
            others: &others,
        })
    }

    /// Shows a book, new or changed.
    pub fn show_book(self, book: Arc<Book>) {
        let id = book.id.clone();
        match self.books.with_untracked(|books| books.get(&id).cloned()) {
            Some(signal) => signal.set(book),
            None => self.books.update(|books| {
                books.insert(id, ArcRwSignal::new(book));
            }),
        }
    }

    /// Shows names and announced levels, new or changed.
    pub fn show_listing(self, id: BookId, listing: Arc<BTreeMap<PersonId, Listing>>) {
        match self
            .listings
            .with_untracked(|listings| listings.get(&id).cloned())
        {
            Some(signal) => signal.set(listing),
            None => self.listings.update(|listings| {
                listings.insert(id, ArcRwSignal::new(listing));
            }),
        }
    }

    /// A book left the sight of who acts.
    pub fn hide_book(self, id: &BookId) {
        self.books.update(|books| {
            books.remove(id);
        });
        self.listings.update(|listings| {
            listings.remove(id);
        });
    }

    /// A colleague confirms a deed on this device with their own PIN: one act in their series, and
    /// nothing else of theirs is opened.
    ///
    /// # Errors
    /// Why it was not made.
    pub async fn does_as(
        self,
        colleague: PersonId,
        pin: String,
        book: &BookId,
        deed: Deed,
    ) -> Result<ActRef, AsColleague> {
        let device = self.device.get_value().ok_or(AsColleague::NotHere)?;
        let shown = self
            .book_now(book)
            .ok_or(AsColleague::Refused(Refusal::MonthNotOpened))?;
        let act = Act::on(&shown, deed);
        drop(shown);
        device.hand_as(colleague, pin, act).await
    }

    /// Keeps what is being entered in a form: journalled under the form's key, never sent.
    pub fn keep_draft(self, form: &str, text: String) {
        if let Some(device) = self.device.get_value() {
            device.keep_draft(form, Some(&text));
        }
        self.drafts.update_value(|drafts| {
            drafts.insert(form.to_owned(), text);
        });
    }

    /// What was being entered in a form.
    pub fn draft(self, form: &str) -> Option<String> {
        self.drafts.with_value(|drafts| drafts.get(form).cloned())
    }

    /// What was entered was confirmed or let go.
    pub fn drop_draft(self, form: &str) {
        self.drafts.update_value(|drafts| {
            drafts.remove(form);
        });
        if let Some(device) = self.device.get_value() {
            device.keep_draft(form, None);
        }
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
    }
}
