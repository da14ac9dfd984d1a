//! A file of what waits on another device, which somebody brought here.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    api::ErrorCode,
    sync::{carried::Carried, message::REQUEST_BYTES_MAX},
};

use crate::{
    problem, say,
    store::Store,
    sync::{call::Problem, desk::deliver},
    t,
    ui::{Card, FileButton, Notice, Tone},
};

/// The most that is read: what the server takes.
#[allow(clippy::cast_precision_loss)]
const FILE_MAX: f64 = REQUEST_BYTES_MAX as f64;

#[component]
pub(super) fn CarriedCard() -> impl IntoView {
    let store = Store::get();
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<(Tone, String)>);
    let take = move |text: Option<String>| {
        let file = text.and_then(|text| serde_json::from_str::<Carried>(&text).ok());
        let actor = store.actor.get_untracked();
        let (Some(file), Some(actor)) = (file, actor) else {
            said.set(Some((Tone::Danger, say!("exchange.carried.broken"))));
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let words = match deliver(&actor.account, &file).await {
                Ok(arrived) if arrived.faults.is_empty() => (
                    Tone::Success,
                    say!("exchange.carried.arrived", n = arrived.acts),
                ),
                Ok(_) => (Tone::Warning, say!("exchange.carried.some")),
                Err(problem) => (Tone::Danger, why(&problem)),
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
                    <FileButton accept=".json,application/json" max=FILE_MAX on_read=take busy=busy>
                        {t!("exchange.carried.choose")}
                    </FileButton>
                </div>
                <div role="status">{answer}</div>
            </div>
        </Card>
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
