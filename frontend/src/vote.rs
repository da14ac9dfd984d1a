//! A vote in words: in the meeting, on paper, and for the one who was voted on.

use roviec_shared::book::meeting::{GroupVote, Tally, VoteMode};

use crate::plan::day;
use crate::{key, level, say};

/// Ballots for no level, by the key of their words, where there are any.
pub fn apart(tally: &Tally) -> impl Iterator<Item = (&'static str, u32)> + use<> {
    let apart = [
        (key!("ballot.blank"), tally.blank),
        (key!("ballot.spoilt"), tally.spoilt),
    ];
    apart.into_iter().filter(|(_, n)| *n > 0)
}

/// How a vote was taken, with its counts.
pub fn vote_words(mode: VoteMode, tally: &Tally) -> String {
    let (present, entitled) = (tally.present, tally.entitled);
    match mode {
        VoteMode::Consensus => say!(
            "vote.words.consensus",
            present = present,
            entitled = entitled
        ),
        VoteMode::ByHand | VoteMode::Secret => {
            let apart = apart(tally)
                .map(|(key, n)| say!("vote.words.hands", level = say!(key).to_lowercase(), n = n));
            let hands: Vec<String> = tally
                .votes
                .iter()
                .rev()
                .map(|(level, n)| say!("vote.words.hands", level = level::short(*level), n = n))
                .chain(apart)
                .collect();
            let hands = hands.join(", ");
            match mode {
                VoteMode::Secret => {
                    say!(
                        "vote.words.secret",
                        hands = hands,
                        present = present,
                        entitled = entitled
                    )
                }
                _ => say!(
                    "vote.words.by_hand",
                    hands = hands,
                    present = present,
                    entitled = entitled
                ),
            }
        }
    }
}

/// What a party group agreed, in one line: *Tốt. Thống nhất, 5/6 có mặt. Họp tổ 29/10/2026.*.
pub fn group_words(group: &GroupVote) -> String {
    let vote = &group.vote;
    say!(
        "groups.words",
        level = level::short_outcome(&vote.outcome),
        how = vote_words(vote.mode, &vote.tally),
        day = day(group.day)
    )
}
