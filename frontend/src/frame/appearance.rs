//! Light and dark, and the language, as the document knows them.

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::locale;

/// Which colours the screen has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// For bright rooms.
    Light,
    /// For the evening.
    Dark,
}

impl Theme {
    /// The tag for keeping the choice.
    pub fn tag(self) -> &'static str {
        match self {
            Theme::Device => "device",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Reads a kept tag.
    pub fn parse(tag: &str) -> Option<Self> {
        [Theme::Device, Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| theme.tag() == tag)
    }
}

static THEME: LazyLock<ArcRwSignal<Theme>> = LazyLock::new(ArcRwSignal::default);

/// The colours in use.
pub fn theme() -> Theme {
    THEME.get()
}

/// Changes the colours of the whole screen at once.
pub fn set_theme(theme: Theme) {
    THEME.set(theme);
}

/// Keeps the document's `lang` and `data-theme` as they were chosen.
pub fn follow_appearance() {
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // Setting an attribute fails only for a malformed name.
            let _ = root.set_attribute("lang", locale::language().tag());
            let _ = root.set_attribute("data-theme", theme().tag());
        }
    });
}
