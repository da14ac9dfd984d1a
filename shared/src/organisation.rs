//! Units in their two lines, people and the posts and roles they hold.
//!
//! A unit has a *management* parent (who manages its officials' posts) and may have a *party*
//! parent (the committee above a cell). The official track follows the first, the member track the
//! second. Depth and kinds are data: a commune under a province needs no other code.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    id::{PersonId, RuleSetId, UnitId},
    month::Day,
    task::Brought,
};

/// One of the two lines of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Posts and agencies: *diện quản lý*.
    Management,
    /// Committees, organisations and cells.
    Party,
}

/// What a person is rated as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// Cán bộ, công chức, viên chức: by post.
    Official,
    /// Đảng viên: in their cell.
    Member,
}

impl Track {
    /// The line that this track climbs.
    pub fn line(self) -> Line {
        match self {
            Track::Official => Line::Management,
            Track::Member => Line::Party,
        }
    }
}

/// What kind of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Tỉnh ủy and what is below it.
    Province,
    /// Huyện ủy, with its Standing Committee and its Board.
    District,
    /// Đảng ủy xã, phường, đặc khu directly under a province, since July 2025: with its Standing Committee
    /// and its *ban xây dựng đảng*, directly above its cells and organisations.
    Commune,
    /// Đảng bộ cơ sở: the node; its committee decides for its cells.
    GrassrootsOrganisation,
    /// Chi bộ cơ sở: directly under the district or commune; decides for its members itself.
    GrassrootsCell,
    /// Chi bộ trực thuộc: under a grassroots organisation.
    Cell,
    /// Tổ đảng, inside a cell.
    PartyGroup,
    /// Cơ quan, đơn vị.
    Agency,
}

impl UnitKind {
    /// Whether units of this kind keep a ledger; the others use the nearest above on their line.
    pub fn keeps_ledger(self) -> bool {
        !matches!(self, UnitKind::Cell | UnitKind::PartyGroup)
    }

    /// Whether units of this kind have months of their own: a party group's people are rated in its cell's.
    pub fn has_months(self) -> bool {
        self != UnitKind::PartyGroup
    }

    /// Whether the body of such a unit rates the heads below it.
    pub fn rates_heads(self) -> bool {
        matches!(
            self,
            UnitKind::Province | UnitKind::District | UnitKind::Commune
        )
    }

    /// Whether a unit of this kind decides on its own people, and reports to no committee.
    pub fn ends_at_home(self) -> bool {
        matches!(self, UnitKind::Agency | UnitKind::GrassrootsCell)
    }

    /// Whether one of the other kind can go on in the place of one of this: of two cells, also where only one
    /// stands directly under the district.
    pub fn goes_on_as(self, other: Self) -> bool {
        let is_cell = |kind| matches!(kind, UnitKind::Cell | UnitKind::GrassrootsCell);
        self == other || (is_cell(self) && is_cell(other))
    }

    /// The line on which a unit of this kind looks for its ledger.
    pub fn line(self) -> Line {
        match self {
            UnitKind::Agency => Line::Management,
            _ => Line::Party,
        }
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its name for good.
    pub id: UnitId,
    /// What kind.
    pub kind: UnitKind,
    /// As written on paper: *Chi bộ thôn Hương Lý*.
    pub name: String,
    /// Who is above on the management line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub management_parent: Option<UnitId>,
    /// Who is above on the party line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_parent: Option<UnitId>,
    /// First day.
    pub from: Day,
    /// Last day, where it has ended (merged, dissolved).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Where a reminder reaches its office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Why it has ended, where it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Ending>,
}

/// By what a unit ended, and where its people went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Number and date of the decision.
    pub document: String,
    /// The unit that goes on in its place; none where it was dissolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<UnitId>,
}

impl Unit {
    /// Whether it stands on that day.
    pub fn stands_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Who is above on a line.
    pub fn parent(&self, line: Line) -> Option<&UnitId> {
        match line {
            Line::Management => self.management_parent.as_ref(),
            Line::Party => self.party_parent.as_ref(),
        }
    }

    /// The units directly above, one on each line that it stands on.
    pub fn parents(&self) -> impl Iterator<Item = &UnitId> {
        self.management_parent.iter().chain(&self.party_parent)
    }

    /// Whether it stands directly below `above`, on either line.
    pub fn is_right_below(&self, above: &UnitId) -> bool {
        self.parents().any(|parent| parent == above)
    }

    /// Whether it may be rated as a whole in the book of `body`: its own, or that of a unit directly above. Units
    /// without a ledger of their own are rated in their members alone.
    pub fn is_rated_at(&self, body: &UnitId) -> bool {
        self.kind.keeps_ledger() && (self.id == *body || self.is_right_below(body))
    }
}

/// Whether somebody may go to another unit on that day: within this month, or when the next begins. Later days
/// would be forgotten by the months before them, whose people are those rated from now on.
pub fn can_move_on(today: Day, day: Day) -> bool {
    let this = today.month();
    (this.first_day()..=this.next().first_day()).contains(&day)
}

