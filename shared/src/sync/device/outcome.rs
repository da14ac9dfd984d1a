//! What becomes of one's own acts: verdicts, faults, another epoch, and when they may go.

use std::collections::{BTreeMap, BTreeSet};

use super::{Device, Keep, Output, Own, Status};
use crate::{
    id::{ActRef, BookId, SeriesId},
    month::Day,
    sync::{
        carried::Told,
        message::{BatchFault, Receipt, Run, SyncAnswer},
    },
};

/// While there is no backup, accepted acts stay for so long.
const KEPT_DAYS: i32 = 90;

/// What the server said of acts, in an answer or in a file that was carried back.
pub(super) struct Heard<'a> {
    pub verdicts: &'a [Run],
    pub holds: &'a BTreeMap<SeriesId, Receipt>,
    pub faults: &'a BTreeMap<SeriesId, BatchFault>,
    pub today: Day,
    /// The acts that it was asked with: what is said of them is about these very acts.
    pub sent: &'a BTreeMap<SeriesId, (u64, u64)>,
}

impl Device {
    /// A file of this device's acts was delivered elsewhere, and this came back. Of another epoch it is
    /// worth nothing: the next exchange tells.
    pub(super) fn returned(&mut self, told: &Told) {
        if self.epoch.as_ref() != Some(&told.epoch) {
            return;
        }
        let (mut keep, mut shown) = (self.keep_nothing(), BTreeSet::new());
        let heard = Heard {
            verdicts: &told.verdicts,
            holds: &told.holds,
            faults: &BTreeMap::new(),
            today: told.today,
            sent: &BTreeMap::new(),
        };
        self.take_verdicts(&heard, &mut keep, &mut shown);
        if !keep.statuses.is_empty() {
            self.keep(keep);
            self.outputs.push_back(Output::Show(shown));
        }
    }

    /// Ledger numbers and cursors start anew. What no backup had is sent again, unless the server forgot
    /// on purpose.
    pub(super) fn enter_epoch(
        &mut self,
        answer: &SyncAnswer,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        let had_one = self.epoch.is_some();
        self.epoch = Some(answer.epoch.clone());
        self.wanted.extend(self.buckets.keys().cloned());
        self.resend.clear();
        self.untold.clear();
        self.doubted.clear();
        if !had_one {
            return;
        }
        for own in self.acts.values_mut() {
            let is_accepted = matches!(own.status, Status::Accepted { .. });
            if is_accepted && answer.forgets {
                keep.forget.insert(own.name.clone());
                shown.insert(own.act.book.clone());
            } else if own.status.is_with_server() {
                pend(own, keep, shown);
            }
        }
        for name in &keep.forget {
            self.acts.remove(name);
        }
        // What the server of this epoch has of them is asked for first.
        self.unsure = true;
        self.rechecks = true;
    }

    /// Takes the verdicts that are about these very acts: of acts in this request, and of those asked for
    /// by number where the receipt shows that the server's chain is this one.
    pub(super) fn take_verdicts(
        &mut self,
        heard: &Heard<'_>,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        let mut believed: BTreeMap<&SeriesId, bool> = BTreeMap::new();
        for (series, receipt) in heard.holds {
            believed.insert(series, self.is_ours(series, receipt));
        }
        let is_sent = |name: &ActRef| {
            let sent = heard.sent.get(&name.series);
            sent.is_some_and(|(from, to)| (*from..=*to).contains(&name.number))
        };
        for run in heard.verdicts {
            let is_believed = believed.get(&run.series).copied().unwrap_or_default();
            for (name, verdict) in run.unpack() {
                let Some(own) = self.acts.get_mut(&name) else {
                    continue;
                };
                if !is_believed && !is_sent(&name) {
                    continue;
                }
                if own.status.refusal().is_some() && !verdict.is_final() {
                    // A backup holds what was refused since: it is told so once, and waits for that.
                    if !is_sent(&name) {
                        self.untold.insert(name);
                    }
                    continue;
                }
                let status = Status::from(verdict);
                let is_let_go = matches!(own.status, Status::LetGo { .. });
                if !is_let_go && own.status != status {
                    set(own, status, keep, shown);
                }
            }
        }
        let is_told = |name: &ActRef| is_sent(name) && !heard.faults.contains_key(&name.series);
        self.untold.retain(|name| !is_told(name));
        self.take_receipts(heard, &believed, keep, shown);
    }

    /// Whether the server's act under the receipt's number is the one made here.
    fn is_ours(&self, series: &SeriesId, receipt: &Receipt) -> bool {
        let at = |number: u64| {
            self.acts.get(&ActRef {
                series: series.clone(),
                number,
            })
        };
        if let Some(own) = at(receipt.number) {
            return own.hash == receipt.hash;
        }
        if let Some(next) = at(receipt.number.saturating_add(1)) {
            return next.before == receipt.hash;
        }
        // The server holds more of the series than was ever made here, or nothing that is here.
        let last = self.last_of(series);
        last.is_none_or(|last| last > receipt.number)
    }

    fn last_of(&self, series: &SeriesId) -> Option<u64> {
        let of_series = |own: &&Own| own.name.series == *series;
        let last = self.acts.values().rfind(of_series);
        last.map(|own| own.name.number)
    }

