//! What the browser offers for an app that opens without a network.

use std::cell::Cell;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::storage::log_failure;

const SCRIPT: &str = "/service_worker.js";

/// None in a private window of some browsers, and over plain HTTP.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    found.dyn_into().ok()
}

/// Whether this page came from a worker, and not from the network.
pub(super) fn is_in_charge() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// The worker's registration, made where there is none; none where the browser refuses.
pub(super) async fn register() -> Option<ServiceWorkerRegistration> {
    match JsFuture::from(container()?.register(SCRIPT)).await {
        Ok(registration) => registration.dyn_into().ok(),
        Err(error) => {
            log_failure("service worker", &error);
            None
        }
    }
}

/// Asks the server whether there is another release; the browser then fetches it by itself.
pub(super) async fn update(registration: &ServiceWorkerRegistration) {
    if let Ok(promise) = registration.update() {
        // Without a line there is no answer, and the next check asks again.
        let _ = JsFuture::from(promise).await;
    }
}

/// Calls when a worker appears, is ready, takes over or fails.
pub(super) fn on_change(
    registration: &ServiceWorkerRegistration,
    call: impl Fn() + Copy + 'static,
) {
    let follow = move |worker: Option<ServiceWorker>| {
        if let Some(worker) = worker {
            listen(&worker, "statechange", call);
        }
    };
    follow(registration.installing());
    follow(registration.waiting());
    let found = registration.clone();
    listen(registration, "updatefound", move || {
        follow(found.installing());
        call();
    });
}

/// Calls when another release has taken over from the one that this page came from. The first worker that
/// ever looks after a page is of the release that registered it.
pub(super) fn on_replaced(call: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let had_one = Cell::new(container.controller().is_some());
    listen(&container, "controllerchange", move || {
        if had_one.replace(true) {
            call();
        }
    });
}

/// Tells a worker that waits to take over.
pub(super) fn tell_to_take(waiting: &ServiceWorker) {
    if let Err(error) = waiting.post_message(&"take".into()) {
        log_failure("service worker", &error);
    }
}

/// Loads the page anew.
pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        // A page that cannot be loaded anew stays as it is.
        let _ = window.location().reload();
    }
}

/// For as long as the page lives.
fn listen(target: &EventTarget, name: &str, call: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(call).into_js_value();
    let listener: &Function = listener.unchecked_ref();
    if let Err(error) = target.add_event_listener_with_callback(name, listener) {
        log_failure("service worker", &error);
    }
}
