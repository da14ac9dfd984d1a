//! A group's own meeting: its day, who chairs it, who of those with the vote is there. It is kept on this device
//! until the votes say it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use roviec_shared::{
    apply::{entitled_in_group, people_of_group},
    book::meeting::Tally,
    id::{PersonId, UnitId},
    month::Day,
    organisation::Role,
    vietnamese::name_key,
};
use serde::{Deserialize, Serialize};

use crate::form::{keep, stored};
use crate::month::Here;
use crate::ui::{DayField, Fold, Options, Select, Switch};
use crate::{locale, say, t};

/// What is kept of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct RollDraft {
    day: String,
    chair: String,
    away: BTreeSet<PersonId>,
}

/// One who has the vote in the group.
#[derive(Clone)]
struct Voter {
    person: PersonId,
    name: String,
    is_there: RwSignal<bool>,
}

/// The group's meeting. Copy it freely.
#[derive(Clone, Copy)]
pub struct GroupRoll {
    /// Its day.
    pub day: RwSignal<String>,
    /// Who chairs it.
    chair: RwSignal<String>,
    voters: StoredValue<Vec<Voter>>,
}

impl GroupRoll {
    /// Of a group in a month: as it was left here, else today with everyone there.
    pub fn new(here: Here, group: &UnitId) -> Self {
        let store = here.store;
        let leader = untrack(|| store.holders_of(&[Role::GroupLeader], group));
        let at_first = RollDraft {
            day: String::from(store.today.get_untracked()),
            chair: leader
                .first()
                .map(|(person, _)| person.to_string())
                .unwrap_or_default(),
            away: BTreeSet::new(),
        };
        let key = format!("group/{}/{group}", here.id());
        let draft: RollDraft = stored(store, &key).unwrap_or_else(|| at_first.clone());
        let mut voters: Vec<Voter> = here
            .with_now(|book| {
                let all = people_of_group(book, group);
                let voters = all.filter(|(_, record)| record.enrolled.standing.is_entitled());
                voters
                    .map(|(person, record)| Voter {
                        person: person.clone(),
                        name: record.enrolled.name.clone(),
                        is_there: RwSignal::new(!draft.away.contains(person)),
                    })
                    .collect()
            })
            .unwrap_or_default();
        voters.sort_by_cached_key(|voter| name_key(&voter.name));
        let roll = Self {
            day: RwSignal::new(draft.day),
            chair: RwSignal::new(draft.chair),
            voters: StoredValue::new(voters),
        };
        keep(store, key, at_first, move || roll.read());
        roll
    }

    fn read(self) -> RollDraft {
        RollDraft {
            day: self.day.get(),
            chair: self.chair.get(),
            away: self.voters.with_value(|voters| {
                let away = voters.iter().filter(|voter| !voter.is_there.get());
                away.map(|voter| voter.person.clone()).collect()
            }),
        }
    }

    /// The day on which the group met; none while it cannot be read.
    pub fn met_on(self) -> Option<Day> {
        self.day.get_untracked().parse().ok()
    }

    /// Who chairs it.
    pub fn chair(self) -> Option<PersonId> {
        self.chair.get().parse().ok()
    }

    /// Who of the group has the vote on a person, and how many of them are there.
    pub fn list(self, here: Here, person: &PersonId) -> Tally {
        let list = here
            .with(|book| entitled_in_group(book, person))
            .unwrap_or_default();
        let present = self.voters.with_value(|voters| {
            let there = voters
                .iter()
                .filter(|voter| voter.person != *person && voter.is_there.get());
            there.count()
        });
        Tally {
            present: u32::try_from(present).unwrap_or(u32::MAX),
            ..list
        }
    }

    /// Those with the vote, but one, to choose a chair from.
    pub fn options(self, but: Option<&PersonId>) -> Options {
        self.voters.with_value(|voters| {
            let all = voters.iter().filter(|voter| Some(&voter.person) != but);
            all.map(|voter| (voter.person.to_string(), voter.name.clone()))
                .collect()
        })
    }

    fn count(self) -> (usize, usize) {
        self.voters.with_value(|voters| {
            let there = voters.iter().filter(|voter| voter.is_there.get());
            (there.count(), voters.len())
        })
    }
}

/// The meeting in one line, with its fields below.
#[component]
pub fn RollFold(
    /// Where.
    here: Here,
    /// The meeting.
    roll: GroupRoll,
) -> impl IntoView {
    let title = Signal::derive(move || {
        let (present, entitled) = roll.count();
        let day = locale::day(&roll.day.get());
        say!("groups.roll", day = day, present = present, of = entitled)
    });
    let options = Signal::derive(move || {
        let mut options = roll.options(None);
        // Who leads the cell may chair a group's meeting.
        let chair = roll.chair.get();
        let is_known = options.iter().any(|(person, _)| *person == chair);
        let name = chair
            .parse()
            .ok()
            .and_then(|chair| here.store.name_of(&chair));
        if let Some(name) = name.filter(|_| !is_known) {
            options.push((chair, name));
        }
        options
    });
    let switches = roll.voters.with_value(|voters| {
        let switch = |voter: &Voter| {
            let (name, is_there) = (voter.name.clone(), voter.is_there);
            view! { <Switch label=Signal::stored(name) value=is_there /> }
        };
        voters.iter().map(switch).collect_view()
    });
    view! {
        <div class="group-roll">
            <Fold title>
                <DayField label=t!("groups.day") value=roll.day />
                <Select label=t!("groups.chair") value=roll.chair options none=t!("form.choose") />
                <p class="field-label">{t!("groups.present")}</p>
                <div class="stack-tight">{switches}</div>
            </Fold>
        </div>
    }
}
