//! The simulator's world: tablets with their stores, a server, and a bad line between them, in one thread
//! and from one seed. While the faults last it looks at every step for what may never be; then they stop,
//! it runs until it is silent, and everything is compared.

pub mod chance;
mod check;
mod doing;
mod fault;
pub mod host;
mod keys;
mod model;
pub mod people;
mod person;
mod plan;
mod server;
mod shell;
mod store;
mod tablet;
mod wire;

use std::{collections::BTreeMap, sync::Arc};

use self::{
    chance::Chance,
    fault::Faults,
    host::{Clock, Host},
    model::Model,
    people::Organisation,
    server::Server,
    shell::Written,
    tablet::Tablet,
    wire::{Answer, Packet},
};
use crate::{month::Month, rules::RuleBook, sync::device::Input};

/// 27 October 2026, 23:00 in Việt Nam: a day ends soon.
pub const BEGIN_MS: i64 = 1_793_116_800_000;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// More steps than any seed takes: a circle ends here.
const STEPS_MAX: u64 = 60_000;

/// A bug to be planted: a world that does not find it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// A refused act is taken away when its verdict comes (R26).
    ForgetsRefused,
    /// The server looks whether it has an act, and stores it later (R3).
    ChecksThenInserts,
    /// Every trigger starts a sync of its own (R7).
    SyncsTwice,
    /// A restored server keeps its epoch (R13).
    KeepsEpoch,
    /// An act is sent before it is saved (R21).
    SendsUnsaved,
    /// What the device's clock calls newer wins (R22).
    TrustsClocks,
    /// Nobody wakes the engine: a failed upload waits for the next act (R24).
    ForgetsTimer,
    /// The server answers before what it says is durable (R29).
    AnswersFirst,
    /// A page and its cursor are stored apart (R33).
    SplitsPage,
    /// "Saved" is said when the write begins (R34).
    SaysSavedEarly,
    /// That a request is on its way is stored, and a restart believes it (R23).
    KeepsMark,
    /// An act takes its number before it has the lock of its series.
    NumbersEarly,
    /// An act that has left is taken back on the tablet alone.
    UndoesSent,
}

/// How a world went.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Steps taken.
    pub steps: u64,
    /// What happened how often: acts by kind, verdicts, faults.
    pub counts: BTreeMap<String, u64>,
}

/// What was found, and the last that happened before.
#[derive(Clone, Debug)]
pub struct Found {
    /// The seed that leads there.
    pub seed: u64,
    /// What may not be.
    pub what: String,
    /// The last steps.
    pub log: Vec<String>,
}

#[derive(Debug)]
enum Event {
    /// Someone may do something on a tablet.
    Act(usize),
    /// The timer that the tablet's engine asked for.
    Tick(usize),
    /// Storage has done something.
    Written(usize, u64, Box<Written>),
    /// The tablet's engine hears of something.
    Told(usize, u64, Box<Input>),
    /// A request reaches the server.
    Arrives(Box<Packet>),
    /// An answer reaches a tablet, or the news that there is none.
    Answers(Box<Answer>),
    /// The fetched organisation arrives.
    Fetched(usize, u64),
    /// A key is registered.
    Registers(usize, u64, crate::id::SeriesId),
    /// Something goes wrong, or well again.
    Fault(fault::Fault),
}

/// Everything there is.
struct World {
    chance: Chance,
    now_ms: i64,
    /// Nights that passed with everything switched off.
    shift_ms: i64,
    queue: BTreeMap<(i64, u64), Event>,
    next: u64,
    tablets: Vec<Tablet>,
    host: Box<dyn Host>,
    /// Who there is, as the server was told.
    organisation: Organisation,
    is_server_up: bool,
    rules: Arc<RuleBook>,
    model: Model,
    bug: Option<Bug>,
    faults: Faults,
    /// The faults are over.
    is_calm: bool,
    report: Report,
    /// Requests so far.
    heard: u64,
    /// Those among them that sent or fetched something.
    loud: u64,
    log: Vec<String>,
    is_logged: bool,
}

