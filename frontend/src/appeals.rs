//! Objections to a rating that wait for the answer of who decides.

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::store::Store;
use crate::ui::{
    Button, Card, Chip, DayField, Dialog, DialogActions, Icon, RadioCard, RadioCards, TextArea,
    Tone,
};
use crate::{due, key, refusal, say, t};
use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{
        Book,
        sheet::{Appeal, AppealAnswer},
    },
    id::{BookId, PersonId},
    month::Day,
    refusal::Refusal,
    rules::RuleBook,
};

/// An objection that waits for its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenAppeal {
    /// Whose month.
    pub book: BookId,
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What is asked.
    pub appeal: Appeal,
    /// The last day to answer.
    pub answer_by: Option<Day>,
}

/// The objections in a book that wait for an answer.
pub fn open_appeals(rules: &RuleBook, book: &Book) -> Vec<OpenAppeal> {
    let mut found = Vec::new();
    for (person, record) in book.rated() {
        let calendar = rules.of(&record.enrolled).map(|rules| &rules.calendar);
        for appeal in record.stage.appeals() {
            if appeal.answer.is_some() {
                continue;
            }
            let arrived = record.arrived(&appeal.act).unwrap_or(appeal.day);
            found.push(OpenAppeal {
                book: book.id.clone(),
                person: person.clone(),
                name: record.enrolled.name.clone(),
                appeal: appeal.clone(),
                answer_by: calendar.map(|calendar| calendar.answer_due(arrived)),
            });
        }
    }
    found
}

/// Objections that wait for an answer, each with the way to it; nothing where there are none.
#[component]
pub fn AppealList(
    /// The objections.
    #[prop(into)]
    open: Signal<Vec<OpenAppeal>>,
    /// Where answers are done.
    doing: Doing,
) -> impl IntoView {
    let form = AnswerForm::new(doing);
    let is_any = Memo::new(move |_| !open.read().is_empty());
    view! {
        <Show when=move || is_any.get()>
            <Card title=t!("appeal.open")>
                <ul class="appeals">
                    {move || open.get().into_iter().map(|appeal| view! { <AppealLine appeal form /> }).collect_view()}
                </ul>
            </Card>
        </Show>
        <Answer form />
    }
}

#[component]
fn AppealLine(appeal: OpenAppeal, form: AnswerForm) -> impl IntoView {
    let store = Store::get();
    let unit = appeal.book.unit.clone();
    let unit = Signal::derive(move || store.unit_name(&unit).unwrap_or_default());
    let kept = StoredValue::new(appeal.clone());
    let refused = Signal::derive(move || {
        kept.with_value(|appeal| {
            let book = store.book_of(&appeal.book)?;
            let deed = answer_deed(appeal, false, String::new(), store.today.get());
            store.may_or_why(&book, &deed).err()
        })
    });
    let due = appeal.answer_by.map(|by| {
        let late = move || by.days_until(store.today.get());
        let words = Signal::derive(move || match late() {
            late if late > 0 => say!("due.late", days = late),
            _ => say!("appeal.answer_by", day = due::short_day(by)),
        });
        let tone = Signal::derive(move || {
            if late() > 0 {
                Tone::Danger
            } else {
                Tone::Plain
            }
        });
        view! { <Chip words tone icon=Icon::Clock /> }
    });
    let late = appeal
        .appeal
        .is_late
        .then(|| view! { <Chip words=t!("appeal.late") tone=Tone::Warning /> });
    let day = appeal.appeal.day;
    view! {
        <li class="appeal">
            <div class="row-spread">
                <div>
                    <p class="strong">{appeal.name.clone()}</p>
                    <p class="small soft">{unit}{move || format!(", {}", say!("appeal.made", day = day))}</p>
                </div>
                <div class="row-tight">{late}{due}</div>
            </div>
            <p class="prewrap">{appeal.appeal.text.clone()}</p>
            {move || match refused.get() {
                None => view! {
                    <div class="row">
                        <Button
                            icon=Icon::Speech
                            on_press=move || form.begin(kept.get_value(), store.today.get_untracked())
                        >
                            {t!("appeal.answer")}
                        </Button>
                    </div>
                }
                .into_any(),
                Some(Refusal::NotYours) => view! {
                    <p class="small soft">{t!("appeal.not_yours")}</p>
                }
                .into_any(),
                Some(why) => view! { <p class="small soft">{refusal::words(&why, store)}</p> }.into_any(),
            }}
        </li>
    }
}

fn answer_deed(appeal: &OpenAppeal, is_upheld: bool, text: String, day: Day) -> Deed {
    let answer = AppealAnswer {
        is_upheld,
        text,
        day,
    };
    Deed::AnswerAppeal {
        appeal: appeal.appeal.act.clone(),
        people: one(appeal.person.clone(), answer),
    }
}

/// An answer that is being entered. Copy it freely.
#[derive(Clone, Copy)]
struct AnswerForm {
    doing: Doing,
    open: RwSignal<bool>,
    appeal: RwSignal<Option<OpenAppeal>>,
    upheld: RwSignal<Option<bool>>,
    text: RwSignal<String>,
    day: RwSignal<String>,
    is_short: RwSignal<bool>,
}

impl AnswerForm {
    fn new(doing: Doing) -> Self {
        Self {
            doing,
            open: RwSignal::new(false),
            appeal: RwSignal::new(None),
            upheld: RwSignal::new(None),
            text: RwSignal::default(),
            day: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    fn begin(self, appeal: OpenAppeal, today: Day) {
        self.appeal.set(Some(appeal));
        self.upheld.set(None);
        self.text.set(String::new());
        self.day.set(String::from(today));
        self.is_short.set(false);
        self.doing.forgets();
        self.open.set(true);
    }

    fn send(self, today: Day) {
        let (Some(appeal), Some(is_upheld)) = (self.appeal.get(), self.upheld.get()) else {
            return self.is_short.set(true);
        };
        let day = self.day.get().parse().unwrap_or(today);
        let deed = answer_deed(&appeal, is_upheld, self.text.get(), day);
        if self.doing.does(&appeal.book, deed) {
            self.open.set(false);
        }
    }
}

/// The form of an answer.
#[component]
fn Answer(form: AnswerForm) -> impl IntoView {
    let store = Store::get();
    let cards = Signal::derive(move || {
        vec![
            RadioCard::new(false, t!("appeal.kept")).note(t!("appeal.kept.note")),
            RadioCard::new(true, t!("appeal.upheld")).note(t!("appeal.upheld.note")),
        ]
    });
    let error = Signal::derive(move || {
        let is_missing = form.is_short.get() && form.upheld.read().is_none();
        is_missing.then(|| say!("appeal.choose"))
    });
    let words = move || {
        let appeal = form.appeal.read();
        appeal.as_ref().map(|appeal| appeal.appeal.text.clone())
    };
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("appeal.answer.do") on_press=move || form.send(store.today.get_untracked()) />
        }
    };
    view! {
        <Dialog open=form.open title=t!("appeal.answer") actions>
            <blockquote class="quote prewrap">{words}</blockquote>
            <RefusalNotice doing=form.doing />
            <RadioCards label=t!("appeal.outcome") cards value=form.upheld error />
            <TextArea label=t!("appeal.answer.text") value=form.text hint=hint(key!("appeal.answer.hint")) />
            <DayField label=t!("appeal.answer.day") value=form.day />
        </Dialog>
    }
}
