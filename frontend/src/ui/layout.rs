//! How a page is put together.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Count, Icon, unique_id};

/// The head of every page: one title, a line of what it is for, and its actions.
#[component]
pub fn PageHead(
    /// The page's only `h1`.
    #[prop(into)]
    title: Signal<String>,
    /// One sentence below.
    #[prop(optional, into)]
    lead: Option<Signal<String>>,
    /// What is above: unit, month.
    #[prop(optional, into)]
    overline: Option<Signal<String>>,
    /// Buttons at the right; on a phone below.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    // Tabs and the history of the browser name the page too.
    Effect::new(move |_| {
        document().set_title(&format!("{} · {}", title.get(), crate::say!("app.name")));
    });
    view! {
        <header class="page-head">
            <div class="page-head-words">
                {overline.map(|words| view! { <p class="overline">{words}</p> })}
                <h1 tabindex="-1">{title}</h1>
                {lead.map(|words| view! { <p class="soft">{words}</p> })}
            </div>
            {actions.map(|actions| view! { <div class="page-head-actions">{move || actions.run()}</div> })}
        </header>
    }
}

/// A raised sheet of paper: one subject, with its heading.
#[component]
pub fn Card(
    /// The heading.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// At the right of the heading.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// What stands in it.
    children: Children,
    /// No inner margin, for lists and tables.
    #[prop(optional)]
    flush: bool,
) -> impl IntoView {
    let id = unique_id("card");
    let named = title.is_some().then(|| id.clone());
    view! {
        <section class="card" class:card-flush=flush aria-labelledby=named>
            {(title.is_some() || aside.is_some())
                .then(|| {
                    view! {
                        <header class="card-head">
                            {title.map(|title| view! { <h2 class="card-title" id=id>{title}</h2> })}
                            {aside.map(|aside| view! { <div class="row-tight">{move || aside.run()}</div> })}
                        </header>
                    }
                })}
            <div class="card-body">{children()}</div>
        </section>
    }
}

/// Pairs of a name and a value: what is known of something, at a glance.
#[component]
pub fn Facts(
    /// Names and values, in order.
    #[prop(into)]
    facts: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    view! {
        <dl class="facts">
            {move || {
                facts
                    .get()
                    .into_iter()
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()
            }}
        </dl>
    }
}

/// One line of a list that opens something. Give the list the class `list`.
#[component]
pub fn ListRow(
    /// In bold.
    #[prop(into)]
    title: Signal<String>,
    /// Below it.
    #[prop(optional, into)]
    note: Signal<String>,
    /// Before the words: an avatar, a number.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// After the words: a chip, a count.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// It is the one that is open beside the list.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// Opens it.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="list-row"
            class:list-row-current=move || current.get()
            aria-current=move || current.get().then_some("true")
            on:click=move |_| on_press.run(())
        >
            {lead.map(|lead| lead.run())}
            <span class="list-row-main"><span class="list-row-words">
                <span class="list-row-title">{title}</span>
                <span class="list-row-note" hidden=move || note.read().is_empty()>{note}</span>
            </span>
            {aside.map(|aside| view! { <span class="list-row-aside">{move || aside.run()}</span> })}</span>
            {Icon::Right.view()}
        </button>
    }
}

/// A list with what is open of it at its side; on a phone one after the other.
#[component]
pub fn SplitView(
    /// What the list holds, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// Something of the list is open. On a phone the list is hidden then.
    #[prop(into)]
    open: Signal<bool>,
    /// Back to the list, on a phone.
    #[prop(into)]
    on_back: Callback<()>,
    /// The list.
    #[prop(into)]
    list: ViewFn,
    /// What is open, or an `EmptyState` that says to choose.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="split" class:split-open=move || open.get()>
            <nav class="split-list" aria-label=move || label.get()>{move || list.run()}</nav>
            <div class="split-detail">
                <div class="split-back">
                    <button type="button" class="button button-quiet" on:click=move |_| on_back.run(())>
                        {Icon::Left.view()}
                        <span>{crate::t!("ui.back")}</span>
                    </button>
                </div>
                {children()}
            </div>
        </div>
    }
}

/// One figure at a glance, with its name above and what it means below. Several stand in a `.figures`.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// The figure, written the Vietnamese way.
    #[prop(into)]
    value: Signal<String>,
    /// What it means: out of how many, how it was before.
    #[prop(optional, into)]
    note: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="figure-card">
            <p class="overline">{label}</p>
            <p class="figure">{value}</p>
            <p class="small soft" hidden=move || note.read().is_empty()>{note}</p>
        </div>
    }
}

/// Nothing here yet, why, and what to do about it.
#[component]
pub fn EmptyState(
    /// Drawn above.
    icon: Icon,
    /// What is not there.
    #[prop(into)]
    title: Signal<String>,
    /// Why, or what comes here.
    #[prop(optional, into)]
    words: Option<Signal<String>>,
    /// A button, where something can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon">{icon.view()}</span>
            <p class="empty-title">{title}</p>
            {words.map(|words| view! { <p class="soft">{words}</p> })}
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}

