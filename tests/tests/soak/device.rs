//! A tablet on the line: the device's half of sync, a journal, and a socket that breaks when the server dies.

use std::{collections::BTreeMap, time::Duration};

use roviec_shared::{
    api::{ErrorCode, Failure},
    id::{ActRef, BookId, UnitId},
    sync::{
        device::{Input, Keep, Line, NoAnswer, Output, Start},
        message::{SyncAnswer, SyncRequest, Verdict},
        series::Hash,
        world::chance::Chance,
    },
};

use crate::{
    fleet::Fleet,
    http::{Answer, Wire},
    journal::Journal,
    tablet::Tablet,
    wishes,
};

/// No exchange takes more steps of the device than this.
const STEPS_MAX: usize = 100_000;
/// A server that lives answers within this time, or hangs.
const ANSWER: Duration = Duration::from_secs(120);
/// Of a hundred lost answers, after so many the tablet is dead too, and starts from its journal.
const RESTARTS: u64 = 25;
/// Of a hundred answers, so many arrive and are lost with the tablet before they are in its journal.
const NOT_KEPT: u64 = 3;
/// Of a hundred requests, so many go over a new connection, to whichever process.
const RECONNECTS: u64 = 20;

/// What happened to requests.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub sent: u64,
    /// The line broke before the answer was there.
    pub lost: u64,
    /// The server said that the database was in the way.
    pub unavailable: u64,
    /// Acts accepted by a request whose answer was lost, as it turned out when the tablet asked.
    pub landed_unheard: u64,
    /// The tablet started from its journal.
    pub restarts: u64,
}

/// What one exchange brought.
#[derive(Debug, Default)]
pub struct Exchanged {
    requests: u64,
    acts: usize,
    news: usize,
}

impl Exchanged {
    /// One question, and nothing came of it.
    pub fn is_silent(&self) -> bool {
        self.requests == 1 && self.acts == 0 && self.news == 0
    }
}

pub struct Device {
    pub tablet: Tablet,
    pub journal: Journal,
    pub counts: Counts,
    /// Acts of which an answer that arrived said that they are accepted, and where.
    pub acknowledged: BTreeMap<ActRef, (UnitId, u64)>,
    cells: Vec<BookId>,
    name: String,
    /// Who and on which tablet.
    words: String,
    chance: Chance,
    wire: Option<Wire>,
}

impl Device {
    pub fn new(tablet: Tablet, cells: &[BookId], name: &str, chance: Chance) -> Self {
        Self {
            words: format!("{} on {name}", tablet.person),
            tablet,
            journal: Journal::default(),
            counts: Counts::default(),
            acknowledged: BTreeMap::new(),
            cells: cells.to_vec(),
            name: name.to_owned(),
            chance,
            wire: None,
        }
    }

    /// Who this is, for the words of a failure.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The person enters what comes to their mind.
    pub fn enters(&mut self) {
        let (tablet, chance) = (&mut self.tablet, &mut self.chance);
        for name in wishes::enter(tablet, &self.cells, chance) {
            self.journal.writes(&tablet.device.acts()[&name]);
        }
    }

    /// Exchanges until there is nothing left to say, waiting out what it wants to wait for.
    pub async fn exchanges(&mut self, fleet: &Fleet) -> Exchanged {
        let mut exchanged = Exchanged::default();
        let mut wake = None;
        self.feeds(Input::Wanted);
        for _ in 0..STEPS_MAX {
            match self.tablet.device.poll() {
                Some(Output::Send { request, sign }) => {
                    exchanged.requests += 1;
                    let acts = request.batches.iter().map(|batch| batch.acts.len());
                    exchanged.acts += acts.sum::<usize>();
                    let input = self.carries(fleet, *request, &sign).await;
                    let is_lost = matches!(input, Input::NotAnswered { .. });
                    if is_lost && self.chance.percent(RESTARTS) {
                        wake = None;
                        self.restarts();
                    } else {
                        self.feeds(input);
                    }
                }
                Some(Output::Keep(keep)) => {
                    exchanged.news += keep.statuses.len() + keep.buckets.len() + keep.drop.len();
                    if !fleet.is_over() && self.chance.percent(NOT_KEPT) {
                        wake = None;
                        self.restarts();
                    } else {
                        self.keeps(&keep);
                    }
                }
                Some(Output::WakeAt(at)) => wake = Some(at),
                Some(Output::FetchOrganisation) => self.feeds(Input::OrganisationNotFetched),
                Some(Output::Show(_)) => {}
                Some(output) => panic!("{}: {output:?}", self.words),
                None if self.is_content() => return exchanged,
                None => {
                    let at = wake.take().expect("a device that is not content waits");
                    self.tablet.now = self.tablet.now.max(at);
                    self.feeds(Input::Tick);
                }
            }
        }
        panic!("{} is never content", self.words);
    }

