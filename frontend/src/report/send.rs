//! Sending the report, and taking it back until it is received.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::Deed, apply::ready_rows, book::submission::SubmissionState, id::ActRef, month::Day,
    refusal::Refusal, route::StepKind,
};

use super::committee_name;
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::form::{keep, stored};
use crate::month::Here;
use crate::ui::{
    ActionBar, Button, ButtonKind, DayField, Dialog, Icon, LinkButton, TextArea, Toasts, Tone,
};
use crate::{say, t};

/// The buttons of the page; none for who may neither send nor take back.
#[component]
pub fn Buttons(
    /// Where.
    here: Here,
    /// Why no table can go up yet.
    lacks: Memo<Option<Refusal>>,
) -> impl IntoView {
    let sending = RwSignal::new(false);
    let withdrawing = RwSignal::new(false);
    let sent = Memo::new(move |_| {
        let last = here.with(|book| {
            let last = book.submission()?;
            matches!(last.state, SubmissionState::Sent).then(|| last.act.clone())
        });
        last.flatten()
    });
    let may = Memo::new(move |_| {
        let deed = Deed::Submit {
            day: here.store.today.get(),
            people: BTreeMap::new(),
        };
        here.with(|book| book.closed.is_none() && here.store.may(book, &deed))
            .unwrap_or_default()
    });
    let can_send = Memo::new(move |_| {
        let is_first = here.with(|book| {
            let decided = book.rated().any(|(_, record)| record.decision().is_some());
            book.submission().is_none() && !decided
        });
        may.get() && is_first.unwrap_or_default()
    });
    let can_withdraw = Memo::new(move |_| may.get() && sent.read().is_some());
    let title = Signal::derive(move || say!("report.send.title", above = committee_name(here)));
    view! {
        <Dialog open=sending title>
            <SendForm here done=move || sending.set(false) />
        </Dialog>
        <Dialog open=withdrawing title=t!("report.withdraw.title")>
            {move || {
                sent.get()
                    .map(|submission| {
                        view! { <WithdrawForm here submission done=move || withdrawing.set(false) /> }
                    })
            }}
        </Dialog>
        <Show when=move || can_send.get() || can_withdraw.get()>
            <ActionBar state=|| view! { <SavingLine /> }>
                <LinkButton href=here.href("paper/proposal") icon=Icon::Print>{t!("report.print")}</LinkButton>
                <Show when=move || can_withdraw.get()>
                    <Button icon=Icon::Undo on_press=move || withdrawing.set(true)>{t!("report.withdraw")}</Button>
                </Show>
                <Show when=move || can_send.get()>
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Send
                        disabled=Signal::derive(move || lacks.read().is_some())
                        on_press=move || sending.set(true)
                    >
                        {t!("report.send")}
                    </Button>
                </Show>
            </ActionBar>
        </Show>
    }
}

#[component]
fn SendForm(here: Here, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let store = here.store;
    let day = RwSignal::new(String::from(store.today.get_untracked()));
    let doing = Doing::new(store);
    let toasts = Toasts::of_app();
    let count = here
        .with_now(|book| book.rated().count())
        .unwrap_or_default();
    let confirm = move || {
        let Ok(on) = day.get_untracked().parse::<Day>() else {
            doing.refuses(Refusal::Empty);
            return;
        };
        let rows = here.with_now(|book| {
            let rules = store.rules.get_untracked();
            ready_rows(book, &rules, StepKind::Submit)
        });
        match rows {
            Some(Ok(people)) => {
                if doing.does(&here.id(), Deed::Submit { day: on, people }) {
                    toasts.say(Tone::Success, say!("report.send.done"));
                    done.run(());
                }
            }
            Some(Err(why)) => doing.refuses(why),
            None => doing.refuses(Refusal::MonthNotOpened),
        }
    };
    view! {
        <p>{t!("report.send.words", n = count)}</p>
        <DayField label=t!("report.send.day") value=day />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Send on_press=confirm>{t!("report.send")}</Button>
        </div>
    }
}

#[component]
fn WithdrawForm(here: Here, submission: ActRef, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let store = here.store;
    let key = format!("withdraw/{}", here.id());
    let reason = RwSignal::new(stored::<String>(store, &key).unwrap_or_default());
    keep(store, key.clone(), String::new(), move || reason.get());
    let doing = Doing::new(store);
    let confirm = move || {
        let deed = Deed::Withdraw {
            submission: submission.clone(),
            reason: reason.get_untracked(),
        };
        if doing.does(&here.id(), deed) {
            store.drop_draft(&key);
            done.run(());
        }
    };
    view! {
        <p>{t!("report.withdraw.words")}</p>
        <TextArea label=t!("plan.reason") value=reason rows=2 />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Danger icon=Icon::Undo on_press=confirm>{t!("report.withdraw")}</Button>
        </div>
    }
}
