//! Who is rated in a unit, as what and under which rule set.

use leptos::prelude::*;
use roviec_shared::{
    api::{PutPerson, PutPost, StaffMember},
    id::{PersonId, RuleSetId, UnitId},
    month::Day,
    organisation::{Enrolled, Held, Role, Standing, Track, Unit, UnitKind},
    rules::Subject,
    vietnamese::text_key,
};

use super::office::Office;
use super::wrong::Wrong;
use crate::form::hint;
use crate::store::Store;
use crate::ui::{Checkbox, DayField, Dialog, DialogActions, Field, Segment, Segments, Select};
use crate::{key, locale, say, standing, t};

const STANDINGS: [Standing; 5] = [
    Standing::Full,
    Standing::Probationary,
    Standing::Exempt,
    Standing::Temporary,
    Standing::Suspended,
];

/// A person who is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct PersonForm {
    office: Office,
    unit: StoredValue<UnitId>,
    kind: Memo<UnitKind>,
    open: RwSignal<bool>,
    standing_one: RwSignal<Option<(StaffMember, Enrolled)>>,
    name: RwSignal<String>,
    track: RwSignal<Track>,
    rules: RwSignal<String>,
    post: RwSignal<String>,
    managed_by: RwSignal<String>,
    group: RwSignal<String>,
    standing: RwSignal<String>,
    leads: RwSignal<bool>,
    from: RwSignal<String>,
    document: RwSignal<String>,
    is_short: RwSignal<bool>,
}

impl PersonForm {
    /// For the people of one unit.
    pub fn new(office: Office, unit: StoredValue<UnitId>, kind: Memo<UnitKind>) -> Self {
        Self {
            office,
            unit,
            kind,
            open: RwSignal::new(false),
            standing_one: RwSignal::new(None),
            name: RwSignal::default(),
            track: RwSignal::new(Track::Member),
            rules: RwSignal::default(),
            post: RwSignal::default(),
            managed_by: RwSignal::default(),
            group: RwSignal::default(),
            standing: RwSignal::default(),
            leads: RwSignal::new(false),
            from: RwSignal::default(),
            document: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    /// Someone new.
    pub fn begin_new(self) {
        let track = match self.kind.get_untracked() {
            UnitKind::Agency => Track::Official,
            _ => Track::Member,
        };
        self.name.set(String::new());
        self.chooses(track);
        self.post.set(String::new());
        self.managed_by.set(String::new());
        self.group.set(String::new());
        self.standing.set("0".to_owned());
        self.leads.set(false);
        self.document.set(String::new());
        self.from
            .set(String::from(Store::get().today.get_untracked()));
        self.standing_one.set(None);
        self.opens();
    }

    /// Someone who is rated here already.
    pub fn begin(self, member: StaffMember, enrolled: Enrolled) {
        let text = |id: &Option<UnitId>| id.as_ref().map(UnitId::to_string).unwrap_or_default();
        self.name.set(enrolled.name.clone());
        self.track.set(enrolled.track);
        self.rules.set(enrolled.rules.to_string());
        self.post.set(enrolled.post.clone());
        self.managed_by.set(text(&enrolled.managed_by));
        self.group.set(text(&enrolled.group));
        let standing = STANDINGS
            .iter()
            .position(|known| *known == enrolled.standing);
        self.standing.set(standing.unwrap_or_default().to_string());
        self.leads.set(enrolled.leads);
        self.standing_one.set(Some((member, enrolled)));
        self.opens();
    }

    /// A person, or a unit as a whole that is changed.
    fn subject(self) -> Subject {
        let standing_one = self.standing_one.read();
        let member = standing_one.as_ref().map(|(member, _)| &member.person);
        match member.and_then(PersonId::collective) {
            Some(_) => Subject::Collective,
            None => Subject::Person,
        }
    }

    fn opens(self) {
        self.is_short.set(false);
        self.office.problem.set(None);
        self.open.set(true);
    }

    /// Another track has other rule sets; the first of them is proposed.
    fn chooses(self, track: Track) {
        self.track.set(track);
        let first = rule_sets(track, Subject::Person).into_iter().next();
        self.rules.set(first.map(|(id, _)| id).unwrap_or_default());
    }

    fn read(self) -> Option<(PutPerson, Option<PutPost>)> {
        let name = self
            .name
            .get()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let rules: RuleSetId = self.rules.get().parse().ok()?;
        let version = Store::get()
            .rules
            .with(|known| known.newest(&rules).map(|set| set.version))?;
        let track = self.track.get();
        let is_member = track == Track::Member;
        let standing_one = self.standing_one.get();
        let standing: usize = self.standing.get().parse().unwrap_or_default();
        let enrolled = Enrolled {
            post: self.post.get().trim().to_owned(),
            duties: standing_one
                .as_ref()
                .map(|(_, enrolled)| enrolled.duties.clone())
                .unwrap_or_default(),
            managed_by: self.managed_by.get().parse().ok().filter(|_| !is_member),
            standing: STANDINGS
                .get(standing)
                .copied()
                .filter(|_| is_member)
                .unwrap_or_default(),
            group: self.group.get().parse().ok().filter(|_| is_member),
            roles: standing_one
                .as_ref()
                .map(|(_, enrolled)| enrolled.roles.clone())
                .unwrap_or_default(),
            leads: self.leads.get() && !is_member,
            ..Enrolled::new(name.clone(), track, rules, version)
        };
        let unit = self.unit.get_value();
        let id = standing_one.map(|(member, _)| member.person);
        let is_new = id.is_none();
        let person = PutPerson {
            id,
            unit: unit.clone(),
            enrolled,
        };
        let post = if is_new {
            let from: Day = self.from.get().parse().ok()?;
            Some(PutPost {
                id: None,
                // Replaced by the id that the server gives.
                person: "new".parse().ok()?,
                held: Held {
                    role: Role::Member,
                    unit,
                    from,
                    until: None,
                    document: self.document.get().trim().to_owned(),
                },
            })
        } else {
            None
        };
        (!name.is_empty()).then_some((person, post))
    }

    fn save(self) {
        let Some((person, post)) = self.read() else {
            return self.is_short.set(true);
        };
        let done = Callback::new(move |()| self.open.set(false));
        self.office.keep_person(person, post, done);
    }
}

/// The rule sets of a track for people, or for units as a whole: id and title.
pub fn rule_sets(track: Track, subject: Subject) -> Vec<(String, String)> {
    Store::get().rules.with(|rules| {
        let mut found: Vec<(String, String)> = Vec::new();
        for set in rules
            .iter()
            .filter(|set| set.track == track && set.subject == subject)
        {
            let id = set.id.to_string();
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, locale::pick(&set.title)));
            }
        }
        found
    })
}

