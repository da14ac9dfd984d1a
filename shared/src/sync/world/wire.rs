//! The line between tablets and server: it loses, repeats, delays, reorders and cuts.

use std::collections::BTreeSet;

use super::{Bug, Event, World};
use crate::id::ActRef;
use crate::sync::{
    device::{Input, NoAnswer},
    message::{Run, SyncAnswer, SyncRequest, Verdict},
};

/// A request on its way.
#[derive(Clone, Debug)]
pub struct Packet {
    tablet: usize,
    life: u64,
    request: SyncRequest,
}

/// An answer on its way, or that there is none.
#[derive(Debug)]
pub struct Answer {
    tablet: usize,
    life: u64,
    request: u64,
    result: Result<SyncAnswer, NoAnswer>,
}

impl World {
    pub(super) fn put_on_wire(&mut self, tablet: usize, request: SyncRequest) {
        let packet = Packet {
            tablet,
            life: self.tablets[tablet].life,
            request,
        };
        if !self.tablets[tablet].has_line {
            return self.fails(&packet, NoAnswer::Lost);
        }
        if self.is_hit(self.faults.lost_percent) {
            self.count("request lost");
            // The browser says so, or says nothing and the engine gives up.
            if self.chance.percent(50) {
                self.fails(&packet, NoAnswer::Lost);
            }
            return;
        }
        while self.is_hit(self.faults.repeated_percent) {
            self.count("request repeated");
            let delay = self.latency() + self.chance.between(0, 900);
            self.at(delay, Event::Arrives(Box::new(packet.clone())));
        }
        let delay = self.latency();
        self.at(delay, Event::Arrives(Box::new(packet)));
    }

    fn is_hit(&mut self, percent: u64) -> bool {
        !self.is_calm && self.chance.percent(percent)
    }

    fn latency(&mut self) -> i64 {
        if self.is_hit(self.faults.slow_percent) {
            self.count("slow");
            // Up to half again as long as the engine waits.
            return self.chance.between(2_000, 90_000);
        }
        self.chance.between(20, 600)
    }

    fn fails(&mut self, packet: &Packet, why: NoAnswer) {
        let answer = Answer {
            tablet: packet.tablet,
            life: packet.life,
            request: packet.request.request,
            result: Err(why),
        };
        let delay = self.chance.between(5, 800);
        self.at(delay, Event::Answers(Box::new(answer)));
    }

    pub(super) fn arrives(&mut self, packet: Packet) -> Result<(), String> {
        if !self.is_server_up || self.is_hit(1) {
            self.count("request cut");
            self.fails(&packet, NoAnswer::Lost);
            return Ok(());
        }
        if !self.tablets[packet.tablet].is_signed_in {
            self.fails(&packet, NoAnswer::SignedOut);
            return Ok(());
        }
        let acts: usize = packet
            .request
            .batches
            .iter()
            .map(|batch| batch.acts.len())
            .sum();
        if acts > 1 && self.is_hit(1) {
            self.count("too large");
            self.fails(&packet, NoAnswer::TooLarge);
            return Ok(());
        }
        if acts > 0 && self.is_hit(self.faults.crash_percent) {
            self.count("crash before commit");
            self.server_dies();
            self.fails(&packet, NoAnswer::Lost);
            return Ok(());
        }
        let person = self.tablets[packet.tablet].person.clone();
        let clock = self.clock();
        let taken = self.host.take(&person, &packet.request, clock)?;
        for (name, hash, verdict) in &taken.said {
            self.note(|| format!("the server says of {name} {verdict:?}"));
            self.knows(name)?;
            if matches!(verdict, Verdict::Accepted { .. }) {
                self.was_not_refused(name, hash)?;
                if self.model.revoked.contains(&name.series) {
                    return Err(format!("{name} takes effect, and its key is revoked"));
                }
                let is_now = packet.request.epoch.as_ref() == Some(&taken.answer.epoch);
                if is_now && self.model.gone.contains(&(name.clone(), *hash)) {
                    return Err(format!(
                        "{name} comes back after it was forgotten on purpose"
                    ));
                }
            }
        }
        if self.is_hit(self.faults.crash_percent) {
            self.count("crash after commit");
            self.server_dies();
            if self.bug != Some(Bug::AnswersFirst) {
                self.fails(&packet, NoAnswer::Lost);
                return Ok(());
            }
        }
        self.send_back(&packet, taken.answer)
    }

    fn send_back(&mut self, packet: &Packet, answer: SyncAnswer) -> Result<(), String> {
        if self.is_hit(self.faults.answer_lost_percent) {
            self.count("answer lost");
            if self.chance.percent(50) {
                self.fails(packet, NoAnswer::Lost);
            }
            return Ok(());
        }
        let copies = 1 + u64::from(self.is_hit(self.faults.repeated_percent));
        for _ in 0..copies {
            let delay = self.latency();
            let answer = Answer {
                tablet: packet.tablet,
                life: packet.life,
                request: packet.request.request,
                result: Ok(self.through_json(&answer)?),
            };
            self.at(delay, Event::Answers(Box::new(answer)));
        }
        Ok(())
    }

    /// Tablets that an answer is on its way to which tells of another epoch than they know.
    pub(super) fn hear_yet_of_another_epoch(&self) -> BTreeSet<usize> {
        let answers = self.queue.values().filter_map(|event| match event {
            Event::Answers(answer) => Some((answer.tablet, answer.result.as_ref().ok()?)),
            _ => None,
        });
        let tells = answers.filter(|(tablet, answer)| {
            let known = &self.tablets[*tablet].stores.journal.epoch;
            known.as_ref() != Some(&answer.epoch)
        });
        tells.map(|(tablet, _)| tablet).collect()
    }

    /// Acts that an answer calls accepted which is still on its way.
    pub(super) fn hear_yet_of_acceptance(&self) -> impl Iterator<Item = ActRef> {
        let answers = self.queue.values().filter_map(|event| match event {
            Event::Answers(answer) => answer.result.as_ref().ok(),
            _ => None,
        });
        let said = answers.flat_map(|answer| answer.verdicts.iter().flat_map(Run::unpack));
        said.filter_map(|(name, verdict)| {
            matches!(verdict, Verdict::Accepted { .. }).then_some(name)
        })
    }

    /// What is not the same after the wire is no message.
    fn through_json(&mut self, answer: &SyncAnswer) -> Result<SyncAnswer, String> {
        if !self.chance.percent(3) {
            return Ok(answer.clone());
        }
        let text = serde_json::to_string(answer).map_err(|wrong| wrong.to_string())?;
        let read: SyncAnswer = serde_json::from_str(&text).map_err(|wrong| wrong.to_string())?;
        if read == *answer {
            Ok(read)
        } else {
            Err(format!("an answer changes on its way: {text}"))
        }
    }

    pub(super) fn answers(&mut self, answer: Answer) -> Result<(), String> {
        let tablet = &mut self.tablets[answer.tablet];
        if tablet.life != answer.life || tablet.device.is_none() {
            return Ok(());
        }
        if tablet
            .outstanding
            .is_some_and(|(request, _)| request == answer.request)
        {
            tablet.outstanding = None;
            tablet.mark = None;
        }
        let (tablet, number) = (answer.tablet, answer.request);
        let what = answer.result.as_ref().map(|_| ()).err();
        self.note(|| format!("t{tablet} hears of {number} {what:?}"));
        let input = match answer.result {
            Ok(answer) => Input::Answered(Box::new(answer)),
            Err(why) => Input::NotAnswered {
                request: answer.request,
                why,
            },
        };
        self.feed(answer.tablet, input)
    }
}
