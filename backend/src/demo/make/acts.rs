//! The acts of all ledgers, done in a thread of their own.

use roviec_shared::{api::Series, rules::RuleBook};
use tokio::sync::mpsc;

use super::{Making, account_of};
use crate::{
    demo::{
        chance::Chance,
        district::{DISTRICT, District, Ledger, two_tier::PROVINCE},
        hand::{Hand, secret},
        play::play,
        resolution::Resolution,
        room::{Room, Sitting},
        story::Detail,
        targets::Period,
    },
    error::Error,
};

/// A key as it is registered.
pub struct Registered {
    /// For which account; none for the server.
    pub account: String,
    /// As it stands in the account.
    pub series: Series,
    /// 65 bytes, uncompressed.
    pub public_key: Vec<u8>,
}

/// What the thread that does the acts hands over.
pub enum Done {
    /// A ledger's keys, before the first act by one of them.
    Keys(Vec<Registered>),
    /// Acts that arrived together.
    Sitting(Box<Sitting>),
}

/// All acts, ledger by ledger. Ends early where nobody takes what was done.
pub fn ledgers(
    district: &District,
    rules: &RuleBook,
    making: Making,
    mut server: Hand,
    made: &mpsc::Sender<Done>,
) -> Result<(), Error> {
    let begun = making.begun();
    // The district's ledger is the first: its targets are there when the communes name them.
    let mut known = Resolution::default();
    let ledgers = district.ledgers.iter();
    for ledger in ledgers.filter(|ledger| making.has(ledger)) {
        let hands = hands(district, ledger)?;
        let keys = hands.iter().map(|hand| registered(hand, begun)).collect();
        if made.blocking_send(Done::Keys(keys)).is_err() {
            return Ok(());
        }
        let mut room = Room::open(district, rules, ledger, &mut server, hands);
        for place in making.places() {
            import(&mut room, ledger, making, place)?;
            if !hand_over(&mut room, made) {
                return Ok(());
            }
        }
        play(&mut room, ledger, making.rated(), &mut known)?;
        if !hand_over(&mut room, made) {
            return Ok(());
        }
    }
    Ok(())
}

/// Whether somebody takes what was done.
fn hand_over(room: &mut Room<'_>, made: &mpsc::Sender<Done>) -> bool {
    let mut sittings = room.leave().into_iter();
    sittings.all(|sitting| made.blocking_send(Done::Sitting(Box::new(sitting))).is_ok())
}

/// A closed month comes in.
fn import(room: &mut Room<'_>, ledger: &Ledger, making: Making, place: usize) -> Result<(), Error> {
    let period = Period {
        month: making.closed(place),
        closed: Some(place),
    };
    // The last one is still read; of the older ones what the rules need is enough.
    let is_last = place + 1 == making.shape.closed_months();
    let detail = if is_last { Detail::Full } else { Detail::Lean };
    room.sit(making.rated().day(13), 8, 0);
    for act in room.district.imports(ledger, room.rules, period, detail) {
        room.server_does(act)?;
    }
    Ok(())
}

fn registered(hand: &Hand, begun: i64) -> Registered {
    Registered {
        account: hand.account.clone(),
        series: Series {
            id: hand.series.clone(),
            device: hand.device.clone(),
            registered_at: begun,
            marked: false,
            revoked_at: None,
        },
        public_key: hand.public_key(),
    }
}

/// A key for everyone who acts in a ledger: one a ledger, as if each had a device there.
fn hands(district: &District, ledger: &Ledger) -> Result<Vec<Hand>, Error> {
    let device = match ledger.unit.as_str() {
        DISTRICT | PROVINCE => "Máy tính cơ quan",
        unit if unit.contains('-') && unit.starts_with("truong") => "Máy tính nhà trường",
        _ => "Máy tính bảng",
    };
    district
        .acting(ledger)
        .into_iter()
        .map(|person| {
            let words = ["key", ledger.unit.as_str(), person.as_str()];
            let key = secret(Chance::of(district.seed, &words));
            let account = account_of(&person);
            Hand::new(&key, Some(person), account, device)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use roviec_shared::{
        act::Deed,
        level::{Level, Outcome},
        rules::shipped,
    };

    use super::*;
    use crate::demo::{make::Extent, shape::Shape};

    fn making() -> Making {
        Making {
            month: "2026-11".parse().expect("a month"),
            seed: 2021,
            shape: Shape::District,
            extent: Extent::Whole,
        }
    }

    /// The outcomes of a closed month of a ledger's units, in their order.
    fn decided(district: &District, ledger: &Ledger, place: usize) -> Vec<Vec<Outcome>> {
        let rules: RuleBook = shipped().into_iter().collect();
        let period = Period {
            month: making().closed(place),
            closed: Some(place),
        };
        let acts = district.imports(ledger, &rules, period, Detail::Lean);
        acts.into_iter()
            .map(|act| match act.deed {
                Deed::Import { people, .. } => people
                    .into_values()
                    .map(|sheet| sheet.decided.decided.outcome)
                    .collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn twenty_one_months_rate_the_heads_2175_times() {
        let district = District::draw(2021).expect("the district is drawn");
        let mut rated = 0;
        for place in making().places() {
            let month = decided(&district, &district.ledgers[0], place).concat();
            assert_eq!(month.len(), 105);
            let levels = month.iter().filter(|outcome| outcome.level().is_some());
            rated += levels.count();
        }
        assert_eq!(rated, 2_175);
    }

    #[test]
    fn what_one_body_decides_keeps_the_cap() {
        let district = District::draw(2021).expect("the district is drawn");
        for ledger in &district.ledgers {
            // The cells of a commune are counted together, apart from its officials.
            let mut months = decided(&district, ledger, 7).into_iter();
            let own = months.next().unwrap_or_default();
            for pool in [own, months.flatten().collect()] {
                let count = |level| {
                    let at = pool.iter().filter(|each| each.level() == Some(level));
                    at.count()
                };
                let (excellent, good) = (count(Level::Excellent), count(Level::Good));
                assert!(excellent * 5 <= good, "{}", ledger.unit);
            }
        }
    }

    #[test]
    fn the_oldest_month_is_twenty_one_before_the_one_that_is_rated() {
        let months: BTreeMap<usize, String> = making()
            .places()
            .map(|place| (place, String::from(making().closed(place))))
            .collect();
        assert_eq!(months[&0], "2025-01");
        assert_eq!(months[&20], "2026-09");
        assert_eq!(String::from(making().rated()), "2026-10");
    }
}
