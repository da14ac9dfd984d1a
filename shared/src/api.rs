//! What the server's requests and answers carry, besides sync. The app and the server read the same
//! types, and the app chooses its words by `ErrorCode`, never by a text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    act::Act,
    book::{summary::Summary, trial::Trial},
    id::{ActRef, BookId, PersonId, RuleSetId, SeriesId, UnitId},
    month::{Day, Month},
    organisation::{Enrolled, Held, Role, Unit},
    rules::{RuleBook, RuleSet, Words},
    view::{Parts, View},
};

/// Names the account that a request is meant for: several are signed in on one tablet, and an answer for
/// another than the one at work would be shown to the wrong person. Without it, the only one there is.
pub const ACCOUNT_HEADER: &str = "roviec-account";

/// Why a request had no effect. Each has its words in the app's locales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No session, or one that has ended.
    NotSignedIn,
    /// Name or password is wrong; which of them is not said.
    WrongPassword,
    /// Too many wrong passwords for this name: try later.
    TooManyTries,
    /// The first password has to be replaced before anything else.
    MustChangePassword,
    /// Shorter than 8 or longer than 256 characters, or the one that held before.
    UnfitPassword,
    /// Outside the scope of who asks, or not theirs to do.
    Forbidden,
    /// There is nothing there, or nothing that who asks may know of.
    NotFound,
    /// The request names another account than the session's.
    AccountMismatch,
    /// The request comes from a page of another site.
    ForeignOrigin,
    /// The body is not JSON.
    NotJson,
    /// The body ended too early.
    CutOff,
    /// The body is JSON, but not of the shape asked for.
    Malformed,
    /// The body is larger than is taken.
    TooLarge,
    /// The protocol's version is not known here.
    UnknownVersion,
    /// The name or id is taken.
    Taken,
    /// The public key is not a point of P-256, or the device's name is none.
    UnfitKey,
    /// The rows changed meanwhile; asking again helps.
    Conflict,
    /// Somebody is rated on one line in one unit alone: here they would be rated twice.
    RatedElsewhere,
    /// Mail cannot be sent to such an address.
    UnfitAddress,
    /// Not the code that the newest mail told, or it is over.
    WrongCode,
    /// This server sends no mail.
    NoMail,
    /// Nothing is wrong with the request; the server could not carry it out.
    Unavailable,
}

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Why.
    pub code: ErrorCode,
    /// Seconds until it is worth trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
}

/// One of the acts of `GET /api/predecessors`: refused only because its author had lost the post, which who
/// asks holds now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Its name.
    pub name: ActRef,
    /// Who made it.
    pub author: PersonId,
    /// The day it arrived.
    pub day: Day,
    /// What it says.
    pub act: Act,
}

/// `POST /api/session`.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignIn {
    /// As the administrator gave it; letters' case does not matter.
    pub login_name: String,
    /// In the clear, over TLS or the machine itself.
    pub password: String,
}

/// Who is signed in: the answer to `GET` and `POST /api/session`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// The account; every sync names it.
    pub account: String,
    /// Its login name.
    pub login_name: String,
    /// Whose it is.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// The first password still holds.
    pub must_change: bool,
    /// All roles that hold today or will.
    pub roles: Vec<Held>,
    /// Today in Việt Nam.
    pub today: Day,
    /// The server's clock, milliseconds since 1970.
    pub now_ms: i64,
    /// The epoch in which ledger numbers count.
    pub epoch: String,
    /// Invented people: says so on every page.
    pub demonstration: bool,
}

/// `GET /api/organisation`: what a device needs besides books to work without a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Moves whenever any of it changes; every answer of sync names the one that holds.
    pub revision: String,
    /// The units in sight, and all above them.
    pub units: Vec<Unit>,
    /// One's own roles, past and future ones too.
    pub held: Vec<Held>,
    /// Names of those who hold a role at these units: whom a history or a paper may name.
    pub names: BTreeMap<PersonId, String>,
    /// What they hold today at these units, beyond being a member: whose turn a step is, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Holder>,
    /// The rule sets in force.
    pub rules: RuleBook,
}