/// What a person may be at a unit. What each may do is in `permission`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Đảng viên of the cell, or official of the agency: one who is rated there.
    Member,
    /// Ban chi ủy: plans, confirms results, proposes, keeps minutes.
    CellCommittee,
    /// Bí thư chi bộ: the same, submits, chairs.
    Secretary,
    /// Phó bí thư.
    Deputy,
    /// Tổ trưởng tổ đảng.
    GroupLeader,
    /// Người đứng đầu, thủ trưởng: decides for officials.
    Head,
    /// Văn phòng cấp ủy: receives, compiles, returns, enters the conclusion, announces.
    CommitteeOffice,
    /// Chairs the deciding body and confirms its conclusion.
    Decider,
    /// Ủy viên Ban Thường vụ: gives opinions.
    StandingMember,
    /// Ban Tổ chức: compiles for the Standing Committee, sees the district.
    OrganisationBoard,
    /// Ủy ban Kiểm tra: reads, confirms limiting facts.
    Inspector,
    /// Tree, accounts, rule sets; no ratings.
    Administrator,
}

/// A role that a person holds at a unit, with its days and its paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// What.
    pub role: Role,
    /// Where.
    pub unit: UnitId,
    /// First day.
    pub from: Day,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Number and date of the decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
}

impl Held {
    /// Whether it is held on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// How a member stands in their cell.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Chính thức.
    #[default]
    Full,
    /// Dự bị: speaks, is rated, does not vote.
    Probationary,
    /// Miễn sinh hoạt.
    Exempt,
    /// Sinh hoạt tạm thời here, rated by the official cell.
    Temporary,
    /// Đình chỉ sinh hoạt.
    Suspended,
}

impl Standing {
    /// Whether one of this standing votes. Charter of the Party: full members only.
    pub fn is_entitled(self) -> bool {
        self == Standing::Full
    }

    /// Whether tasks and a self-score are expected of one of this standing.
    pub fn is_active(self) -> bool {
        !matches!(self, Standing::Exempt | Standing::Suspended)
    }
}

/// A person as a unit's month knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// Full name, NFC.
    pub name: String,
    /// What they are rated as here.
    pub track: Track,
    /// The rule set that holds for them.
    pub rules: RuleSetId,
    /// The version of it.
    pub rules_version: u32,
    /// Post or duty, for tables and papers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// The field of similar duties, among which the highest level is counted where the rules ask for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub duties: String,
    /// The body whose list the post is on (*diện … quản lý*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managed_by: Option<UnitId>,
    /// Standing as a member.
    #[serde(default, skip_serializing_if = "is_full")]
    pub standing: Standing,
    /// The party group inside the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<UnitId>,
    /// The roles held at this unit when the month began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Rated by the leaders' formula.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
    /// The unit that they head, where it is rated as a whole in the same month: its level limits theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heads: Option<UnitId>,
    /// Of a collective, those who speak for it: who led its unit when the month began.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub speakers: BTreeSet<PersonId>,
    /// What they did in other units of this month, before they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brought: Vec<Brought>,
}

impl Enrolled {
    /// Somebody who is rated by these rules, of whom nothing else is known.
    #[must_use]
    pub fn new(name: String, track: Track, rules: RuleSetId, rules_version: u32) -> Self {
        Self {
            name,
            track,
            rules,
            rules_version,
            post: String::new(),
            duties: String::new(),
            managed_by: None,
            standing: Standing::Full,
            group: None,
            roles: Vec::new(),
            leads: false,
            heads: None,
            speakers: BTreeSet::new(),
            brought: Vec::new(),
        }
    }
}

impl Enrolled {
    /// Heads a unit: this one, or one that is rated beside them. A post at the latter is not one at the unit of this
    /// book.
    #[must_use]
    pub fn is_head(&self) -> bool {
        self.roles.contains(&Role::Head) || self.heads.is_some()
    }

    /// Rated by the leaders' formula: who leads or heads.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.leads || self.is_head()
    }
}

fn is_full(standing: &Standing) -> bool {
    standing.is_entitled()
}

/// All units on one day. Small: a district has some six hundred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tree {
    /// By id.
    pub units: BTreeMap<UnitId, Unit>,
}

impl Tree {
    /// The units above `unit` on a line, nearest first, without itself. Bounded, so that a circle
    /// entered by mistake ends.
    pub fn above<'a>(&'a self, unit: &UnitId, line: Line) -> Vec<&'a Unit> {
        let mut found: Vec<&Unit> = Vec::new();
        let mut next = self.units.get(unit).and_then(|unit| unit.parent(line));
        while let Some(parent) = next.and_then(|id| self.units.get(id)) {
            if found.len() > 16 || found.iter().any(|seen| seen.id == parent.id) {
                break;
            }
            found.push(parent);
            next = parent.parent(line);
        }
        found
    }

    /// Whether `unit` is `top` or stands below it on a line.
    pub fn is_within(&self, unit: &UnitId, top: &UnitId, line: Line) -> bool {
        unit == top || self.above(unit, line).iter().any(|above| &above.id == top)
    }

    /// The unit whose ledger keeps the acts of `unit`.
    pub fn ledger<'a>(&'a self, unit: &UnitId) -> Option<&'a UnitId> {
        let own = self.units.get(unit)?;
        if own.kind.keeps_ledger() {
            return Some(&own.id);
        }
        self.above(unit, own.kind.line())
            .into_iter()
            .find(|unit| unit.kind.keeps_ledger())
            .map(|unit| &unit.id)
    }

    /// The unit that stands below none.
    pub fn top(&self) -> Option<&UnitId> {
        let mut units = self.units.values();
        units
            .find(|unit| unit.management_parent.is_none() && unit.party_parent.is_none())
            .map(|unit| &unit.id)
    }

    /// The units directly below on a line.
    pub fn below<'a>(&'a self, unit: &'a UnitId, line: Line) -> impl Iterator<Item = &'a Unit> {
        self.units
            .values()
            .filter(move |below| below.parent(line) == Some(unit))
    }
}
