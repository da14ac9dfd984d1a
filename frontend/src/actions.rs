//! What ratings were used for (`domain.md`, use of results): the list on a person's file, and recording one more.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::action::{Action, ActionKind, ActionTaken},
    id::{BookId, PersonId},
    month::Day,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::month::Whose;
use crate::plan::day as day_words;
use crate::store::Store;
use crate::ui::{Card, DayField, Dialog, DialogActions, Field, Select};
use crate::{key, say, t};

/// The kind in words.
pub fn kind(kind: ActionKind) -> String {
    match kind {
        ActionKind::Emulation => say!("action.emulation"),
        ActionKind::Placing => say!("action.placing"),
        ActionKind::Planning => say!("action.planning"),
        ActionKind::Promotion => say!("action.promotion"),
        ActionKind::Training => say!("action.training"),
        ActionKind::Reward => say!("action.reward"),
        ActionKind::Discipline => say!("action.discipline"),
    }
}

/// One of them in a line: kind, what, number and day.
pub fn words(taken: &ActionTaken) -> String {
    let kind = kind(taken.kind);
    let what = match taken.text.trim() {
        "" => kind,
        text => format!("{kind}: {text}"),
    };
    say!(
        "action.line",
        what = what,
        document = taken.document,
        day = day_words(taken.day)
    )
}

/// What is on the file; nothing where there is none.
#[component]
pub fn Actions(
    /// Oldest first.
    #[prop(into)]
    actions: Signal<Vec<Action>>,
) -> impl IntoView {
    let line = |action: Action| view! { <li class="small">{move || words(&action.taken)}</li> };
    view! {
        <Show when=move || !actions.read().is_empty()>
            <ul class="opinion-said">{move || actions.get().into_iter().map(line).collect_view()}</ul>
        </Show>
    }
}

/// What the rating was used for.
#[component]
pub fn Used(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let actions = Memo::new(move |_| {
        whose
            .with(|record| record.actions.clone())
            .unwrap_or_default()
    });
    view! {
        <Show when=move || !actions.read().is_empty()>
            <Card title=t!("year.used")><Actions actions /></Card>
        </Show>
    }
}

fn deed(person: PersonId, taken: ActionTaken) -> Deed {
    Deed::RecordAction {
        people: one(person, taken),
    }
}

/// Whether whoever acts may record one more of this person in this month.
pub fn may_record(store: Store, id: &BookId, person: &PersonId) -> bool {
    let taken = ActionTaken {
        kind: ActionKind::Emulation,
        text: String::new(),
        document: String::new(),
        day: store.today.get(),
    };
    let deed = deed(person.clone(), taken);
    let is_told = |book: &roviec_shared::book::Book| {
        let record = book.people.get(person);
        record.is_some_and(|record| record.stage.announcement().is_some())
    };
    store
        .book_of(id)
        .is_some_and(|book| is_told(&book) && store.may(&book, &deed))
}

/// An action that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct ActionForm {
    doing: Doing,
    open: RwSignal<bool>,
    whose: RwSignal<Option<(BookId, PersonId, String)>>,
    kind: RwSignal<String>,
    text: RwSignal<String>,
    document: RwSignal<String>,
    day: RwSignal<String>,
}

impl ActionForm {
    /// With nothing entered.
    pub fn new(store: Store) -> Self {
        Self {
            doing: Doing::new(store),
            open: RwSignal::new(false),
            whose: RwSignal::new(None),
            kind: RwSignal::new("0".to_owned()),
            text: RwSignal::default(),
            document: RwSignal::default(),
            day: RwSignal::new(String::from(store.today.get_untracked())),
        }
    }

    /// For a person, recorded in this month. Number and day stay: one decision often names several.
    pub fn begin(self, id: BookId, person: PersonId, name: String) {
        self.doing.forgets();
        self.text.set(String::new());
        self.whose.set(Some((id, person, name)));
        self.open.set(true);
    }

    fn save(self) {
        let day = self.day.get_untracked().parse::<Day>();
        let index = self
            .kind
            .get_untracked()
            .parse::<usize>()
            .unwrap_or_default();
        let kind = ActionKind::ALL.get(index).copied();
        let (Some((id, person, _)), Ok(day), Some(kind)) = (self.whose.get_untracked(), day, kind)
        else {
            return self.doing.refuses(roviec_shared::refusal::Refusal::Empty);
        };
        let taken = ActionTaken {
            kind,
            text: self.text.get_untracked().trim().to_owned(),
            document: self.document.get_untracked().trim().to_owned(),
            day,
        };
        if self.doing.does(&id, deed(person, taken)) {
            self.open.set(false);
        }
    }
}

/// The form over the page.
#[component]
pub fn ActionDialog(
    /// What is being entered.
    form: ActionForm,
) -> impl IntoView {
    let title = Signal::derive(move || {
        let name = form.whose.get().map(|(.., name)| name);
        say!("action.title", name = name.unwrap_or_default())
    });
    let kinds = Signal::derive(|| {
        let kinds = ActionKind::ALL.into_iter().enumerate();
        kinds
            .map(|(index, known)| (index.to_string(), kind(known)))
            .collect::<Vec<_>>()
    });
    let actions = move || {
        view! { <DialogActions open=form.open words=t!("action.save") on_press=move || form.save() /> }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <RefusalNotice doing=form.doing />
            <div class="form-grid">
                <Select label=t!("action.kind") value=form.kind options=kinds />
                <Field label=t!("action.text") value=form.text optional=true />
                <Field
                    label=t!("action.document")
                    value=form.document
                    hint=hint(key!("action.document.hint"))
                />
                <DayField label=t!("decide.day") value=form.day />
            </div>
        </Dialog>
    }
}
