//! A unit that is rated as a whole in this one's book: itself, or one directly below.

use leptos::prelude::*;
use roviec_shared::{
    api::PutPerson,
    id::{PersonId, RuleSetId, UnitId},
    organisation::{Enrolled, Track, Unit},
    rules::Subject,
    vietnamese::text_key,
};

use super::office::Office;
use super::person::rule_sets;
use super::wrong::Wrong;
use crate::store::Store;
use crate::ui::{Dialog, DialogActions, Field, Select};
use crate::{say, t};

/// A unit as a whole that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct CollectiveForm {
    office: Office,
    at: StoredValue<UnitId>,
    open: RwSignal<bool>,
    unit: RwSignal<String>,
    name: RwSignal<String>,
    rules: RwSignal<String>,
    is_short: RwSignal<bool>,
}

impl CollectiveForm {
    /// For those rated at one unit.
    pub fn new(office: Office, at: StoredValue<UnitId>) -> Self {
        Self {
            office,
            at,
            open: RwSignal::new(false),
            unit: RwSignal::default(),
            name: RwSignal::default(),
            rules: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    /// One more.
    pub fn begin(self) {
        let first = sets().into_iter().next();
        self.rules.set(first.map(|(id, _)| id).unwrap_or_default());
        self.unit.set(String::new());
        self.name.set(String::new());
        self.is_short.set(false);
        self.office.problem.set(None);
        self.open.set(true);
    }

    /// The unit chosen gives the name that is proposed.
    fn chooses(self, unit: &str) {
        let known = unit.parse::<UnitId>().ok();
        let known = known.and_then(|id| self.office.unit(&id));
        self.name.set(known.map_or_else(String::new, |unit| {
            say!("admin.collective.named", unit = unit.name)
        }));
    }

    fn read(self) -> Option<PutPerson> {
        let unit: UnitId = self.unit.get_untracked().parse().ok()?;
        let rules: RuleSetId = self.rules.get_untracked().parse().ok()?;
        let version = Store::get()
            .rules
            .with_untracked(|known| known.newest(&rules).map(|set| set.version))?;
        let name = self.name.get_untracked().trim().to_owned();
        let id = PersonId::of_collective(&unit).ok()?;
        (!name.is_empty()).then(|| PutPerson {
            id: Some(id),
            unit: self.at.get_value(),
            enrolled: Enrolled::new(name, Track::Official, rules, version),
        })
    }

    fn save(self) {
        let Some(form) = self.read() else {
            return self.is_short.set(true);
        };
        let done = Callback::new(move |()| self.open.set(false));
        self.office.keep_person(form, None, done);
    }
}

fn sets() -> Vec<(String, String)> {
    rule_sets(Track::Official, Subject::Collective)
}

/// The form over the page.
#[component]
pub fn CollectiveDialog(form: CollectiveForm) -> impl IntoView {
    let units = Signal::derive(move || {
        let at = form.at.get_value();
        let fits = |unit: &Unit| unit.is_rated_at(&at);
        form.office.choices(fits, |unit| text_key(&unit.name))
    });
    Effect::new(move |before: Option<String>| {
        let unit = form.unit.get();
        if before.is_some_and(|before| before != unit) {
            form.chooses(&unit);
        }
        unit
    });
    let sets = Signal::derive(sets);
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("admin.save") busy=form.office.is_busy on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title=t!("admin.collective.add") actions wide=true>
            <Wrong office=form.office is_short=form.is_short />
            <p class="soft">{t!("admin.collective.words")}</p>
            <div class="form-grid">
                <Select label=t!("admin.collective.unit") value=form.unit options=units none=t!("admin.none") />
                <Select label=t!("admin.person.rules") value=form.rules options=sets />
            </div>
            <Field label=t!("admin.collective.name") value=form.name />
        </Dialog>
    }
}
