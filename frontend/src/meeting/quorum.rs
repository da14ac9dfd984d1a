//! Who has the vote, who of them is there, and whether that is enough.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    book::{Book, meeting::Attendance},
    id::PersonId,
    organisation::Standing,
    rules::RuleSet,
};

use crate::month::Here;
use crate::standing;
use crate::ui::{Chip, Icon, Meter, Tone};
use crate::{say, t};

/// Attendance above so many percent is a mark of quality.
const GOOD_PERCENT: u32 = 85;

/// The attendance list, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quorum {
    /// Those with the vote.
    pub entitled: u32,
    /// Of these, present.
    pub present: u32,
    /// More than half of them are there.
    pub is_met: bool,
    /// Everyone of the list, by how they are there or away.
    pub by_attendance: BTreeMap<Attendance, u32>,
    /// Those without the vote, by standing: how many, how many of them present.
    pub apart: BTreeMap<Standing, (u32, u32)>,
    /// Nobody said yet whether they are there.
    pub unasked: u32,
}

impl Quorum {
    /// Counts an attendance list of a book.
    pub fn of(
        book: &Book,
        attendance: &BTreeMap<PersonId, Attendance>,
        rules: Option<&RuleSet>,
    ) -> Self {
        let mut quorum = Self::default();
        for (person, record) in book
            .people
            .iter()
            .filter(|(_, record)| record.left.is_none())
        {
            let how = attendance.get(person).copied();
            let is_present = u32::from(how == Some(Attendance::Present));
            match how {
                Some(how) => *quorum.by_attendance.entry(how).or_default() += 1,
                None => quorum.unasked += 1,
            }
            let standing = record.enrolled.standing;
            if standing.is_entitled() {
                quorum.entitled += 1;
                quorum.present += is_present;
            } else {
                let (all, present) = quorum.apart.entry(standing).or_default();
                *all += 1;
                *present += is_present;
            }
        }
        quorum.is_met =
            rules.is_some_and(|rules| rules.votes.has_quorum(quorum.present, quorum.entitled));
        quorum
    }

    /// Of those with the vote, how many percent are there.
    pub fn percent(&self) -> u32 {
        (self.present * 100).checked_div(self.entitled).unwrap_or(0)
    }

    /// In one line, for the head of the page.
    pub fn words(&self) -> String {
        if self.by_attendance.is_empty() {
            return say!("quorum.not_called");
        }
        let (present, entitled) = (self.present, self.entitled);
        if self.is_met {
            say!("quorum.met", present = present, entitled = entitled)
        } else {
            say!("quorum.not_met", present = present, entitled = entitled)
        }
    }
}

/// The quorum of the meeting as it stands.
pub fn quorum(here: Here) -> Memo<Quorum> {
    Memo::new(move |_| {
        let rules = here.rules();
        here.with(|book| Quorum::of(book, &book.meeting.attendance, rules.as_ref()))
            .unwrap_or_default()
    })
}

/// The counts, with what they mean.
#[component]
pub fn QuorumShown(
    /// The counts.
    #[prop(into)]
    quorum: Signal<Quorum>,
) -> impl IntoView {
    let present = Signal::derive(move || quorum.read().present);
    let entitled = Signal::derive(move || quorum.read().entitled);
    let state = move || {
        let quorum = quorum.get();
        if quorum.by_attendance.is_empty() {
            return view! { <Chip words=t!("quorum.not_called") /> }.into_any();
        }
        let (tone, words) = if quorum.is_met {
            (Tone::Success, t!("quorum.enough"))
        } else {
            (Tone::Danger, t!("quorum.not_enough"))
        };
        let good = quorum.percent() > GOOD_PERCENT;
        view! {
            <Chip words tone icon=Icon::People />
            {good.then(|| view! { <Chip words=t!("quorum.good", n = GOOD_PERCENT) tone=Tone::Success icon=Icon::Star /> })}
        }
        .into_any()
    };
    let parts = move || {
        let quorum = quorum.get();
        let away = quorum
            .by_attendance
            .iter()
            .filter(|(how, _)| **how != Attendance::Present)
            .map(|(how, n)| say!("quorum.part", what = standing::attendance(*how), n = n));
        let apart = quorum.apart.iter().map(|(standing, (all, present))| {
            say!(
                "quorum.apart",
                what = standing::standing(*standing),
                present = present,
                n = all
            )
        });
        let unasked = (quorum.unasked > 0 && !quorum.by_attendance.is_empty())
            .then(|| say!("quorum.unasked", n = quorum.unasked));
        away.chain(apart)
            .chain(unasked)
            .collect::<Vec<_>>()
            .join(" · ")
    };
    view! {
        <div class="stack-tight">
            <Meter label=t!("quorum.present") value=present max=entitled />
            <div class="row-tight">{state}</div>
            <p class="small soft">{parts}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::Quorum;

    #[test]
    fn the_percent_of_nobody_is_nothing() {
        assert_eq!(Quorum::default().percent(), 0);
        let quorum = Quorum {
            entitled: 20,
            present: 17,
            ..Quorum::default()
        };
        assert_eq!(quorum.percent(), 85);
    }
}
