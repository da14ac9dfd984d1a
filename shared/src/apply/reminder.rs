//! Checking and urging: a word that something is due.

use super::{Refusal, Step, needs_text, plan::open, with_record};
use crate::{
    act::Deed,
    book::{
        Book,
        reminder::{Reminder, add},
    },
};

impl Step<'_> {
    pub(super) fn remind(&mut self, book: &mut Book) -> Result<(), Refusal> {
        let Deed::Remind { day, unit, people } = &self.authored.act.deed else {
            return Ok(());
        };
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        if people.is_empty() {
            needs_text(unit)?;
        }
        for (person, reminded) in people {
            open(book, person)?;
            needs_text(&reminded.text)?;
        }
        let (act, by) = (self.name().clone(), self.person()?.clone());
        let reminder = |text: &str| Reminder {
            act: act.clone(),
            by: by.clone(),
            day: *day,
            text: text.to_owned(),
        };
        for (person, reminded) in people {
            with_record(book, person, |record| {
                add(&mut record.reminders, reminder(&reminded.text));
            });
            self.touch(person);
        }
        if !unit.trim().is_empty() {
            add(&mut book.reminders, reminder(unit));
            self.effects.head = true;
        }
        Ok(())
    }
}
