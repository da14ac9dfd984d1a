//! The head of a body's conclusion as it is entered: number, day, body, chair and votes.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    book::submission::{BodyVote, ConclusionNotes},
    id::{ActRef, BookId, PersonId, UnitId},
    organisation::Role,
};
use serde::{Deserialize, Serialize};

use crate::form::hint;
use crate::store::Store;
use crate::ui::{DayField, Field, Keyboard, Select};
use crate::{key, say, t};

/// What is typed, as a draft keeps it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    number: String,
    day: String,
    body: String,
    chair: String,
    entitled: String,
    present: String,
    agree: String,
    against: String,
    other: String,
    exception: String,
}

/// The fields. Copy it freely.
#[derive(Clone, Copy)]
pub struct Head {
    /// Number of the paper.
    pub number: RwSignal<String>,
    /// How the body is called.
    pub body: RwSignal<String>,
    /// Document of an exception from the cap.
    pub exception: RwSignal<String>,
    day: RwSignal<String>,
    chair: RwSignal<String>,
    entitled: RwSignal<String>,
    present: RwSignal<String>,
    agree: RwSignal<String>,
    against: RwSignal<String>,
    other: RwSignal<String>,
}

/// Which fields cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    day: bool,
    chair: bool,
    votes: bool,
}

impl Head {
    /// With what was typed before.
    pub fn of(typed: &Typed) -> Self {
        let text = |text: &String| RwSignal::new(text.clone());
        Self {
            number: text(&typed.number),
            day: text(&typed.day),
            body: text(&typed.body),
            chair: text(&typed.chair),
            entitled: text(&typed.entitled),
            present: text(&typed.present),
            agree: text(&typed.agree),
            against: text(&typed.against),
            other: text(&typed.other),
            exception: text(&typed.exception),
        }
    }

    /// What is typed, following it.
    pub fn typed(self) -> Typed {
        Typed {
            number: self.number.get(),
            day: self.day.get(),
            body: self.body.get(),
            chair: self.chair.get(),
            entitled: self.entitled.get(),
            present: self.present.get(),
            agree: self.agree.get(),
            against: self.against.get(),
            other: self.other.get(),
            exception: self.exception.get(),
        }
    }

    /// Types something else.
    pub fn set(self, typed: Typed) {
        self.number.set(typed.number);
        self.day.set(typed.day);
        self.body.set(typed.body);
        self.chair.set(typed.chair);
        self.entitled.set(typed.entitled);
        self.present.set(typed.present);
        self.agree.set(typed.agree);
        self.against.set(typed.against);
        self.other.set(typed.other);
        self.exception.set(typed.exception);
    }

    /// The notes of a conclusion that answers these reports.
    ///
    /// # Errors
    /// Which fields cannot be read.
    pub fn notes(self, answers: BTreeMap<BookId, ActRef>) -> Result<ConclusionNotes, Wrong> {
        let mut wrong = Wrong::default();
        let day = self.day.get().parse();
        wrong.day = day.is_err();
        let chair = self.chair.get().parse::<PersonId>();
        wrong.chair = chair.is_err();
        let mut number = |text: RwSignal<String>, may_be_empty: bool| {
            let text = text.get();
            let text = text.trim();
            if text.is_empty() && may_be_empty {
                return 0;
            }
            let number = text.parse::<u32>();
            wrong.votes |= number.is_err();
            number.unwrap_or_default()
        };
        let vote = BodyVote {
            entitled: number(self.entitled, false),
            present: number(self.present, false),
            agree: number(self.agree, false),
            against: number(self.against, true),
            other: number(self.other, true),
        };
        let (Ok(day), Ok(chair), false) = (day, chair, wrong.votes) else {
            return Err(wrong);
        };
        let exception = self.exception.get().trim().to_owned();
        Ok(ConclusionNotes {
            number: self.number.get().trim().to_owned(),
            day,
            body: self.body.get().trim().to_owned(),
            chair,
            vote,
            cap_exception: (!exception.is_empty()).then_some(exception),
            answers,
        })
    }
}

/// Body, chair and members as in the last conclusion that this device holds of the body's unit.
pub fn expected(store: Store, at: &UnitId) -> Typed {
    let mut typed = Typed {
        day: String::from(store.today.get_untracked()),
        ..Typed::default()
    };
    let mut months = store.months(at);
    months.sort_unstable();
    let last = months.into_iter().rev().find_map(|month| {
        let id = BookId {
            unit: at.clone(),
            month,
        };
        store.book_now(&id)?.conclusions.last().cloned()
    });
    if let Some(last) = last {
        typed.body = last.notes.body;
        typed.chair = last.notes.chair.to_string();
        typed.entitled = last.notes.vote.entitled.to_string();
    } else if let [(chair, _)] = &store.holders_of(&[Role::Decider], at)[..] {
        typed.chair = chair.to_string();
    }
    typed
}

/// Number, day, body and chair.
#[component]
pub fn HeadFields(
    /// What is typed.
    head: Head,
    /// Where the body is.
    #[prop(into)]
    at: Signal<UnitId>,
    /// What cannot be read.
    wrong: RwSignal<Wrong>,
) -> impl IntoView {
    let store = Store::get();
    let chairs = Signal::derive(move || {
        let holders = store.holders_of(&[Role::Decider], &at.get());
        let mut options: Vec<(String, String)> = holders
            .into_iter()
            .map(|(person, name)| (person.to_string(), name))
            .collect();
        // Who chaired before may hold the post no more, and is still named.
        let kept = head.chair.get();
        if !kept.is_empty() && !options.iter().any(|(person, _)| *person == kept) {
            let name = kept.parse().ok().and_then(|person| store.name_of(&person));
            options.push((kept.clone(), name.unwrap_or(kept)));
        }
        options
    });
    let day = Signal::derive(move || wrong.get().day.then(|| say!("ui.day.wrong")));
    let chair = Signal::derive(move || wrong.get().chair.then(|| say!("conclusion.chair.missing")));
    view! {
        <div class="form-grid">
            <Field label=t!("conclusion.number") value=head.number hint=hint(key!("conclusion.number.hint")) />
            <DayField label=t!("conclusion.day") value=head.day error=day />
            <Field label=t!("conclusion.body") value=head.body hint=hint(key!("conclusion.body.hint")) />
            <Select
                label=t!("conclusion.chair")
                value=head.chair
                options=chairs
                none=t!("form.choose")
                error=chair
            />
        </div>
    }
}

/// The votes of the body.
#[component]
pub fn VoteFields(
    /// What is typed.
    head: Head,
    /// What cannot be read.
    wrong: RwSignal<Wrong>,
) -> impl IntoView {
    let votes = move || wrong.get().votes.then(|| say!("conclusion.votes.wrong"));
    view! {
        <fieldset class="stack-tight">
            <legend class="field-label">{t!("conclusion.votes")}</legend>
            <div class="votes-grid">
                <Field label=t!("conclusion.entitled") value=head.entitled keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.present") value=head.present keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.agree") value=head.agree keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.against") value=head.against keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.other") value=head.other keyboard=Keyboard::Digits />
            </div>
            <p class="field-error" role="alert">{votes}</p>
        </fieldset>
    }
}