/// The form over the page.
#[component]
pub fn PersonFormDialog(form: PersonForm) -> impl IntoView {
    let is_new = Signal::derive(move || form.standing_one.read().is_none());
    let is_member = Signal::derive(move || form.track.get() == Track::Member);
    let title = Signal::derive(move || match is_new.get() {
        true => say!("admin.person.add"),
        false => say!("admin.person.change"),
    });
    let tracks = vec![
        Segment {
            value: Track::Member,
            title: t!("district.track.member"),
        },
        Segment {
            value: Track::Official,
            title: t!("district.track.official"),
        },
    ];
    let tracks = StoredValue::new(tracks);
    let sets = Signal::derive(move || rule_sets(form.track.get(), form.subject()));
    let standings = Signal::derive(move || {
        let standings = STANDINGS.into_iter().enumerate();
        standings
            .map(|(index, known)| {
                let words = standing::standing(known);
                let words = if words.is_empty() {
                    say!("admin.standing.full")
                } else {
                    words
                };
                (index.to_string(), words)
            })
            .collect::<Vec<_>>()
    });
    let bodies = Signal::derive(move || {
        let is_body = |unit: &Unit| !matches!(unit.kind, UnitKind::Cell | UnitKind::PartyGroup);
        form.office.choices(is_body, |unit| text_key(&unit.name))
    });
    let groups = Signal::derive(move || {
        let here = form.unit.get_value();
        let is_group = |unit: &Unit| {
            unit.kind == UnitKind::PartyGroup && unit.party_parent.as_ref() == Some(&here)
        };
        // As they stand in the tree.
        form.office.choices(is_group, |_| ())
    });
    let has_groups = Memo::new(move |_| !groups.read().is_empty());
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("admin.save") busy=form.office.is_busy on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <Wrong office=form.office is_short=form.is_short />
            <Field label=t!("admin.person.name") value=form.name />
            <Show when=move || is_new.get()>
                <Segments
                    label=t!("district.track")
                    segments=tracks.get_value()
                    value=form.track
                    on_choose=move |track| form.chooses(track)
                />
            </Show>
            <div class="form-grid">
                <Select label=t!("admin.person.rules") value=form.rules options=sets />
                <Field label=t!("admin.person.post") value=form.post optional=true hint=hint(key!("admin.person.post.hint")) />
                <Show when=move || is_member.get()>
                    <Select label=t!("admin.person.standing") value=form.standing options=standings />
                    <Show when=move || has_groups.get()>
                        <Select label=t!("unit.party_group") value=form.group options=groups none=t!("admin.none") />
                    </Show>
                </Show>
                <Show when=move || !is_member.get()>
                    <Select label=t!("admin.person.managed_by") value=form.managed_by options=bodies none=t!("admin.none") />
                    <Checkbox label=t!("admin.leads") value=form.leads />
                </Show>
                <Show when=move || is_new.get()>
                    <DayField label=t!("admin.person.from") value=form.from />
                    <Field label=t!("admin.post.document") value=form.document optional=true hint=hint(key!("admin.post.document.hint")) />
                </Show>
            </div>
        </Dialog>
    }
}
