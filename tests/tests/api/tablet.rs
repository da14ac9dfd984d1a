//! A tablet: the device's half of sync, a key, and a line to the server that fails as it is told.

use std::collections::VecDeque;

use axum::http::StatusCode;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use roviec_backend::token;
use roviec_shared::{
    act::{Act, Deed},
    api::{ErrorCode, Me, Series},
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId},
    permission::Author,
    sync::{
        carried::Told,
        device::{Device, Folding, Input, NoAnswer, Output, Own, Start, Status},
        message::{Batch, SyncAnswer, SyncRequest},
        series::{Hash, Salt, WireAct, batch_message},
    },
};
use serde_json::json;

use crate::{
    harness::{Answer, Person, Server},
    village::rules,
};

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Works,
    /// It never arrives.
    LosesRequest,
    /// It arrives, has its effect, and the answer is lost.
    LosesAnswer,
}

/// A series: a key, and where it ends.
struct Signer64 {
    key: SigningKey,
    number: u64,
    hash: Hash,
}

pub struct Tablet {
    pub session: Person,
    pub person: PersonId,
    pub account: String,
    pub device: Device,
    pub series: SeriesId,
    author: Author,
    signer: Signer64,
    /// What happens to the next requests; then the line works.
    pub wire: VecDeque<Wire>,
    /// Requests that were sent, signed.
    pub sent: Vec<SyncRequest>,
    /// Answers that arrived.
    pub answers: Vec<SyncAnswer>,
    /// Its clock, which jumps over what it waits for.
    pub now: i64,
}

fn name_of(device: &str) -> [u8; 32] {
    token::sha256(device.as_bytes())
}

/// Signs as WebCrypto does.
pub fn sign(key: &SigningKey, series: &SeriesId, number: u64, hash: &Hash) -> String {
    let signature: Signature = key.sign(&batch_message(series, number, hash));
    token::encode(&signature.to_bytes())
}

impl Server {
    /// Somebody of the village with a tablet of their own, its key registered.
    pub async fn tablet(&self, login_name: &str) -> Tablet {
        self.tablet_named(login_name, "may-1").await
    }

    pub async fn tablet_named(&self, login_name: &str, device: &str) -> Tablet {
        let session = self.session_of(login_name).await;
        self.tablet_of(session, login_name, device).await
    }

    /// The tablet of whoever is signed in.
    pub async fn tablet_of(&self, session: Person, login_name: &str, device: &str) -> Tablet {
        let me: Me = session.get(self, "/session").await.read();
        let key = SigningKey::from_slice(&name_of(&format!("{login_name} {device}"))).unwrap();
        let public_key = token::encode(&key.verifying_key().to_sec1_bytes());
        let form = json!({ "device": device, "public_key": public_key });
        let series: Series = session.post(self, "/series", &form).await.read();
        Tablet {
            device: Device::new(Start {
                device: device.to_owned(),
                account: me.account.clone(),
                rules: rules(),
                ..Start::default()
            }),
            author: Author {
                person: Some(me.person.clone()),
                held: me.roles,
            },
            session,
            person: me.person,
            account: me.account,
            series: series.id,
            signer: Signer64 {
                key,
                number: 0,
                hash: Hash::default(),
            },
            wire: VecDeque::new(),
            sent: Vec::new(),
            answers: Vec::new(),
            now: self.clock.now_ms(),
        }
    }
}

impl Tablet {
    /// The book as it is shown.
    #[track_caller]
    pub fn book(&self, id: &BookId) -> Book {
        let folding = Folding {
            author: &self.author,
            today: roviec_backend::clock::day_of(self.now),
        };
        self.device
            .fold(id, &folding)
            .expect("the book is here")
            .book
    }

    /// Confirms a deed on the book as it is shown, and journals it.
    #[track_caller]
    pub fn does(&mut self, book: &BookId, deed: Deed) -> ActRef {
        let act = Act::on(&self.book(book), deed);
        self.makes(act)
    }

    /// Journals an act as it is.
    pub fn makes(&mut self, act: Act) -> ActRef {
        let wire = WireAct::new(&act, || Salt(token::random::<16>().unwrap()));
        self.journals(act, wire)
    }

    /// Journals an act whose text is another's.
    pub fn journals(&mut self, act: Act, wire: WireAct) -> ActRef {
        let before = self.signer.hash;
        self.signer.number += 1;
        self.signer.hash = wire.hash(&before, self.signer.number);
        let name = ActRef {
            series: self.series.clone(),
            number: self.signer.number,
        };
        let own = Own {
            name: name.clone(),
            author: self.person.clone(),
            act,
            wire,
            before,
            hash: self.signer.hash,
            status: Status::Pending,
        };
        self.device
            .handle(Input::Journalled(Box::new(own)), self.now, 0);
        // Whatever it wants to send waits until the line is tried.
        name
    }

    /// Exchanges until there is nothing left to say, waiting out what it wants to wait for.
    pub async fn sync(&mut self, server: &Server) {
        self.now = self.now.max(server.clock.now_ms());
        self.device.handle(Input::Wanted, self.now, 0);
        let mut wake = None;
        for _ in 0..10_000 {
            match self.device.poll() {
                Some(output) => wake = self.carries_out(server, output).await.or(wake),
                None if self.is_content() => return,
                None => {
                    self.now = self
                        .now
                        .max(wake.take().expect("a device that is not content waits"));
                    self.device.handle(Input::Tick, self.now, 0);
                }
            }
        }
        panic!("the device is never content");
    }

