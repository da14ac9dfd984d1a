//! The device's half, fed and drained by hand.

mod learn;
mod organisation;

use std::collections::BTreeMap;

use super::{Device, Input, Keep, Output, Start};
use crate::{
    month::Day,
    sync::message::{SyncAnswer, SyncRequest, VERSION},
};

const EPOCH: &str = "e1";
const START_MS: i64 = 1_790_000_000_000;

/// A device with a clock, whose outputs are looked at one round at a time.
struct Held {
    device: Device,
    now_ms: i64,
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
        }
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

    /// Answers a request and stores what is to be kept.
    fn hears(&mut self, answer: SyncAnswer) -> Round {
        let mut round = self.feed(Input::Answered(Box::new(answer)));
        if round.keep().is_some() {
            round.outputs.extend(self.feed(Input::Kept).outputs);
        }
        round
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
