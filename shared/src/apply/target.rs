//! Targets of the term: set, changed, read, ended, in the book of the month in which that was decided or entered.

use super::{Known, Refusal, Step, needs_document, needs_text};
use crate::{
    act::Deed,
    book::Book,
    id::InBook,
    month::Day,
    target::{
        Counting, TARGETS_MAX, TargetChange, TargetChanged, TargetEnd, TargetEntry, TargetPlan,
        TargetRead, TargetSet,
    },
};

impl Step<'_> {
    pub(super) fn target(&mut self, book: &mut Book) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        let (act, by) = (self.name().clone(), self.person()?.clone());
        match &self.authored.act.deed {
            Deed::SetTarget { plan } => {
                check_plan(plan)?;
                self.check_whole(plan.part_of.as_ref())?;
                let month = book.id.month;
                self.entry(book, &act, month)?.set = Some(TargetSet {
                    by,
                    plan: plan.clone(),
                });
            }
            Deed::ChangeTarget {
                target,
                change,
                reason,
            } => {
                let standing = self.standing(book, target)?;
                needs_text(reason)?;
                if *change == TargetChange::default() {
                    return Err(Refusal::Empty);
                }
                if let Some(mut plan) = standing {
                    plan.change(change);
                    check_plan(&plan)?;
                }
                self.check_whole(change.part_of.as_ref())?;
                let entry = self.entry(book, &target.act, target.book.month)?;
                entry.changes.push(TargetChanged {
                    act,
                    by,
                    change: change.clone(),
                    reason: reason.clone(),
                });
            }
            Deed::ReadTarget {
                target,
                day,
                value,
                source,
            } => {
                let plan = self.standing(book, target)?;
                self.check_day(*day, plan.as_ref())?;
                if plan.is_some_and(|plan| plan.counting == Counting::Sum) {
                    return Err(Refusal::TargetIsSum);
                }
                if source.trim().is_empty() {
                    return Err(Refusal::SourceMissing);
                }
                let entry = self.entry(book, &target.act, target.book.month)?;
                let read = TargetRead {
                    act,
                    by,
                    value: *value,
                    source: source.clone(),
                };
                entry.readings.insert(*day, read);
            }
            Deed::EndTarget {
                target,
                day,
                reason,
            } => {
                let plan = self.standing(book, target)?;
                self.check_day(*day, plan.as_ref())?;
                needs_text(reason)?;
                let entry = self.entry(book, &target.act, target.book.month)?;
                entry.ended = Some(TargetEnd {
                    act,
                    by,
                    day: *day,
                    reason: reason.clone(),
                });
            }
            _ => return Ok(()),
        }
        self.effects.head = true;
        Ok(())
    }

    /// What is wanted of a target of this unit, with what this month changed of it; none where the month that set
    /// it is not to be seen from here: the server judges it then.
    fn standing(&self, book: &Book, target: &InBook) -> Result<Option<TargetPlan>, Refusal> {
        if target.book.unit != book.id.unit {
            return Err(Refusal::UnknownTarget);
        }
        let entry = book.targets.get(&target.act);
        if entry.is_some_and(|entry| entry.ended.is_some()) {
            return Err(Refusal::TargetEnded);
        }
        let mut plan = match entry.and_then(|entry| entry.set.as_ref()) {
            Some(set) => set.plan.clone(),
            None if target.book == book.id => return Err(Refusal::UnknownTarget),
            None => match self.context.others.targets.get(target) {
                Some(Known::Is(plan)) => plan.clone(),
                Some(Known::Absent) => return Err(Refusal::UnknownTarget),
                Some(Known::Unknown) | None => return Ok(None),
            },
        };
        for changed in entry.into_iter().flat_map(|entry| &entry.changes) {
            plan.change(&changed.change);
        }
        Ok(Some(plan))
    }

    /// A target that another is a part of has been set, as far as that can be seen from here.
    fn check_whole(&self, whole: Option<&InBook>) -> Result<(), Refusal> {
        let known = whole.and_then(|whole| self.context.others.targets.get(whole));
        match known {
            Some(Known::Absent) => Err(Refusal::UnknownTarget),
            _ => Ok(()),
        }
    }

    /// A day ahead is judged by the server's alone: a tablet's own may be wrong.
    fn check_day(&self, day: Day, plan: Option<&TargetPlan>) -> Result<(), Refusal> {
        if plan.is_some_and(|plan| day < plan.from.first_day()) {
            return Err(Refusal::DayBeforeTerm);
        }
        if self.context.has_arrived && day > self.context.today {
            return Err(Refusal::DayAhead);
        }
        Ok(())
    }

    /// The month's entry of a target that was set in the month `since`, with room made for it.
    fn entry<'b>(
        &self,
        book: &'b mut Book,
        target: &crate::id::ActRef,
        since: crate::month::Month,
    ) -> Result<&'b mut TargetEntry, Refusal> {
        if book.targets.len() >= TARGETS_MAX && !book.targets.contains_key(target) {
            return Err(Refusal::TooManyTargets);
        }
        let entry = book.targets.entry(target.clone());
        Ok(entry.or_insert_with(|| TargetEntry::new(since)))
    }
}

fn check_plan(plan: &TargetPlan) -> Result<(), Refusal> {
    if plan.title.trim().is_empty() || plan.measure.trim().is_empty() {
        return Err(Refusal::TargetIncomplete);
    }
    needs_document(&plan.document)?;
    if plan.until <= plan.from {
        return Err(Refusal::TermBackward);
    }
    match plan.counting {
        Counting::Down { start } if start <= plan.planned => Err(Refusal::StartNotAbove),
        Counting::Up | Counting::Sum if plan.planned.is_zero() => Err(Refusal::TargetZero),
        _ => Ok(()),
    }
}
