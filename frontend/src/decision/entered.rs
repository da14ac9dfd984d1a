//! What was decided in a body outside, entered with its document: a body's own rating by the level above, a sector's
//! of its officials (`domain.md`, route 6 and the sector agencies).

use leptos::prelude::*;
use roviec_shared::{
    act::{DecidedOn, Deed},
    book::{
        Book,
        sheet::{Decided, Stage},
    },
    id::PersonId,
    level::{Level, Outcome},
    month::Day,
    order,
    route::{Place, StepKind},
    vietnamese::name_key,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::level::{OutcomeChip, OutcomeChoice, OutcomeEntry};
use crate::month::Here;
use crate::ui::{Button, Card, Column, DayField, Dialog, DialogActions, Field, Icon, Table};
use crate::{say, t};

/// One whose decision comes from outside and is not entered yet.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    person: PersonId,
    name: String,
    post: String,
    proposed: Option<Outcome>,
    may: bool,
}

fn rows(here: Here, book: &Book) -> Vec<Row> {
    let store = here.store;
    let mut rows = Vec::new();
    for (person, record) in book.rated() {
        let Stage::Open { step, .. } = &record.stage else {
            continue;
        };
        let rules = store.rules_of(book, person);
        let is_due = rules.is_some_and(|rules| {
            rules.route.place(StepKind::Decide) == Some(Place::Elsewhere)
                && rules
                    .route
                    .take(&record.enrolled, *step, StepKind::Decide)
                    .is_ok()
        });
        if is_due {
            let proposal = record.stage.proposal();
            let entered = deed(
                person,
                Outcome::Level(Level::Good),
                String::new(),
                store.today.get(),
            );
            rows.push(Row {
                person: person.clone(),
                name: record.enrolled.name.clone(),
                post: record.enrolled.post.clone(),
                proposed: proposal.and_then(|proposal| proposal.outcome.clone()),
                may: store.may(book, &entered),
            });
        }
    }
    order::sort_by_key(&mut rows, |row| name_key(&row.name));
    rows
}

fn deed(person: &PersonId, outcome: Outcome, document: String, day: Day) -> Deed {
    let on = DecidedOn {
        decided: Decided {
            outcome,
            reason: String::new(),
        },
        row: String::new(),
    };
    Deed::Decide {
        conclusion: None,
        document,
        day,
        people: one(person.clone(), on),
    }
}

/// The list of those whose level is decided outside, each with the way to enter it.
#[component]
pub fn Entered(
    /// Where.
    here: Here,
) -> impl IntoView {
    let form = EntryForm::new(here);
    let rows = Memo::new(move |_| here.with(|book| rows(here, book)).unwrap_or_default());
    let is_any = Memo::new(move |_| !rows.read().is_empty());
    let columns = vec![
        Column::new(t!("entered.column.whom"), |row: &Row| {
            let (name, post) = (row.name.clone(), row.post.clone());
            view! {
                <span class="strong">{name}</span>
                <br />
                <span class="small soft">{post}</span>
            }
            .into_any()
        }),
        Column::new(t!("committee.column.proposed"), |row: &Row| {
            view! { <OutcomeChip outcome=row.proposed.clone() /> }.into_any()
        }),
        Column::new(t!("levels.decided"), move |row: &Row| {
            let row = StoredValue::new(row.clone());
            let may = row.with_value(|row| row.may);
            let enter = move || form.begin(row.get_value());
            may.then(|| {
                view! { <Button icon=Icon::Edit on_press=enter>{t!("entered.do")}</Button> }
            })
            .into_any()
        }),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Show when=move || is_any.get()>
            <Card title=t!("entered.title") flush=true>
                <p class="padded soft">{t!("entered.words")}</p>
                <Table caption=t!("entered.title") caption_hidden=true columns=columns.get_value() rows />
            </Card>
        </Show>
        <EntryDialog form />
    }
}

/// A level that is being entered. Copy it freely.
#[derive(Clone, Copy)]
struct EntryForm {
    here: Here,
    doing: Doing,
    open: RwSignal<bool>,
    row: RwSignal<Option<Row>>,
    outcome: OutcomeEntry,
    document: RwSignal<String>,
    day: RwSignal<String>,
}

impl EntryForm {
    fn new(here: Here) -> Self {
        Self {
            here,
            doing: Doing::new(here.store),
            open: RwSignal::new(false),
            row: RwSignal::new(None),
            outcome: OutcomeEntry::empty(),
            document: RwSignal::default(),
            day: RwSignal::default(),
        }
    }

    fn begin(self, row: Row) {
        self.outcome.begin(row.proposed.as_ref());
        // The document of the one before is likely that of the next too.
        if self.day.get_untracked().is_empty() {
            let today = self.here.store.today.get_untracked();
            self.day.set(String::from(today));
        }
        self.doing.forgets();
        self.row.set(Some(row));
        self.open.set(true);
    }

    fn save(self) {
        let day = self.day.get_untracked().parse::<Day>();
        let (Some(row), Some(outcome), Ok(day)) =
            (self.row.get_untracked(), self.outcome.outcome(), day)
        else {
            return self.doing.refuses(roviec_shared::refusal::Refusal::Empty);
        };
        let document = self.document.get_untracked().trim().to_owned();
        let deed = deed(&row.person, outcome, document, day);
        if self.doing.does(&self.here.id(), deed) {
            self.open.set(false);
        }
    }
}

#[component]
fn EntryDialog(form: EntryForm) -> impl IntoView {
    let title = Signal::derive(move || {
        let row = form.row.read();
        let name = row.as_ref().map(|row| row.name.clone());
        say!("entered.dialog", name = name.unwrap_or_default())
    });
    let rules = move || {
        let person = form.row.get()?.person;
        form.here
            .with(|book| form.here.store.rules_of(book, &person))?
    };
    let actions = move || {
        view! { <DialogActions open=form.open words=t!("entered.save") on_press=move || form.save() /> }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <RefusalNotice doing=form.doing />
            {move || {
                let (rules, entry) = (rules()?, form.outcome);
                let rules = StoredValue::new(rules);
                Some(view! { <OutcomeChoice label=t!("turn.level") entry rules /> })
            }}
            <div class="row row-top">
                <Field label=t!("entered.document") value=form.document />
                <DayField label=t!("decide.day") value=form.day />
            </div>
        </Dialog>
    }
}
