use serde::{Deserialize, Serialize};

/// How a body votes, and when a vote carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// Nobody objects (thống nhất).
    pub consensus: bool,
    /// By show of hands (giơ tay).
    pub by_hand: bool,
    /// By secret ballot (bỏ phiếu kín).
    pub secret: bool,
    /// Of what the majority is more than half.
    pub majority: Majority,
    /// What follows when no level has a majority.
    pub no_majority: NoMajority,
}

/// Of what a majority is more than half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Majority {
    /// Of all who are entitled to vote, present or not.
    Entitled,
    /// Of those entitled who are present.
    Present,
}

/// What follows a vote in which no level has a majority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoMajority {
    /// Another vote.
    VoteAgain,
    /// The chair names the level, with a reason.
    ChairDecides,
}

impl Votes {
    /// More than half of the entitled are there.
    #[must_use]
    pub const fn has_quorum(&self, present: u32, entitled: u32) -> bool {
        present as u64 * 2 > entitled as u64
    }

    /// The number of which a majority is more than half.
    #[must_use]
    pub const fn majority_base(&self, present: u32, entitled: u32) -> u32 {
        match self.majority {
            Majority::Entitled => entitled,
            Majority::Present => present,
        }
    }

    /// There is some way of voting.
    #[must_use]
    pub const fn has_mode(&self) -> bool {
        self.consensus || self.by_hand || self.secret
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_entitled_is_no_quorum() {
        let votes = Votes {
            consensus: true,
            by_hand: true,
            secret: false,
            majority: Majority::Entitled,
            no_majority: NoMajority::VoteAgain,
        };
        assert!(!votes.has_quorum(10, 20));
        assert!(votes.has_quorum(11, 20));
        assert!(!votes.has_quorum(0, 0));
        assert_eq!(votes.majority_base(11, 20), 20);
        assert_eq!(
            Votes {
                majority: Majority::Present,
                ..votes
            }
            .majority_base(11, 20),
            11
        );
    }
}
