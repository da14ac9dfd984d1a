//! One target as it is shown: what is wanted, what is reached, its band in words and a drawing.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    book::serving::TargetRow,
    id::InBook,
    month::Day,
    target::{Band, Counting, Reached, Standing, Summed, TargetPlan, sum},
};

use crate::ui::{Chip, Icon, Tone};
use crate::{form, key, locale, say};

/// One target with all that pages show of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its name.
    pub target: InBook,
    /// As it stands.
    pub standing: Standing,
    /// As it was given, month by month.
    pub row: TargetRow,
    /// What its parts come to, where it is their sum.
    pub summed: Option<Summed>,
}

impl Shown {
    /// A target whose parts are not added yet.
    pub fn new(standing: Standing, row: TargetRow) -> Self {
        Self {
            target: row.target.clone(),
            standing,
            summed: row.sum,
            row,
        }
    }

    /// Adds up the parts of those sums that the server has not added: it knows all parts, a device some.
    pub fn add_sums(all: &mut BTreeMap<InBook, Shown>) {
        let open: Vec<InBook> = all
            .values()
            .filter(|shown| shown.is_sum() && shown.summed.is_none())
            .map(|shown| shown.target.clone())
            .collect();
        if open.is_empty() {
            return;
        }
        let mut standings = BTreeMap::new();
        standings.extend(
            all.iter()
                .map(|(target, shown)| (target.clone(), shown.standing.clone())),
        );
        for target in open {
            let summed = sum(&standings, &target);
            if let Some(shown) = all.get_mut(&target) {
                shown.summed = Some(summed);
            }
        }
    }

    /// What is wanted.
    pub fn plan(&self) -> &TargetPlan {
        &self.standing.plan
    }

    /// Whether it is the sum of others.
    pub fn is_sum(&self) -> bool {
        self.plan().counting == Counting::Sum
    }

    /// How much is reached, exactly; none where nothing was read.
    pub fn reached(&self) -> Option<Reached> {
        match self.summed.filter(|_| self.is_sum()) {
            Some(summed) => summed.reached(self.plan()),
            None => self.standing.reached(),
        }
    }

    /// The band; none where nothing was read.
    pub fn band(&self) -> Option<Band> {
        self.reached().map(Reached::band)
    }

    /// The last value, in its measure.
    pub fn value(&self) -> Option<String> {
        let thousandths = match self.summed.filter(|_| self.is_sum()) {
            Some(summed) if summed.read > 0 => i64::try_from(summed.value).ok()?,
            Some(_) => return None,
            None => return Some(form::quantity(self.standing.last()?.1.value)),
        };
        Some(locale::decimal(thousandths, 3))
    }

    /// The day that the last value is true of.
    pub fn day(&self) -> Option<Day> {
        match self.summed.filter(|_| self.is_sum()) {
            Some(summed) => summed.day,
            None => self.standing.last().map(|(day, _)| day),
        }
    }

    /// Where the last value is known from.
    pub fn source(&self) -> String {
        match self.summed.filter(|_| self.is_sum()) {
            Some(summed) => say!("targets.sum.of", n = summed.read, all = summed.parts),
            None => self
                .standing
                .last()
                .map(|(_, read)| read.source.clone())
                .unwrap_or_default(),
        }
    }

    /// What is planned, with its measure.
    pub fn planned(&self) -> String {
        let plan = self.plan();
        let planned = format!("{} {}", form::quantity(plan.planned), plan.measure);
        match plan.counting {
            Counting::Down { start } => say!(
                "targets.down",
                start = form::quantity(start),
                planned = planned
            ),
            Counting::Up | Counting::Sum => planned,
        }
    }

    /// The page of it.
    pub fn href(&self) -> String {
        format!("/targets/{}", super::id_of(&self.target))
    }
}

/// A day in full: readings are years apart.
pub fn day_words(day: Day) -> String {
    locale::day(&String::from(day))
}

/// Percent as people write it, never rounded up to an edge that is not reached.
pub fn percent(reached: Reached) -> String {
    let hundredths = i64::try_from(reached.percent_hundredths()).unwrap_or(i64::MAX);
    format!("{} %", locale::hundredths(hundredths))
}

/// The words of a band, or of no reading at all.
pub fn band_words(band: Option<Band>) -> String {
    say!(match band {
        Some(Band::Met) => key!("targets.band.met"),
        Some(Band::Most) => key!("targets.band.most"),
        Some(Band::Half) => key!("targets.band.half"),
        Some(Band::Below) => key!("targets.band.below"),
        None => key!("targets.band.none"),
    })
}

/// The colour of a band; its words and its drawing say the same.
pub fn band_tone(band: Option<Band>) -> Tone {
    match band {
        Some(Band::Met) => Tone::Success,
        Some(Band::Most) => Tone::Info,
        Some(Band::Half) => Tone::Warning,
        Some(Band::Below) => Tone::Danger,
        None => Tone::Plain,
    }
}

fn band_icon(band: Option<Band>) -> Icon {
    match band {
        Some(Band::Met) => Icon::Check,
        Some(Band::Most) => Icon::Arrow,
        Some(Band::Half) => Icon::Clock,
        Some(Band::Below) => Icon::Warning,
        None => Icon::Minus,
    }
}

/// A band: words, a drawing and a colour.
#[component]
pub fn BandChip(
    /// Which; none where nothing was read.
    band: Option<Band>,
) -> impl IntoView {
    let words = Signal::derive(move || band_words(band));
    view! { <Chip words tone=band_tone(band) icon=band_icon(band) /> }
}

/// How many targets stand in each band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandCounts {
    /// In the order of [`Band::ALL`].
    pub bands: [usize; 4],
    /// Never read.
    pub unread: usize,
}

impl BandCounts {
    /// Of those that hold.
    pub fn of<'a>(targets: impl Iterator<Item = &'a Shown>) -> Self {
        let mut found = Self::default();
        for shown in targets.filter(|shown| shown.standing.ended.is_none()) {
            let place = shown.band().and_then(|band| {
                let mut all = Band::ALL.iter();
                all.position(|each| *each == band)
            });
            match place {
                Some(place) => found.bands[place] += 1,
                None => found.unread += 1,
            }
        }
        found
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.bands.iter().sum::<usize>() + self.unread
    }
}
