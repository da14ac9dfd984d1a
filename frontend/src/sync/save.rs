//! Gives the person a file: into the device's downloads, or by what it shares with other people and programs.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag, HtmlAnchorElement, ShareData, Url};

/// Offers a text as a file of this name; whether the browser took it.
pub fn as_file(name: &str, text: &str) -> bool {
    offer(name, text).is_some()
}

fn offer(name: &str, text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has taken the content already.
    Url::revoke_object_url(&url).ok()
}

/// Whether this device shares text files.
pub fn can_share() -> bool {
    shared("ro-viec.txt", "").is_some()
}

/// Hands a text as a file to what the person chooses: a message, a cable, a neighbour's tablet. Their
/// turning away is no failure.
pub async fn share(name: &str, text: &str) -> bool {
    let (Some(window), Some(data)) = (web_sys::window(), shared(name, text)) else {
        return false;
    };
    match JsFuture::from(window.navigator().share_with_data(&data)).await {
        Ok(_) => true,
        Err(fault) => fault
            .dyn_ref::<web_sys::DomException>()
            .is_some_and(|fault| fault.name() == "AbortError"),
    }
}

/// What would be shared; none where the browser does not.
fn shared(name: &str, text: &str) -> Option<ShareData> {
    let navigator = web_sys::window()?.navigator();
    // Not every browser has it, and the call would fail then.
    if !js_sys::Reflect::has(&navigator, &"canShare".into()).ok()? {
        return None;
    }
    let kind = FilePropertyBag::new();
    kind.set_type("text/plain");
    let parts = Array::of1(&text.into());
    let file = File::new_with_str_sequence_and_options(&parts, name, &kind).ok()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    navigator.can_share_with_data(&data).then_some(data)
}
