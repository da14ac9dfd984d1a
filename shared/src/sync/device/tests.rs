//! The device's half, fed and drained by hand.

mod acts;
mod buckets;
mod epoch;
mod learn;
mod line;
mod organisation;
mod stored;

use std::collections::BTreeMap;

use super::{Device, Input, Keep, NoAnswer, Output, Own, Start, Status};
use crate::{
    act::{Act, Deed},
    book::{
        Book,
        sheet::{Comment, CommentKind},
    },
    id::{ActRef, SeriesId},
    month::Day,
    refusal::Refusal,
    sync::{
        message::{Receipt, Run, SyncAnswer, SyncRequest, VERSION, Verdict, pack},
        series::{Hash, Salt},
    },
};

const EPOCH: &str = "e1";
const START_MS: i64 = 1_790_000_000_000;
/// A clock's step that no waiting lasts for.
const LATER_MS: i64 = 301_000;

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

/// A device with a clock, whose outputs are looked at one round at a time.
struct Held {
    device: Device,
    now_ms: i64,
    last: BTreeMap<SeriesId, (u64, Hash)>,
}

/// What one input led to.
#[derive(Default)]
struct Round {
    outputs: Vec<Output>,
}

impl Held {
    fn new(start: Start) -> Self {
        Self {
            device: Device::new(start),
            now_ms: START_MS,
            last: BTreeMap::new(),
        }
    }

    /// A device of the person `p1`, which has exchanged once with a server that had nothing to say.
    fn fresh() -> Self {
        let mut held = Self::new(Start {
            person: Some(id("p1")),
            ..Start::default()
        });
        let request = held.asks();
        held.hears(nothing_new(&request));
        held
    }

    /// The device starts again from what a shell would have stored by now.
    fn restarted(&self) -> Self {
        let mut held = Self::new(Start {
            person: Some(id("p1")),
            epoch: self.device.epoch.clone(),
            request: self.device.request,
            acts: self.device.acts.clone(),
            buckets: self.device.buckets.clone(),
            ..Start::default()
        });
        held.last.clone_from(&self.last);
        held
    }

    fn feed(&mut self, input: Input) -> Round {
        self.device.handle(input, self.now_ms, 0);
        Round {
            outputs: std::iter::from_fn(|| self.device.poll()).collect(),
        }
    }

    /// The request of the exchange that is due now.
    fn asks(&mut self) -> SyncRequest {
        let round = self.feed(Input::Wanted);
        round.request().expect("a request is due")
    }

    /// The request after time has passed.
    fn waits(&mut self) -> Option<SyncRequest> {
        self.now_ms += LATER_MS;
        self.feed(Input::Tick).request()
    }

    /// Answers a request and stores what is to be kept.
    fn hears(&mut self, answer: SyncAnswer) -> Round {
        let mut round = self.feed(Input::Answered(Box::new(answer)));
        if round.keep().is_some() {
            round.outputs.extend(self.feed(Input::Kept).outputs);
        }
        round
    }

    /// The next act of a series, journalled; with the request that it leads to.
    fn enters(&mut self, series: &str, author: &str) -> (ActRef, Round) {
        let series: SeriesId = id(series);
        let text = format!("ý kiến {}", self.device.acts.len());
        let last = self.last.get(&series).copied();
        let act = comment(&text);
        let own = Own::next(last, series.clone(), id(author), act, || Salt([1; 16]));
        self.last.insert(series, (own.name.number, own.hash));
        let name = own.name.clone();
        (name, self.feed(Input::Journalled(Box::new(own))))
    }

    /// So many acts, answered by nobody yet: they wait for the next exchange.
    fn enters_some(&mut self, series: &str, count: u64) {
        for _ in 0..count {
            self.enters(series, "p1");
        }
    }

    fn fails(&mut self, request: &SyncRequest, why: NoAnswer) -> Round {
        let request = request.request;
        self.feed(Input::NotAnswered { request, why })
    }

    fn status(&self, name: &str) -> Status {
        self.device.acts[&id::<ActRef>(name)].status.clone()
    }

    fn hash(&self, name: &str) -> Hash {
        self.device.acts[&id::<ActRef>(name)].hash
    }

    /// What a server says that holds a series up to an act as this device has it.
    fn receipt(&self, name: &str) -> BTreeMap<SeriesId, Receipt> {
        let name: ActRef = id(name);
        let receipt = Receipt {
            number: name.number,
            hash: self.device.acts[&name].hash,
        };
        [(name.series, receipt)].into()
    }
}

impl Round {
    fn request(&self) -> Option<SyncRequest> {
        self.outputs.iter().find_map(|output| match output {
            Output::Send { request, .. } => Some((**request).clone()),
            _ => None,
        })
    }

    fn keep(&self) -> Option<&Keep> {
        self.outputs.iter().find_map(|output| match output {
            Output::Keep(keep) => Some(keep),
            _ => None,
        })
    }

    fn has(&self, wanted: &Output) -> bool {
        self.outputs.contains(wanted)
    }
}

fn comment(text: &str) -> Act {
    let comment = Comment {
        kind: CommentKind::Comment,
        text: text.to_owned(),
        day: day("2026-11-24"),
        by: None,
        is_late: false,
    };
    let deed = Deed::Comment {
        people: [(id("p1"), comment)].into(),
    };
    Act::on(&Book::new(id("c1/2026-10")), deed)
}

/// An answer that says nothing.
fn nothing_new(request: &SyncRequest) -> SyncAnswer {
    SyncAnswer {
        v: VERSION,
        request: request.request,
        epoch: EPOCH.to_owned(),
        forgets: false,
        verdicts: Vec::new(),
        holds: BTreeMap::new(),
        faults: BTreeMap::new(),
        scope: None,
        changes: Vec::new(),
        cursors: BTreeMap::new(),
        lagging: BTreeMap::new(),
        safe: BTreeMap::new(),
        now_ms: START_MS,
        today: day("2026-11-24"),
        organisation: String::new(),
        more: false,
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn accepted(number: u64) -> Verdict {
    Verdict::Accepted {
        ledger: id("l1"),
        number,
        day: day("2026-11-24"),
    }
}

fn refused() -> Verdict {
    Verdict::Refused {
        refusal: Refusal::MonthClosed,
    }
}

fn verdicts<'a>(of: impl IntoIterator<Item = (&'a str, Verdict)>) -> Vec<Run> {
    pack(of.into_iter().map(|(name, verdict)| (id(name), verdict)))
}
