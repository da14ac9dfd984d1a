//! What is being entered, what the server said of it, and the questions asked.

use std::future::Future;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use roviec_shared::{
    api::{
        AddRules, AddedRules, RulesAnswer, RulesMonths, RulesProblem, RulesRefusal, TriedRules,
        TryRules,
    },
    month::Month,
};
use serde::{Deserialize, Serialize};

use crate::admin::{office::Office, server::Server};
use crate::form;
use crate::say;
use crate::store::Store;
use crate::sync::call::Problem;
use crate::sync::desk::Desk;
use crate::ui::{Toasts, Tone};

/// The form's key among the drafts.
const FORM: &str = "admin/rules";

/// At which step something was asked, so that the answer stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// For the text of a version.
    Text,
    /// What it would have changed.
    Trial,
    /// To add it.
    Adding,
}

/// Why what was asked for was not done.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// There was no answer, or the request was refused.
    Problem(Problem),
    /// The file has faults.
    Faults(Vec<RulesProblem>),
    /// The file is in order, but not taken.
    Refused(RulesRefusal),
    /// The chosen file is no text, or too large.
    Unreadable,
}

/// A text that was tried, with what came of it.
#[derive(Clone, PartialEq)]
pub struct Tried {
    /// The text.
    pub text: String,
    /// On which month.
    pub month: Month,
    /// What it says, and what it would have changed.
    pub rules: TriedRules,
}

/// What is kept while it is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Entered {
    text: String,
    month: String,
    from: String,
}

/// The entry. Copy it freely.
#[derive(Clone, Copy)]
pub struct RulesEntry {
    /// The file's text.
    pub text: RwSignal<String>,
    /// The month to try it on.
    pub month: RwSignal<String>,
    /// The month from which it is to hold.
    pub from: RwSignal<String>,
    /// The version to begin with, as `id/version`.
    pub source: RwSignal<String>,
    /// What the field says that holds the text.
    pub area: NodeRef<html::Textarea>,
    /// The months to choose from; none until the server has told.
    pub months: RwSignal<Option<RulesMonths>>,
    /// What is being asked.
    pub asking: RwSignal<Option<Asked>>,
    /// Why the last thing asked for was not done.
    pub why: RwSignal<Option<(Asked, Why)>>,
    /// The last text that was tried.
    pub tried: RwSignal<Option<Tried>>,
    /// The version that was added.
    pub added: RwSignal<Option<AddedRules>>,
    /// The form shows what was entered before.
    pub is_restored: RwSignal<bool>,
    /// A text that waits for a yes, because it would take the place of what was entered.
    pub waiting: RwSignal<Option<String>>,
    /// The text as it was before anybody changed it.
    begun: RwSignal<String>,
    office: Office,
    store: Store,
    desk: Desk,
    toasts: Toasts,
}

impl RulesEntry {
    /// As it was left, or begun with the text of a version, named `id/version`.
    pub fn new(begun_with: Option<String>) -> Self {
        let store = Store::get();
        let kept: Option<Entered> = form::stored(store, FORM);
        let is_restored = kept.is_some();
        let kept = kept.unwrap_or_default();
        let entry = Self {
            text: RwSignal::new(kept.text),
            month: RwSignal::new(kept.month),
            from: RwSignal::new(kept.from),
            source: RwSignal::new(begun_with.clone().unwrap_or_default()),
            area: NodeRef::new(),
            months: RwSignal::new(None),
            asking: RwSignal::new(None),
            why: RwSignal::new(None),
            tried: RwSignal::new(None),
            added: RwSignal::new(None),
            is_restored: RwSignal::new(is_restored),
            waiting: RwSignal::new(None),
            begun: RwSignal::default(),
            office: Office::of_page(),
            store,
            desk: Desk::get(),
            toasts: Toasts::of_app(),
        };
        form::keep(store, FORM.to_owned(), Entered::default(), move || {
            entry.entered()
        });
        // What is there is not put aside by a link.
        if begun_with.is_some() && !is_restored {
            entry.read_text();
        }
        entry
    }

    /// Nothing is kept of a form without a text: months alone were chosen by the page.
    fn entered(self) -> Entered {
        let text = self.text.get();
        if text.trim().is_empty() {
            return Entered::default();
        }
        Entered {
            text,
            month: self.month.get(),
            from: self.from.get(),
        }
    }

    /// Begins anew with nothing.
    pub fn forget(self) {
        self.is_restored.set(false);
        self.puts(String::new());
    }

    /// Begins anew after a version was added.
    pub fn begin_again(self) {
        self.added.set(None);
        self.source.set(String::new());
        self.from.set(String::new());
        self.months.set(None);
        self.forget();
        self.read_months();
    }