/// One tab of [`Tabs`].
#[derive(Clone)]
pub struct Tab<K> {
    /// What is kept when it is chosen.
    pub key: K,
    /// The words.
    pub title: Signal<String>,
    /// A count beside them; none at zero.
    pub count: Signal<usize>,
}

/// Parts of one page, of which one is shown. Arrow keys go from tab to tab.
#[component]
pub fn Tabs<K>(
    /// What the tabs are parts of, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    tabs: Vec<Tab<K>>,
    /// The one shown.
    selected: RwSignal<K>,
    /// What the chosen tab shows: follows `selected`.
    children: Children,
) -> impl IntoView
where
    K: Copy + PartialEq + Send + Sync + 'static,
{
    let id = unique_id("tabs");
    let (panel, current) = (format!("{id}-panel"), format!("{id}-current"));
    let keys: Vec<K> = tabs.iter().map(|tab| tab.key).collect();
    let nodes: Vec<NodeRef<leptos::html::Button>> = keys.iter().map(|_| NodeRef::new()).collect();
    let tab_list = tabs
        .into_iter()
        .zip(nodes.clone())
        .map(|(tab, node)| {
            let (keys, nodes) = (keys.clone(), nodes.clone());
            let chosen = move || selected.get() == tab.key;
            let press = move |event: web_sys::KeyboardEvent| {
                let here = keys
                    .iter()
                    .position(|key| *key == tab.key)
                    .unwrap_or_default();
                let next = match event.key().as_str() {
                    "ArrowRight" => (here + 1) % keys.len(),
                    "ArrowLeft" => (here + keys.len() - 1) % keys.len(),
                    "Home" => 0,
                    "End" => keys.len() - 1,
                    _ => return,
                };
                event.prevent_default();
                selected.set(keys[next]);
                if let Some(button) = nodes[next].get_untracked() {
                    // The focus is lost only with the element itself.
                    let _ = button.focus();
                }
            };
            let (current, panel) = (current.clone(), panel.clone());
            view! {
                <button
                    node_ref=node
                    type="button"
                    role="tab"
                    class="tab"
                    id=move || chosen().then(|| current.clone())
                    aria-selected=move || chosen().to_string()
                    aria-controls=panel
                    tabindex=move || if chosen() { "0" } else { "-1" }
                    on:click=move |_| selected.set(tab.key)
                    on:keydown=press
                >
                    <span>{tab.title}</span>
                    <Count value=tab.count />
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="tabs">
            <div class="tab-list" role="tablist" aria-label=move || label.get()>{tab_list}</div>
            <div role="tabpanel" class="tab-panel" id=panel aria-labelledby=current tabindex="0">{children()}</div>
        </div>
    }
}

/// Back to another page, above a page's head.
#[component]
pub fn BackLink(
    /// A path of the app.
    #[prop(into)]
    href: String,
    /// Where it leads.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! {
        <A href=href attr:class="back-link">
            {Icon::Left.view()}
            <span>{words}</span>
        </A>
    }
}

/// The buttons of a page that must always be in reach: held at the lower edge.
#[component]
pub fn ActionBar(
    /// A line at the left: how far the content is saved, what is missing.
    #[prop(optional, into)]
    state: Option<ViewFn>,
    /// The buttons, the main one last.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="action-bar">
            <div class="action-bar-state">{state.map(|state| move || state.run())}</div>
            <div class="action-bar-buttons">{children()}</div>
        </div>
    }
}

/// Words that unfold: reasons, history.
#[component]
pub fn Fold(
    /// Always in sight.
    #[prop(into)]
    title: Signal<String>,
    /// What unfolds.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold">
            <summary>{Icon::Right.view()}<span>{title}</span></summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}

/// A button that opens a short menu below itself; Esc and a tap elsewhere close it.
#[component]
pub fn MenuButton(
    /// The drawing or words of the button.
    #[prop(into)]
    face: ViewFn,
    /// What it opens, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// Buttons and links; pressing one closes the menu.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let id = unique_id("menu");
    let button = NodeRef::<leptos::html::Button>::new();
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            if let Some(button) = button.get_untracked() {
                // The focus is lost only with the element itself.
                let _ = button.focus();
            }
        }
    };
    view! {
        <div class="menu" on:keydown=escape>
            <button
                node_ref=button
                type="button"
                class="menu-button"
                aria-expanded=move || open.get().to_string()
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                // Beside what is seen, which is then part of the button's name.
                <span class="only-screen-reader">{label}</span>
                {move || face.run()}
            </button>
            <Show when=move || open.get()>
                <div class="menu-shade" on:click=move |_| open.set(false)></div>
            </Show>
            <div class="menu-list" id=id hidden=move || !open.get() on:click=move |_| open.set(false)>
                {children()}
            </div>
        </div>
    }
}
