//! What the rules say of each person's months, in words.

use roviec_shared::{
    book::{action::Action, period::PersonMonths},
    grade::{MonthRated, PeriodGrade, PeriodReason, flagged, grade_period},
    id::{PersonId, UnitId},
    level::{Level, Outcome},
    month::Month,
    order,
    rules::{RuleBook, RuleSet},
    vietnamese::name_key,
};

use crate::{level, say};

/// A unit's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Which unit.
    pub unit: UnitId,
    /// Its January.
    pub first: Month,
}

/// Which part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Year,
    /// One quarter, from 0.
    Quarter(u8),
}

impl Part {
    /// In their order.
    pub const ALL: [Self; 5] = [
        Self::Year,
        Self::Quarter(0),
        Self::Quarter(1),
        Self::Quarter(2),
        Self::Quarter(3),
    ];

    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Year => say!("year.whole"),
            Self::Quarter(number) => say!("year.quarter", n = number + 1),
        }
    }

    fn months(self, first: Month) -> (Month, i32) {
        match self {
            Self::Year => (first, 12),
            Self::Quarter(number) => (first.plus_months(3 * i32::from(number)), 3),
        }
    }
}

/// Months at the highest level that the list asks for at first.
pub const EXCELLENT_MONTHS: i32 = 3;

/// Lists that the use of results asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Everyone.
    All,
    /// With at least so many months Excellent.
    Excellent,
    /// With two months NotCompleted in a row, or as many as the rule set says.
    Flagged,
}

impl List {
    /// In their order.
    pub const ALL: [Self; 3] = [Self::All, Self::Excellent, Self::Flagged];

    /// Whether a person is in it, where so many months are asked for.
    pub fn takes(self, line: &YearLine, months: usize) -> bool {
        match self {
            Self::All => true,
            Self::Excellent => line.excellent() >= months,
            Self::Flagged => !line.flagged.is_empty(),
        }
    }

    /// In words, with how many are in it.
    pub fn words(self, many: usize, months: usize) -> String {
        match self {
            Self::All => say!("year.list.all", n = many),
            Self::Excellent => say!("year.list.excellent", months = months, n = many),
            Self::Flagged => say!("year.list.flagged", n = many),
        }
    }
}

/// One person of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct YearLine {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their post.
    pub post: String,
    /// The months of the part.
    pub months: Vec<MonthRated>,
    /// What the rules say of those that are decided; none where the rule set has no such period.
    pub grade: Option<PeriodGrade>,
    /// Every month of the part is there and decided.
    pub is_whole: bool,
    /// Months NotCompleted in a row.
    pub flagged: Vec<Vec<Month>>,
    /// Why, in words.
    pub why: Vec<String>,
    /// What the ratings of the year were used for.
    pub actions: Vec<Action>,
}

impl YearLine {
    fn excellent(&self) -> usize {
        let at_best = |rated: &&MonthRated| rated.outcome == Some(Outcome::Level(Level::Excellent));
        self.months.iter().filter(at_best).count()
    }
}

/// The lines of a part of a year, in the order of names.
pub fn lines(rules: &RuleBook, all: &[PersonMonths], first: Month, part: Part) -> Vec<YearLine> {
    let mut lines: Vec<YearLine> = all
        .iter()
        .filter_map(|of| line(rules, of, part.months(first), part))
        .collect();
    order::sort_by_key(&mut lines, |line| name_key(&line.name));
    lines
}

fn line(
    rules: &RuleBook,
    of: &PersonMonths,
    (first, count): (Month, i32),
    part: Part,
) -> Option<YearLine> {
    let is_in =
        |rated: &&MonthRated| first <= rated.month && rated.month < first.plus_months(count);
    let months: Vec<MonthRated> = of.months.iter().filter(is_in).cloned().collect();
    if months.is_empty() {
        return None;
    }
    let decided: Vec<MonthRated> = months
        .iter()
        .filter(|rated| rated.outcome.is_some())
        .cloned()
        .collect();
    let set = rules.get(&of.rules, of.rules_version);
    let period = set.and_then(|set| {
        let roll_up = set.roll_up.as_ref()?;
        match part {
            Part::Year => roll_up.year.as_ref(),
            Part::Quarter(_) => roll_up.quarter.as_ref(),
        }
    });
    let grade = set
        .zip(period)
        .filter(|_| !decided.is_empty())
        .map(|(set, period)| grade_period(set, period, &decided));
    let is_whole = usize::try_from(count).is_ok_and(|count| decided.len() == count);
    let flagged = set.map(|set| flagged(set, &decided)).unwrap_or_default();
    let mut why = Vec::new();
    if !is_whole {
        why.push(say!("year.so_far", n = decided.len(), of = count));
    }
    let elsewhere: Vec<&MonthRated> = months
        .iter()
        .filter(|rated| rated.elsewhere.is_some())
        .collect();
    if !elsewhere.is_empty() {
        let numbers: Vec<Month> = elsewhere.iter().map(|rated| rated.month).collect();
        let mut units: Vec<String> = elsewhere
            .iter()
            .filter_map(|rated| rated.elsewhere.clone())
            .collect();
        units.dedup();
        why.push(say!(
            "year.elsewhere",
            months = names(&numbers),
            units = units.join(", ")
        ));
    }
    match (&grade, set) {
        (Some(grade), Some(set)) => {
            why.extend(grade.reasons.iter().map(|reason| words(set, reason)));
        }
        _ if !decided.is_empty() => why.push(say!("year.no_rule")),
        _ => {}
    }
    why.extend(
        flagged
            .iter()
            .map(|row| say!("year.flagged", months = names(row))),
    );
    Some(YearLine {
        person: of.person.clone(),
        name: of.name.clone(),
        post: of.post.clone(),
        months,
        grade,
        is_whole,
        flagged,
        why,
        actions: of.actions.clone(),
    })
}

fn names(months: &[Month]) -> String {
    let numbers = months.iter().map(|month| month.number().to_string());
    numbers.collect::<Vec<_>>().join(", ")
}

fn words(rules: &RuleSet, reason: &PeriodReason) -> String {
    let label = |found: Level| level::label(rules, found);
    match reason {
        PeriodReason::Points { reached } => say!("year.why.points", level = label(*reached)),
        PeriodReason::NotCompleted { months, max } => say!(
            "year.why.not_completed",
            months = names(months),
            level = label(*max)
        ),
        PeriodReason::Leave { months, max } => {
            say!("year.why.leave", months = months, level = label(*max))
        }
        PeriodReason::ExcellentMonths { found, asked } => {
            say!("year.why.excellent", found = found, asked = asked)
        }
        PeriodReason::TooFewMonths { found, asked } => {
            say!("year.why.few", found = found, asked = asked)
        }
    }
}