/// Runs one world against a server in memory.
///
/// # Errors
/// What may not be, where it is found.
pub fn run(
    seed: u64,
    rules: &RuleBook,
    bug: Option<Bug>,
    is_logged: bool,
) -> Result<Report, Box<Found>> {
    let mut chance = Chance::new(seed);
    let room = if chance.percent(40) { 4_000 } else { 1 << 20 };
    let organisation = beginning(seed, rules);
    let server = Server::new(organisation.clone(), rules.clone(), room, bug);
    World::new(
        chance,
        rules,
        organisation,
        Box::new(server),
        bug,
        is_logged,
    )
    .run(seed)
}

/// Who there is in the world of a seed.
#[must_use]
pub fn beginning(seed: u64, rules: &RuleBook) -> Organisation {
    let today = Clock::at(BEGIN_MS).today;
    let small = Organisation::small(today, rules);
    if people::has_group(seed) {
        small.grouped(today, rules)
    } else {
        small
    }
}

/// Runs one world against a server that its [`beginning`] was entered into, at [`BEGIN_MS`], and no month was
/// opened.
///
/// # Errors
/// What may not be, where it is found.
pub fn run_against(
    host: Box<dyn Host>,
    seed: u64,
    rules: &RuleBook,
    is_logged: bool,
) -> Result<Report, Box<Found>> {
    let organisation = beginning(seed, rules);
    World::new(
        Chance::new(seed),
        rules,
        organisation,
        host,
        None,
        is_logged,
    )
    .run(seed)
}

impl World {
    fn new(
        mut chance: Chance,
        rules: &RuleBook,
        organisation: Organisation,
        mut host: Box<dyn Host>,
        bug: Option<Bug>,
        is_logged: bool,
    ) -> Self {
        let mut faults = Faults::draw(&mut chance);
        if bug == Some(Bug::SplitsPage) {
            faults.storage_percent = 25;
        }
        if bug == Some(Bug::AnswersFirst) {
            faults.crash_percent = 3;
        }
        host.organise(&organisation);
        let signing = host.signing();
        let tablet = |name, person, colleagues| Tablet::new(name, person, colleagues, signing);
        let mut world = Self {
            host,
            organisation,
            now_ms: 0,
            shift_ms: 0,
            queue: BTreeMap::new(),
            next: 0,
            tablets: vec![
                tablet("t1", "an", &["binh"][..]),
                tablet("t2", "chi", &[]),
                tablet("t3", "giang", &["hoa"]),
                tablet("t4", "khanh", &[]),
                tablet("t5", "lan", &[]),
                tablet("t6", "an", &[]),
                tablet("t7", "minh", &[]),
            ],
            is_server_up: true,
            rules: Arc::new(rules.clone()),
            model: Model::default(),
            bug,
            faults,
            is_calm: false,
            report: Report::default(),
            heard: 0,
            loud: 0,
            log: Vec::new(),
            is_logged,
            chance,
        };
        let month: Month = people::id("2026-10");
        let clock = world.clock();
        world.host.open(month, clock);
        for tablet in 0..world.tablets.len() {
            world.register_all(tablet);
            world.tablets[tablet].start(&world.rules.clone());
            world.at(
                tablet as i64 * 50,
                Event::Told(tablet, 1, Box::new(Input::Wanted)),
            );
        }
        world.plan();
        world
    }

    fn run(mut self, seed: u64) -> Result<Report, Box<Found>> {
        match self.live() {
            Ok(()) => Ok(self.report),
            Err(what) => Err(Box::new(Found {
                seed,
                what,
                log: self.log,
            })),
        }
    }

    fn at(&mut self, delay_ms: i64, event: Event) {
        self.next += 1;
        self.queue
            .insert((self.now_ms + delay_ms.max(0), self.next), event);
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        if self.is_logged {
            let line = format!("{:>9} {}", self.now_ms, what());
            self.log.push(line);
        }
    }

