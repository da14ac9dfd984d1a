//! Buttons, fields, dialogs and the rest of which pages are composed. Nothing here knows a word of
//! the domain: words and values come in, callbacks go out. The look is in `style/components.css`.

pub mod badge;
pub mod button;
pub mod choice;
pub mod dialog;
pub mod field;
pub mod file;
pub mod icon;
pub mod layout;
pub mod notice;
pub mod period;
pub mod pin_pad;
pub mod progress;
pub mod score;
pub mod status;
pub mod table;
pub mod tone;

pub use badge::{Avatar, Chip, Count};
pub use button::{Button, ButtonKind, IconButton, LinkButton};
pub(crate) use choice::Bars;
pub use choice::{Checkbox, RadioCard, RadioCards, Segment, Segments, Switch};
pub use dialog::{Dialog, DialogActions, SidePanel};
pub use field::{DayField, Field, Keyboard, Options, Select, TextArea};
pub use file::FileButton;
pub use icon::Icon;
pub use layout::{
    ActionBar, BackLink, Card, EmptyState, Facts, Figure, Fold, ListRow, MenuButton, PageHead,
    SplitView, Tab, Tabs,
};
pub use notice::{Notice, Toasts, ToastsView};
pub use period::Period;
pub use pin_pad::PinPad;
pub use progress::{Meter, Progress, StepShown, StepState, Steps};
pub use score::Stepper;
pub use status::{Connection, SaveState, Saved, StatusBar};
pub use table::{Column, Table};
pub use tone::Tone;

use std::sync::atomic::{AtomicU32, Ordering};

/// An id for `for`, `aria-describedby` and the like, once in the page's life.
pub(crate) fn unique_id(what: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{what}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
