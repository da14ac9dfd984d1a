//! The form of a conclusion on the table over all units.

use leptos::prelude::*;

use super::super::desk::Desk;
use super::draft::Entry;
use crate::conclusion::{HeadFields, VoteFields, Wrong};
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, hint};
use crate::ui::{Button, ButtonKind, Card, Dialog, DialogActions, Facts, Field, Icon};
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
            <HeadFields head=entry.head at=desk.at wrong />
            <VoteFields head=entry.head wrong />
            <Show when=move || is_over.get()>
                <Field
                    label=t!("conclusion.exception")
                    value=entry.head.exception
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
            (say!("conclusion.number"), entry.head.number.get()),
            (say!("conclusion.body"), entry.head.body.get()),
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
