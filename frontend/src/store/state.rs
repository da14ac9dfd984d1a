//! How things stand: saving, the line, what was refused, and who is at work.

use roviec_shared::{
    act::Act,
    id::{ActRef, PersonId},
    permission::Author,
    refusal::Refusal,
};

/// How far the newest entry has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was entered since the start.
    #[default]
    Idle,
    /// *Đang lưu…*
    Saving,
    /// *Đã lưu trên máy này, chưa gửi (n).*
    OnDevice,
    /// *Đã gửi lên máy chủ lúc 19:42.*
    Sent {
        /// Hour and minute, as the screen shows it.
        at: String,
    },
    /// *Chưa lưu được.*
    Failed,
}

/// Whether there is a line to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Not tried yet.
    #[default]
    Unknown,
    /// The server answered last time.
    Online,
    /// It did not: a normal state.
    Offline,
    /// The server asks for the password again; nothing is lost.
    SessionEnded,
    /// The server speaks a newer version of the protocol: the app must be updated to read.
    Outdated,
}

/// One's own act that the server refused, until it is sent again or let go.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its name.
    pub name: ActRef,
    /// What it was.
    pub act: Act,
    /// Why.
    pub refusal: Refusal,
}

/// Who is signed in and unlocked on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The account's id.
    pub account: String,
    /// The person.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// With the roles they hold.
    pub author: Author,
    /// Invented people: says so on every page.
    pub demonstration: bool,
}

/// Someone else who can act on this device with their own PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
}
