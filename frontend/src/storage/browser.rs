//! The few things of the browser that every part of storage needs.

use futures::{
    channel::oneshot,
    future::{Either, select},
    pin_mut,
};
use js_sys::{Function, Promise, Reflect};
use std::{cell::RefCell, future::Future, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, EventTarget, SubtleCrypto, Window};

use super::Fault;

/// The page's window; there is always one, since the app runs in a page.
pub(super) fn window() -> Result<Window, Fault> {
    web_sys::window().ok_or(Fault::Absent)
}

/// The browser's own ciphers; only over HTTPS and on the machine itself.
pub(super) fn subtle() -> Result<SubtleCrypto, Fault> {
    let crypto = window()?.crypto().map_err(fault)?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).map_err(fault)?;
    subtle.dyn_into().map_err(|_| Fault::Absent)
}

/// So many random bytes.
///
/// # Errors
/// Where the browser has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    window()?
        .crypto()
        .map_err(fault)?
        .get_random_values_with_u8_array(&mut bytes)
        .map_err(fault)?;
    Ok(bytes)
}

/// This device's clock, milliseconds since 1970.
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    now
}

/// Tells the browser's console what the browser said; people see our own words.
pub fn log_failure(what: &str, error: &JsValue) {
    web_sys::console::warn_2(&what.into(), error);
}

/// What a failure of the browser means here.
pub(super) fn fault(error: JsValue) -> Fault {
    let name = error
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" => Fault::Full,
        "SecurityError" | "NotSupportedError" => Fault::Absent,
        // AES-GCM says so of a wrong key and of altered bytes alike.
        "OperationError" => Fault::Unreadable,
        _ => {
            log_failure("storage", &error);
            Fault::Broken
        }
    }
}

/// Waits for a promise of the browser.
pub(super) async fn done(promise: Result<Promise, JsValue>) -> Result<JsValue, Fault> {
    JsFuture::from(promise.map_err(fault)?).await.map_err(fault)
}

/// Calls a method that the bindings do not have.
pub(super) fn call(
    target: &JsValue,
    method: &str,
    arguments: &[JsValue],
) -> Result<JsValue, Fault> {
    let function: Function = Reflect::get(target, &method.into())
        .map_err(fault)?
        .dyn_into()
        .map_err(|_| Fault::Absent)?;
    let arguments: js_sys::Array = arguments.iter().collect();
    function.apply(target, &arguments).map_err(fault)
}

/// Waits until one of the events comes, and says which.
pub(super) async fn first_event(
    target: &EventTarget,
    names: &'static [&'static str],
) -> Result<&'static str, Fault> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let mut listeners = Vec::new();
    for name in names {
        let sender = sender.clone();
        let listener = Closure::<dyn FnMut()>::new(move || {
            if let Some(sender) = sender.borrow_mut().take() {
                // Nobody waits any more: then nobody needs to know.
                let _ = sender.send(*name);
            }
        });
        target
            .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())
            .map_err(fault)?;
        listeners.push((name, listener));
    }
    let came = receiver.await.map_err(|_| Fault::Broken);
    for (name, listener) in listeners {
        // A listener that stays is called into nothing; it was added above, so it can be taken away.
        let _ = target.remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    }
    came
}

/// Waits so long.
pub async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Ok(window) = window() {
            // Without a timer this would never end; a page always has one.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    // A promise that only resolves cannot be rejected.
    let _ = JsFuture::from(promise).await;
}

/// The outcome, unless it takes longer: browsers have been seen to leave a request unanswered for ever.
///
/// # Errors
/// [`Fault::Slow`], or what the work itself says.
pub async fn within<T>(ms: i32, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let timer = sleep(ms);
    pin_mut!(work, timer);
    match select(work, timer).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Err(Fault::Slow),
    }
}
