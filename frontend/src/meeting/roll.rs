//! The roll call, and what is known of the meeting as a whole.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::meeting::{Attendance, MeetingNotes},
    id::PersonId,
    order::Gather,
    organisation::Role,
    permission::LEADERS,
    vietnamese::is_found_by,
};
use serde::{Deserialize, Serialize};

use super::is_running;
use super::quorum::{Quorum, QuorumShown, quorum};
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::form::{Restored, hint, keep, stored};
use crate::month::{Here, Line, lines};
use crate::standing::{self, ATTENDANCES};
use crate::ui::{
    ActionBar, Button, ButtonKind, Card, Checkbox, DayField, Field, Icon, Keyboard, Options,
    Select, Toasts, Tone,
};
use crate::{key, say, t};

/// The part of the page.
#[component]
pub fn Roll(
    /// Where.
    here: Here,
) -> impl IntoView {
    let deed = |here: Here| {
        let deed = Deed::Attend {
            people: BTreeMap::new(),
        };
        here.with(|book| here.store.may(book, &deed))
            .unwrap_or_default()
    };
    let can_enter = Memo::new(move |_| is_running(here) && deed(here));
    view! {
        <div class="roll-page">
            <div class="stack">
                <NotesCard here can_enter />
            </div>
            <RollCard here can_enter />
        </div>
    }
}

/// What is being entered of the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct NotesDraft {
    day: String,
    from: String,
    place: String,
    chair: String,
    recorder: String,
    superiors: String,
    on_paper: bool,
}

impl NotesDraft {
    fn of(notes: &MeetingNotes) -> Self {
        let person = |person: &Option<PersonId>| person.as_ref().map(ToString::to_string);
        Self {
            day: notes.day.map(String::from).unwrap_or_default(),
            from: notes.from.clone().unwrap_or_default(),
            place: notes.place.clone().unwrap_or_default(),
            chair: person(&notes.chair).unwrap_or_default(),
            recorder: person(&notes.recorder).unwrap_or_default(),
            superiors: notes.superiors.clone().unwrap_or_default(),
            on_paper: notes.on_paper.unwrap_or_default(),
        }
    }

    /// What differs from the notes that stand.
    fn over(&self, standing: &MeetingNotes) -> MeetingNotes {
        let text = |typed: &str, before: &Option<String>| {
            let typed = typed.trim();
            (before.as_deref().unwrap_or_default() != typed).then(|| typed.to_owned())
        };
        let person = |typed: &str, before: &Option<PersonId>| {
            typed
                .parse()
                .ok()
                .filter(|person| before.as_ref() != Some(person))
        };
        MeetingNotes {
            day: self
                .day
                .parse()
                .ok()
                .filter(|day| standing.day != Some(*day)),
            from: text(&self.from, &standing.from),
            place: text(&self.place, &standing.place),
            chair: person(&self.chair, &standing.chair),
            recorder: person(&self.recorder, &standing.recorder),
            superiors: text(&self.superiors, &standing.superiors),
            on_paper: (standing.on_paper.unwrap_or_default() != self.on_paper)
                .then_some(self.on_paper),
            ..MeetingNotes::default()
        }
    }
}

