//! One at a time over all tabs of this browser: by the browser's own locks, which it takes back itself
//! when a tab dies.

use std::{cell::RefCell, rc::Rc};

use futures::channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::{
    Fault,
    browser::{call, fault, window, within},
    cipher::object,
};

/// Longer than any work under a lock that others wait for; a tab that is frozen in it is passed by with
/// an error, never with a second holder.
const LONGEST_MS: i32 = 15_000;

/// Holds a lock until it is dropped.
#[derive(Debug)]
pub struct Guard {
    release: Function,
}

impl Drop for Guard {
    fn drop(&mut self) {
        // Resolving a promise does not throw.
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Whether this browser has locks.
pub fn is_offered() -> bool {
    manager().is_ok()
}

/// Waits for a lock, a short time.
///
/// # Errors
/// [`Fault::Slow`] where another tab does not give it back.
pub async fn take(name: &str) -> Result<Guard, Fault> {
    within(LONGEST_MS, request(name, "exclusive")).await
}

/// Waits for a lock as long as it takes: to be the one tab that does something.
///
/// # Errors
/// Where the browser has no locks.
pub async fn wait(name: &str) -> Result<Guard, Fault> {
    request(name, "exclusive").await
}

/// Holds a lock together with the other tabs: who wants it alone waits for all of them.
///
/// # Errors
/// [`Fault::Slow`] while somebody has it alone.
pub async fn share(name: &str) -> Result<Guard, Fault> {
    within(LONGEST_MS, request(name, "shared")).await
}

fn manager() -> Result<JsValue, Fault> {
    let locks = Reflect::get(&window()?.navigator(), &"locks".into()).map_err(fault)?;
    if locks.is_undefined() {
        return Err(Fault::Absent);
    }
    Ok(locks)
}

async fn request(name: &str, mode: &str) -> Result<Guard, Fault> {
    let manager = manager()?;
    let (sender, receiver) = oneshot::channel();
    let release = Rc::new(RefCell::new(None));
    let kept = release.clone();
    // The lock is held for as long as the promise that the callback gives is open.
    let until_released = Promise::new(&mut |resolve, _| {
        kept.replace(Some(resolve));
    });
    let given = until_released.clone();
    let granted = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        // Whoever gave up waiting has dropped the guard below, and with it the lock.
        let _ = sender.send(());
        given
    });
    let guard = Guard {
        release: release.take().ok_or(Fault::Broken)?,
    };
    let options = object(&[("mode", mode.into())])?;
    let promise = call(&manager, "request", &[name.into(), options.into(), granted])?;
    let _: Promise = promise.dyn_into().map_err(|_| Fault::Broken)?;
    receiver.await.map_err(|_| Fault::Broken)?;
    Ok(guard)
}
