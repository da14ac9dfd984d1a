//! What a device knows, for the screen.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Bucket, Device, Line, Own, Status};
use crate::{
    id::{ActRef, SeriesId},
    refusal::Refusal,
    rules::RuleBook,
    view::BucketId,
};

impl Device {
    /// One's own acts that still wait for a final verdict, or whose verdict is not stored yet.
    pub fn unsent(&self) -> usize {
        let waits = |own: &&Own| own.status.is_open() || !self.is_kept(&own.name);
        self.acts.values().filter(waits).count() + self.early.len()
    }

    /// Whether what is known of an act is stored, so that it can be said.
    pub fn is_kept(&self, name: &ActRef) -> bool {
        !self
            .keeping
            .iter()
            .chain([&self.unkept])
            .any(|keep| keep.statuses.contains_key(name))
    }

    /// One's own acts that were refused and not let go, oldest first.
    pub fn refused(&self) -> impl Iterator<Item = (&Own, &Refusal)> {
        self.acts.values().filter_map(|own| match &own.status {
            Status::Refused { refusal } => Some((own, refusal)),
            _ => None,
        })
    }

    /// All acts held here.
    pub fn acts(&self) -> &BTreeMap<ActRef, Own> {
        &self.acts
    }

    /// The line to the server.
    pub fn line(&self) -> Line {
        self.line
    }

    /// When the last exchange ended with nothing left to send or to pull, and its results stored.
    pub fn last_success_ms(&self) -> Option<i64> {
        self.last_success_ms
    }

    /// The server's revision of the organisation, as the last answer gave it; none before the first.
    pub fn organisation(&self) -> Option<&str> {
        self.organisation.heard.as_deref()
    }

    /// The epoch of the last answer.
    pub fn epoch(&self) -> Option<&str> {
        self.epoch.as_deref()
    }

    /// A bucket's content.
    pub fn bucket(&self, id: &BucketId) -> Option<&Bucket> {
        self.buckets.get(id)
    }

    /// All buckets.
    pub fn buckets(&self) -> &BTreeMap<BucketId, Bucket> {
        &self.buckets
    }

    /// The server gave other rule sets.
    pub fn set_rules(&mut self, rules: Arc<RuleBook>) {
        self.rules = rules;
    }

    /// Whether something is on its way.
    pub fn is_busy(&self) -> bool {
        self.in_flight.is_some() || !self.keeping.is_empty()
    }

    /// Series that the server does not take now: forked, not registered, or signed by another key.
    pub fn stopped(&self) -> &BTreeSet<SeriesId> {
        &self.stopped
    }
}
