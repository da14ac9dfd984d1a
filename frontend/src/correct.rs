//! A new decision after the month's end, which alone changes a level then: it stands beside the first.

use leptos::prelude::*;
use roviec_shared::{
    act::{Corrected, Deed},
    book::sheet::Stage,
    level::{Level, Outcome},
    month::Day,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::level::{OutcomeChoice, OutcomeEntry};
use crate::month::Whose;
use crate::ui::{Button, DayField, Dialog, DialogActions, Field, Icon, Notice, TextArea, Tone};
use crate::{key, say, t};

/// The button that opens the form, for who decides on a closed sheet.
#[component]
pub fn CorrectButton(
    /// The form.
    form: CorrectForm,
) -> impl IntoView {
    let may = Memo::new(move |_| form.may());
    view! {
        <Show when=move || may.get()>
            <Button icon=Icon::Edit on_press=move || form.begin()>{t!("correct.title")}</Button>
        </Show>
    }
}

/// A new decision that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct CorrectForm {
    whose: Whose,
    doing: Doing,
    open: RwSignal<bool>,
    outcome: OutcomeEntry,
    reason: RwSignal<String>,
    document: RwSignal<String>,
    day: RwSignal<String>,
    is_short: RwSignal<bool>,
}

impl CorrectForm {
    /// For whose sheet.
    pub fn new(whose: Whose) -> Self {
        Self {
            whose,
            doing: Doing::new(whose.here.store),
            open: RwSignal::new(false),
            outcome: OutcomeEntry::empty(),
            reason: RwSignal::default(),
            document: RwSignal::default(),
            day: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    /// Only a closed sheet is corrected, by who decides.
    pub fn may(self) -> bool {
        let is_closed = self
            .whose
            .with(|record| matches!(record.stage, Stage::Closed { .. }));
        let today = self.whose.here.store.today.get();
        let deed = self.deed(Outcome::Level(Level::Good), today);
        is_closed.unwrap_or_default()
            && self
                .whose
                .here
                .with(|book| self.whose.here.store.may(book, &deed))
                .unwrap_or_default()
    }

    fn deed(self, outcome: Outcome, day: Day) -> Deed {
        let corrected = Corrected {
            outcome,
            reason: self.reason.get_untracked().trim().to_owned(),
            document: self.document.get_untracked().trim().to_owned(),
            day,
        };
        Deed::Correct {
            people: one(self.whose.person(), corrected),
        }
    }

    /// Opens it, with what stands.
    pub fn begin(self) {
        let standing = self.whose.with_now(|record| {
            let decision = record.decision();
            decision.map(|decision| decision.decided.outcome.clone())
        });
        self.outcome.begin(standing.flatten().as_ref());
        self.reason.set(String::new());
        self.document.set(String::new());
        let today = self.whose.here.store.today.get_untracked();
        self.day.set(String::from(today));
        self.is_short.set(false);
        self.doing.forgets();
        self.open.set(true);
    }

    fn save(self) {
        let outcome = self.outcome.outcome();
        let (Some(outcome), Ok(day)) = (outcome, self.day.get().parse::<Day>()) else {
            return self.is_short.set(true);
        };
        let deed = self.deed(outcome, day);
        if self.doing.does(&self.whose.here.id(), deed) {
            self.open.set(false);
        }
    }
}

/// The form over the page.
#[component]
pub fn Correct(
    /// The form.
    form: CorrectForm,
) -> impl IntoView {
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("correct.do") on_press=move || form.save() />
        }
    };
    let missing = Signal::derive(move || form.is_short.get().then(|| say!("correct.missing")));
    view! {
        <Dialog open=form.open title=t!("correct.title") actions wide=true>
            <Notice tone=Tone::Warning><p>{t!("correct.words")}</p></Notice>
            <RefusalNotice doing=form.doing />
            {move || {
                let (rules, entry) = (form.whose.rules()?, form.outcome);
                let rules = StoredValue::new(rules);
                Some(view! { <OutcomeChoice label=t!("conclusion.outcome") entry rules /> })
            }}
            <TextArea label=t!("correct.reason") value=form.reason />
            <div class="form-grid">
                <Field label=t!("correct.document") value=form.document hint=hint(key!("correct.document.hint")) />
                <DayField label=t!("correct.day") value=form.day error=missing />
            </div>
        </Dialog>
    }
}
