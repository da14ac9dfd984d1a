//! What a tablet has on its disk: it outlives a lost answer and the tablet's own restart.

use std::collections::BTreeMap;

use roviec_shared::{
    id::ActRef,
    sync::device::{Bucket, Device, Keep, Own, Start},
    view::BucketId,
};

use crate::village::rules;

#[derive(Debug, Default)]
pub struct Journal {
    pub acts: BTreeMap<ActRef, Own>,
    buckets: BTreeMap<BucketId, Bucket>,
    request: u64,
    epoch: Option<String>,
}

impl Journal {
    /// An act is written before anything else happens to it.
    pub fn writes(&mut self, own: &Own) {
        self.acts.insert(own.name.clone(), own.clone());
    }

    /// What the device wants kept, as one write.
    pub fn keeps(&mut self, keep: &Keep, device: &Device) {
        for (name, status) in &keep.statuses {
            let own = self.acts.get_mut(name);
            own.expect("only of acts made here").status = status.clone();
        }
        // Nothing is safe without a backup, and none is made here.
        assert!(keep.forget.is_empty(), "{:?} are forgotten", keep.forget);
        for id in &keep.buckets {
            let bucket = device.bucket(id).expect("what is kept is there");
            self.buckets.insert(id.clone(), bucket.clone());
        }
        for id in &keep.drop {
            self.buckets.remove(id);
        }
        self.request = keep.request;
        self.epoch.clone_from(&keep.epoch);
    }

    /// The device as it comes back from this.
    pub fn starts(&self, start: Start) -> Device {
        Device::new(Start {
            request: self.request,
            epoch: self.epoch.clone(),
            buckets: self.buckets.clone(),
            acts: self.acts.clone(),
            rules: rules(),
            ..start
        })
    }
}
