//! The decision by which something of the organisation changes: its number and its date, both asked for.

use leptos::prelude::*;
use roviec_shared::month::Day;

use crate::form::hint;
use crate::ui::{DayField, Field};
use crate::{key, say, t};

/// A decision that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct Paper {
    number: RwSignal<String>,
    date: RwSignal<String>,
    /// As it stood when the form was opened: number and date in one.
    standing: RwSignal<String>,
}

impl Paper {
    /// None yet.
    pub fn new() -> Self {
        Self {
            number: RwSignal::default(),
            date: RwSignal::default(),
            standing: RwSignal::default(),
        }
    }

    /// Begins anew, with the words of the one that stands.
    pub fn begin(self, standing: &str) {
        self.number.set(standing.to_owned());
        self.standing.set(standing.to_owned());
        self.date.set(String::new());
    }

    /// What is kept: *12-QĐ/ĐU ngày 20/11/2026*; none while it is not whole. The words that stood need no
    /// date, since it is among them.
    pub fn words(self) -> Option<String> {
        let number = self.number.get().trim().to_owned();
        let date: Option<Day> = self.date.get().parse().ok();
        match date {
            _ if number.is_empty() => None,
            Some(day) => Some(say!("admin.paper.words", number = number, day = day)),
            None => (number == self.standing.get()).then_some(number),
        }
    }
}

/// Its two fields.
#[component]
pub fn PaperFields(paper: Paper) -> impl IntoView {
    view! {
        <Field label=t!("admin.post.document") value=paper.number hint=hint(key!("admin.paper.number.hint")) />
        <DayField label=t!("admin.paper.date") value=paper.date />
    }
}
