//! The people of a unit: how they are rated here, their posts, their accounts.

use leptos::prelude::*;
use roviec_shared::{
    api::StaffMember,
    id::UnitId,
    organisation::{Enrolled, UnitKind},
    vietnamese::is_found_by,
};

use super::account::AccountLine;
use super::collective::{CollectiveDialog, CollectiveForm};
use super::moving::{MoveForm, MoveFormDialog};
use super::office::Office;
use super::person::{PersonForm, PersonFormDialog};
use super::post::{PostForm, PostFormDialog, PostLine};
use crate::store::Store;
use crate::ui::{
    Avatar, Button, ButtonKind, Card, Chip, EmptyState, Field, Icon, Keyboard, ListRow, SidePanel,
    Tone,
};
use crate::{locale, say, standing, t};

/// The list, and the panel of one of them.
#[component]
pub fn PeopleCard(office: Office, unit: UnitId) -> impl IntoView {
    let id = StoredValue::new(unit);
    let kind = Memo::new(move |_| {
        let unit = id.with_value(|id| office.unit(id));
        unit.map_or(UnitKind::Cell, |unit| unit.kind)
    });
    let person = PersonForm::new(office, id, kind);
    let post = PostForm::new(office, id, kind);
    let collective = CollectiveForm::new(office, id);
    let rates_units = Memo::new(move |_| kind.get().keeps_ledger());
    let moving = MoveForm::new(office, id);
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let people = Memo::new(move |_| {
        office.people.with(|held| {
            let (unit, people) = held.as_ref()?;
            let is_here = id.with_value(|id| id == unit);
            is_here.then(|| people.clone())
        })
    });
    let shown = Memo::new(move |_| {
        let typed = typed.get();
        let mut people = people.get().unwrap_or_default();
        people.retain(|member| is_found_by(&member.name, &typed));
        people
    });
    let is_loaded = Memo::new(move |_| people.read().is_some());
    let is_empty = Memo::new(move |_| shown.read().is_empty());
    let row = move |member: StaffMember| {
        let name = member.name.clone();
        let who = member.person.to_string();
        let note = {
            let member = member.clone();
            Signal::derive(move || note(&member, kind.get()))
        };
        let account = member.account.clone();
        let avatar = name.clone();
        view! {
            <ListRow
                title=name
                note
                lead=move || view! { <Avatar name=avatar.clone() /> }
                aside=move || view! { <AccountChip account=account.clone() /> }
                on_press=move || { chosen.set(Some(who.clone())); open.set(true); }
            />
        }
    };
    let title = Signal::derive(move || {
        let member = chosen.get().and_then(|who| office.member(&who));
        member.map(|member| member.name).unwrap_or_default()
    });
    view! {
        <Card
            title=t!("admin.people")
            flush=true
            aside=move || view! {
                <Show when=move || rates_units.get()>
                    <Button kind=ButtonKind::Quiet icon=Icon::Plus on_press=move || collective.begin()>
                        {t!("admin.collective.add")}
                    </Button>
                </Show>
                <Button icon=Icon::Plus on_press=move || person.begin_new()>{t!("admin.person.add")}</Button>
            }
        >
            <div class="units-filter"><Field label=t!("admin.people.search") value=typed keyboard=Keyboard::Search /></div>
            <Show
                when=move || is_loaded.get()
                fallback=|| view! { <EmptyState icon=Icon::Sync title=t!("admin.loading") /> }
            >
                <Show
                    when=move || !is_empty.get()
                    fallback=|| view! { <EmptyState icon=Icon::People title=t!("admin.people.none") /> }
                >
                    <div class="list">{move || shown.get().into_iter().map(row).collect_view()}</div>
                </Show>
            </Show>
        </Card>
        <SidePanel open title>
            {move || {
                let member = chosen.get().and_then(|who| office.member(&who))?;
                Some(view! { <Member office member person post moving kind /> })
            }}
        </SidePanel>
        <PersonFormDialog form=person />
        <PostFormDialog form=post />
        <CollectiveDialog form=collective />
        <MoveFormDialog form=moving />
    }
}

