//! A file of what waits on another device, which somebody brought here; and what comes back of one.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    api::ErrorCode,
    sync::{
        carried::{Arrived, Carried, Returned},
        message::REQUEST_BYTES_MAX,
    },
};
use serde::Deserialize;

use super::file::GiveOut;
use crate::{
    problem, say,
    storage::Fault,
    store::Store,
    sync::{
        call::Problem,
        desk::{Desk, deliver},
    },
    t,
    ui::{Card, FileButton, Notice, Tone},
};

/// The most that is read: what the server takes.
#[allow(clippy::cast_precision_loss)]
const FILE_MAX: f64 = REQUEST_BYTES_MAX as f64;

/// What was chosen.
#[derive(Deserialize)]
#[serde(untagged)]
enum Chosen {
    /// What waits on another device.
    Carried(Carried),
    /// What the server said of a file that was saved here.
    Returned(Returned),
}

#[component]
pub(super) fn CarriedCard() -> impl IntoView {
    let (store, desk) = (Store::get(), Desk::get());
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<(Tone, String)>);
    let back = RwSignal::new(None::<Returned>);
    let take = move |text: Option<String>| {
        let file = text.and_then(|text| serde_json::from_str::<Chosen>(&text).ok());
        let actor = store.actor.get_untracked();
        back.set(None);
        let (Some(file), Some(actor)) = (file, actor) else {
            said.set(Some((Tone::Danger, say!("exchange.carried.broken"))));
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let words = match file {
                Chosen::Carried(file) => {
                    let arrived = deliver(&actor.account, &file).await;
                    if let Ok(arrived) = &arrived {
                        back.set(arrived.returned.clone());
                    }
                    of_delivery(arrived)
                }
                Chosen::Returned(file) => of_return(desk.take_back(&file).await),
            };
            said.set(Some(words));
            busy.set(false);
        });
    };
    let answer = move || {
        said.get().map(|(tone, words)| {
            view! { <Notice tone=tone><p>{words}</p></Notice> }
        })
    };
    view! {
        <Card title=t!("exchange.carried")>
            <div class="stack">
                <p class="soft">{t!("exchange.carried.words")}</p>
                <div class="row">
                    <FileButton
                        accept=".json,.txt,application/json,text/plain"
                        max=FILE_MAX
                        on_read=take
                        busy=busy
                    >
                        {t!("exchange.carried.choose")}
                    </FileButton>
                </div>
                <div role="status">{answer}</div>
                <Show when=move || back.read().is_some()>
                    <GiveBack back />
                </Show>
            </div>
        </Card>
    }
}

/// What may be carried back to the device that the file came from.
#[component]
fn GiveBack(back: RwSignal<Option<Returned>>) -> impl IntoView {
    let words = Signal::derive(|| say!("exchange.carried.back"));
    let make = move || async move {
        let back = back.get_untracked().ok_or(Fault::Absent)?;
        let text = serde_json::to_string(&back).map_err(|_| Fault::Broken)?;
        Ok(("ro-viec-ket-qua".to_owned(), text))
    };
    view! {
        <p class="soft">{t!("exchange.carried.back_words")}</p>
        <GiveOut words make />
    }
}

fn of_delivery(arrived: Result<Arrived, Problem>) -> (Tone, String) {
    match arrived {
        Ok(arrived) if arrived.faults.is_empty() => (
            Tone::Success,
            say!("exchange.carried.arrived", n = arrived.acts),
        ),
        Ok(_) => (Tone::Warning, say!("exchange.carried.some")),
        Err(problem) => (Tone::Danger, why(&problem)),
    }
}

fn of_return(taken: Result<(), Fault>) -> (Tone, String) {
    match taken {
        Ok(()) => (Tone::Success, say!("exchange.returned.taken")),
        Err(Fault::Absent) => (Tone::Danger, say!("exchange.returned.foreign")),
        Err(_) => (Tone::Danger, say!("exchange.returned.broken")),
    }
}

fn why(problem: &Problem) -> String {
    if problem.is(ErrorCode::NotFound) {
        say!("exchange.carried.foreign")
    } else if problem.is(ErrorCode::Malformed) || problem.is(ErrorCode::CutOff) {
        say!("exchange.carried.broken")
    } else {
        problem::words(problem)
    }
}