    /// The text takes the place of what is there.
    pub fn puts(self, text: String) {
        if let Some(area) = self.area.get_untracked() {
            area.set_value(&text);
        }
        self.begun.set(text.clone());
        self.text.set(text);
        self.why.set(None);
        self.tried.set(None);
    }

    /// The text takes the place of what is there, after a yes where something would be lost.
    pub fn offers(self, text: String) {
        let is_changed = self
            .text
            .with_untracked(|now| !now.trim().is_empty() && *now != self.begun.get_untracked());
        if is_changed && self.text.with_untracked(|now| *now != text) {
            self.waiting.set(Some(text));
        } else {
            self.puts(text);
        }
    }

    /// The text was tried, and has not changed since.
    pub fn is_tried(self) -> bool {
        let text = self.text.read();
        let tried = self.tried.read();
        tried.as_ref().is_some_and(|tried| tried.text == *text)
    }

    fn server(self) -> Server {
        self.office.server()
    }

    /// Asks one thing at a time.
    fn asks<T: 'static>(
        self,
        what: Asked,
        request: impl Future<Output = Result<T, Problem>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.asking.get_untracked().is_some() {
            return;
        }
        self.asking.set(Some(what));
        self.why.set(None);
        spawn_local(async move {
            let answer = request.await;
            self.asking.set(None);
            match answer {
                Ok(answer) => done(answer),
                Err(problem) => self.why.set(Some((what, Why::Problem(problem)))),
            }
        });
    }

    /// Takes an answer to a file apart; what is wrong with it is shown where it was asked.
    fn takes<T>(self, what: Asked, answer: RulesAnswer<T>) -> Option<T> {
        let why = match answer {
            RulesAnswer::Done(done) => return Some(done),
            RulesAnswer::Problems(faults) => Why::Faults(faults),
            RulesAnswer::Refused(refusal) => Why::Refused(refusal),
        };
        self.why.set(Some((what, why)));
        None
    }

    /// Reads the months, unless they are there.
    pub fn read_months(self) {
        if self.months.with_untracked(Option::is_some) {
            return;
        }
        let server = self.server();
        spawn_local(async move {
            // Without a line the page says so; the months are read when it is back.
            if let Ok(months) = server.rules_months().await {
                self.shows_months(months);
            }
        });
    }

    fn shows_months(self, months: RulesMonths) {
        let first = String::from(months.first);
        let is_taken = self.from.with_untracked(|from| *from < first);
        if is_taken {
            self.from.set(first);
        }
        let last = self.store.today.get_untracked().month().previous();
        let over = months.opened.iter().find(|month| **month <= last);
        if self.month.with_untracked(String::is_empty) {
            let month = over.or(months.opened.first()).copied().unwrap_or(last);
            self.month.set(month.into());
        }
        self.months.set(Some(months));
    }

    /// Reads the text of the version chosen.
    pub fn read_text(self) {
        let (server, source) = (self.server(), self.source.get_untracked());
        let request = async move { server.rules_text(&source).await };
        self.asks(Asked::Text, request, move |file| self.offers(file.text));
    }

    /// Asks what it would have changed; finds the faults of the file.
    pub fn try_it(self) {
        let Ok(month) = self.month.get_untracked().parse::<Month>() else {
            self.read_months();
            return self
                .why
                .set(Some((Asked::Trial, Why::Problem(Problem::NoLine))));
        };
        let text = self.text.get_untracked();
        let server = self.server();
        let form = TryRules {
            text: text.clone(),
            month,
        };
        self.tried.set(None);
        let request = async move { server.try_rules(&form).await };
        self.asks(Asked::Trial, request, move |answer| {
            if let Some(rules) = self.takes(Asked::Trial, answer) {
                self.tried.set(Some(Tried { text, month, rules }));
            }
        });
    }

    /// Adds it.
    pub fn add(self) {
        let Ok(from) = self.from.get_untracked().parse::<Month>() else {
            return;
        };
        let server = self.server();
        let form = AddRules {
            text: self.text.get_untracked(),
            from,
        };
        let request = async move { server.add_rules(&form).await };
        self.asks(Asked::Adding, request, move |answer| {
            if matches!(answer, RulesAnswer::Refused(_)) {
                // Which months are free has changed since they were read.
                self.months.set(None);
                self.read_months();
            }
            if let Some(added) = self.takes(Asked::Adding, answer) {
                self.text.set(String::new());
                self.added.set(Some(added));
                self.toasts.say(Tone::Success, say!("admin.saved"));
                // The device has the new version with its next exchange.
                self.desk.want();
            }
        });
    }
}
