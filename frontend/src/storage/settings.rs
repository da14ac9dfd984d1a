//! What is set for this device alone. Nothing of it says who works here, so it is not encrypted.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::browser::window;

const KEY: &str = "roviec.1.settings";

/// The device's settings; what is not set is as the device is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The tag of the language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The tag of the colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

impl Settings {
    /// As they were kept.
    pub fn read() -> Self {
        if !is_offered() {
            return Self::default();
        }
        LocalStorage::get(KEY).unwrap_or_default()
    }

    /// Keeps them. Where that fails, the device shows itself as it is set the next time.
    pub fn keep(&self) {
        if is_offered() {
            let _ = LocalStorage::set(KEY, self);
        }
    }
}

/// Reading the property throws where the browser blocks storage, and the wrapper would end the app.
pub(super) fn is_offered() -> bool {
    window().is_ok_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
