//! A digest by mail of what waits for a person: who wants it says so, with an address that has to be
//! confirmed. Here are the days on which it goes out, what an address is, and the forms of both.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::month::{Day, Weekday};

/// The longest address that mail can be sent to.
const ADDRESS_MAX: usize = 254;
/// The longest part before its `@`.
const NAME_MAX: usize = 64;
/// The longest part between two dots of its domain.
const LABEL_MAX: usize = 63;

/// How often a digest goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Each working day.
    Daily,
    /// On Monday; where that is a holiday, on the first working day after it.
    Weekly,
}

impl Rhythm {
    /// The day of the newest digest that may go out today; none on a day off. What could not go out on its day
    /// may later in the same week.
    #[must_use]
    pub fn newest(self, today: Day, holidays: &BTreeSet<Day>) -> Option<Day> {
        if !today.is_working_day(holidays) {
            return None;
        }
        match self {
            Rhythm::Daily => Some(today),
            Rhythm::Weekly => (0..7)
                .map(|back| today.plus_days(-back))
                .take_while(|day| day.weekday() != Weekday::Sunday)
                .filter(|day| day.is_working_day(holidays))
                .last(),
        }
    }

    /// So many days before its last, what everyone has long in hand is told.
    #[must_use]
    pub const fn days_ahead(self) -> i32 {
        match self {
            Rhythm::Daily => 3,
            // Before the next digest.
            Rhythm::Weekly => 7,
        }
    }
}

/// The languages that mail is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tongue {
    /// Tiếng Việt.
    #[serde(rename = "vi")]
    Vietnamese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// Where mail goes to: a name, `@` and a domain, in letters that every mail server takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// Nothing was typed.
    #[error("no address")]
    Empty,
    /// There is a blank inside, or several addresses.
    #[error("a blank inside")]
    Blank,
    /// A letter with an accent, or another that mail servers do not take.
    #[error("a letter that mail servers do not take")]
    Letter,
    /// Not one `@` with something on both sides.
    #[error("not one @")]
    At,
    /// A dot too many before the `@`.
    #[error("a dot too many")]
    Dots,
    /// What follows the `@` is no domain.
    #[error("no domain")]
    Domain,
    /// Longer than any address.
    #[error("too long")]
    TooLong,
}

impl Address {
    /// Reads what a person types.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressFault::Empty);
        }
        if text.chars().any(char::is_whitespace) {
            return Err(AddressFault::Blank);
        }
        if text.len() > ADDRESS_MAX {
            return Err(AddressFault::TooLong);
        }
        let (name, domain) = text.split_once('@').ok_or(AddressFault::At)?;
        if name.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(AddressFault::At);
        }
        check_name(name)?;
        check_domain(domain)?;
        Ok(Self(format!("{name}@{}", domain.to_ascii_lowercase())))
    }

    /// As mail servers read it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_name(name: &str) -> Result<(), AddressFault> {
    let is_taken = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if !name.chars().all(is_taken) {
        return Err(AddressFault::Letter);
    }
    if name.len() > NAME_MAX {
        return Err(AddressFault::TooLong);
    }
    if name.split('.').any(str::is_empty) {
        return Err(AddressFault::Dots);
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<(), AddressFault> {
    if !domain.is_ascii() {
        return Err(AddressFault::Letter);
    }
    let is_label = |label: &str| {
        (1..=LABEL_MAX).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let (before, last) = domain.rsplit_once('.').ok_or(AddressFault::Domain)?;
    let is_top = last.len() >= 2 && last.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_top && is_label(last) && before.split('.').all(is_label) {
        Ok(())
    } else {
        Err(AddressFault::Domain)
    }
}

impl TryFrom<String> for Address {
    type Error = AddressFault;

    fn try_from(text: String) -> Result<Self, AddressFault> {
        Self::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

/// `POST /api/digest`: wants it, at this address, so often. A new address has to be confirmed first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutDigest {
    /// As it was typed.
    pub address: String,
    /// How often.
    pub rhythm: Rhythm,
    /// In which language.
    pub tongue: Tongue,
}

/// `POST /api/digest/confirm`: what the mail to the address said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmDigest {
    /// The digits.
    pub code: String,
}

/// `GET /api/digest`, and the answer to every change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestView {
    /// The server can send mail.
    pub is_offered: bool,
    /// What was asked for; none where the person wants none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<Wanted>,
}

/// A digest that a person asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Where it goes.
    pub address: Address,
    /// How often.
    pub rhythm: Rhythm,
    /// The code was given: the address is its owner's.
    pub is_confirmed: bool,
    /// The day the last one went out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Day>,
    /// Why the last mail did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<MailProblem>,
}

/// Why a mail did not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailProblem {
    /// The mail server does not take mail for this address.
    Refused,
    /// The same so often that nothing is sent any more until the address is given anew.
    Stopped,
    /// The mail server cannot be reached, or lets this server send nothing.
    Unreachable,
}

#[cfg(test)]
mod tests;