/// Who holds a role at a unit, as everyone who sees the unit may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// What.
    pub role: Role,
    /// Where.
    pub unit: UnitId,
}

/// `GET /api/books/{unit}/{month}`: what of a unit's month is in sight, also of one that no device holds
/// any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookParts {
    /// Whose month.
    pub book: BookId,
    /// Each view that who asks has of it, whole.
    pub views: Vec<ViewParts>,
}

/// One view of a book, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViewParts {
    /// Which.
    pub view: View,
    /// All its parts.
    pub parts: Parts,
}

/// `GET /api/summaries?from=2026-01&to=2026-11`: one row a book in sight, for dashboards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SummaryRow {
    /// Whose month.
    pub book: BookId,
    /// What a dashboard adds up.
    pub summary: Summary,
}

/// `POST /api/admin/months`: opens a unit's month now, before the calendar does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenMonth {
    /// Whose, which month.
    pub book: BookId,
}

/// One account to try, on the sign-in page of a demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// What to type.
    pub login_name: String,
    /// Who that is.
    pub name: String,
    /// What can be seen with it.
    pub description: String,
}

/// `GET /api/demo`: whom one can try to be; `null` where people are real.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demo {
    /// The password that all of them share.
    pub password: String,
    /// In the order to show them.
    pub accounts: Vec<DemoAccount>,
}

/// `POST /api/session/password`.
#[derive(Clone, Serialize, Deserialize)]
pub struct ChangePassword {
    /// The one that holds.
    pub old: String,
    /// The one to hold from now on. Other sessions of the account end.
    pub new: String,
}

/// `POST /api/series`: registers a signing key for the account of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterKey {
    /// The device's name for itself.
    pub device: String,
    /// The raw public key: 65 bytes, base64url without padding.
    pub public_key: String,
}

/// A registered key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The key's fingerprint.
    pub id: SeriesId,
    /// Registered for this device.
    pub device: String,
    /// When, milliseconds since 1970.
    pub registered_at: i64,
    /// Registered while somebody else's password held: every act it signs is marked.
    pub marked: bool,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
}

/// `POST /api/data-key`: asks for the key that the server keeps for a device, so that a forgotten PIN loses
/// nothing; where it keeps none yet, it keeps the one offered. One question, so that a lost answer is asked
/// for again without harm.
#[derive(Clone, Serialize, Deserialize)]
pub struct AskDataKey {
    /// The device's name for itself.
    pub device: String,
    /// The account's password, once more.
    pub password: String,
    /// 32 bytes, base64url without padding.
    pub offered: String,
}

/// The key that the server keeps.
#[derive(Clone, Serialize, Deserialize)]
pub struct DataKey {
    /// 32 bytes, base64url without padding.
    pub key: String,
}

/// A post as it is kept: the role with its days, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its name for good.
    pub id: String,
    /// Who holds it.
    pub person: PersonId,
    /// What, where, since when.
    pub held: Held,
}

/// One person in the administrator's list of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// How they are rated here; one for each track.
    pub enrolled: Vec<Enrolled>,
    /// Their posts at this unit.
    pub posts: Vec<Post>,
    /// Their account, if they have one.
    pub account: Option<AccountView>,
}

/// An account in the administrator's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Its id.
    pub id: String,
    /// What its owner types.
    pub login_name: String,
    /// The first password still holds.
    pub must_change: bool,
    /// Cannot sign in.
    pub disabled: bool,
}

/// `POST /api/admin/units`: a new unit, or one whose name, parents or days change.
pub type PutUnit = Unit;

