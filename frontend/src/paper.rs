//! Papers in the layouts of party documents and of the state's, printed from the browser, with or without a network.

mod dates;
mod issuer;
mod minutes;
mod notice;
mod parts;
mod plan;
mod proposal;
mod urging;
mod year;

pub use minutes::minutes;
pub use notice::notice;
pub use plan::plan;
pub use proposal::proposal;
pub use urging::{Owing, Urging};
pub(crate) use year::YearSheet;

use leptos::prelude::*;

use crate::month::Here;
use crate::t;
use crate::ui::{BackLink, Button, ButtonKind, Icon, PageHead};

/// What stands around a paper on the screen: the way back, and the button that prints.
#[component]
pub(crate) fn PaperPage(
    /// Where.
    here: Here,
    /// What it is.
    #[prop(into)]
    title: Signal<String>,
    /// The path that it was opened from.
    #[prop(into)]
    back: String,
    /// The name of that place.
    #[prop(into)]
    back_words: Signal<String>,
    /// The paper.
    children: Children,
) -> impl IntoView {
    view! {
        <BackLink href=back words=back_words />
        <PageHead
            title
            overline=here.overline()
            lead=t!("paper.lead")
            actions=|| view! { <PrintButton /> }
        />
        // What scrolls can be reached with the keyboard.
        <div class="paper-desk" tabindex="0">{children()}</div>
    }
}

/// Prints the page.
#[component]
pub(crate) fn PrintButton() -> impl IntoView {
    let print = || {
        // A browser without a printer leaves the page as it is.
        let _ = window().print();
    };
    view! {
        <Button kind=ButtonKind::Primary icon=Icon::Print on_press=print>{t!("paper.print")}</Button>
    }
}
