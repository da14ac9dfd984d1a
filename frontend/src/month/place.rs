//! Which unit's month a page is about: it stands in the path, `/plan/<unit>/<month>`, so that a link or a
//! reload leads to the same.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_params_map;
use roviec_shared::{
    act::Deed,
    book::{Book, sheet::Stage},
    id::{BookId, PersonId, UnitId},
    month::Day,
    permission::LEADERS,
    route::StepKind,
    rules::RuleSet,
};

use crate::frame::LostPage;
use crate::store::Store;
use crate::ui::{EmptyState, Icon, PageHead};
use crate::{locale, say, t};

/// The unit's month that was shown last: every place opens on the same one.
#[derive(Clone, Copy)]
pub struct Workplace(RwSignal<Option<BookId>>);

impl Workplace {
    /// Made once, by the app.
    pub fn provide() -> Self {
        let place = Self(RwSignal::new(None));
        provide_context(place);
        place
    }

    /// The app's.
    pub fn of_app() -> Self {
        expect_context()
    }

    /// The book shown last, or the one with work left in it.
    pub fn book(self, store: Store) -> Option<BookId> {
        let held = store.book_ids();
        self.0
            .get()
            .filter(|id| held.contains(id))
            .or_else(|| book_at_work(store))
    }

    /// The book on display, following it; none before any was shown.
    pub fn shown(self) -> Option<BookId> {
        self.0.get()
    }
}

/// The month at work of the first unit that whoever acts leads.
fn book_at_work(store: Store) -> Option<BookId> {
    let today = store.today.get();
    let units = store.actor.with(|actor| {
        let held = actor.iter().flat_map(|actor| &actor.author.held);
        held.filter(|held| LEADERS.contains(&held.role) && held.holds_on(today))
            .map(|held| held.unit.clone())
            .collect::<Vec<_>>()
    });
    units.iter().find_map(|unit| book_of_unit(store, unit))
}

/// Of a unit, the oldest month in which it has something left to do; the newest where nothing is left.
pub fn book_of_unit(store: Store, unit: &UnitId) -> Option<BookId> {
    let ids: Vec<BookId> = store
        .months(unit)
        .into_iter()
        .map(|month| BookId {
            unit: unit.clone(),
            month,
        })
        .collect();
    let oldest_open = ids.iter().rev().find(|id| has_work(store, id));
    oldest_open.or(ids.first()).cloned()
}

fn has_work(store: Store, id: &BookId) -> bool {
    store.book_now(id).is_some_and(|book| {
        book.closed.is_none()
            && book.submission().is_none()
            && book.rated().any(|(_, record)| {
                matches!(record.stage, Stage::Open { .. } | Stage::Decided { .. })
            })
    })
}

/// A place without a unit and month in its path: leads to the one at work.
#[component]
pub fn ToBook(
    /// The first part of the path.
    place: &'static str,
) -> impl IntoView {
    let store = Store::get();
    let workplace = Workplace::of_app();
    let to = Memo::new(move |_| workplace.book(store));
    move || {
        match to.get() {
        Some(id) => view! { <Redirect path=format!("/{place}/{id}") /> }.into_any(),
        None => view! {
            <PageHead title=t!("month.none.title") />
            <EmptyState icon=Icon::Calendar title=t!("month.none.title") words=t!("month.none.words") />
        }
        .into_any(),
    }
    }
}

/// The unit's month that a page is about. Copy it freely.
#[derive(Clone, Copy)]
pub struct Here {
    /// What the app holds.
    pub store: Store,
    id: StoredValue<BookId>,
    book: Signal<Option<Arc<Book>>>,
}

impl Here {
    /// At a book.
    pub fn new(store: Store, id: BookId) -> Self {
        let kept = id.clone();
        Self {
            store,
            id: StoredValue::new(id),
            book: store.book(Signal::derive(move || kept.clone())),
        }
    }

    /// The book's id.
    pub fn id(self) -> BookId {
        self.id.get_value()
    }