/// `POST /api/admin/moves`: somebody goes from one unit to another, by a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovePerson {
    /// Who.
    pub person: PersonId,
    /// Where they are rated so far.
    pub from: UnitId,
    /// Where they will be.
    pub to: UnitId,
    /// Their first day there: within this month, or the first of the next.
    pub day: Day,
    /// Number and date of the decision.
    pub document: String,
    /// Under another rule set there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<RuleSetId>,
    /// Their post or duty there; the one they had where this is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
}

/// `POST /api/admin/merges`: a unit ends with this month; its people and what stands below it go to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeUnit {
    /// Which ends.
    pub unit: UnitId,
    /// Which goes on in its place.
    pub into: UnitId,
    /// Number and date of the decision.
    pub document: String,
}

/// `POST /api/admin/persons`: a person, and how they are rated in a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutPerson {
    /// Absent for a new person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<PersonId>,
    /// Where they are rated.
    pub unit: UnitId,
    /// As what, under which rule set.
    pub enrolled: Enrolled,
}

/// A rule set's file, checked and not added, and what it would have changed in a month: `POST
/// /api/admin/rules/trial`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryRules {
    /// The file.
    pub text: String,
    /// A month that is over, or under way.
    pub month: Month,
}

/// A new version of a rule set: `POST /api/admin/rules`. Its number and its first month are given here and
/// by the server, whatever the file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddRules {
    /// The file.
    pub text: String,
    /// The first month that it holds for; none of that month is opened yet.
    pub from: Month,
}

/// What is wrong with a rule set's file: where, and a sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesProblem {
    /// The place within the file.
    pub path: String,
    /// The line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What is wrong.
    pub words: Words,
}

/// Why a file that says nothing wrong is not taken as the next version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesRefusal {
    /// The month is over, or some unit has opened it or a later one.
    MonthTaken {
        /// The first month that is free.
        first: Month,
    },
    /// The version before begins in that month or after it.
    NotAfter {
        /// Its number.
        version: u32,
        /// The month with which it begins.
        from: Month,
    },
    /// The name belongs to rules for the other track, or for bodies where this is for persons.
    OtherKind,
}

/// The answer to a rule set's file: its problems, why it is not taken, or what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesAnswer<T> {
    /// It cannot be used; nothing was done.
    Problems(Vec<RulesProblem>),
    /// It could be used, but not so; nothing was done.
    Refused(RulesRefusal),
    /// It can.
    Done(T),
}

/// What a file says, and what it would have made of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedRules {
    /// The set, with the number that it would get.
    pub set: RuleSet,
    /// The month by it and by the version that held.
    pub trial: Trial,
    /// The names of the units of those whose level would have been another.
    pub units: BTreeMap<UnitId, String>,
}

/// `GET /api/admin/rules`: the months that a new version can be tried on, and can begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesMonths {
    /// Opened somewhere, the newest first.
    pub opened: Vec<Month>,
    /// The first that a new version can begin with.
    pub first: Month,
}

/// `GET /api/admin/rules/{id}/{version}`: the file of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesText {
    /// The file.
    pub text: String,
}

/// A version that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedRules {
    /// Which rule set.
    pub id: RuleSetId,
    /// Which version it is.
    pub version: u32,
    /// The first month that it holds for.
    pub from: Month,
}

/// `POST /api/admin/posts`: a new post, or an end to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutPost {
    /// Absent for a new post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who holds it.
    pub person: PersonId,
    /// What, where, since when, until when.
    pub held: Held,
}

/// `POST /api/admin/accounts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// Whose it is to be.
    pub person: PersonId,
    /// What they will type: letters, digits, `.`, `-`, `_`; kept in small letters.
    pub login_name: String,
}

/// The answer to a new account or a new first password; shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPassword {
    /// Which account.
    pub account: String,
    /// What its owner types.
    pub login_name: String,
    /// Holds until the first sign-in.
    pub password: String,
}

/// `POST /api/admin/accounts/{id}/disabled`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDisabled {
    /// Cannot sign in any more; sessions end at once.
    pub disabled: bool,
}