    fn is_content(&self) -> bool {
        let device = &self.tablet.device;
        match device.line() {
            Line::Online => !device.is_busy(),
            Line::Offline | Line::Untried => false,
            line => panic!("{} is {line:?}", self.words),
        }
    }

    fn feeds(&mut self, input: Input) {
        let chance = self.chance.small();
        self.tablet.device.handle(input, self.tablet.now, chance);
    }

    fn keeps(&mut self, keep: &Keep) {
        self.journal.keeps(keep, &self.tablet.device);
        self.feeds(Input::Kept);
    }

    /// The tablet dies, and begins again with what is in its journal.
    fn restarts(&mut self) {
        self.counts.restarts += 1;
        self.wire = None;
        self.tablet.device = self.journal.starts(Start {
            device: self.name.clone(),
            account: self.tablet.account.clone(),
            person: Some(self.tablet.person.clone()),
            ..Start::default()
        });
        self.feeds(Input::Wanted);
    }

    /// Sends a request to a living process, and says what came back.
    async fn carries(
        &mut self,
        fleet: &Fleet,
        mut request: SyncRequest,
        to_sign: &[(roviec_shared::id::SeriesId, u64, Hash)],
    ) -> Input {
        self.tablet.signs(&mut request, to_sign);
        self.counts.sent += 1;
        let json = serde_json::to_vec(&request).unwrap();
        let answer = tokio::time::timeout(ANSWER, self.posts(fleet, &json)).await;
        let answer = answer.unwrap_or_else(|_| panic!("{} waits for an answer", self.words));
        let lost = Input::NotAnswered {
            request: request.request,
            why: NoAnswer::Lost,
        };
        let Ok(answer) = answer else {
            self.wire = None;
            self.counts.lost += 1;
            return lost;
        };
        if answer.status == 200 {
            let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
            self.hears(&answer, request.only_verdicts);
            return Input::Answered(Box::new(answer));
        }
        let said = String::from_utf8_lossy(&answer.body);
        let failure: Failure = serde_json::from_slice(&answer.body).unwrap();
        // Whatever else a server says of a request that is in order is wrong.
        assert_eq!(failure.code, ErrorCode::Unavailable, "{said}");
        self.counts.unavailable += 1;
        lost
    }

    async fn posts(&mut self, fleet: &Fleet, json: &[u8]) -> std::io::Result<Answer> {
        if self.chance.percent(RECONNECTS) {
            self.wire = None;
        }
        if self.wire.is_none() {
            let door = fleet.door(self.chance.small()).await;
            self.wire = Some(Wire::connect(door).await?);
        }
        let wire = self.wire.as_mut().unwrap();
        let address = wire.address();
        let cookie = &self.tablet.session.cookie;
        let sees = |moment| fleet.sees(address, moment);
        wire.post_seen("/api/sync", cookie, json, sees).await
    }

    /// From now on the server stands by it.
    fn hears(&mut self, answer: &SyncAnswer, asked_only: bool) {
        for (name, verdict) in answer.verdicts.iter().flat_map(|run| run.unpack()) {
            let Verdict::Accepted { ledger, number, .. } = verdict else {
                let was = self.acknowledged.get(&name);
                assert_eq!(was, None, "{name} was accepted, and is {verdict:?}");
                continue;
            };
            let place = (ledger, number);
            let before = self.acknowledged.insert(name.clone(), place.clone());
            match before {
                Some(before) => assert_eq!(before, place, "{name} has moved"),
                None if asked_only => self.counts.landed_unheard += 1,
                None => {}
            }
        }
    }
}