    /// Reads the book as shown, following it.
    pub fn with<T>(self, read: impl FnOnce(&Book) -> T) -> Option<T> {
        self.book.get().map(|book| read(&book))
    }

    /// Reads the book as shown at this moment.
    pub fn with_now<T>(self, read: impl FnOnce(&Book) -> T) -> Option<T> {
        self.book.get_untracked().map(|book| read(&book))
    }

    /// The unit's name, as the month knows it.
    pub fn unit_name(self) -> String {
        self.with(|book| book.place.as_ref().map(|place| place.name.clone()))
            .flatten()
            .or_else(|| self.store.unit_name(&self.id().unit))
            .unwrap_or_default()
    }

    /// The month: `11/2026`.
    pub fn month_words(self) -> String {
        locale::month(&String::from(self.id().month))
    }

    /// The line above a page's title: unit and month.
    pub fn overline(self) -> Signal<String> {
        Signal::derive(move || {
            say!(
                "month.overline",
                unit = self.unit_name(),
                month = self.month_words()
            )
        })
    }

    /// The month's last day.
    pub fn month_end(self) -> Day {
        self.id().month.last_day()
    }

    /// A place of this month.
    pub fn href(self, place: &str) -> String {
        format!("/{place}/{}", self.id())
    }

    /// The year that this month is in.
    pub fn year_href(self) -> String {
        let BookId { unit, month } = self.id();
        format!("/year/{unit}/{}", month.year())
    }

    /// A person at a place of this month.
    pub fn href_of(self, place: &str, person: &PersonId) -> String {
        format!("/{place}/{}/{person}", self.id())
    }

    /// Whether whoever acts may change the plan.
    pub fn may_plan(self) -> bool {
        let deed = Deed::Assign {
            people: BTreeMap::new(),
        };
        self.with(|book| self.store.may(book, &deed))
            .unwrap_or_default()
    }

    /// Whether the unit's route has such a step; none while its rules are unknown.
    pub fn has_step(self, kind: StepKind) -> Option<bool> {
        Some(self.rules()?.route.step(kind).is_some())
    }

    /// Whether the unit's month goes to no committee: its own route has no report.
    pub fn ends_at_home(self) -> bool {
        self.has_step(StepKind::Submit) == Some(false)
    }

    /// The rule set that holds for the unit: the first that is known of a person's, since all people who are
    /// rated in one unit go one way.
    pub fn rules(self) -> Option<RuleSet> {
        self.with(|book| {
            self.store.rules.with(|rules| {
                book.rated_people()
                    .find_map(|(_, record)| rules.of(&record.enrolled).cloned())
            })
        })
        .flatten()
    }
}

/// A page about the unit's month in the path: drawn anew for another one.
pub fn at_book(page: fn(Here) -> AnyView) -> impl IntoView {
    let store = Store::get();
    let workplace = Workplace::of_app();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            let path = format!("{}/{}", params.get("unit")?, params.get("month")?);
            path.parse::<BookId>().ok()
        })
    });
    let is_held = Memo::new(move |_| id.get().is_some_and(|id| store.book_ids().contains(&id)));
    move || match id.get() {
        None => view! { <LostPage /> }.into_any(),
        Some(id) if is_held.get() => {
            workplace.0.set(Some(id.clone()));
            page(Here::new(store, id))
        }
        Some(id) => view! { <NotHeld id /> }.into_any(),
    }
}

/// The device does not hold this month.
#[component]
fn NotHeld(id: BookId) -> impl IntoView {
    let store = Store::get();
    let (unit, month) = (id.unit, locale::month(&String::from(id.month)));
    let title = Signal::derive(move || {
        let unit = store.unit_name(&unit);
        let unit = unit.unwrap_or_else(|| say!("month.not_held.unit"));
        say!("month.overline", unit = unit, month = month)
    });
    view! {
        <PageHead title />
        <EmptyState icon=Icon::Calendar title=t!("month.not_held.title") words=t!("month.not_held.words") />
    }
}
