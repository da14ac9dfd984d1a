//! Nobody at work for a while: the account is locked, in all tabs together.

use std::time::Duration;

use leptos::prelude::*;

use super::Desk;
use crate::{storage::now_ms, sync::tabs::Said};

/// As long as a meeting may talk without touching the tablet.
const IDLE_MS: i64 = 20 * 60_000;
const LOOK: Duration = Duration::from_secs(20);
/// How often the other tabs hear that somebody is at work.
const TELL_MS: i64 = 30_000;

impl Desk {
    /// Follows what happens to the window: a line that comes back, hands at work, time that passes.
    pub(super) fn follow_window(self) {
        window_event_listener_untyped("online", move |_| self.want());
        for name in ["pointerdown", "keydown"] {
            window_event_listener_untyped(name, move |_| self.is_used());
        }
        // A tab that comes back to sight may have slept through its timers.
        window_event_listener_untyped("focus", move |_| {
            self.lock_when_idle();
            self.look_after_line();
        });
        // The app's own timer, for as long as the page lives.
        let _ = set_interval_with_handle(move || self.lock_when_idle(), LOOK);
        window_event_listener(leptos::ev::beforeunload, move |event| {
            if self.is_unsaved() {
                event.prevent_default();
            }
        });
    }

    fn is_used(self) {
        let Ok(inside) = self.inside() else { return };
        let now = now_ms();
        inside.active_ms.set(now);
        if self.engine().is_some() && now - inside.told_active_ms.get() > TELL_MS {
            inside.told_active_ms.set(now);
            inside.tabs.say(&Said::Active);
        }
    }

    fn lock_when_idle(self) {
        let Ok(inside) = self.inside() else { return };
        let idle_ms = now_ms() - inside.active_ms.get();
        // What the journal has not taken yet exists in memory alone.
        if self.engine().is_some() && idle_ms > IDLE_MS && !self.is_unsaved() {
            self.lock();
        }
    }
}
