//! When all is quiet: what the tablets were told and what the database holds are compared, act by act.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

use roviec_shared::{
    id::ActRef,
    sync::{
        device::{Content, Status},
        message::Verdict,
        world::host::Holdings,
    },
    view::{View, listing, project},
};

use crate::device::{Counts, Device};

/// What came of everything.
#[derive(Debug, Default)]
pub struct Sum {
    made: usize,
    acknowledged: usize,
    accepted: usize,
    refused: usize,
    held: usize,
    counts: Counts,
}

impl Sum {
    /// Compares, and adds up.
    ///
    /// # Panics
    /// Where an act that was acknowledged is not in the ledger exactly once, where one has no verdict, or where a
    /// tablet shows another book than the server holds.
    pub fn of(devices: &[Device], holdings: &Holdings) -> Self {
        assert_eq!(holdings.wrong, None);
        let places = places(holdings);
        let mut sum = Self::default();
        for device in devices {
            sum.acknowledged += device.acknowledged.len();
            for (name, at) in &device.acknowledged {
                let found = places.get(name).map(Vec::as_slice);
                let once = [(at.0.clone(), at.1)];
                assert_eq!(found, Some(&once[..]), "{name} of {}", device.words());
            }
            for own in device.journal.acts.values() {
                sum.made += 1;
                sum.has_its_verdict(device, &own.name, holdings, &places);
            }
            shows_what_the_server_holds(device, holdings);
            sum.add(&device.counts);
        }
        sum
    }

    fn has_its_verdict(
        &mut self,
        device: &Device,
        name: &ActRef,
        holdings: &Holdings,
        places: &Places,
    ) {
        let own = &device.journal.acts[name];
        let words = || format!("{name} of {} is {:?}", device.words(), own.status);
        let stored = holdings.acts.get(name);
        let stored = stored.unwrap_or_else(|| panic!("{}, and not on the server", words()));
        assert_eq!(stored.hash, own.hash, "{}", words());
        let times = places.get(name).map_or(0, Vec::len);
        match (&own.status, &stored.verdict) {
            (Status::Accepted { .. }, Verdict::Accepted { .. }) => {
                assert_eq!(times, 1, "{}", words());
                let is_heard = device.acknowledged.contains_key(name);
                assert!(is_heard, "{}, and nobody said so", words());
                self.accepted += 1;
            }
            (Status::Refused { refusal }, Verdict::Refused { refusal: said }) => {
                assert_eq!((times, refusal), (0, said), "{}", words());
                self.refused += 1;
            }
            (Status::Held { on }, Verdict::Held { on: said }) => {
                assert_eq!((times, on), (0, said), "{}", words());
                self.held += 1;
            }
            (_, verdict) => panic!("{}, the server says {verdict:?}", words()),
        }
    }

    fn add(&mut self, counts: &Counts) {
        self.counts.sent += counts.sent;
        self.counts.lost += counts.lost;
        self.counts.unavailable += counts.unavailable;
        self.counts.landed_unheard += counts.landed_unheard;
        self.counts.restarts += counts.restarts;
    }

    /// A soak in which nothing was cut proves nothing.
    pub fn saw_what_it_is_about(&self, kills: u64) {
        assert!(self.accepted > 0 && self.refused > 0, "{self}");
        // Each kill cuts at least the request at which it was aimed, unless its answer was out already.
        assert!(self.counts.lost >= kills / 2, "{self}");
        if kills >= 50 {
            assert!(self.held > 0 && self.counts.landed_unheard > 0, "{self}");
        }
    }
}

impl Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            sent,
            lost,
            unavailable,
            landed_unheard,
            restarts,
        } = &self.counts;
        write!(
            f,
            "{} acts: {} accepted ({} acknowledged), {} refused, {} held; {sent} requests, {lost} cut, {unavailable} \
             unavailable; {landed_unheard} acts had landed though their answer was lost; {restarts} tablets restarted",
            self.made, self.accepted, self.acknowledged, self.refused, self.held,
        )
    }
}

/// Where each act stands in the ledgers.
type Places = BTreeMap<ActRef, Vec<(roviec_shared::id::UnitId, u64)>>;

fn places(holdings: &Holdings) -> Places {
    let mut places = Places::new();
    for (ledger, entries) in &holdings.ledgers {
        for (number, name) in entries {
            let at = (ledger.clone(), *number);
            places.entry(name.clone()).or_default().push(at);
        }
    }
    places
}

fn shows_what_the_server_holds(device: &Device, holdings: &Holdings) {
    for (id, bucket) in device.tablet.device.buckets() {
        let book = &holdings.books[&id.book];
        let is_same = match (&bucket.content, &id.view) {
            (Content::Listing(lines), View::Members) => {
                let listed = book.people.iter();
                let listed = listed.map(|(person, record)| (person.clone(), listing(record)));
                *lines == listed.collect()
            }
            (Content::Book(base), view) => **base == project(book, view),
            _ => false,
        };
        assert!(
            is_same,
            "{} has another {id} than the server",
            device.words()
        );
    }
}
