//! Adding the version: the month from which it holds, a plain question, and what became of it.

use leptos::prelude::*;
use roviec_shared::month::Month;

use super::entry::{Asked, RulesEntry};
use super::faults::WhyShown;
use crate::locale::{self, pick};
use crate::ruling::rules_href;
use crate::ui::{
    Button, ButtonKind, Card, Dialog, DialogActions, Facts, Icon, LinkButton, Notice, Options,
    Select, Tone,
};
use crate::{say, t};

/// Months offered to begin with: a year.
const MONTHS_OFFERED: usize = 12;

/// The card.
#[component]
pub fn AddCard(entry: RulesEntry) -> impl IntoView {
    let months = Signal::derive(move || -> Options {
        let known = entry.months.read();
        let first = known.as_ref().map(|months| months.first);
        let option = |month: Month| {
            let month = String::from(month);
            (month.clone(), locale::month(&month))
        };
        std::iter::successors(first, |month| Some(month.next()))
            .take(MONTHS_OFFERED)
            .map(option)
            .collect()
    });
    let open = RwSignal::new(false);
    let adding = Signal::derive(move || entry.asking.get() == Some(Asked::Adding));
    let is_ready = Memo::new(move |_| {
        let is_free = matches!(entry.asking.get(), None | Some(Asked::Adding));
        is_free && entry.is_tried() && !entry.from.read().is_empty()
    });
    let ask = move || {
        entry.why.set(None);
        open.set(true);
    };
    view! {
        <Card title=t!("admin.rules.add")>
            <div class="stack">
                <p class="soft">{t!("admin.rules.add.words")}</p>
                <Select label=t!("admin.rules.from") value=entry.from options=months />
                <div class="row">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Plus
                        busy=adding
                        disabled=Signal::derive(move || !is_ready.get())
                        on_press=ask
                    >
                        {t!("admin.rules.add.go")}
                    </Button>
                    <Show when=move || !is_ready.get()>
                        <p class="soft">{t!("admin.rules.add.first")}</p>
                    </Show>
                </div>
                <WhyShown entry asked=Asked::Adding />
            </div>
        </Card>
        <Confirm entry open />
    }
}

/// Says once more what is added and when it holds.
#[component]
fn Confirm(entry: RulesEntry, open: RwSignal<bool>) -> impl IntoView {
    // What comes of it is said on the page, where the text can be mended.
    let add = move || {
        open.set(false);
        entry.add();
    };
    let from = move || locale::month(&entry.from.read());
    let facts = Signal::derive(move || {
        let tried = entry.tried.read();
        let Some(set) = tried.as_ref().map(|tried| &tried.rules.set) else {
            return Vec::new();
        };
        vec![
            (say!("admin.rules.fact.title"), pick(&set.title)),
            (say!("admin.rules.fact.version"), set.version.to_string()),
            (say!("admin.rules.from"), from()),
        ]
    });
    view! {
        <Dialog
            open
            title=t!("admin.rules.confirm", month = from())
            actions=move || view! {
                <DialogActions open words=t!("admin.rules.add.go") on_press=add />
            }
        >
            <div class="stack">
                <Facts facts />
                <p>{t!("admin.rules.confirm.words", month = from())}</p>
            </div>
        </Dialog>
    }
}

/// What was added.
#[component]
pub fn Added(entry: RulesEntry) -> impl IntoView {
    let shown = move || {
        let added = entry.added.get()?;
        let month = locale::month(&String::from(added.from));
        let href = rules_href(&added.id, added.version);
        // What was added is what was tried.
        let tried = entry.tried.read_untracked();
        let title = tried.as_ref().map(|tried| pick(&tried.rules.set.title));
        Some(view! {
            <Notice
                tone=Tone::Success
                title=t!("admin.rules.added", n = added.version, month = month)
            >
                <p class="strong">{title}</p>
                <p>{t!("admin.rules.added.words")}</p>
                <div class="row">
                    <LinkButton href kind=ButtonKind::Primary icon=Icon::Document>{t!("rules.open")}</LinkButton>
                    <Button icon=Icon::Plus on_press=move || entry.begin_again()>{t!("admin.rules.again")}</Button>
                </div>
            </Notice>
        })
    };
    view! { <div role="status">{shown}</div> }
}
