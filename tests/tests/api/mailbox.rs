//! A real mail server on this machine, on a free port: it asks for a password, refuses whom it is told to, and
//! can be stopped and started again. The protocol is a library's; here are the sockets and the letters.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder, response};
use mailparse::{MailHeaderMap, parse_mail};
use roviec_backend::config::MailConfig;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

const PASSWORD: &str = "mat-khau-thu";

/// A letter that arrived.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: Vec<String>,
    /// As it came over the wire.
    pub raw: String,
    pub subject: String,
    pub body: String,
}

impl Letter {
    fn read(to: Vec<String>, raw: Vec<u8>) -> Self {
        let mail = parse_mail(&raw).unwrap();
        Self {
            to,
            subject: mail.headers.get_first_value("Subject").unwrap(),
            body: mail.get_body().unwrap().replace("\r\n", "\n"),
            raw: String::from_utf8(raw).unwrap(),
        }
    }

    pub fn header(&self, name: &str) -> String {
        let mail = parse_mail(self.raw.as_bytes()).unwrap();
        mail.headers.get_first_value(name).unwrap_or_default()
    }

    /// The digits of a confirmation.
    #[track_caller]
    pub fn code(&self) -> String {
        let line = self
            .body
            .lines()
            .find(|line| line.starts_with("Mã xác nhận: "));
        line.unwrap().rsplit(' ').next().unwrap().to_owned()
    }
}

/// What it holds, and whom it refuses.
#[derive(Default)]
struct Held {
    letters: Vec<Letter>,
    refused: BTreeSet<String>,
    knocks: usize,
    /// How many letters arrived, for who waits for one.
    arrived: watch::Sender<usize>,
}

pub struct Mailbox {
    address: SocketAddr,
    held: Arc<Mutex<Held>>,
    /// Ends with the server, and every session with it.
    door: Option<JoinHandle<()>>,
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        if let Some(door) = self.door.take() {
            door.abort();
        }
    }
}

impl Mailbox {
    pub async fn open() -> Self {
        let mut mailbox = Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            held: Arc::default(),
            door: None,
        };
        mailbox.opens().await;
        mailbox
    }

    /// Nobody listens there any more.
    pub async fn closes(&mut self) {
        let door = self.door.take().unwrap();
        door.abort();
        assert!(door.await.unwrap_err().is_cancelled());
        assert!(TcpStream::connect(self.address).await.is_err());
    }

    /// It listens, where it did before.
    pub async fn opens(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.address = listener.local_addr().unwrap();
        let held = self.held.clone();
        self.door = Some(tokio::spawn(async move {
            let mut sessions = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                held.lock().unwrap().knocks += 1;
                sessions.spawn(talk(stream, held.clone()));
            }
        }));
    }

    pub fn config(&self) -> MailConfig {
        MailConfig {
            smtp: Some(format!("smtp://roviec:{PASSWORD}@{}", self.address)),
            mail_from: Some("Rõ Việc <viec@example.vn>".to_owned()),
            public_url: Some("https://viec.example.vn/".to_owned()),
        }
    }

    /// The same, with a password that does not hold.
    pub fn config_with_a_wrong_password(&self) -> MailConfig {
        let smtp = format!("smtp://roviec:sai@{}", self.address);
        MailConfig {
            smtp: Some(smtp),
            ..self.config()
        }
    }

    pub fn refuses(&self, address: &str) {
        self.held.lock().unwrap().refused.insert(address.to_owned());
    }

    pub fn takes_again(&self, address: &str) {
        self.held.lock().unwrap().refused.remove(address);
    }

    /// How often somebody connected.
    pub fn knocks(&self) -> usize {
        self.held.lock().unwrap().knocks
    }

    /// Waits until so many letters have arrived.
    pub async fn holds(&self, count: usize) {
        let mut arrived = self.held.lock().unwrap().arrived.subscribe();
        arrived.wait_for(|letters| *letters >= count).await.unwrap();
    }

    /// All that arrived, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.held.lock().unwrap().letters.clone()
    }

    /// What arrived for an address.
    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        let mut letters = self.letters();
        letters.retain(|letter| letter.to == [address]);
        letters
    }
}

/// One letter on its way in.
struct Clerk {
    held: Arc<Mutex<Held>>,
    to: Vec<String>,
    raw: Vec<u8>,
}

impl Handler for Clerk {
    fn auth_plain(&mut self, _: &str, name: &str, password: &str) -> Response {
        if name == "roviec" && password == PASSWORD {
            response::AUTH_OK
        } else {
            response::INVALID_CREDENTIALS
        }
    }

    fn rcpt(&mut self, to: &str) -> Response {
        if self.held.lock().unwrap().refused.contains(to) {
            response::NO_MAILBOX
        } else {
            response::OK
        }
    }

    fn data_start(&mut self, _: &str, from: &str, _: bool, to: &[String]) -> Response {
        assert_eq!(from, "viec@example.vn");
        self.to = to.to_vec();
        self.raw.clear();
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.raw.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let letter = Letter::read(self.to.clone(), std::mem::take(&mut self.raw));
        let mut held = self.held.lock().unwrap();
        held.letters.push(letter);
        held.arrived.send_replace(held.letters.len());
        response::OK
    }
}

async fn talk(stream: TcpStream, held: Arc<Mutex<Held>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let clerk = Clerk {
        held,
        to: Vec::new(),
        raw: Vec::new(),
    };
    let mut session = SessionBuilder::new("thu.example.vn")
        .enable_auth(AuthMechanism::Plain)
        .insecure_enable_plaintext_auth()
        .build(IpAddr::V4(Ipv4Addr::LOCALHOST), clerk);
    writer.write_all(&session.greeting().buffer()?).await?;
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).await? > 0 {
        let answer = session.process(&line);
        line.clear();
        if answer.action != Action::NoReply {
            writer.write_all(&answer.buffer()?).await?;
        }
        if answer.action == Action::Close {
            break;
        }
    }
    Ok(())
}
