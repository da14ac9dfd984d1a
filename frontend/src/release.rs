//! The app itself on this device: kept whole by a service worker, so that it opens without a network, and
//! replaced by a newer one only when the person says so.

mod notice;
mod worker;

pub use notice::{KeptNotice, NewerNotice, kept_words};

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use web_sys::ServiceWorkerRegistration;

use crate::{storage::sleep, sync::desk::Desk};

/// A tablet that stays open for days hears of a newer release without being opened again.
const CHECK: Duration = Duration::from_secs(3600);
/// What was entered just before is in the journal by then, or the screen says that it is not.
const SETTLE_MS: i32 = 100;
const SETTLE_TRIES: usize = 20;

/// A release that is not the one on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// It is here, whole, and waits to be taken.
    Waits,
    /// It was taken in another tab, and this page is still of the one before.
    Taken,
}

/// This release on this device. Copy it freely.
#[derive(Clone, Copy)]
pub struct Release {
    /// Whether the app is here as a whole; none while that is being seen to.
    pub is_kept: RwSignal<Option<bool>>,
    /// Whether there is a newer one.
    pub newer: RwSignal<Option<Newer>>,
    /// The person has said that they want it.
    pub is_taking: RwSignal<bool>,
    /// They did, while something entered was not in the journal.
    pub is_unsaved: RwSignal<bool>,
    /// They said that it can wait.
    pub is_put_off: RwSignal<bool>,
    desk: Desk,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
}

impl Release {
    /// Made once, by the app; nothing is fetched before [`Release::follow`].
    pub fn provide(desk: Desk) -> Self {
        let release = Self {
            is_kept: RwSignal::new(None),
            newer: RwSignal::new(None),
            is_taking: RwSignal::new(false),
            is_unsaved: RwSignal::new(false),
            is_put_off: RwSignal::new(false),
            desk,
            registration: StoredValue::new_local(None),
        };
        provide_context(release);
        release
    }

    /// The app's; none outside it.
    pub fn of_app() -> Option<Self> {
        use_context()
    }

    /// Keeps the app on this device, and looks for a newer one: now, each time the line comes back, and
    /// every hour. The first page must be drawn by then, since this takes some of the line.
    pub fn follow(self) {
        worker::on_replaced(move || self.replaced());
        self.check();
        window_event_listener_untyped("online", move |_| self.check());
        // The app's own timer, for as long as the page lives.
        let _ = set_interval_with_handle(move || self.check(), CHECK);
    }

    /// Looks for a newer release now.
    pub fn check(self) {
        spawn_local(async move {
            match worker::register().await {
                Some(registration) => {
                    self.watch(&registration);
                    worker::update(&registration).await;
                }
                // A private window, or no line yet; the next check tries again.
                None => self.is_kept.set(Some(false)),
            }
        });
    }

    fn watch(self, registration: &ServiceWorkerRegistration) {
        let is_new = self.registration.with_value(Option::is_none);
        self.registration.set_value(Some(registration.clone()));
        self.look();
        if is_new {
            worker::on_change(registration, move || self.look());
        }
    }

    /// Takes what the browser says of the releases that it has.
    fn look(self) {
        let Some(registration) = self.registration.get_value() else {
            return;
        };
        if registration.active().is_some() {
            self.is_kept.set(Some(true));
        } else if registration.installing().is_none() && registration.waiting().is_none() {
            // Not all of it could be fetched.
            self.is_kept.set(Some(false));
        }
        if self.newer.get_untracked() != Some(Newer::Taken) {
            // A page that the network brought is never older than what waits.
            let waits = registration.waiting().is_some() && worker::is_in_charge();
            self.newer.set(waits.then_some(Newer::Waits));
        }
    }

    /// The person wants the newer release: the page is loaded anew, once all that was entered is saved.
    pub fn take(self) {
        if self.is_taking.get_untracked() {
            return;
        }
        self.is_taking.set(true);
        spawn_local(async move {
            if !self.settles().await {
                return;
            }
            let registration = self.registration.get_value();
            match registration.and_then(|registration| registration.waiting()) {
                // It says so when it has taken over.
                Some(waiting) => worker::tell_to_take(&waiting),
                None => worker::reload(),
            }
        });
    }

    /// Another release has taken over, because it was wanted here or in another tab.
    fn replaced(self) {
        self.newer.set(Some(Newer::Taken));
        if self.is_taking.get_untracked() {
            spawn_local(async move {
                if self.settles().await {
                    worker::reload();
                }
            });
        }
    }

    /// Waits a short time for the journal; where that is not enough, nothing is taken.
    async fn settles(self) -> bool {
        for _ in 0..SETTLE_TRIES {
            if !self.desk.is_unsaved() {
                self.is_unsaved.set(false);
                return true;
            }
            sleep(SETTLE_MS).await;
        }
        self.is_unsaved.set(true);
        self.is_taking.set(false);
        false
    }
}