    fn take_receipts(
        &mut self,
        heard: &Heard<'_>,
        believed: &BTreeMap<&SeriesId, bool>,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        for (series, receipt) in heard.holds {
            if believed.get(series) != Some(&true) {
                // The acts themselves are sent: the server compares them one by one.
                self.doubted.insert(series.clone());
                continue;
            }
            self.doubted.remove(series);
            if heard.faults.contains_key(series) {
                continue;
            }
            self.resend.remove(series);
            let Some(person) = self.person.clone() else {
                continue;
            };
            for own in self.acts.values_mut() {
                let is_held = own.name.series == *series && own.name.number <= receipt.number;
                if is_held && own.author != person && own.status == Status::Pending {
                    set(own, Status::Delivered { day: heard.today }, keep, shown);
                }
            }
        }
    }

    pub(super) fn take_fault(
        &mut self,
        series: &SeriesId,
        fault: &BatchFault,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        match fault {
            BatchFault::Gap { next } => {
                self.pend_from(series, *next, keep, shown);
                let here = self.numbers_from(series, *next);
                let is_whole = here.iter().copied().eq((*next..).take(here.len()));
                match here.first() {
                    Some(first) if is_whole && *first == *next => {
                        self.resend.insert(series.clone(), *next);
                    }
                    // Acts between are nowhere any more: this series cannot go on.
                    Some(first) => self.fork(series, *first),
                    None => {
                        self.stopped.insert(series.clone());
                    }
                }
            }
            BatchFault::Forked { from } => {
                self.pend_from(series, *from, keep, shown);
                self.fork(series, *from);
            }
            BatchFault::UnknownKey => {
                self.stopped.insert(series.clone());
                self.later.push(Output::Register(series.clone()));
            }
            BatchFault::Signature => {
                self.stopped.insert(series.clone());
            }
        }
    }

    fn numbers_from(&self, series: &SeriesId, from: u64) -> Vec<u64> {
        let of_series = |own: &&Own| own.name.series == *series && own.name.number >= from;
        let found = self.acts.values().filter(of_series);
        found.map(|own| own.name.number).collect()
    }

    /// The server does not have these acts, whatever it said once.
    fn pend_from(
        &mut self,
        series: &SeriesId,
        from: u64,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        for own in self.acts.values_mut() {
            let lacks = own.name.series == *series && own.name.number >= from;
            if lacks && own.status.is_with_server() {
                pend(own, keep, shown);
            }
        }
    }

    fn fork(&mut self, series: &SeriesId, from: u64) {
        self.stopped.insert(series.clone());
        // What stays in it is final: it fills no gap any more.
        self.resend.remove(series);
        self.untold.retain(|name| name.series != *series);
        // After what is to be kept: the shell moves the acts that are open then.
        self.later.push(Output::Forked {
            series: series.clone(),
            from,
        });
    }

    /// Acts of a stopped series that were made again in another: their old names are let go.
    pub fn moved(&mut self, names: impl IntoIterator<Item = ActRef>) {
        for name in names {
            self.acts.remove(&name);
            self.moved.insert(name);
        }
    }

    /// Accepted acts stay until a backup that was read back holds them, and every cursor has passed them.
    pub(super) fn forget_what_is_safe(&mut self, answer: &SyncAnswer, keep: &mut Keep) {
        let is_old = |day: Day| day.days_until(answer.today) > KEPT_DAYS;
        // A number that is safe makes the earlier ones of its series safe, whatever became of them.
        let mut safe_to: BTreeMap<SeriesId, u64> = BTreeMap::new();
        let mut gone = Vec::new();
        for own in self.acts.values() {
            let is_safe = match &own.status {
                Status::Accepted {
                    ledger,
                    number,
                    day,
                } => {
                    let safe = answer.safe.get(ledger);
                    let is_safe = safe.map_or(is_old(*day), |safe| number <= safe);
                    if is_safe {
                        safe_to.insert(own.name.series.clone(), own.name.number);
                    }
                    is_safe && self.have_passed(own, *number)
                }
                Status::Delivered { day } => is_old(*day),
                _ => false,
            };
            if is_safe {
                gone.push(own.name.clone());
            }
        }
        for own in self.acts.values() {
            let safe = safe_to.get(&own.name.series);
            if matches!(own.status, Status::LetGo { .. })
                && safe.is_some_and(|safe| own.name.number < *safe)
            {
                gone.push(own.name.clone());
            }
        }
        for name in gone {
            self.acts.remove(&name);
            keep.forget.insert(name);
        }
    }

    fn have_passed(&self, own: &Own, number: u64) -> bool {
        self.buckets
            .iter()
            .filter(|(id, _)| id.book == own.act.book)
            .all(|(id, bucket)| bucket.cursor >= number && !self.wanted.contains(id))
    }
}

fn set(own: &mut Own, status: Status, keep: &mut Keep, shown: &mut BTreeSet<BookId>) {
    own.status = status.clone();
    shown.insert(own.act.book.clone());
    keep.statuses.insert(own.name.clone(), status);
}

fn pend(own: &mut Own, keep: &mut Keep, shown: &mut BTreeSet<BookId>) {
    set(own, Status::Pending, keep, shown);
}
