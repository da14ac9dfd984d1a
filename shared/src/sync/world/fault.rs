//! What goes wrong, and when.

use std::collections::{BTreeMap, BTreeSet};

use super::{DAY_MS, Event, MINUTE_MS, World, chance::Chance, people::id};
use crate::{
    id::PersonId,
    organisation::Role,
    sync::{
        device::{Input, Status},
        message::Verdict,
    },
};

/// How bad this world's days are.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    /// How long they last.
    pub until_ms: i64,
    /// How many acts people try.
    pub acts: u64,
    /// In a hundred requests.
    pub lost_percent: u64,
    /// In a hundred answers.
    pub answer_lost_percent: u64,
    /// Requests and answers that come twice.
    pub repeated_percent: u64,
    /// That take very long.
    pub slow_percent: u64,
    /// Deaths of the server in the middle of a request.
    pub crash_percent: u64,
    /// Writes that fail.
    pub storage_percent: u64,
}

/// Something that goes wrong, or well again.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// A tablet is switched off, or its browser killed.
    Stop(usize, bool),
    /// It is on again.
    Start(usize),
    /// Its working store reaches the disk.
    Commit(usize),
    /// Someone asks for sync, or a line came back.
    Wanted(usize),
    /// Its line is cut.
    Cut(usize),
    /// Its line is back.
    Line(usize),
    /// Its clock is set.
    Clock(usize),
    /// Its session ends.
    SignOut(usize),
    /// The password is entered.
    SignIn(usize),
    /// Its profile is copied to another machine.
    Copy(usize),
    /// Nothing moves until another day.
    Night,
    /// The server starts again.
    ServerUp,
    /// A backup is made; it may be read back.
    Backup(bool),
    /// The server comes back from a backup.
    Restore,
    /// The server forgets everything on purpose.
    Wipe,
    /// Posts change.
    Posts,
    /// The next month is opened.
    Month,
    /// A key is revoked.
    Revoke(usize),
    /// What the server does every hour.
    Hour,
}

impl Faults {
    /// Some worlds are mild, some are not.
    pub fn draw(chance: &mut Chance) -> Self {
        let mut often = |most: u64| {
            if chance.percent(60) {
                chance.below(most + 1)
            } else {
                0
            }
        };
        Self {
            lost_percent: often(25),
            answer_lost_percent: often(25),
            repeated_percent: often(20),
            slow_percent: often(15),
            crash_percent: often(3),
            storage_percent: often(5),
            acts: 80 + often(80),
            until_ms: (4 + i64::try_from(often(12)).unwrap_or_default()) * MINUTE_MS,
        }
    }
}

impl World {
    pub(super) fn server_dies(&mut self) {
        self.is_server_up = false;
        let long = self.chance.between(500, 20_000);
        self.at(long, Event::Fault(Fault::ServerUp));
    }

    /// The password is entered: what was asked in the old session is given up.
    pub(super) fn signs_in(&mut self, tablet: usize) -> Result<(), String> {
        self.tablets[tablet].is_signed_in = true;
        self.forget_outstanding(tablet);
        self.feed(tablet, Input::SignedIn)
    }

    /// What a tablet waited for is not expected any more: its clock moved.
    pub(super) fn forget_outstanding(&mut self, tablet: usize) {
        self.tablets[tablet].outstanding = None;
    }

    pub(super) fn fault(&mut self, fault: Fault) -> Result<(), String> {
        self.note(|| format!("{fault:?}"));
        if self.is_calm && !matches!(fault, Fault::Start(_) | Fault::Line(_) | Fault::ServerUp) {
            return Ok(());
        }
        self.count(fault.name());
        match fault {
            Fault::Stop(tablet, is_killed) => self.tablets[tablet].stop(is_killed),
            Fault::Start(tablet) => return self.start(tablet),
            Fault::Commit(tablet) => self.tablets[tablet].stores.commit(),
            Fault::Wanted(tablet) => return self.feed(tablet, Input::Wanted),
            Fault::Cut(tablet) => self.tablets[tablet].has_line = false,
            Fault::Line(tablet) => {
                self.tablets[tablet].has_line = true;
                return self.feed(tablet, Input::Wanted);
            }
            Fault::Clock(tablet) => {
                let days = self.chance.between(-40, 40);
                self.tablets[tablet].skew_ms = days * DAY_MS / 3;
                self.forget_outstanding(tablet);
            }
            Fault::SignOut(tablet) => self.tablets[tablet].is_signed_in = false,
            Fault::SignIn(tablet) => {
                return self.signs_in(tablet);
            }
            Fault::Copy(tablet) => return self.copy(tablet),
            Fault::Night => {
                self.shift_ms += self.chance.between(1, 3) * DAY_MS;
                for tablet in 0..self.tablets.len() {
                    self.forget_outstanding(tablet);
                }
            }
            Fault::ServerUp => {
                self.host.restart();
                self.is_server_up = true;
            }
            Fault::Backup(is_read_back) => self.host.back_up(is_read_back),
            Fault::Restore => {
                let backup = self.chance.below(self.host.backups() as u64) as usize;
                let in_new_epoch = self.bug != Some(super::Bug::KeepsEpoch);
                let clock = self.clock();
                self.host.restore(backup, in_new_epoch, clock);
                self.model.revoked.clear();
            }
            Fault::Wipe => self.wipe(),
            Fault::Posts => self.posts(),
            Fault::Month => {
                let clock = self.clock();
                self.host.open(id("2026-11"), clock);
            }
            Fault::Revoke(tablet) => {
                let (person, keys) = {
                    let tablet = &self.tablets[tablet];
                    (&tablet.person, &tablet.stores.journal.keys)
                };
                let series: Vec<_> = keys
                    .get(person)
                    .map(|key| key.series.clone())
                    .into_iter()
                    .collect();
                if let Some(series) = self.chance.pick(&series) {
                    let (person, clock) = (self.tablets[tablet].person.clone(), self.clock());
                    if self.host.revoke(&person, series, clock) {
                        self.model.revoked.insert(series.clone());
                    }
                }
            }
            Fault::Hour => {
                let clock = self.clock();
                self.host.hour(clock);
            }
        }
        Ok(())
    }

