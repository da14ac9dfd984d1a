//! The digest by mail: who wants it turns it on here, confirms the address, and turns it off.

mod form;
mod post;
mod standing;

use leptos::prelude::*;

use crate::t;
use crate::ui::{BackLink, Button, ButtonKind, Card, Icon, Notice, PageHead, Tone};
use form::AddressForm;
use post::Post;
use standing::{CodeCard, OnCard, ProblemNotice};

/// What of the page is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// The server has not said yet.
    Loading,
    /// It sends no mail, and nothing is wanted.
    NotOffered,
    /// Where mail would go, and how often.
    Form,
    /// The code is asked for.
    Code,
    /// It is on.
    On,
}

fn shown(post: Post) -> Shown {
    let Some(view) = post.view.get() else {
        return Shown::Loading;
    };
    match view.wanted {
        _ if post.is_changing.get() && view.is_offered => Shown::Form,
        Some(wanted) if wanted.is_confirmed => Shown::On,
        Some(_) => Shown::Code,
        None if view.is_offered => Shown::Form,
        None => Shown::NotOffered,
    }
}

/// The page.
#[component]
pub fn DigestPage() -> impl IntoView {
    let post = Post::of_page();
    post.load();
    let shown = Memo::new(move |_| shown(post));
    let card = move || match shown.get() {
        Shown::Loading => view! { <Loading post /> }.into_any(),
        Shown::NotOffered => view! { <NotOffered /> }.into_any(),
        Shown::Form => view! { <AddressForm post /> }.into_any(),
        Shown::Code => view! { <CodeCard post /> }.into_any(),
        Shown::On => view! { <OnCard post /> }.into_any(),
    };
    let is_silent = Memo::new(move |_| {
        let says =
            |view: &roviec_shared::digest::DigestView| !view.is_offered && view.wanted.is_some();
        post.view.with(|view| view.as_ref().is_some_and(says))
    });
    view! {
        <BackLink href="/settings" words=t!("frame.settings") />
        <PageHead title=t!("digest.title") lead=t!("digest.lead") />
        <div class="stack measure">
            <Show when=move || is_silent.get()><NotOffered /></Show>
            <ProblemNotice post />
            {card}
            <Card title=t!("digest.what.title")>
                <ul class="reasons">
                    <li>{t!("digest.what.waits")}</li>
                    <li>{t!("digest.what.news")}</li>
                    <li>{t!("digest.what.none")}</li>
                </ul>
                <p class="strong">{t!("digest.what.never")}</p>
            </Card>
        </div>
    }
}

/// Nothing is known yet; without a line it can be asked again.
#[component]
fn Loading(post: Post) -> impl IntoView {
    view! {
        <Card>
            <Show
                when=move || post.is_busy.get()
                fallback=move || view! {
                    <Button kind=ButtonKind::Quiet icon=Icon::Sync on_press=move || post.load()>
                        {t!("digest.again")}
                    </Button>
                }
            >
                <p class="soft">{t!("digest.loading")}</p>
            </Show>
        </Card>
    }
}

#[component]
fn NotOffered() -> impl IntoView {
    view! {
        <Notice tone=Tone::Info title=t!("digest.not_offered.title")>
            <p>{t!("digest.not_offered")}</p>
        </Notice>
    }
}
