//! The tree of units at the left, one unit at the right.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use roviec_shared::id::UnitId;

use super::account::PasswordDialog;
use super::merging::{MergeForm, MergeFormDialog};
use super::month::MonthCard;
use super::office::Office;
use super::people::PeopleCard;
use super::tree::UnitTree;
use super::unit::{UnitCard, UnitForm, UnitFormDialog};
use crate::ruling::{NEW_RULES, administers_all};
use crate::store::Store;
use crate::ui::{
    Button, ButtonKind, Card, EmptyState, Icon, LinkButton, Notice, PageHead, SplitView, Tone,
};
use crate::{problem, t};

/// The page.
#[component]
pub fn AdminPage() -> impl IntoView {
    let office = Office::of_page();
    let params = use_params_map();
    let unit = Memo::new(move |_| -> Option<UnitId> {
        params.with(|params| params.get("unit")?.parse().ok())
    });
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |path: String| {
        navigate.with_value(|navigate| navigate(&path, NavigateOptions::default()));
    });
    // The server is asked when a page opens, and for the people of each unit that is opened.
    Effect::new(move |_| {
        if office.units.with_untracked(Option::is_none) {
            office.load();
        }
    });
    Effect::new(move |_| {
        if let Some(unit) = unit.get() {
            office.open(unit);
        }
    });
    let form = UnitForm::new(office, go);
    let merging = MergeForm::new(office);
    let store = Store::get();
    view! {
        <PageHead
            title=t!("admin.title")
            lead=t!("admin.lead")
            actions=move || view! {
                <Show when=move || administers_all(store)>
                    <LinkButton href=NEW_RULES icon=Icon::Document>{t!("admin.rules.place")}</LinkButton>
                </Show>
                <Button icon=Icon::Plus on_press=move || form.begin_new(unit.get_untracked())>{t!("admin.unit.add")}</Button>
            }
        />
        <ProblemNotice office />
        <SplitView
            label=t!("admin.units")
            open=move || unit.get().is_some()
            on_back=move || go.run("/admin".to_owned())
            list=move || view! { <UnitTree office current=unit go /> }
        >
            {move || match unit.get() {
                Some(unit) => view! {
                    <UnitCard office unit=unit.clone() form merging />
                    <MonthCard office unit=unit.clone() />
                    <PeopleCard office unit />
                }
                .into_any(),
                None => view! {
                    <Card><EmptyState icon=Icon::Building title=t!("admin.choose") words=t!("admin.choose.words") /></Card>
                }
                .into_any(),
            }}
        </SplitView>
        <UnitFormDialog form />
        <MergeFormDialog form=merging />
        <PasswordDialog office />
    }
}

/// Why the last request had no effect, and another try.
#[component]
fn ProblemNotice(office: Office) -> impl IntoView {
    move || {
        office.problem.get().map(|why| {
            let words = move || problem::words(&why);
            view! {
                <Notice tone=Tone::Danger>
                    <p>{words}</p>
                    <div class="row">
                        <Button kind=ButtonKind::Quiet icon=Icon::Sync on_press=move || office.load()>{t!("admin.again")}</Button>
                    </div>
                </Notice>
            }
        })
    }
}