    /// Does what the device wants done; says when it wants to be woken.
    async fn carries_out(&mut self, server: &Server, output: Output) -> Option<i64> {
        match output {
            Output::Send { request, sign } => {
                let input = self.carry(server, *request, &sign).await;
                self.device.handle(input, self.now, 0);
            }
            Output::Keep(_) => self.device.handle(Input::Kept, self.now, 0),
            Output::WakeAt(at) => return Some(at),
            Output::FetchOrganisation => {
                self.device
                    .handle(Input::OrganisationNotFetched, self.now, 0);
            }
            Output::Show(_)
            | Output::Forked { .. }
            | Output::Untold { .. }
            | Output::Register(_) => {}
        }
        None
    }

    /// Exchanges until every fault of the wire has happened, and no further.
    pub async fn sync_until_lost(&mut self, server: &Server) {
        self.now = self.now.max(server.clock.now_ms());
        self.device.handle(Input::Wanted, self.now, 0);
        let mut wake = None;
        while !self.wire.is_empty() {
            match self.device.poll() {
                Some(output) => wake = self.carries_out(server, output).await.or(wake),
                None => {
                    self.now = self
                        .now
                        .max(wake.take().expect("a device that waits says how long"));
                    self.device.handle(Input::Tick, self.now, 0);
                }
            }
        }
    }

    fn is_content(&self) -> bool {
        use roviec_shared::sync::device::Line;
        !self.device.is_busy()
            && match self.device.line() {
                Line::SignedOut | Line::Outdated => true,
                Line::Offline | Line::Untried => false,
                Line::Online => self.wire.is_empty(),
            }
    }

    async fn carry(
        &mut self,
        server: &Server,
        mut request: SyncRequest,
        to_sign: &[(SeriesId, u64, Hash)],
    ) -> Input {
        self.signs(&mut request, to_sign);
        self.sent.push(request.clone());
        let lost = |why| Input::NotAnswered {
            request: request.request,
            why,
        };
        let wire = self.wire.pop_front().unwrap_or(Wire::Works);
        if wire == Wire::LosesRequest {
            return lost(NoAnswer::Lost);
        }
        let answer = self.post(server, &request).await;
        if wire == Wire::LosesAnswer {
            return lost(NoAnswer::Lost);
        }
        if answer.status == StatusCode::OK {
            let answer: SyncAnswer = answer.read();
            self.answers.push(answer.clone());
            return Input::Answered(Box::new(answer));
        }
        lost(match answer.code() {
            ErrorCode::NotSignedIn => NoAnswer::SignedOut,
            ErrorCode::UnknownVersion => NoAnswer::Outdated,
            ErrorCode::TooLarge => NoAnswer::TooLarge,
            _ => NoAnswer::Lost,
        })
    }

    /// Signs the batches of a request as the device wants it.
    pub fn signs(&self, request: &mut SyncRequest, to_sign: &[(SeriesId, u64, Hash)]) {
        for (batch, (series, number, hash)) in request.batches.iter_mut().zip(to_sign) {
            batch.signature = sign(&self.signer.key, series, *number, hash);
        }
    }

    /// Acts as a batch of this series that the server would take next, and that is not journalled.
    pub fn batch(&self, acts: &[Act]) -> Batch {
        let (mut number, mut hash) = (self.signer.number, self.signer.hash);
        let mut wires = Vec::new();
        for act in acts {
            let wire = WireAct::new(act, || Salt([3; 16]));
            number += 1;
            hash = wire.hash(&hash, number);
            wires.push(wire);
        }
        Batch {
            series: self.series.clone(),
            first: self.signer.number + 1,
            before: self.signer.hash,
            acts: wires,
            refused: Default::default(),
            signature: sign(&self.signer.key, &self.series, number, &hash),
        }
    }

    /// What waits here, as it is carried: signed, and not sent.
    pub fn waiting(&self) -> Vec<Batch> {
        self.waiting_by(usize::MAX)
    }

    /// The same in batches of at most so many acts.
    pub fn waiting_by(&self, most: usize) -> Vec<Batch> {
        let waits = |own: &&Own| own.status == Status::Pending;
        let own: Vec<&Own> = self.device.acts().values().filter(waits).collect();
        let signed = |acts: &[&Own]| {
            let (first, last) = (acts.first()?, acts.last()?);
            Some(Batch {
                series: self.series.clone(),
                first: first.name.number,
                before: first.before,
                acts: acts.iter().map(|own| own.wire.clone()).collect(),
                refused: Default::default(),
                signature: sign(&self.signer.key, &self.series, last.name.number, &last.hash),
            })
        };
        own.chunks(most).filter_map(signed).collect()
    }

    /// What the server said of a file was carried back.
    pub fn told(&mut self, told: Told) {
        self.device
            .handle(Input::Returned(Box::new(told)), self.now, 0);
        while let Some(output) = self.device.poll() {
            // There is no line: nothing that it wants to send leaves.
            if let Output::Keep(_) = output {
                self.device.handle(Input::Kept, self.now, 0);
            }
            if let Output::Send { request, .. } = output {
                let why = NoAnswer::Lost;
                let request = request.request;
                self.device
                    .handle(Input::NotAnswered { request, why }, self.now, 0);
            }
        }
    }

    /// Says that the password was given again, and exchanges.
    pub async fn signs_in_again(&mut self, server: &Server) {
        self.now = self.now.max(server.clock.now_ms());
        self.device.handle(Input::SignedIn, self.now, 0);
        self.sync(server).await;
    }

    /// Sends a request as it is.
    pub async fn post(&self, server: &Server, request: &SyncRequest) -> Answer {
        self.session.post(server, "/sync", request).await
    }

    /// What became of an act.
    #[track_caller]
    pub fn status(&self, act: &ActRef) -> Status {
        self.device.acts()[act].status.clone()
    }
}
