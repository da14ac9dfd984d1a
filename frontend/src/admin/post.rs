//! Posts: a role at a unit with its days and its paper.

use leptos::prelude::*;
use roviec_shared::{
    api::{Post, PutPost, StaffMember},
    id::{PersonId, UnitId},
    month::Day,
    organisation::{Held, Role, UnitKind},
};

use super::office::Office;
use super::paper::{Paper, PaperFields};
use super::wrong::Wrong;
use crate::form::hint;
use crate::store::Store;
use crate::ui::{Button, ButtonKind, Chip, DayField, Dialog, DialogActions, Icon, Select, Tone};
use crate::{key, role, say, t};

/// The roles that a unit of a kind has, the usual ones first.
fn roles(kind: UnitKind) -> &'static [Role] {
    match kind {
        UnitKind::Agency => &[Role::Member, Role::Head, Role::Deputy],
        UnitKind::Cell => &[
            Role::Member,
            Role::Secretary,
            Role::Deputy,
            Role::CellCommittee,
        ],
        UnitKind::GrassrootsCell => &[
            Role::Member,
            Role::Secretary,
            Role::Deputy,
            Role::CellCommittee,
            Role::Decider,
        ],
        UnitKind::PartyGroup => &[Role::GroupLeader],
        UnitKind::GrassrootsOrganisation => &[
            Role::CommitteeOffice,
            Role::Decider,
            Role::Inspector,
            Role::StandingMember,
            Role::Administrator,
        ],
        UnitKind::District | UnitKind::Commune | UnitKind::Province => &[
            Role::OrganisationBoard,
            Role::StandingMember,
            Role::Head,
            Role::Deputy,
            Role::Decider,
            Role::CommitteeOffice,
            Role::Inspector,
            Role::Administrator,
        ],
    }
}

/// A post that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct PostForm {
    office: Office,
    unit: StoredValue<UnitId>,
    kind: Memo<UnitKind>,
    open: RwSignal<bool>,
    /// The post whose days and paper are mended; none for a new one.
    standing: RwSignal<Option<Post>>,
    person: RwSignal<Option<PersonId>>,
    role: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    paper: Paper,
    is_short: RwSignal<bool>,
}

impl PostForm {
    /// For the people of one unit.
    pub fn new(office: Office, unit: StoredValue<UnitId>, kind: Memo<UnitKind>) -> Self {
        Self {
            office,
            unit,
            kind,
            open: RwSignal::new(false),
            standing: RwSignal::new(None),
            person: RwSignal::new(None),
            role: RwSignal::default(),
            from: RwSignal::default(),
            until: RwSignal::default(),
            paper: Paper::new(),
            is_short: RwSignal::new(false),
        }
    }

    /// A new post of someone.
    pub fn begin_new(self, member: &StaffMember) {
        self.standing.set(None);
        self.person.set(Some(member.person.clone()));
        self.role.set(String::new());
        self.from
            .set(String::from(Store::get().today.get_untracked()));
        self.until.set(String::new());
        self.paper.begin("");
        self.opens();
    }

    /// Days and paper of a post that stands.
    pub fn begin(self, post: Post) {
        self.person.set(Some(post.person.clone()));
        self.from.set(String::from(post.held.from));
        self.until
            .set(post.held.until.map(String::from).unwrap_or_default());
        self.paper.begin(&post.held.document);
        self.standing.set(Some(post));
        self.opens();
    }

    fn opens(self) {
        self.is_short.set(false);
        self.office.problem.set(None);
        self.open.set(true);
    }

    fn read(self) -> Option<PutPost> {
        let standing = self.standing.get();
        let role = match &standing {
            Some(post) => post.held.role,
            None => {
                let index: usize = self.role.get().parse().ok()?;
                *roles(self.kind.get()).get(index)?
            }
        };
        let from: Day = self.from.get().parse().ok()?;
        let until = self.until.get();
        let until: Option<Day> = match until.is_empty() {
            true => None,
            false => Some(until.parse().ok()?),
        };
        Some(PutPost {
            id: standing.map(|post| post.id),
            person: self.person.get()?,
            held: Held {
                role,
                unit: self.unit.get_value(),
                from,
                until,
                document: self.paper.words()?,
            },
        })
    }

    fn save(self) {
        let Some(post) = self.read() else {
            return self.is_short.set(true);
        };
        let done = Callback::new(move |()| self.open.set(false));
        self.office.keep_post(post, done);
    }
}

/// One post, with the way to its days and paper.
#[component]
pub fn PostLine(held: Post, form: PostForm, kind: Memo<UnitKind>) -> impl IntoView {
    let today = Store::get().today;
    let post = held.held.clone();
    let words = {
        let post = post.clone();
        move || role::name(post.role, kind.get())
    };
    let days = move || {
        let days = match post.until {
            Some(until) => say!("admin.post.from_until", from = post.from, until = until),
            None => say!("admin.post.since", from = post.from),
        };
        match post.document.is_empty() {
            true => days,
            false => format!("{days}, {}", post.document),
        }
    };
    let is_over = {
        let held = held.held.clone();
        move || held.until.is_some_and(|until| until < today.get())
    };
    let kept = StoredValue::new(held);
    view! {
        <div class="staff-line">
            <div class="grow">
                <p class="strong">
                    {words}" "
                    {move || is_over().then(|| view! { <Chip words=t!("admin.post.over") tone=Tone::Plain /> })}
                </p>
                <p class="small soft">{days}</p>
            </div>
            <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || form.begin(kept.get_value())>
                {t!("admin.change")}
            </Button>
        </div>
    }
}

/// The form over the page.
#[component]
pub fn PostFormDialog(form: PostForm) -> impl IntoView {
    let is_new = Signal::derive(move || form.standing.read().is_none());
    let title = Signal::derive(move || match form.standing.get() {
        Some(post) => role::name(post.held.role, form.kind.get()),
        None => say!("admin.post.add"),
    });
    let options = Signal::derive(move || {
        let kind = form.kind.get();
        let roles = roles(kind).iter().enumerate();
        roles
            .map(|(index, known)| (index.to_string(), role::name(*known, kind)))
            .collect::<Vec<_>>()
    });
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("admin.save") busy=form.office.is_busy on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title actions>
            <Wrong office=form.office is_short=form.is_short />
            <Show when=move || is_new.get()>
                <Select label=t!("admin.post.role") value=form.role options none=t!("form.choose") />
            </Show>
            <DayField label=t!("admin.post.from") value=form.from />
            <DayField label=t!("admin.post.until") value=form.until optional=true hint=hint(key!("admin.post.until.hint")) />
            <PaperFields paper=form.paper />
        </Dialog>
    }
}
