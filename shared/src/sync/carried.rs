//! What waits on a device without a line, as a file that somebody carries to where there is one.
//!
//! The content is sealed with the key of the account on that device, which the server keeps too: who carries
//! it reads nothing of it. Who signed the acts is in their batches; who delivers the file does not matter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::message::{BatchFault, Receipt, Run};
use crate::{id::SeriesId, month::Day};

/// The version of the file.
pub const CARRIED_VERSION: u32 = 1;
/// To what the seal is bound.
pub const CARRIED_PLACE: &str = "carried";
/// To what the seal of what goes back is bound.
pub const RETURNED_PLACE: &str = "returned";
/// Acts in one file, at most: all that a device keeps.
pub const CARRIED_ACTS_MAX: usize = 50_000;

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

/// What goes back to the device that a file came from: sealed with the same key, so that who carries it
/// learns nothing, and nobody but the server can have written it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// [`CARRIED_VERSION`].
    pub v: u32,
    /// Whose key seals it.
    pub account: String,
    /// On which device.
    pub device: String,
    /// [`Told`] as JSON, sealed as [`Carried::sealed`] is.
    pub returned: String,
}

/// What the server tells a device of the acts in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// In which ledger numbers count: to a device that knows another it says nothing.
    pub epoch: String,
    /// What became of the account's own acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<Run>,
    /// How far the server holds each series of the file.
    pub holds: BTreeMap<SeriesId, Receipt>,
    /// The server's time, milliseconds since 1970.
    #[serde(rename = "t")]
    pub now_ms: i64,
    /// The server's day.
    pub today: Day,
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
    /// What may be carried back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Returned>,
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

    #[test]
    fn what_goes_back_is_read_for_ever_and_taken_for_nothing_else() {
        let text = r#"{"v":1,"account":"a-1","device":"may-1","returned":"AQAB"}"#;
        let file: Returned = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&file).unwrap(), text);
        assert!(serde_json::from_str::<Carried>(text).is_err());
        let hash = "0".repeat(43);
        let text = [
            r#"{"epoch":"e1","verdicts":[{"s":"S","a":1,"b":2,"is":"accepted","#,
            r#""ledger":"l1","number":7,"day":"2026-11-24"}],"#,
            &format!(r#""holds":{{"S":{{"n":2,"h":"{hash}"}}}},"t":5,"today":"2026-11-24"}}"#),
        ];
        let text = text.concat();
        let told: Told = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&told).unwrap(), text);
        assert_eq!(told.verdicts[0].unpack().count(), 2);
    }
}
