//! What waits on a device without a line, as a file that somebody carries to where there is one.
//!
//! The content is sealed with the key of the account on that device, which the server keeps too: who carries
//! it reads nothing of it. Who signed the acts is in their batches; who delivers the file does not matter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::message::{BatchFault, Receipt};
use crate::id::SeriesId;

/// The version of the file.
pub const CARRIED_VERSION: u32 = 1;
/// To what the seal is bound.
pub const CARRIED_PLACE: &str = "carried";

/// The file. Sealed is a JSON list of batches, as a request of sync holds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// [`CARRIED_VERSION`].
    pub v: u32,
    /// Whose key seals it.
    pub account: String,
    /// On which device.
    pub device: String,
    /// `version ‖ how ‖ nonce ‖ AES-256-GCM`, base64url.
    pub sealed: String,
}

/// What the server says to who delivered a file: that the acts arrived, and nothing of what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// Acts in the file.
    pub acts: usize,
    /// How far the server holds each series of the file now.
    pub holds: BTreeMap<SeriesId, Receipt>,
    /// Series of the file that were not taken, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub faults: BTreeMap<SeriesId, BatchFault>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_first_version_is_read_for_ever() {
        let text = r#"{"v":1,"account":"a-1","device":"may-1","sealed":"AQAB"}"#;
        let file: Carried = serde_json::from_str(text).unwrap();
        assert_eq!(file.v, CARRIED_VERSION);
        assert_eq!(serde_json::to_string(&file).unwrap(), text);
    }
}
