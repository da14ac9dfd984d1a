//! One's own acts, as the journal has them, and what became of them.

use serde::{Deserialize, Serialize};

use crate::{
    act::Act,
    id::{ActRef, PersonId, UnitId},
    month::Day,
    refusal::Refusal,
    sync::{
        message::Verdict,
        series::{Hash, WireAct},
    },
};

/// What is known of one's own act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Status {
    /// In the journal, without a verdict.
    Pending,
    /// The server has it and waits for what it rests on.
    Held {
        /// For which act.
        on: ActRef,
    },
    /// The server has it and will try again after an upgrade.
    SetAside,
    /// Another's act that was entered here: the server has it, and its verdict goes to its author alone.
    Delivered {
        /// The day it arrived.
        day: Day,
    },
    /// In the ledger.
    Accepted {
        /// Which.
        ledger: UnitId,
        /// Its number.
        number: u64,
        /// The day it arrived.
        day: Day,
    },
    /// It does not hold; kept with its reason until its author sends it again or lets it go.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// Refused, and let go by its author.
    LetGo {
        /// Why it was refused.
        refusal: Refusal,
    },
}

impl Status {
    /// How far it has come: the more advanced of two records of one act holds.
    pub fn rank(&self) -> u8 {
        match self {
            Status::Pending => 0,
            Status::SetAside => 1,
            Status::Held { .. } => 2,
            Status::Delivered { .. } => 3,
            Status::Refused { .. } => 4,
            Status::Accepted { .. } => 5,
            Status::LetGo { .. } => 6,
        }
    }

    /// Whether the author still waits for a verdict.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Status::Pending | Status::Held { .. } | Status::SetAside
        )
    }

    /// Whether the server is believed to have it, so that it is not sent again.
    pub(super) fn is_with_server(&self) -> bool {
        matches!(
            self,
            Status::Held { .. }
                | Status::SetAside
                | Status::Delivered { .. }
                | Status::Accepted { .. }
        )
    }

    /// Why it was refused, also where it was let go since.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Status::Refused { refusal } | Status::LetGo { refusal } => Some(refusal),
            _ => None,
        }
    }
}

impl From<Verdict> for Status {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accepted {
                ledger,
                number,
                day,
            } => Status::Accepted {
                ledger,
                number,
                day,
            },
            Verdict::Refused { refusal } => Status::Refused { refusal },
            Verdict::Held { on } => Status::Held { on },
            Verdict::SetAside => Status::SetAside,
        }
    }
}

/// One act of one's own, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// Series and number.
    pub name: ActRef,
    /// Whose key signed it: the account's person, or a colleague who acted on the same tablet.
    pub author: PersonId,
    /// What it says.
    pub act: Act,
    /// As it is sent.
    pub wire: WireAct,
    /// The hash of the act before it.
    pub before: Hash,
    /// Its hash.
    pub hash: Hash,
    /// What became of it.
    pub status: Status,
}

impl Own {
    /// The next act of a series whose last act is `last` (none before the first), as it goes into the
    /// journal. `salt` draws chance.
    pub fn next(
        last: Option<(u64, Hash)>,
        series: crate::id::SeriesId,
        author: PersonId,
        act: Act,
        salt: impl FnMut() -> crate::sync::series::Salt,
    ) -> Self {
        let (last, before) = last.unwrap_or_default();
        let number = last + 1;
        let act = act.in_series(&series);
        let wire = WireAct::new(&act, salt);
        Self {
            name: ActRef { series, number },
            author,
            hash: wire.hash(&before, number),
            act,
            wire,
            before,
            status: Status::Pending,
        }
    }
}
