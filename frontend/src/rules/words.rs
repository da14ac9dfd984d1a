//! What of a rule set is a choice and not a text, in sentences.

use roviec_shared::{
    route::StepKind,
    rules::{
        Calendar, Cap, CapDenominator, CapPool, Majority, Method, NoMajority, Rounding, Votes,
    },
};

use crate::{key, say};

/// How the points of a group are found.
pub(super) fn method(method: &Method) -> String {
    say!(match method {
        Method::Scored { .. } => key!("rules.method.scored"),
        Method::MetNotMet { .. } => key!("rules.method.met_not_met"),
        Method::Bonus { .. } => key!("rules.method.bonus"),
        Method::Penalty { .. } => key!("rules.method.penalty"),
        Method::Averages(averages) if averages.leader.is_some() =>
            key!("rules.method.averages_leader"),
        Method::Averages(_) => key!("rules.method.averages"),
        Method::PerTask(_) => key!("rules.method.per_task"),
    })
}

/// How many may be excellent.
pub(super) fn cap(cap: &Cap) -> String {
    let of = say!(match cap.denominator {
        CapDenominator::GoodOnly => key!("rules.cap.good_only"),
        CapDenominator::GoodAndBetter => key!("rules.cap.good_and_better"),
        CapDenominator::AllRated => key!("rules.cap.all_rated"),
    });
    let rounding = say!(match cap.rounding {
        Rounding::Down => key!("rules.cap.down"),
        Rounding::HalfUp => key!("rules.cap.half_up"),
        Rounding::Up => key!("rules.cap.up"),
    });
    let pool = say!(match cap.pool {
        CapPool::Together => key!("rules.cap.together"),
        CapPool::SimilarDuties => key!("rules.cap.similar_duties"),
    });
    say!(
        "rules.cap.words",
        rate = cap.rate.whole(),
        outstanding = cap.outstanding_rate.whole(),
        of = of,
        rounding = rounding,
        pool = pool
    )
}

/// How a body votes.
pub(super) fn votes(votes: &Votes) -> String {
    let modes = [
        (votes.consensus, key!("vote.consensus")),
        (votes.by_hand, key!("vote.by_hand")),
        (votes.secret, key!("vote.secret")),
    ];
    let modes: Vec<String> = modes
        .into_iter()
        .filter(|(is_known, _)| *is_known)
        .map(|(_, words)| say!(words).to_lowercase())
        .collect();
    let majority = say!(match votes.majority {
        Majority::Entitled => key!("rules.votes.entitled"),
        Majority::Present => key!("rules.votes.present"),
    });
    let otherwise = say!(match votes.no_majority {
        NoMajority::VoteAgain => key!("rules.votes.again"),
        NoMajority::ChairDecides => key!("rules.votes.chair"),
    });
    say!(
        "rules.votes.words",
        modes = modes.join(", "),
        majority = majority,
        otherwise = otherwise
    )
}

/// When what is due.
pub(super) fn days(calendar: &Calendar) -> Vec<(String, String)> {
    let this = |day: u8| say!("rules.day.this", day = day);
    let next = |day: u8| say!("rules.day.next", day = day);
    vec![
        (say!("due.planned"), this(calendar.plan_day)),
        (say!("due.scored"), this(calendar.result_day)),
        (say!("due.met"), next(calendar.report_day)),
        (say!("due.decided"), next(calendar.decision_day)),
        (say!("due.announced"), next(calendar.announcement_day)),
        (
            say!("rules.day.appeal"),
            say!("rules.day.days", n = calendar.appeal_days),
        ),
        (
            say!("due.answered"),
            say!("rules.day.working", n = calendar.answer_working_days),
        ),
    ]
}

/// A step of the route.
pub fn step(kind: StepKind) -> String {
    say!(match kind {
        StepKind::Score => key!("mine.step.score"),
        StepKind::GroupVote => key!("mine.step.group_vote"),
        StepKind::Propose => key!("mine.step.propose"),
        StepKind::Vote => key!("mine.step.vote"),
        StepKind::Opine => key!("mine.step.opine"),
        StepKind::Submit => key!("mine.step.submit"),
        StepKind::Compile => key!("mine.step.compile"),
        StepKind::Decide => key!("mine.step.decide"),
        StepKind::Announce => key!("mine.step.announce"),
    })
}