    fn start(&mut self, tablet: usize) -> Result<(), String> {
        if self.tablets[tablet].device.is_some() {
            return Ok(());
        }
        let rules = self.rules.clone();
        self.tablets[tablet].start(&rules);
        self.feed(tablet, Input::Wanted)
    }

    /// A profile copied to another machine: two devices go on under one name.
    fn copy(&mut self, from: usize) -> Result<(), String> {
        let first = &self.tablets[from];
        let mut copy = super::Tablet::new(&first.name, first.person.as_str(), &[], first.signing);
        copy.colleagues.clone_from(&first.colleagues);
        copy.stores = first.stores.clone();
        copy.copy = 1;
        let to = self.tablets.len();
        self.tablets.push(copy);
        self.model.copy(from, to);
        for _ in 0..10 {
            let at = self.chance.between(500, 3 * MINUTE_MS);
            self.at(at, Event::Act(to));
        }
        self.start(to)
    }

    fn wipe(&mut self) {
        let clock = self.clock();
        let acts = self.host.holdings().acts.into_iter();
        if !self.host.wipe(clock) {
            return;
        }
        self.count("wiped");
        self.model.revoked.clear();
        let accepted = acts.filter(|(_, known)| matches!(known.verdict, Verdict::Accepted { .. }));
        self.model.wiped.extend(accepted.map(|(name, _)| name));
        // What a restore lost of it and nobody has sent again yet is forgotten as well.
        let journals = || {
            self.tablets
                .iter()
                .map(|tablet| &tablet.stores.journal.acts)
        };
        let of = |is: fn(&Status) -> bool| {
            let acts = journals().flat_map(BTreeMap::values);
            let acts = acts.filter(move |own| is(&own.status));
            acts.map(|own| (own.name.clone(), own.hash))
                .collect::<BTreeSet<_>>()
        };
        let known = of(|status| matches!(status, Status::Accepted { .. }));
        let names = known.iter().map(|(name, _)| name.clone());
        self.model.wiped.extend(names);
        // So is what a tablet has heard, though its storage did not take it: it believes it accepted.
        let heard = self
            .tablets
            .iter()
            .flat_map(|tablet| tablet.device.iter())
            .flat_map(|device| device.acts().values())
            .filter(|own| matches!(own.status, Status::Accepted { .. }))
            .map(|own| own.name.clone());
        self.model.wiped.extend(heard);
        // And what a tablet hears only now, in an answer from before the restore that lost the act.
        let late: Vec<_> = self.hear_yet_of_acceptance().collect();
        self.model.wiped.extend(late);
        // A copied profile may not have heard of it, and an answer from after a restore makes open again
        // what that restore lost, though it arrives after the wipe.
        let mut open = of(Status::is_open);
        let late = self.hear_yet_of_another_epoch();
        for (index, tablet) in self.tablets.iter().enumerate() {
            let acts = tablet
                .device
                .iter()
                .flat_map(|device| device.acts().values());
            let acts = acts.filter(|own| own.status.is_open() || late.contains(&index));
            open.extend(acts.map(|own| (own.name.clone(), own.hash)));
        }
        let gone = known.difference(&open).cloned();
        self.model.gone.extend(gone);
    }

    /// The secretary's post goes to another, or someone comes from elsewhere.
    fn posts(&mut self) {
        let today = self.clock().today;
        let unit = id("chi-bo-1");
        let organisation = &mut self.organisation;
        let (an, chi, hoa): (PersonId, PersonId, PersonId) = (id("an"), id("chi"), id("hoa"));
        match self.chance.below(3) {
            0 => {
                organisation.end(&an, Role::Secretary, today.plus_days(-1));
                organisation.give(&chi, Role::Secretary, &unit, today);
            }
            1 => organisation.give(&hoa, Role::Member, &unit, today),
            _ => organisation.end(&id("giang"), Role::Member, today.plus_days(-1)),
        }
        self.host.organise(&self.organisation);
    }

    /// The faults stop: everything is switched on, with a line, a session and room.
    pub(super) fn calm(&mut self) -> Result<(), String> {
        self.is_calm = true;
        self.is_server_up = true;
        self.note(|| "calm".to_owned());
        for tablet in 0..self.tablets.len() {
            self.tablets[tablet].has_line = true;
            self.start(tablet)?;
            if !self.tablets[tablet].is_signed_in {
                self.signs_in(tablet)?;
            }
        }
        Ok(())
    }
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Fault::Stop(_, false) => "stop",
            Fault::Stop(_, true) => "kill",
            Fault::Start(_) => "start",
            Fault::Commit(_) => "commit",
            Fault::Wanted(_) => "wanted",
            Fault::Cut(_) => "cut",
            Fault::Line(_) => "line",
            Fault::Clock(_) => "clock",
            Fault::SignOut(_) => "sign out",
            Fault::SignIn(_) => "sign in",
            Fault::Copy(_) => "copied profile",
            Fault::Night => "night",
            Fault::ServerUp => "server up",
            Fault::Backup(false) => "backup",
            Fault::Backup(true) => "backup read back",
            Fault::Restore => "restore",
            Fault::Wipe => "wipe",
            Fault::Posts => "posts",
            Fault::Month => "month",
            Fault::Revoke(_) => "revoke",
            Fault::Hour => "hour",
        }
    }
}
