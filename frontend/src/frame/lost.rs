//! A path that leads nowhere.

use leptos::prelude::*;

use crate::t;
use crate::ui::{ButtonKind, EmptyState, Icon, LinkButton, PageHead};

/// Says so, and leads back.
#[component]
pub fn LostPage() -> impl IntoView {
    view! {
        <PageHead title=t!("lost.title") />
        <EmptyState icon=Icon::Search title=t!("lost.title") words=t!("lost.words")>
            <LinkButton href="/" kind=ButtonKind::Primary icon=Icon::Home>{t!("lost.back")}</LinkButton>
        </EmptyState>
    }
}
