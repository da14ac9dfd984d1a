//! What the tabs of one browser tell each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use roviec_shared::{
    id::ActRef,
    sync::{
        carried::Told,
        device::{Line, Status},
    },
    view::BucketId,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::storage::{log_failure, record::ActRecord};

const CHANNEL: &str = "roviec.1";

/// One thing said to the other tabs; never stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// An act is in the journal.
    Act {
        /// Whose journal.
        account: String,
        /// The act.
        act: Box<ActRecord>,
    },
    /// What is being entered in a form.
    Draft {
        /// Whose.
        account: String,
        /// The form.
        form: String,
        /// What; none where it was confirmed or let go.
        text: Option<String>,
    },
    /// The tab that exchanges has stored this.
    Kept {
        /// Whose.
        account: String,
        /// What became of acts.
        statuses: BTreeMap<ActRef, Status>,
        /// Acts that went.
        forget: BTreeSet<ActRef>,
        /// Buckets to be read anew, with their cursors.
        buckets: BTreeMap<BucketId, u64>,
        /// Buckets that went.
        drop: BTreeSet<BucketId>,
        /// The number of the last request.
        request: u64,
        /// The epoch.
        epoch: Option<String>,
    },
    /// How things stand with the line.
    Line {
        /// Whose.
        account: String,
        /// The line.
        line: LineSaid,
        /// When all was last sent and received.
        last_success_ms: Option<i64>,
        /// Sending and receiving.
        is_busy: bool,
    },
    /// Units, roles or rule sets changed: they are in the journal.
    Organisation {
        /// Whose.
        account: String,
    },
    /// Acts have moved to a new series: everything is to be read anew.
    Moved {
        /// Whose.
        account: String,
    },
    /// The tab that exchanges is asked to do so now.
    Wanted,
    /// It is told that somebody signed in again.
    SignedIn,
    /// It is asked to let a refused act go.
    LetGo {
        /// Which.
        name: ActRef,
    },
    /// It is told what the server said of a file that was carried.
    Returned {
        /// What.
        told: Box<Told>,
    },
    /// An account was opened: others lock.
    Opened {
        /// Which.
        account: String,
    },
    /// All lock.
    Locked,
    /// Somebody is at work in a tab: none locks for want of use.
    Active,
}

/// [`Line`], as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineSaid {
    /// Not tried yet.
    Untried,
    /// Answered.
    Online,
    /// Not answered.
    Offline,
    /// The password is asked for.
    SignedOut,
    /// The app must be updated.
    Outdated,
}

impl From<Line> for LineSaid {
    fn from(line: Line) -> Self {
        match line {
            Line::Untried => LineSaid::Untried,
            Line::Online => LineSaid::Online,
            Line::Offline => LineSaid::Offline,
            Line::SignedOut => LineSaid::SignedOut,
            Line::Outdated => LineSaid::Outdated,
        }
    }
}

impl From<LineSaid> for Line {
    fn from(line: LineSaid) -> Self {
        match line {
            LineSaid::Untried => Line::Untried,
            LineSaid::Online => Line::Online,
            LineSaid::Offline => Line::Offline,
            LineSaid::SignedOut => Line::SignedOut,
            LineSaid::Outdated => Line::Outdated,
        }
    }
}

/// The channel to the other tabs; it closes when it is dropped.
#[derive(Clone, Debug)]
pub struct Tabs(Rc<Channel>);

#[derive(Debug)]
struct Channel {
    channel: Option<BroadcastChannel>,
    _hears: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

impl Tabs {
    /// Opens the channel. Without one this tab hears nothing of others, which the journal makes harmless.
    pub fn open(mut hears: impl FnMut(Said) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return Self(Rc::new(Channel {
                channel: None,
                _hears: None,
            }));
        };
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            // A tab of another build may say what this one does not know; the journal has it all.
            if let Ok(said) = serde_json::from_str(&text) {
                hears(said);
            }
        });
        channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        Self(Rc::new(Channel {
            channel: Some(channel),
            _hears: Some(closure),
        }))
    }

    /// Tells all other tabs.
    pub fn say(&self, said: &Said) {
        let Some(channel) = &self.0.channel else {
            return;
        };
        let text = serde_json::to_string(said).unwrap_or_default();
        if let Err(error) = channel.post_message(&text.into()) {
            log_failure("tabs", &error);
        }
    }
}