#[component]
fn NotesCard(here: Here, can_enter: Memo<bool>) -> impl IntoView {
    let store = here.store;
    let standing = here
        .with_now(|book| book.meeting.notes.clone())
        .unwrap_or_default();
    let mut at_first = NotesDraft::of(&standing);
    if at_first.day.is_empty() {
        at_first.day = String::from(store.today.get_untracked());
    }
    if at_first.chair.is_empty() {
        let secretary = here.with_now(|book| {
            let secretary = book
                .rated()
                .find(|(_, record)| record.enrolled.roles.contains(&Role::Secretary));
            secretary.map(|(person, _)| person.to_string())
        });
        let head = || store.holders_of(&[Role::Head], &here.id().unit);
        let head = || Some(untrack(head).first()?.0.to_string());
        at_first.chair = secretary.flatten().or_else(head).unwrap_or_default();
    }
    let key = format!("convene/{}", here.id());
    let kept: Option<NotesDraft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let draft = kept.unwrap_or_else(|| at_first.clone());
    let field = |text: &str| RwSignal::new(text.to_owned());
    let (day, from, place) = (field(&draft.day), field(&draft.from), field(&draft.place));
    let (chair, recorder) = (field(&draft.chair), field(&draft.recorder));
    let superiors = field(&draft.superiors);
    let on_paper = RwSignal::new(draft.on_paper);
    let read = move || NotesDraft {
        day: day.get(),
        from: from.get(),
        place: place.get(),
        chair: chair.get(),
        recorder: recorder.get(),
        superiors: superiors.get(),
        on_paper: on_paper.get(),
    };
    keep(store, key.clone(), at_first.clone(), read);
    let all = lines(here);
    let people = Signal::derive(move || {
        let all = all.read();
        let members = all.iter().filter(|line| !line.has_left);
        let mut options: Options = members
            .map(|line| (line.person.to_string(), line.name.clone()))
            .collect();
        // The head of an agency is rated above it, and chairs all the same.
        for (person, name) in store.holders_of(LEADERS, &here.id().unit) {
            let person = person.to_string();
            if !options.iter().any(|(known, _)| *known == person) {
                options.push((person, name));
            }
        }
        options
    });
    let over = Memo::new(move |_| {
        let standing = here
            .with(|book| book.meeting.notes.clone())
            .unwrap_or_default();
        Over(read().over(&standing))
    });
    let has_changes = Memo::new(move |_| over.read().0 != MeetingNotes::default());
    let doing = Doing::new(store);
    let toasts = Toasts::of_app();
    let confirm = Callback::new(move |()| {
        let notes = over.get_untracked().0;
        if doing.does(&here.id(), Deed::Convene { notes }) {
            store.drop_draft(&key);
            restored.set(false);
            toasts.say(Tone::Success, say!("roll.notes.done"));
        }
    });
    let forget = move || {
        day.set(at_first.day.clone());
        from.set(at_first.from.clone());
        place.set(at_first.place.clone());
        chair.set(at_first.chair.clone());
        recorder.set(at_first.recorder.clone());
        superiors.set(at_first.superiors.clone());
        on_paper.set(at_first.on_paper);
        restored.set(false);
    };
    let closed = Signal::derive(move || !can_enter.get());
    view! {
        <Card title=t!("roll.notes")>
            <Restored is_restored=restored on_forget=forget />
            <div class="task-when">
                <DayField label=t!("roll.day") value=day disabled=closed />
                <Field label=t!("roll.from") value=from keyboard=Keyboard::Text hint=hint(key!("roll.from.hint")) disabled=closed />
            </div>
            <Field label=t!("roll.place") value=place disabled=closed />
            <Select label=t!("roll.chair") value=chair options=people none=t!("form.choose") disabled=closed />
            <Select label=t!("roll.recorder") value=recorder options=people none=t!("form.choose") disabled=closed />
            <Field label=t!("roll.superiors") value=superiors optional=true hint=hint(key!("roll.superiors.hint")) disabled=closed />
            <Checkbox label=t!("roll.on_paper") value=on_paper hint=hint(key!("roll.on_paper.hint")) disabled=closed />
            <RefusalNotice doing />
            <Show when=move || can_enter.get()>
                <div class="row-end">
                    <Button
                        icon=Icon::Check
                        disabled=Signal::derive(move || !has_changes.get())
                        on_press=move || confirm.run(())
                    >
                        {t!("roll.notes.confirm")}
                    </Button>
                </div>
            </Show>
        </Card>
    }
}

/// Notes as a value that can be compared.
#[derive(Clone, PartialEq)]
struct Over(MeetingNotes);

/// One row of the roll: who, and how they are there.
#[derive(Clone)]
struct RollRow {
    line: Arc<Line>,
    how: RwSignal<Option<Attendance>>,
}

/// What is being entered of the roll: who is away, and whether the rest is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct RollDraft {
    rest_present: bool,
    away: BTreeMap<PersonId, Attendance>,
}

#[component]
fn RollCard(here: Here, can_enter: Memo<bool>) -> impl IntoView {
    let store = here.store;
    let key = format!("attend/{}", here.id());
    let kept: Option<RollDraft> = stored(store, &key);
    let standing = here
        .with_now(|book| book.meeting.attendance.clone())
        .unwrap_or_default();
    let drafted = |line: &Line| match &kept {
        Some(draft) => draft
            .away
            .get(&line.person)
            .copied()
            .or(draft.rest_present.then_some(Attendance::Present)),
        None => standing.get(&line.person).copied(),
    };
    let rows: Vec<RollRow> = untrack(|| lines(here).get())
        .iter()
        .filter(|line| !line.has_left)
        .map(|line| RollRow {
            line: line.clone(),
            how: RwSignal::new(drafted(line)),
        })
        .collect();
    let rows = StoredValue::new(rows);
    let entered = Memo::new(move |_| {
        rows.with_value(|rows| {
            let marked = rows
                .iter()
                .filter_map(|row| Some((row.line.person.clone(), row.how.get()?)));
            marked.into_map()
        })
    });
    let read = move || {
        let entered = entered.read();
        let present = |how: &Attendance| *how == Attendance::Present;
        RollDraft {
            rest_present: entered.values().any(present),
            away: entered
                .iter()
                .filter(|(_, how)| !present(how))
                .map(|(person, how)| (person.clone(), *how))
                .into_map(),
        }
    };
    let at_first = untrack(read);
    keep(store, key.clone(), at_first, read);
    let differs = Memo::new(move |_| {
        let standing = here
            .with(|book| book.meeting.attendance.clone())
            .unwrap_or_default();
        let entered = entered.read();
        let new = entered
            .iter()
            .filter(|(person, how)| standing.get(*person) != Some(*how));
        new.map(|(person, how)| (person.clone(), *how)).into_map()
    });
    // What the list would give: the counts follow the switches before they are confirmed.
    let standing_quorum = quorum(here);
    let shown = Signal::derive(move || {
        if differs.read().is_empty() {
            return standing_quorum.get();
        }
        let rules = here.rules();
        here.with(|book| Quorum::of(book, &entered.read(), rules.as_ref()))
            .unwrap_or_default()
    });
    let everyone = move || {
        rows.with_value(|rows| {
            for row in rows {
                row.how.set(Some(Attendance::Present));
            }
        });
    };
    let doing = Doing::new(store);
    let toasts = Toasts::of_app();
    let confirm = Callback::new(move |()| {
        let people = differs.get_untracked();
        if doing.does(&here.id(), Deed::Attend { people }) {
            store.drop_draft(&key);
            toasts.say(Tone::Success, say!("roll.done"));
        }
    });
    let typed = RwSignal::new(String::new());
    let many = rows.with_value(Vec::len);
    let row = move |row: RollRow| view! { <RollLine row can_enter typed /> };
    let all_rows = rows.with_value(|rows| rows.iter().cloned().map(row).collect_view());
    let nothing_new = Signal::derive(move || differs.read().is_empty());
    view! {
        <Card
            title=t!("roll.title")
            aside=move || view! {
                <Show when=move || can_enter.get()>
                    <Button icon=Icon::People on_press=everyone>{t!("roll.everyone")}</Button>
                </Show>
            }
        >
            <QuorumShown quorum=shown />
            {(many > 12).then(|| view! { <Field label=t!("people.search") value=typed keyboard=Keyboard::Search /> })}
            <div class="roll-list">{all_rows}</div>
            <RefusalNotice doing />
        </Card>
        <Show when=move || can_enter.get()>
            <ActionBar state=|| view! { <SavingLine /> }>
                <Button kind=ButtonKind::Primary icon=Icon::Check disabled=nothing_new on_press=move || confirm.run(())>
                    {t!("roll.confirm")}
                </Button>
            </ActionBar>
        </Show>
    }
}

