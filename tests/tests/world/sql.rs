//! The real router as a world drives it.

use std::{collections::BTreeSet, future::Future};

use axum::http::Method;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use roviec_backend::{hourly, token};
use roviec_shared::{
    api::Organisation as Fetched,
    id::{PersonId, SeriesId},
    month::Month,
    sync::{
        message::SyncRequest,
        world::{
            host::{Clock, Holdings, Host, NewKey, Signing, Taken},
            people::Organisation,
        },
    },
    view::BucketId,
};
use serde_json::json;

use crate::served::Served;

/// A server with a file of its own, which goes with it.
pub struct SqlServer {
    runtime: tokio::runtime::Runtime,
    served: Served,
}

impl Drop for SqlServer {
    fn drop(&mut self) {
        self.runtime.block_on(self.served.state.database.close());
        let _ = std::fs::remove_dir_all(&self.served.folder);
    }
}

impl SqlServer {
    /// Who there is at the beginning of a world, and nothing more.
    pub fn begin(organisation: Organisation) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let served = runtime.block_on(Served::begin(organisation));
        Self { runtime, served }
    }

    fn at<'a, T: Future>(
        &'a mut self,
        clock: Clock,
        does: impl FnOnce(&'a mut Served) -> T,
    ) -> T::Output {
        self.served.clock.set(clock.time_ms);
        self.runtime.block_on(does(&mut self.served))
    }
}

fn signing_key(seed: &str) -> SigningKey {
    SigningKey::from_slice(&token::sha256(seed.as_bytes())).unwrap()
}

impl Host for SqlServer {
    fn signing(&self) -> Signing {
        Signing {
            public: |seed| signing_key(seed).verifying_key().to_sec1_bytes().to_vec(),
            sign: |seed, message| {
                let signature: Signature = signing_key(seed).sign(message);
                token::encode(&signature.to_bytes())
            },
        }
    }

    fn organise(&mut self, organisation: &Organisation) {
        self.served.organisation = organisation.clone();
        self.runtime.block_on(self.served.organise());
    }

    fn revision(&mut self, person: &PersonId, clock: Clock) -> String {
        let person = person.clone();
        self.at(clock, |served| async move {
            let body = served
                .ask(Method::GET, "/organisation", &person, &())
                .await
                .unwrap();
            let fetched: Fetched = serde_json::from_slice(&body).unwrap();
            fetched.revision
        })
    }

    fn open(&mut self, month: Month, clock: Clock) {
        self.served.months.push(month);
        self.at(clock, |served| served.open_all());
    }

    fn register(&mut self, key: &NewKey, clock: Clock) {
        let form = json!({ "device": key.device, "public_key": token::encode(&key.public) });
        let person = key.person.clone();
        self.at(clock, |served| async move {
            let done = served.ask(Method::POST, "/series", &person, &form).await;
            done.unwrap();
        });
    }

    fn revoke(&mut self, person: &PersonId, series: &SeriesId, clock: Clock) -> bool {
        let (person, path) = (person.clone(), format!("/series/{series}"));
        self.at(clock, |served| async move {
            // A restored server may not know the key, or not any more.
            let done = served.ask(Method::DELETE, &path, &person, &()).await;
            done.is_ok()
        })
    }

    fn take(
        &mut self,
        person: &PersonId,
        request: &SyncRequest,
        clock: Clock,
    ) -> Result<Taken, String> {
        self.served.clock.set(clock.time_ms);
        self.runtime.block_on(self.served.take(person, request))
    }

    fn restart(&mut self) {
        self.runtime.block_on(self.served.restart());
    }

    fn hour(&mut self, clock: Clock) {
        self.at(clock, |served| async move {
            hourly::once(&served.state).await.unwrap();
        });
    }

    fn back_up(&mut self, is_read_back: bool) {
        self.runtime.block_on(async {
            if is_read_back {
                self.served.set_safe().await;
            }
            self.served.back_up(is_read_back).await;
        });
    }

    fn backups(&self) -> usize {
        self.served.backups.len()
    }

    fn restore(&mut self, backup: usize, _in_new_epoch: bool, clock: Clock) {
        self.at(clock, |served| served.restore(backup));
    }

    fn wipe(&mut self, _clock: Clock) -> bool {
        false
    }

    fn holdings(&mut self) -> Holdings {
        self.runtime.block_on(self.served.holdings())
    }

    fn scope(&mut self, person: &PersonId, clock: Clock) -> BTreeSet<BucketId> {
        self.served.clock.set(clock.time_ms);
        self.runtime.block_on(self.served.scope(person))
    }
}
