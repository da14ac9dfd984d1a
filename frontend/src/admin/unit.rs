//! One unit: what is known of it, and the form that adds or changes one.

use leptos::prelude::*;
use roviec_shared::{
    id::UnitId,
    month::Day,
    organisation::{Ending, Unit, UnitKind},
    vietnamese::text_key,
};

use super::merging::MergeForm;
use super::names::unit_id;
use super::office::Office;
use super::paper::{Paper, PaperFields};
use super::wrong::Wrong;
use crate::form::hint;
use crate::store::Store;
use crate::ui::{
    Button, ButtonKind, Card, DayField, Dialog, DialogActions, Facts, Field, Icon, Select,
};
use crate::{key, role, say, t};

/// All kinds, from the highest.
const KINDS: [UnitKind; 8] = [
    UnitKind::Province,
    UnitKind::District,
    UnitKind::Commune,
    UnitKind::GrassrootsOrganisation,
    UnitKind::GrassrootsCell,
    UnitKind::Cell,
    UnitKind::PartyGroup,
    UnitKind::Agency,
];

/// What is known of a unit.
#[component]
pub fn UnitCard(office: Office, unit: UnitId, form: UnitForm, merging: MergeForm) -> impl IntoView {
    let id = StoredValue::new(unit);
    let unit = Memo::new(move |_| id.with_value(|id| office.unit(id)));
    let title = Signal::derive(move || unit.get().map(|unit| unit.name).unwrap_or_default());
    let facts = Signal::derive(move || {
        let name = |id: &UnitId| {
            let known = office.unit(id).map(|unit| unit.name);
            known
                .or_else(|| Store::get().unit_name(id))
                .unwrap_or_else(|| id.to_string())
        };
        let Some(unit) = unit.get() else {
            return Vec::new();
        };
        let mut facts = vec![(say!("admin.unit.kind"), role::unit_kind(unit.kind))];
        if let Some(parent) = &unit.party_parent {
            facts.push((say!("admin.unit.party_parent"), name(parent)));
        }
        if let Some(parent) = &unit.management_parent {
            facts.push((say!("admin.unit.management_parent"), name(parent)));
        }
        facts.push((say!("admin.unit.from"), unit.from.to_string()));
        if let Some(until) = unit.until {
            facts.push((say!("admin.unit.until"), until.to_string()));
        }
        if let Some(end) = &unit.end {
            facts.push((say!("admin.unit.ended_by"), end.document.clone()));
            if let Some(into) = &end.into {
                facts.push((say!("admin.merge.into"), name(into)));
            }
        }
        if let Some(telephone) = unit.telephone {
            facts.push((say!("admin.unit.telephone"), telephone));
        }
        facts
    });
    let edit = move || {
        if let Some(unit) = unit.get_untracked() {
            form.begin(unit);
        }
    };
    let merge = move || {
        if let Some(unit) = unit.get_untracked() {
            merging.begin(unit);
        }
    };
    let stands = Memo::new(move |_| unit.get().is_some_and(|unit| unit.until.is_none()));
    view! {
        <Card
            title
            aside=move || view! {
                <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=edit>{t!("admin.change")}</Button>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Icon::Plus
                    on_press=move || form.begin_new(Some(id.get_value()))
                >
                    {t!("admin.unit.below")}
                </Button>
                <Show when=move || stands.get()>
                    <Button kind=ButtonKind::Quiet icon=Icon::Arrow on_press=merge>{t!("admin.merge")}</Button>
                </Show>
            }
        >
            <Facts facts />
        </Card>
    }
}

/// A unit that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct UnitForm {
    office: Office,
    go: Callback<String>,
    open: RwSignal<bool>,
    /// The unit that changes; none for a new one.
    standing: RwSignal<Option<Unit>>,
    kind: RwSignal<String>,
    name: RwSignal<String>,
    party: RwSignal<String>,
    management: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    telephone: RwSignal<String>,
    /// By what it ends, where it does.
    paper: Paper,
    is_short: RwSignal<bool>,
}

impl UnitForm {
    /// For one page.
    pub fn new(office: Office, go: Callback<String>) -> Self {
        Self {
            office,
            go,
            open: RwSignal::new(false),
            standing: RwSignal::new(None),
            kind: RwSignal::default(),
            name: RwSignal::default(),
            party: RwSignal::default(),
            management: RwSignal::default(),
            from: RwSignal::default(),
            until: RwSignal::default(),
            telephone: RwSignal::default(),
            paper: Paper::new(),
            is_short: RwSignal::new(false),
        }
    }

    /// A unit that stands is to change.
    pub fn begin(self, unit: Unit) {
        let text = |id: &Option<UnitId>| id.as_ref().map(UnitId::to_string).unwrap_or_default();
        self.kind.set(index(unit.kind).to_string());
        self.name.set(unit.name.clone());
        self.party.set(text(&unit.party_parent));
        self.management.set(text(&unit.management_parent));
        self.from.set(String::from(unit.from));
        self.until
            .set(unit.until.map(String::from).unwrap_or_default());
        self.telephone
            .set(unit.telephone.clone().unwrap_or_default());
        let document = unit.end.as_ref().map(|end| end.document.clone());
        self.paper.begin(&document.unwrap_or_default());
        self.standing.set(Some(unit));
        self.opens();
    }