    fn count(&mut self, what: &str) {
        *self.report.counts.entry(what.to_owned()).or_default() += 1;
    }

    /// What time it is, for those whose clocks are right.
    fn wall_ms(&self) -> i64 {
        BEGIN_MS + self.now_ms + self.shift_ms
    }

    fn clock(&self) -> Clock {
        Clock::at(self.wall_ms())
    }

    fn tablet_ms(&self, tablet: usize) -> i64 {
        self.wall_ms() + self.tablets[tablet].skew_ms
    }

    /// The whole course: bad days, then quiet ones, then everything is looked at.
    fn live(&mut self) -> Result<(), String> {
        self.run_until(self.faults.until_ms)?;
        self.calm()?;
        if self.bug != Some(Bug::SplitsPage) {
            // What changes later would come whole, and fill the hole by itself.
            self.plan_more();
        }
        self.run_until(self.now_ms + 20 * MINUTE_MS)?;
        self.be_silent(3 * MINUTE_MS)?;
        self.compare()?;
        // What waits in vain is refused after its days.
        self.shift_ms += 70 * DAY_MS;
        let clock = self.clock();
        self.host.hour(clock);
        self.wake_all()?;
        self.run_until(self.now_ms + 5 * MINUTE_MS)?;
        self.compare()?;
        self.nothing_waits()?;
        // And nothing was only in memory.
        for tablet in 0..self.tablets.len() {
            self.tablets[tablet].stop(true);
            self.tablets[tablet].start(&self.rules.clone());
        }
        self.same_after_restart()?;
        self.wake_all()?;
        self.run_until(self.now_ms + 5 * MINUTE_MS)?;
        self.be_silent(3 * MINUTE_MS)?;
        self.compare()?;
        self.nothing_waits()?;
        self.tally();
        Ok(())
    }

    fn wake_all(&mut self) -> Result<(), String> {
        for tablet in 0..self.tablets.len() {
            // Timers were set by clocks that have moved on.
            self.forget_outstanding(tablet);
            self.feed(tablet, Input::Tick)?;
        }
        Ok(())
    }

    fn run_until(&mut self, until_ms: i64) -> Result<(), String> {
        while let Some(entry) = self.queue.first_entry() {
            if entry.key().0 > until_ms {
                break;
            }
            let ((time, _), event) = entry.remove_entry();
            self.now_ms = time;
            self.report.steps += 1;
            if self.report.steps > STEPS_MAX {
                return Err("it goes round and round".to_owned());
            }
            self.step(event)?;
        }
        self.now_ms = until_ms;
        Ok(())
    }

    fn step(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Act(tablet) => self.act(tablet),
            Event::Tick(tablet) => {
                if self.tablets[tablet].wake_at != Some(self.now_ms) {
                    return Ok(());
                }
                self.tablets[tablet].wake_at = None;
                self.feed(tablet, Input::Tick)
            }
            Event::Written(tablet, life, written) => self.written(tablet, life, *written),
            Event::Told(tablet, life, input) => {
                if self.tablets[tablet].life != life {
                    return Ok(());
                }
                self.feed(tablet, *input)
            }
            Event::Arrives(packet) => self.arrives(*packet),
            Event::Answers(answer) => self.answers(*answer),
            Event::Fetched(tablet, life) => self.fetched(tablet, life),
            Event::Registers(tablet, life, series) => self.registers(tablet, life, &series),
            Event::Fault(fault) => self.fault(fault),
        }
    }

    /// From now on every request is remembered: there may be none but the idle timer's.
    fn be_silent(&mut self, for_ms: i64) -> Result<(), String> {
        (self.heard, self.loud) = (0, 0);
        self.run_until(self.now_ms + for_ms)?;
        let minutes = u64::try_from(for_ms / MINUTE_MS).unwrap_or_default();
        let most = self.tablets.len() as u64 * (minutes + 1);
        if self.loud > 0 || self.heard > most {
            return Err(format!(
                "silence is broken {} times of {}",
                self.loud, self.heard
            ));
        }
        Ok(())
    }
}
