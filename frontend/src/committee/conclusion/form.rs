//! The head of a conclusion: number, day, body, chair and votes.

use leptos::prelude::*;
use roviec_shared::organisation::Role;

use super::super::desk::Desk;
use super::draft::{Entry, Wrong};
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, hint};
use crate::ui::{
    Button, ButtonKind, Card, DayField, Dialog, DialogActions, Facts, Field, Icon, Keyboard, Select,
};
use crate::{key, say, t};

/// The form; its confirmation shows once more what is recorded.
#[component]
pub fn ConclusionForm(entry: Entry, again: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::of_page();
    let doing = Doing::new(desk.store);
    let wrong = RwSignal::new(Wrong::default());
    let open = RwSignal::new(false);
    let ask = move || {
        doing.forgets();
        match entry.deed(desk) {
            Ok(_) => {
                wrong.set(Wrong::default());
                open.set(true);
            }
            Err(fields) => wrong.set(fields),
        }
    };
    let conclude = move || {
        open.set(false);
        if let Ok(deed) = entry.deed(desk)
            && doing.does(&desk.own(), deed)
        {
            entry.forget();
            again.set(false);
        }
    };
    let is_over = Memo::new(move |_| {
        entry
            .caps(desk)
            .iter()
            .any(|(_, count)| count.is_exceeded())
    });
    view! {
        <Card title=t!("conclusion.title")>
            <Restored is_restored=entry.is_restored on_forget=move || entry.forget() />
            <RefusalNotice doing />
            <Head entry wrong />
            <Votes entry wrong />
            <Show when=move || is_over.get()>
                <Field
                    label=t!("conclusion.exception")
                    value=entry.exception
                    hint=hint(key!("conclusion.exception.hint"))
                />
            </Show>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=Icon::Check on_press=ask>{t!("conclusion.do")}</Button>
                <Show when=move || again.get()>
                    <Button kind=ButtonKind::Quiet on_press=move || again.set(false)>{t!("form.cancel")}</Button>
                </Show>
            </div>
        </Card>
        <Confirm entry open on_confirm=conclude />
    }
}

#[component]
fn Head(entry: Entry, wrong: RwSignal<Wrong>) -> impl IntoView {
    let desk = Desk::of_page();
    let chairs = Signal::derive(move || {
        let holders = desk.store.holders_of(&[Role::Decider], &desk.at.get());
        let mut options: Vec<(String, String)> = holders
            .into_iter()
            .map(|(person, name)| (person.to_string(), name))
            .collect();
        // Who chaired before may hold the post no more, and is still named.
        let kept = entry.chair.get();
        if !kept.is_empty() && !options.iter().any(|(person, _)| *person == kept) {
            let name = kept
                .parse()
                .ok()
                .and_then(|person| desk.store.name_of(&person));
            options.push((kept.clone(), name.unwrap_or(kept)));
        }
        options
    });
    let day = Signal::derive(move || wrong.get().day.then(|| say!("ui.day.wrong")));
    let chair = Signal::derive(move || wrong.get().chair.then(|| say!("conclusion.chair.missing")));
    view! {
        <div class="form-grid">
            <Field label=t!("conclusion.number") value=entry.number hint=hint(key!("conclusion.number.hint")) />
            <DayField label=t!("conclusion.day") value=entry.day error=day />
            <Field label=t!("conclusion.body") value=entry.body hint=hint(key!("conclusion.body.hint")) />
            <Select
                label=t!("conclusion.chair")
                value=entry.chair
                options=chairs
                none=t!("form.choose")
                error=chair
            />
        </div>
    }
}

#[component]
fn Votes(entry: Entry, wrong: RwSignal<Wrong>) -> impl IntoView {
    let votes = move || wrong.get().votes.then(|| say!("conclusion.votes.wrong"));
    view! {
        <fieldset class="stack-tight">
            <legend class="field-label">{t!("conclusion.votes")}</legend>
            <div class="votes-grid">
                <Field label=t!("conclusion.entitled") value=entry.entitled keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.present") value=entry.present keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.agree") value=entry.agree keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.against") value=entry.against keyboard=Keyboard::Digits />
                <Field label=t!("conclusion.other") value=entry.other keyboard=Keyboard::Digits />
            </div>
            <p class="field-error" role="alert">{votes}</p>
        </fieldset>
    }
}

/// What is about to be recorded, read once more.
#[component]
fn Confirm(
    entry: Entry,
    open: RwSignal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let desk = Desk::of_page();
    let facts = Signal::derive(move || {
        let units = entry.units(desk);
        let people: u32 = units.iter().map(|unit| unit.rated()).sum();
        let changed = entry.changes.with(|changes| changes.len());
        vec![
            (say!("conclusion.number"), entry.number.get()),
            (say!("conclusion.body"), entry.body.get()),
            (say!("committee.units"), units.len().to_string()),
            (say!("conclusion.rated"), people.to_string()),
            (say!("conclusion.changed"), changed.to_string()),
        ]
    });
    let actions = move || {
        view! {
            <DialogActions open=open words=t!("conclusion.do") on_press=on_confirm />
        }
    };
    view! {
        <Dialog open title=t!("conclusion.confirm") actions>
            <Facts facts />
            <p>{t!("conclusion.confirm.words")}</p>
        </Dialog>
    }
}
