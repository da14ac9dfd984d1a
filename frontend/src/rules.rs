//! A rule set as people read it: what it rests on, where the points come from, what each level asks, what
//! holds a level down, how many may be excellent, how a body votes, and when what is due.

mod words;

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use roviec_shared::{
    id::RuleSetId,
    level::Level,
    rules::{Ceiling, Condition, CriterionGroup, RuleSet},
};

pub(crate) use self::words::step;
use self::words::{cap, days, votes};
use crate::level::{LevelChip, label};
use crate::locale::{self, pick};
use crate::ruling::{NEW_RULES, administers_all, new_rules_href, rules_href, version_words};
use crate::store::Store;
use crate::ui::{BackLink, Card, EmptyState, Facts, Icon, LinkButton, ListRow, PageHead};
use crate::{say, t};

fn points(hundredths: i32) -> String {
    locale::hundredths(hundredths.into())
}

/// The page of all rule sets that this device knows.
#[component]
pub fn RulesPage() -> impl IntoView {
    let store = Store::get();
    let navigate = use_navigate();
    let rows = move || {
        store.rules.with(|book| {
            let row = |set: &RuleSet| {
                let (title, note) = (pick(&set.title), version_words(set));
                let to = rules_href(&set.id, set.version);
                let navigate = navigate.clone();
                let open = move || navigate(&to, Default::default());
                view! { <ListRow title note on_press=open /> }
            };
            book.iter().map(row).collect_view()
        })
    };
    view! {
        <PageHead title=t!("rules.title") lead=t!("rules.lead") actions=move || view! {
            <Show when=move || administers_all(store)>
                <LinkButton href=NEW_RULES icon=Icon::Plus>{t!("admin.rules.place")}</LinkButton>
            </Show>
        } />
        <Card flush=true><div class="list">{rows}</div></Card>
    }
}

/// The page of one rule set.
#[component]
pub fn RuleSetPage() -> impl IntoView {
    let store = Store::get();
    let params = use_params_map();
    let found = Memo::new(move |_| {
        let (id, version) = params.with(|params| {
            let id: Option<RuleSetId> = params.get("id")?.parse().ok();
            Some((id?, params.get("version")?.parse::<u32>().ok()?))
        })?;
        store.rules.with(|book| book.get(&id, version).cloned())
    });
    move || match found.get() {
        Some(set) => shown(&set).into_any(),
        None => view! {
            <PageHead title=t!("rules.title") />
            <EmptyState icon=Icon::Document title=t!("rules.none") words=t!("rules.none.words") />
        }
        .into_any(),
    }
}

fn shown(set: &RuleSet) -> impl IntoView + use<> {
    let store = Store::get();
    let next = new_rules_href(&set.id, set.version);
    let (title, note) = (pick(&set.title), pick(&set.note));
    let version = version_words(set);
    let documents = set
        .documents
        .iter()
        .map(|document| view! { <li>{pick(&document.title)}</li> });
    let documents = documents.collect_view();
    let levels = Level::ALL.into_iter().map(|level| asked(set, level));
    let levels = levels.collect_view();
    let groups = set.groups.iter().map(group).collect_view();
    let ceilings = set.ceilings.iter().map(ceiling).collect_view();
    let has_ceilings = !set.ceilings.is_empty();
    let (cap, votes, days) = (cap(&set.cap), votes(&set.votes), days(&set.calendar));
    let steps = set.route.steps.iter().map(|each| {
        let (name, guidance) = (step(each.kind), each.guidance.clone());
        view! { <li><span class="strong">{name}</span>{(!guidance.is_empty()).then(|| view! { <p class="small soft">{guidance}</p> })}</li> }
    });
    let steps = steps.collect_view();
    view! {
        <BackLink href="/rules" words=t!("rules.title") />
        <PageHead
            title=Signal::stored(title)
            overline=Signal::stored(version)
            lead=Signal::stored(note)
            actions=move || {
                let href = next.clone();
                administers_all(store).then(|| view! {
                    <LinkButton href icon=Icon::Plus>{t!("admin.rules.from_this")}</LinkButton>
                })
            }
        />
        <div class="stack measure">
            <Card title=t!("rules.documents")><ul class="rules-list">{documents}</ul></Card>
            <Card title=t!("rules.levels")>{levels}</Card>
            <Card title=t!("rules.groups")>{groups}</Card>
            {has_ceilings
                .then(|| view! { <Card title=t!("rules.ceilings")><ul class="rules-list">{ceilings}</ul></Card> })}
            <Card title=t!("rules.cap")><p>{cap}</p></Card>
            <Card title=t!("rules.votes")><p>{votes}</p></Card>
            <Card title=t!("rules.days")><Facts facts=Signal::stored(days) /></Card>
            <Card title=t!("rules.route")><ol class="rules-list">{steps}</ol></Card>
        </div>
    }
}

/// A level, from how many points, and what it asks beside them.
fn asked(set: &RuleSet, level: Level) -> impl IntoView + use<> {
    let from = match level {
        Level::Excellent => Some(set.thresholds.excellent),
        Level::Good => Some(set.thresholds.good),
        Level::Completed => Some(set.thresholds.completed),
        Level::NotCompleted => None,
    };
    let from = from.map_or_else(
        || say!("rules.otherwise"),
        |from| say!("rules.from", points = points(from.hundredths())),
    );
    let holds = |condition: &&Condition| !condition.only_strict || set.strict_completed;
    let conditions = set.conditions.of(level).iter().filter(holds);
    let conditions = conditions.map(|condition| view! { <li>{pick(&condition.text)}</li> });
    let name = label(set, level);
    view! {
        <section class="rules-level">
            <h3 class="row-tight"><LevelChip level /> <span>{name}</span></h3>
            <p class="soft">{from}</p>
            <ul class="rules-list">{conditions.collect_view()}</ul>
        </section>
    }
}

/// A group of criteria, with the most that each gives.
fn group(group: &CriterionGroup) -> impl IntoView + use<> {
    // A group of one has said it all in its heading.
    let criteria = Some(group.criteria()).filter(|criteria| criteria.len() > 1);
    let criteria = criteria.unwrap_or_default().iter().map(|criterion| {
        let most = say!("rules.most", points = points(criterion.max.hundredths()));
        view! { <li class="row-spread"><span>{pick(&criterion.name)}</span><span class="number">{most}</span></li> }
    });
    let criteria = criteria.collect_view();
    let how = words::method(&group.method);
    let most = say!("rules.most", points = points(group.max.hundredths()));
    view! {
        <section class="rules-level">
            <h3 class="row-spread"><span>{pick(&group.name)}</span><span class="number">{most}</span></h3>
            <p class="soft">{how}</p>
            <ul class="rules-criteria">{criteria}</ul>
        </section>
    }
}

fn ceiling(ceiling: &Ceiling) -> impl IntoView + use<> {
    view! { <li>{pick(&ceiling.text)}</li> }
}