/// One person: a switch for present, and a reason where they are away.
#[component]
fn RollLine(row: RollRow, can_enter: Memo<bool>, typed: RwSignal<String>) -> impl IntoView {
    let RollRow { line, how } = row;
    let name = line.name.clone();
    let is_hidden = {
        let name = name.clone();
        move || !is_found_by(&name, &typed.read())
    };
    let note = move || {
        let standing = standing::standing(line.standing);
        let unasked = how.get().is_none().then(|| say!("roll.unasked"));
        let parts = [Some(standing), unasked];
        let known: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        known.join(" · ")
    };
    let is_away = Memo::new(move |_| how.get().is_some_and(|how| how != Attendance::Present));
    let reasons = move || {
        ATTENDANCES
            .into_iter()
            .filter(|reason| *reason != Attendance::Present)
            .map(|reason| {
                let selected = how.get() == Some(reason);
                view! { <option value=tag(reason) selected=selected>{standing::attendance(reason)}</option> }
            })
            .collect_view()
    };
    let label = name.clone();
    view! {
        <div class="roll-line" hidden=is_hidden>
            <label class="switch grow">
                <span class="choice-words">
                    <span class="choice-title">{name}</span>
                    <span class="choice-note">{note}</span>
                </span>
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=move || how.get() == Some(Attendance::Present)
                    disabled=move || !can_enter.get()
                    on:change=move |event| {
                        how.set(Some(if event_target_checked(&event) {
                            Attendance::Present
                        } else {
                            Attendance::Excused
                        }));
                    }
                />
            </label>
            <Show when=move || is_away.get()>
                <div class="select roll-reason">
                    <select
                        class="input"
                        aria-label=say!("roll.reason", name = label)
                        disabled=move || !can_enter.get()
                        on:change=move |event| how.set(parse(&event_target_value(&event)))
                    >
                        {reasons}
                    </select>
                    {Icon::Down.view()}
                </div>
            </Show>
        </div>
    }
}

fn tag(how: Attendance) -> &'static str {
    match how {
        Attendance::Present => "present",
        Attendance::Excused => "excused",
        Attendance::Unexcused => "unexcused",
        Attendance::OnDuty => "on_duty",
        Attendance::Ill => "ill",
    }
}

fn parse(kept: &str) -> Option<Attendance> {
    ATTENDANCES.into_iter().find(|how| tag(*how) == kept)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn notes_that_stand_are_not_written_again() {
        let standing = MeetingNotes {
            day: Some("2026-12-03".parse().unwrap()),
            from: Some("19:30".into()),
            chair: Some("p01".parse().unwrap()),
            superiors: Some("đ/c Chiến".into()),
            on_paper: Some(true),
            ..MeetingNotes::default()
        };
        let mut draft = NotesDraft::of(&standing);
        assert_eq!(draft.over(&standing), MeetingNotes::default());
        draft.superiors.clear();
        draft.on_paper = false;
        let over = draft.over(&standing);
        assert_eq!(over.superiors.as_deref(), Some(""));
        assert_eq!(over.on_paper, Some(false));
        assert_eq!((over.day, over.chair), (None, None));
    }

    #[test]
    fn a_kept_attendance_is_read_as_the_same() {
        for how in ATTENDANCES {
            assert_eq!(parse(tag(how)), Some(how));
        }
    }
}
