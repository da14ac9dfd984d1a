//! Somebody goes to another unit, by a decision: inside a month or with the next.

use leptos::prelude::*;
use roviec_shared::{
    api::{MovePerson, StaffMember},
    id::{RuleSetId, UnitId},
    month::Day,
    organisation::{Enrolled, Track, Unit, UnitKind, can_move_on},
    rules::Subject,
    vietnamese::text_key,
};

use super::office::Office;
use super::paper::{Paper, PaperFields};
use super::person::rule_sets;
use super::wrong::Wrong;
use crate::form::hint;
use crate::store::Store;
use crate::ui::{DayField, Dialog, DialogActions, Field, Select};
use crate::{key, say, t};

/// A move that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct MoveForm {
    office: Office,
    unit: StoredValue<UnitId>,
    open: RwSignal<bool>,
    who: RwSignal<Option<StaffMember>>,
    track: RwSignal<Track>,
    to: RwSignal<String>,
    rules: RwSignal<String>,
    post: RwSignal<String>,
    day: RwSignal<String>,
    paper: Paper,
    is_short: RwSignal<bool>,
}

impl MoveForm {
    /// For the people of one unit.
    pub fn new(office: Office, unit: StoredValue<UnitId>) -> Self {
        Self {
            office,
            unit,
            open: RwSignal::new(false),
            who: RwSignal::new(None),
            track: RwSignal::new(Track::Member),
            to: RwSignal::default(),
            rules: RwSignal::default(),
            post: RwSignal::default(),
            day: RwSignal::default(),
            paper: Paper::new(),
            is_short: RwSignal::new(false),
        }
    }

    /// Someone is to go.
    pub fn begin(self, member: &StaffMember, enrolled: &Enrolled) {
        let today = Store::get().today.get_untracked();
        self.track.set(enrolled.track);
        self.to.set(String::new());
        self.rules.set(enrolled.rules.to_string());
        self.post.set(enrolled.post.clone());
        // Most go with the month that begins.
        self.day.set(String::from(today.month().next().first_day()));
        self.paper.begin("");
        self.who.set(Some(member.clone()));
        self.is_short.set(false);
        self.office.problem.set(None);
        self.open.set(true);
    }

    fn read(self) -> Option<MovePerson> {
        let day: Day = self.day.get().parse().ok()?;
        let is_in_time = can_move_on(Store::get().today.get(), day);
        let rules: RuleSetId = self.rules.get().parse().ok()?;
        is_in_time.then_some(MovePerson {
            person: self.who.get()?.person,
            from: self.unit.get_value(),
            to: self.to.get().parse().ok()?,
            day,
            document: self.paper.words()?,
            rules: Some(rules),
            post: Some(self.post.get().trim().to_owned()),
        })
    }

    fn save(self) {
        let Some(form) = self.read() else {
            return self.is_short.set(true);
        };
        let done = Callback::new(move |()| self.open.set(false));
        self.office.move_person(form, done);
    }
}

/// The form over the page.
#[component]
pub fn MoveFormDialog(form: MoveForm) -> impl IntoView {
    let title = Signal::derive(move || {
        let name = form.who.get().map(|member| member.name);
        say!("admin.move.title", name = name.unwrap_or_default())
    });
    let units = Signal::derive(move || {
        let today = Store::get().today.get();
        let own = form.unit.get_value();
        let takes = |unit: &Unit| {
            let is_official = form.track.get() == Track::Official;
            let is_group = unit.kind == UnitKind::PartyGroup;
            let stands = unit.until.is_none_or(|until| until > today);
            let fits =
                is_official != matches!(unit.kind, UnitKind::Cell | UnitKind::GrassrootsCell);
            stands && fits && !is_group && unit.id != own
        };
        form.office.choices(takes, |unit| text_key(&unit.name))
    });
    let sets = Signal::derive(move || rule_sets(form.track.get(), Subject::Person));
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("admin.move.go") busy=form.office.is_busy on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <Wrong office=form.office is_short=form.is_short />
            <p class="soft">{t!("admin.move.words")}</p>
            <div class="form-grid">
                <Select label=t!("admin.move.to") value=form.to options=units none=t!("form.choose") />
                <DayField label=t!("admin.move.day") value=form.day hint=hint(key!("admin.move.day.hint")) />
                <Select label=t!("admin.person.rules") value=form.rules options=sets />
                <Field label=t!("admin.person.post") value=form.post optional=true />
                <PaperFields paper=form.paper />
            </div>
        </Dialog>
    }
}