#[component]
fn AccountChip(account: Option<roviec_shared::api::AccountView>) -> impl IntoView {
    match account {
        None => view! { <Chip words=t!("admin.account.none") /> }.into_any(),
        Some(account) if account.disabled => {
            view! { <Chip words=t!("admin.account.disabled") tone=Tone::Danger icon=Icon::Lock /> }
                .into_any()
        }
        Some(account) if account.must_change => {
            view! { <Chip words=t!("admin.account.first") tone=Tone::Warning icon=Icon::Key /> }
                .into_any()
        }
        Some(account) => {
            view! { <Chip words=account.login_name tone=Tone::Success icon=Icon::Person /> }
                .into_any()
        }
    }
}

/// Post text, or the roles held here.
fn note(member: &StaffMember, kind: UnitKind) -> String {
    let posts = member.enrolled.iter().map(|enrolled| enrolled.post.clone());
    let posts: Vec<String> = posts.filter(|post| !post.is_empty()).collect();
    if !posts.is_empty() {
        return posts.join(", ");
    }
    let today = Store::get().today.get();
    let held = member.posts.iter().filter(|post| post.held.holds_on(today));
    let roles: Vec<String> = held
        .map(|post| crate::role::name(post.held.role, kind))
        .collect();
    roles.join(", ")
}

/// One person: how they are rated, posts, account.
#[component]
fn Member(
    office: Office,
    member: StaffMember,
    person: PersonForm,
    post: PostForm,
    moving: MoveForm,
    kind: Memo<UnitKind>,
) -> impl IntoView {
    let kept = StoredValue::new(member.clone());
    let rated = member.enrolled.iter().cloned().map(|enrolled| {
        let (shown, goes) = (enrolled.clone(), enrolled.clone());
        let go = move || kept.with_value(|member| moving.begin(member, &goes));
        view! {
            <div class="staff-line">
                <p class="grow">{move || rated_words(&shown)}</p>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Icon::Edit
                    on_press=move || person.begin(kept.get_value(), enrolled.clone())
                >
                    {t!("admin.change")}
                </Button>
                <Button kind=ButtonKind::Quiet icon=Icon::Leave on_press=go>{t!("admin.move")}</Button>
            </div>
        }
    });
    let posts = member
        .posts
        .iter()
        .cloned()
        .map(|held| view! { <PostLine held form=post kind /> });
    view! {
        <section class="stack-tight">
            <h3>{t!("admin.rated")}</h3>
            {member.enrolled.is_empty().then(|| view! { <p class="soft">{t!("admin.rated.none")}</p> })}
            {rated.collect_view()}
        </section>
        // A unit as a whole holds no post and has no account: those who lead it act for it.
        {(!member.person.is_collective())
            .then(|| view! {
                <section class="stack-tight">
                    <h3>{t!("admin.posts")}</h3>
                    {posts.collect_view()}
                    <div class="row">
                        <Button icon=Icon::Plus on_press=move || kept.with_value(|member| post.begin_new(member))>
                            {t!("admin.post.add")}
                        </Button>
                    </div>
                </section>
                <section class="stack-tight">
                    <h3>{t!("admin.account")}</h3>
                    <AccountLine office member=member.clone() />
                </section>
            })}
    }
}

/// As what someone is rated, under which rule set.
fn rated_words(enrolled: &Enrolled) -> String {
    let rules = Store::get().rules.with(|rules| {
        let set = rules.of(enrolled)?;
        Some(locale::pick(&set.title))
    });
    let parts = [
        rules.unwrap_or_else(|| enrolled.rules.to_string()),
        enrolled.post.clone(),
        standing::standing(enrolled.standing),
        if enrolled.leads {
            say!("admin.leads.short")
        } else {
            String::new()
        },
    ];
    let known = parts.into_iter().filter(|part| !part.is_empty());
    known.collect::<Vec<_>>().join(" · ")
}
