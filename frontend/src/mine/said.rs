//! One's word on one's rating: a comment, a dissent that is kept, an appeal with its days. What comes late
//! is recorded as late, never refused.

use leptos::prelude::*;
use roviec_shared::{
    act::{Dated, Deed},
    book::{
        Record,
        sheet::{Appeal, Comment, CommentKind},
    },
    month::Day,
};

use super::tasks::DayChip;
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::month::Whose;
use crate::store::Store;
use crate::ui::{
    Button, ButtonKind, Card, Chip, DayField, Dialog, DialogActions, Icon, Notice, TextArea, Tone,
};
use crate::{key, say, t};

/// What kind of word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Comment,
    Dissent,
    Appeal,
}

impl Word {
    fn title(self) -> String {
        say!(match self {
            Word::Comment => key!("said.comment"),
            Word::Dissent => key!("said.dissent"),
            Word::Appeal => key!("said.appeal"),
        })
    }

    fn explained(self) -> &'static str {
        match self {
            Word::Comment => key!("said.comment.words"),
            Word::Dissent => key!("said.dissent.words"),
            Word::Appeal => key!("said.appeal.words"),
        }
    }
}

/// A word that is being written. Copy it freely.
#[derive(Clone, Copy)]
struct WordForm {
    whose: Whose,
    doing: Doing,
    open: RwSignal<bool>,
    kind: RwSignal<Word>,
    text: RwSignal<String>,
    day: RwSignal<String>,
}

impl WordForm {
    fn new(whose: Whose) -> Self {
        Self {
            whose,
            doing: Doing::new(whose.here.store),
            open: RwSignal::new(false),
            kind: RwSignal::new(Word::Comment),
            text: RwSignal::default(),
            day: RwSignal::default(),
        }
    }

    fn today(self) -> Day {
        self.whose.here.store.today.get_untracked()
    }

    fn begin(self, kind: Word) {
        self.kind.set(kind);
        self.text.set(String::new());
        self.day.set(String::from(self.today()));
        self.doing.forgets();
        self.open.set(true);
    }

    fn send(self) {
        let text = self.text.get().trim().to_owned();
        let day = self.day.get().parse().unwrap_or(self.today());
        let person = self.whose.person();
        let comment = |kind, text| Deed::Comment {
            people: one(
                person.clone(),
                Comment {
                    kind,
                    text,
                    day,
                    is_late: false,
                    by: None,
                },
            ),
        };
        let deed = match self.kind.get() {
            Word::Comment => comment(CommentKind::Comment, text),
            Word::Dissent => comment(CommentKind::Dissent, text),
            Word::Appeal => Deed::Appeal {
                people: one(person.clone(), Dated { day, text }),
            },
        };
        if self.doing.does(&self.whose.here.id(), deed) {
            self.open.set(false);
        }
    }
}

/// The last day to object to what was announced.
fn appeal_until(whose: Whose) -> Option<Day> {
    let rules = whose.rules()?;
    let announced = |record: &Record| record.stage.announcement().map(|told| told.day);
    Some(rules.calendar.appeal_due(whose.with(announced)??))
}

/// One's words so far, and the ways to say more.
#[component]
pub fn Said(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let form = WordForm::new(whose);
    let until = Memo::new(move |_| appeal_until(whose));
    let is_told = Memo::new(move |_| until.read().is_some());
    let appeals = Memo::new(move |_| {
        whose
            .with(|record| record.stage.appeals().to_vec())
            .unwrap_or_default()
    });
    let is_self = Memo::new(move |_| whose.is_self());
    view! {
        <Card title=t!("said.title")>
            {move || appeals.get().into_iter().map(|appeal| view! { <AppealShown appeal /> }).collect_view()}
            <Show
                when=move || is_told.get()
                fallback=|| view! { <p class="soft">{t!("said.before")}</p> }
            >
                <AppealDays until />
            </Show>
            <Show when=move || is_self.get()>
                <div class="row">
                    <Show when=move || is_told.get()>
                        <Button icon=Icon::Flag on_press=move || form.begin(Word::Appeal)>{t!("said.appeal")}</Button>
                    </Show>
                    <Button kind=ButtonKind::Quiet icon=Icon::Speech on_press=move || form.begin(Word::Comment)>
                        {t!("said.comment")}
                    </Button>
                    <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || form.begin(Word::Dissent)>
                        {t!("said.dissent")}
                    </Button>
                </div>
            </Show>
        </Card>
        <Write form until />
    }
}

/// By when one can object; afterwards, since when not.
#[component]
fn AppealDays(until: Memo<Option<Day>>) -> impl IntoView {
    let today = Store::get().today;
    let over = move || until.get().filter(|until| today.get() > *until);
    move || match over() {
        Some(day) => view! { <p class="soft">{t!("said.appeal.over", day = day)}</p> }.into_any(),
        None => view! {
            <div class="row">
                <p>{t!("said.appeal.until")}</p>
                <DayChip day=Signal::derive(move || until.get()) />
            </div>
        }
        .into_any(),
    }
}

/// An objection with its answer.
#[component]
fn AppealShown(appeal: Appeal) -> impl IntoView {
    let day = appeal.day;
    let answer = match appeal.answer {
        None => view! { <Chip words=t!("said.unanswered") tone=Tone::Warning icon=Icon::Clock /> }
            .into_any(),
        Some(answer) => {
            let (words, tone) = if answer.is_upheld {
                (t!("appeal.upheld"), Tone::Success)
            } else {
                (t!("appeal.kept"), Tone::Plain)
            };
            let day = answer.day;
            view! {
                <div class="row-tight">
                    <Chip words tone />
                    <span class="small soft">{t!("said.answered", day = day)}</span>
                </div>
                <p class="prewrap">{answer.text}</p>
            }
            .into_any()
        }
    };
    view! {
        <div class="appeal">
            <p class="strong">
                {t!("said.appealed", day = day)}" "
                {appeal.is_late.then(|| view! { <Chip words=t!("appeal.late") tone=Tone::Warning /> })}
            </p>
            <blockquote class="quote prewrap">{appeal.text}</blockquote>
            {answer}
        </div>
    }
}

#[component]
fn Write(form: WordForm, until: Memo<Option<Day>>) -> impl IntoView {
    let title = Signal::derive(move || form.kind.get().title());
    let explained = move || crate::locale::text(form.kind.get().explained(), &[]);
    let late = move || {
        let today = form.whose.here.store.today.get();
        let is_late = until.get().is_some_and(|until| today > until);
        is_late && form.kind.get() == Word::Appeal
    };
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("said.send") on_press=move || form.send() />
        }
    };
    view! {
        <Dialog open=form.open title actions>
            <p>{explained}</p>
            <Show when=late>
                <Notice tone=Tone::Warning><p>{t!("said.late")}</p></Notice>
            </Show>
            <RefusalNotice doing=form.doing />
            <TextArea label=t!("said.text") value=form.text rows=5 />
            <DayField label=t!("said.day") value=form.day hint=hint(key!("said.day.hint")) />
        </Dialog>
    }
}
