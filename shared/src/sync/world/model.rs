//! What the world remembers of people's acts, kept as simply as can be: beside the real thing, to compare.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    act::{Act, Deed},
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId, TaskId},
    level::Outcome,
    sync::{device::Own, series::Hash},
    trace::fields,
};

/// One act on one tablet: a copied profile has acts of the same names.
pub type Entered = (usize, ActRef);

/// What people were told is saved, and what they did with it.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Every act that reached a journal and did not move to another name.
    pub journalled: BTreeMap<Entered, Hash>,
    /// Refused acts that their authors want to let go, stored or not.
    pub unwanted: BTreeSet<Entered>,
    /// Those of them of which that is stored.
    pub let_go: BTreeSet<Entered>,
    /// Keys that sign no more.
    pub revoked: BTreeSet<SeriesId>,
    /// Accepted acts that the server forgot on purpose.
    pub wiped: BTreeSet<ActRef>,
    /// Those of them that all who have them knew to be accepted: nobody brings them back. By their hashes
    /// too: a copy of a profile that had not come so far gives the same name to an act of its own.
    pub gone: BTreeSet<(ActRef, Hash)>,
}

impl Model {
    /// An act is in the journal.
    pub fn journal(&mut self, tablet: usize, own: &Own) {
        self.journalled.insert((tablet, own.name.clone()), own.hash);
    }

    /// An act was made again under another name.
    pub fn moves(&mut self, tablet: usize, old: &ActRef, own: &Own) {
        self.journalled.remove(&(tablet, old.clone()));
        self.journal(tablet, own);
    }

    /// A tablet's profile is copied.
    pub fn copy(&mut self, from: usize, to: usize) {
        fn copied<T: Clone>(
            from: usize,
            to: usize,
            of: &BTreeMap<Entered, T>,
        ) -> Vec<(Entered, T)> {
            let mine = of.iter().filter(|((tablet, _), _)| *tablet == from);
            mine.map(|((_, name), value)| ((to, name.clone()), value.clone()))
                .collect()
        }
        let journalled = copied(from, to, &self.journalled);
        self.journalled.extend(journalled);
        for set in [&mut self.unwanted, &mut self.let_go] {
            let mine: Vec<Entered> = set
                .iter()
                .filter(|(tablet, _)| *tablet == from)
                .map(|(_, name)| (to, name.clone()))
                .collect();
            set.extend(mine);
        }
    }
}

/// What the accepted acts come to, without `apply`: the last writer of each field, words and tasks that
/// must be there once.
#[derive(Debug, Default)]
pub struct Sum {
    comments: BTreeMap<(BookId, PersonId), Vec<String>>,
    appeals: BTreeMap<(BookId, PersonId), Vec<ActRef>>,
    tasks: BTreeMap<(BookId, TaskId), PersonId>,
    decided: BTreeMap<(BookId, PersonId), Outcome>,
    written: BTreeMap<(BookId, String, String), (ActRef, Value)>,
    submitted: BTreeMap<BookId, Vec<ActRef>>,
}

impl Sum {
    /// One accepted act more, in the ledger's order.
    ///
    /// # Errors
    /// It wrote over what its author had not seen, or decided what was decided.
    pub fn add(&mut self, name: &ActRef, act: &Act) -> Result<(), String> {
        self.write(name, act)?;
        let book = &act.book;
        let at = |person: &PersonId| (book.clone(), person.clone());
        match &act.deed {
            Deed::Comment { people } => {
                for (person, comment) in people {
                    let said = self.comments.entry(at(person)).or_default();
                    said.push(comment.text.clone());
                }
            }
            Deed::Appeal { people } => {
                for person in people.keys() {
                    self.appeals
                        .entry(at(person))
                        .or_default()
                        .push(name.clone());
                }
            }
            Deed::Assign { people } => {
                let plans = people
                    .iter()
                    .flat_map(|(person, plans)| plans.iter().map(move |_| person));
                for (index, person) in plans.enumerate() {
                    let task = crate::apply::task_id(name, index);
                    self.tasks.insert((book.clone(), task), person.clone());
                }
            }
            Deed::HandOverTask { task, people } => {
                for over in people.values() {
                    self.tasks
                        .insert((book.clone(), task.clone()), over.to.clone());
                }
            }
            Deed::CancelTask { task, .. } => {
                self.tasks.remove(&(book.clone(), task.clone()));
            }
            Deed::Decide { people, .. } => {
                for (person, on) in people {
                    let outcome = on.decided.outcome.clone();
                    if self.decided.insert(at(person), outcome).is_some() {
                        return Err(format!("{name} decides on {person} of {book} once more"));
                    }
                }
            }
            Deed::Correct { people } => {
                for (person, corrected) in people {
                    let outcome = corrected.outcome.clone();
                    if self.decided.insert(at(person), outcome).is_none() {
                        return Err(format!("{name} corrects what was never decided"));
                    }
                }
            }
            Deed::Submit { .. } => {
                self.submitted
                    .entry(book.clone())
                    .or_default()
                    .push(name.clone());
            }
            _ => {}
        }
        Ok(())
    }

    fn write(&mut self, name: &ActRef, act: &Act) -> Result<(), String> {
        for setting in act.deed.settings() {
            let seen = act.saw.get(&setting.group);
            for (field, value) in fields(&setting.compared(&setting.value)) {
                let at = (act.book.clone(), setting.group.clone(), field.clone());
                let seen = seen.map(|seen| seen.fields.get(&field).unwrap_or(&seen.act));
                if let Some((by, standing)) = self.written.get(&at)
                    && seen != Some(by)
                    && standing != value
                {
                    return Err(format!("{name} wrote {at:?} over {by}, unseen"));
                }
                self.written.insert(at, (name.clone(), value.clone()));
            }
        }
        Ok(())
    }

    /// Where the server's books say something else.
    ///
    /// # Errors
    /// What differs.
    pub fn compare(&self, books: &BTreeMap<BookId, Book>) -> Result<(), String> {
        let mut found = Sum::default();
        for (id, book) in books {
            for (person, record) in &book.people {
                let at = (id.clone(), person.clone());
                for comment in &record.comments {
                    let said = found.comments.entry(at.clone()).or_default();
                    said.push(comment.text.clone());
                }
                for appeal in record.stage.appeals() {
                    let made = found.appeals.entry(at.clone()).or_default();
                    made.push(appeal.act.clone());
                }
                for (task, _) in record.live_tasks() {
                    found
                        .tasks
                        .insert((id.clone(), task.clone()), person.clone());
                }
                if let Some(decision) = record.decision() {
                    found.decided.insert(at, decision.decided.outcome.clone());
                }
            }
            let submitted = book.submissions.iter().map(|one| one.act.clone());
            let submitted: Vec<ActRef> = submitted.collect();
            if !submitted.is_empty() {
                found.submitted.insert(id.clone(), submitted);
            }
        }
        let same = self.comments == found.comments
            && self.appeals == found.appeals
            && self.tasks == found.tasks
            && self.decided == found.decided
            && self.submitted == found.submitted;
        if same {
            Ok(())
        } else {
            Err(format!(
                "the books are not the sum of the acts: {self:?} against {found:?}"
            ))
        }
    }
}