    /// A new unit, below another where one is open.
    pub fn begin_new(self, above: Option<UnitId>) {
        let above = above.and_then(|above| self.office.unit(&above));
        let kind = match above.as_ref().map(|above| above.kind) {
            Some(UnitKind::Province) => UnitKind::Commune,
            Some(UnitKind::Commune) => UnitKind::GrassrootsCell,
            Some(UnitKind::GrassrootsOrganisation) => UnitKind::Cell,
            Some(UnitKind::Cell | UnitKind::GrassrootsCell) => UnitKind::PartyGroup,
            _ => UnitKind::GrassrootsOrganisation,
        };
        let above = above.map(|above| above.id.to_string()).unwrap_or_default();
        self.kind.set(index(kind).to_string());
        self.name.set(String::new());
        self.party.set(above);
        self.management.set(String::new());
        self.from
            .set(String::from(Store::get().today.get_untracked()));
        self.until.set(String::new());
        self.telephone.set(String::new());
        self.paper.begin("");
        self.standing.set(None);
        self.opens();
    }

    fn opens(self) {
        self.is_short.set(false);
        self.office.problem.set(None);
        self.open.set(true);
    }

    fn kind(self) -> UnitKind {
        let index: usize = self.kind.get().parse().unwrap_or_default();
        KINDS.get(index).copied().unwrap_or(UnitKind::Cell)
    }

    /// A ledger never moves with a unit: what decides which one keeps its acts stands for good.
    fn is_fixed(self) -> bool {
        self.standing.read().is_some()
    }

    fn read(self) -> Option<Unit> {
        let name = self.name.get().trim().to_owned();
        let from: Day = self.from.get().parse().ok()?;
        let parent = |text: RwSignal<String>| text.get().parse::<UnitId>().ok();
        let id = match self.standing.get() {
            Some(standing) => standing.id,
            None => unit_id(&name, |id| self.office.unit(id).is_some())?,
        };
        let telephone = self.telephone.get().trim().to_owned();
        let until: Option<Day> = self.until.get().parse().ok();
        let end = self.ending(until)?;
        let has_parent = parent(self.party).is_some() || parent(self.management).is_some();
        let is_root = self.standing.get().is_some();
        (!name.is_empty() && (has_parent || is_root)).then(|| Unit {
            id,
            kind: self.kind(),
            name,
            management_parent: parent(self.management),
            party_parent: parent(self.party),
            from,
            until,
            telephone: (!telephone.is_empty()).then_some(telephone),
            end,
        })
    }

    /// By what it ends, where it does: none without a last day; nothing where the decision is missing.
    fn ending(self, until: Option<Day>) -> Option<Option<Ending>> {
        if until.is_none() {
            return Some(None);
        }
        let standing = self.standing.get().and_then(|unit| unit.end);
        Some(Some(Ending {
            document: self.paper.words()?,
            into: standing.and_then(|end| end.into),
        }))
    }

    fn save(self) {
        let Some(unit) = self.read() else {
            return self.is_short.set(true);
        };
        let is_new = self.standing.get().is_none();
        let done = Callback::new(move |id: UnitId| {
            self.open.set(false);
            if is_new {
                self.go.run(format!("/admin/{id}"));
            }
        });
        self.office.keep_unit(unit, done);
    }
}

fn index(kind: UnitKind) -> usize {
    KINDS
        .iter()
        .position(|known| *known == kind)
        .unwrap_or_default()
}

/// The form over the page.
#[component]
pub fn UnitFormDialog(form: UnitForm) -> impl IntoView {
    let title = Signal::derive(move || match form.is_fixed() {
        true => say!("admin.unit.change"),
        false => say!("admin.unit.add"),
    });
    let kinds = Signal::derive(move || {
        let kinds = KINDS.into_iter().enumerate();
        kinds
            .map(|(index, kind)| (index.to_string(), role::unit_kind(kind)))
            .collect::<Vec<_>>()
    });
    let parents = Signal::derive(move || {
        let own = form.standing.get().map(|unit| unit.id);
        let is_another = |unit: &Unit| Some(&unit.id) != own.as_ref();
        form.office
            .choices(is_another, |unit| (unit.kind, text_key(&unit.name)))
    });
    let party_fixed = Signal::derive(move || form.is_fixed() && !form.kind().keeps_ledger());
    let is_fixed = Signal::derive(move || form.is_fixed());
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("admin.save") busy=form.office.is_busy on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <Wrong office=form.office is_short=form.is_short />
            <Field label=t!("admin.unit.name") value=form.name hint=hint(key!("admin.unit.name.hint")) />
            <div class="form-grid">
                <Select label=t!("admin.unit.kind") value=form.kind options=kinds disabled=is_fixed />
                <Field label=t!("admin.unit.telephone") value=form.telephone optional=true />
                <Select
                    label=t!("admin.unit.party_parent")
                    value=form.party
                    options=parents
                    none=t!("admin.none")
                    disabled=party_fixed
                />
                <Select
                    label=t!("admin.unit.management_parent")
                    value=form.management
                    options=parents
                    none=t!("admin.none")
                />
                <DayField label=t!("admin.unit.from") value=form.from />
                <DayField label=t!("admin.unit.until") value=form.until optional=true />
                <Show when=move || !form.until.read().is_empty()>
                    <PaperFields paper=form.paper />
                </Show>
            </div>
            <Show when=move || party_fixed.get()>
                <p class="small soft">{t!("admin.unit.fixed")}</p>
            </Show>
        </Dialog>
    }
}
