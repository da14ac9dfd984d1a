//! The shell around a tablet's engine: it feeds, drains, and carries out.

use std::collections::BTreeMap;

use super::{Bug, Event, World, host::NewKey, tablet::Moved};
use crate::{
    id::SeriesId,
    sync::{
        device::{Bucket, Input, Keep, NoAnswer, Output, Own, Status},
        message::SyncRequest,
        series::Hash,
    },
    view::BucketId,
};

/// Something that the storage was told.
#[derive(Debug)]
pub enum Written {
    /// An act for the journal.
    Act(Box<Own>),
    /// What the engine wants kept.
    Keep(Keep, BTreeMap<BucketId, Bucket>),
    /// A series moves.
    Move(SeriesId, u64),
}

impl World {
    /// Tells a tablet's engine something, and does what it says.
    pub(super) fn feed(&mut self, tablet: usize, input: Input) -> Result<(), String> {
        let now_ms = self.tablet_ms(tablet);
        let chance = self.chance.small();
        if matches!(input, Input::Tick | Input::NotKept) {
            self.note(|| format!("t{tablet} {input:?}"));
        }
        if self.bug == Some(Bug::SyncsTwice)
            && matches!(input, Input::Wanted)
            && let Some((request, _)) = self.tablets[tablet].outstanding
            && let Some(device) = &mut self.tablets[tablet].device
        {
            let why = NoAnswer::Lost;
            device.handle(Input::NotAnswered { request, why }, now_ms, chance);
        }
        let Some(device) = &mut self.tablets[tablet].device else {
            return Ok(());
        };
        device.handle(input, now_ms, chance);
        while let Some(device) = &mut self.tablets[tablet].device
            && let Some(output) = device.poll()
        {
            self.carry_out(tablet, output)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, tablet: usize, output: Output) -> Result<(), String> {
        let life = self.tablets[tablet].life;
        match output {
            Output::Send { request, sign } => self.send(tablet, *request, &sign)?,
            Output::Keep(keep) => {
                let device = self.tablets[tablet].device.as_ref();
                let buckets = keep.buckets.iter().filter_map(|id| {
                    let bucket = device?.bucket(id)?;
                    Some((id.clone(), bucket.clone()))
                });
                let buckets = buckets.collect();
                self.store(tablet, Written::Keep(keep, buckets));
            }
            Output::Show(_) => {}
            Output::WakeAt(at_ms) => {
                if self.bug != Some(Bug::ForgetsTimer) {
                    // A timer counts on, whatever becomes of the clock.
                    let wait = (at_ms - self.tablet_ms(tablet)).max(0);
                    self.tablets[tablet].wake_at = Some(self.now_ms + wait);
                    self.at(wait, Event::Tick(tablet));
                }
            }
            Output::Forked { series, from } => {
                self.count("forked");
                self.note(|| format!("t{tablet} forks {series} from {from}"));
                self.tablets[tablet].moving.push(series.clone());
                self.store(tablet, Written::Move(series, from));
            }
            Output::Untold { series, from, to } => {
                self.count("read from the journal");
                let acts = self.tablets[tablet]
                    .stores
                    .journal
                    .between(&series, from, to);
                let input = Input::Read { series, to, acts };
                self.at(5, Event::Told(tablet, life, Box::new(input)));
            }
            Output::Register(series) => {
                self.count("registers again");
                let delay = self.chance.between(100, 5_000);
                self.at(delay, Event::Registers(tablet, life, series));
            }
            Output::FetchOrganisation => {
                let delay = self.chance.between(20, 2_000);
                self.at(delay, Event::Fetched(tablet, life));
            }
        }
        Ok(())
    }

    fn send(
        &mut self,
        tablet: usize,
        mut request: SyncRequest,
        sign: &[(SeriesId, u64, Hash)],
    ) -> Result<(), String> {
        if let Some((open, since)) = self.tablets[tablet].outstanding
            && self.now_ms - since < 60_000
        {
            return Err(format!("t{tablet} sends again while {open} is on its way"));
        }
        if self.bug == Some(Bug::KeepsMark) {
            let sender = &mut self.tablets[tablet];
            if sender.mark.is_some_and(|life| life != sender.life) {
                return Ok(());
            }
            sender.mark = Some(sender.life);
        }
        self.tablets[tablet].outstanding = Some((request.request, self.now_ms));
        let acts = &self.tablets[tablet].stores.journal.acts;
        for (batch, (_, last, _)) in request.batches.iter().zip(sign) {
            for number in batch.first..=*last {
                let series = batch.series.clone();
                let name = crate::id::ActRef { series, number };
                if !acts.contains_key(&name) {
                    return Err(format!("t{tablet} sends {name}, which is not saved"));
                }
            }
        }
        self.tablets[tablet].sign(&mut request, sign);
        let (batches, asks) = (&request.batches, &request.ask);
        self.note(|| {
            let acts: Vec<String> = batches
                .iter()
                .map(|batch| format!("{} {}+{}", batch.series, batch.first, batch.acts.len()))
                .collect();
            let number = request.request;
            format!("t{tablet} sends {number} {acts:?} asks {}", asks.len())
        });
        // Asking what became of a held act is the idle timer's business.
        if !batches.is_empty() || !request.lagging.is_empty() {
            self.loud += 1;
        }
        self.heard += 1;
        self.put_on_wire(tablet, request);
        Ok(())
    }

    /// Storage is told something; it is done in order, after a while.
    pub(super) fn store(&mut self, tablet: usize, written: Written) {
        let delay = self.chance.between(1, 40);
        let at = (self.now_ms + delay).max(self.tablets[tablet].stored_at);
        self.tablets[tablet].stored_at = at;
        let life = self.tablets[tablet].life;
        self.at(
            at - self.now_ms,
            Event::Written(tablet, life, Box::new(written)),
        );
    }

    pub(super) fn written(
        &mut self,
        tablet: usize,
        life: u64,
        written: Written,
    ) -> Result<(), String> {
        if self.tablets[tablet].life != life || self.tablets[tablet].device.is_none() {
            return Ok(());
        }
        let fails = !self.is_calm && self.chance.percent(self.faults.storage_percent);
        match written {
            Written::Act(own) => {
                self.tablets[tablet].writing -= 1;
                if fails {
                    // "Not saved": the author knows.
                    self.count("not saved");
                    return Ok(());
                }
                self.tablets[tablet].journal(&own);
                self.model.journal(tablet, &own);
                self.count("journalled");
                self.note(|| format!("t{tablet} journals {} {}", own.name, own.act.deed.kind()));
                if self.bug != Some(Bug::SendsUnsaved) {
                    // Another tab may have entered it: then it is heard of later.
                    let other_tab = self.chance.percent(15);
                    let delay = if other_tab {
                        self.chance.between(100, 3_000)
                    } else {
                        0
                    };
                    let input = Input::Journalled(own);
                    self.at(delay, Event::Told(tablet, life, Box::new(input)));
                }
                Ok(())
            }
            Written::Keep(keep, buckets) => {
                let input = if fails {
                    self.count("not kept");
                    if self.bug == Some(Bug::SplitsPage) {
                        self.tablets[tablet].stores.keep_half(&keep, buckets);
                    }
                    Input::NotKept
                } else {
                    self.is_in_the_picture(tablet, &keep)?;
                    self.keep(tablet, &keep, buckets);
                    Input::Kept
                };
                let delay = self.chance.between(0, 3);
                self.at(delay, Event::Told(tablet, life, Box::new(input)));
                Ok(())
            }
            Written::Move(series, from) => self.moves(tablet, &series, from),
        }
    }

    fn keep(&mut self, tablet: usize, keep: &Keep, buckets: BTreeMap<BucketId, Bucket>) {
        let now_ms = self.tablet_ms(tablet);
        let bug = self.bug;
        let stores = &mut self.tablets[tablet].stores;
        match bug {
            Some(Bug::TrustsClocks) => stores.keep_by_clock(keep, buckets, now_ms),
            Some(Bug::ForgetsRefused) => stores.keep_without_refused(keep, buckets),
            _ => stores.keep(keep, buckets),
        }
        for (name, status) in &keep.statuses {
            if matches!(status, Status::LetGo { .. }) {
                self.model.let_go.insert((tablet, name.clone()));
            }
            self.note(|| format!("t{tablet} keeps {name} {status:?}"));
        }
    }

    fn moves(&mut self, tablet: usize, series: &SeriesId, from: u64) -> Result<(), String> {
        self.tablets[tablet]
            .moving
            .retain(|moving| moving != series);
        let Some(Moved { to, acts }) = self.tablets[tablet].moved(series, from) else {
            return Ok(());
        };
        let life = self.tablets[tablet].life;
        let mut olds = Vec::new();
        for (old, own) in &acts {
            self.model.moves(tablet, old, own);
            olds.push(old.clone());
            self.note(|| format!("t{tablet} moves {old} to {}", own.name));
        }
        if let Some(device) = &mut self.tablets[tablet].device {
            device.moved(olds);
        }
        for (_, own) in acts {
            self.feed(tablet, Input::Journalled(Box::new(own)))?;
        }
        let delay = self.chance.between(100, 5_000);
        self.at(delay, Event::Registers(tablet, life, to));
        Ok(())
    }

    pub(super) fn registers(
        &mut self,
        tablet: usize,
        life: u64,
        series: &SeriesId,
    ) -> Result<(), String> {
        if self.tablets[tablet].life != life || self.tablets[tablet].device.is_none() {
            return Ok(());
        }
        if !self.is_server_up || !self.tablets[tablet].has_line {
            self.at(5_000, Event::Registers(tablet, life, series.clone()));
            return Ok(());
        }
        self.register(tablet, series);
        self.signs_in(tablet)
    }

    fn register(&mut self, tablet: usize, series: &SeriesId) {
        if let Some((person, seed)) = self.tablets[tablet].key_of(series) {
            // A colleague's key is registered for the colleague's own account.
            let key = NewKey {
                series: series.clone(),
                public: (self.tablets[tablet].signing.public)(&seed),
                person,
                device: self.tablets[tablet].name.clone(),
            };
            let clock = self.clock();
            self.host.register(&key, clock);
        }
    }

    pub(super) fn register_all(&mut self, tablet: usize) {
        let keys = self.tablets[tablet].stores.journal.keys.values();
        let series: Vec<SeriesId> = keys.map(|key| key.series.clone()).collect();
        for series in series {
            self.register(tablet, &series);
        }
    }

    pub(super) fn fetched(&mut self, tablet: usize, life: u64) -> Result<(), String> {
        if self.tablets[tablet].life != life || self.tablets[tablet].device.is_none() {
            return Ok(());
        }
        if !self.is_server_up || !self.tablets[tablet].has_line {
            return self.feed(tablet, Input::OrganisationNotFetched);
        }
        let (person, clock) = (self.tablets[tablet].person.clone(), self.clock());
        let revision = self.host.revision(&person, clock);
        let people = self.organisation.people.clone();
        self.tablets[tablet].stores.journal.organisation = Some((revision.clone(), people));
        self.feed(tablet, Input::Organisation(revision))
    }
}
