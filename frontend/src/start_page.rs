//! What the page shows before the app is there (`index.html`, `start.js`): the start screen, or a form to sign
//! in with that can be typed in while the app is on its way. The app takes over what stands in it.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::storage;

/// Name, password, button: their places in the page's form and in the app's alike.
const NAME: u32 = 0;
const PASSWORD: u32 = 1;
/// Between two looks at whether a word is still being composed.
const GLANCE_MS: i32 = 100;

/// What was typed before the app was there.
pub struct Typed {
    /// The name to sign in with.
    pub login_name: String,
    /// The password.
    pub password: String,
    /// Enter or the button was pressed since.
    is_pressed: bool,
    /// What has the focus, by its place in the form.
    focused: Option<u32>,
    /// From where to where the text is selected in it: the caret.
    selected: Option<(u32, u32)>,
}

fn start() -> Option<Element> {
    document().get_element_by_id("start")
}

fn input(form: &HtmlFormElement, place: u32) -> Option<HtmlInputElement> {
    form.elements().item(place)?.dyn_into().ok()
}

/// Takes what stands in the page's form, once; none where the page showed none.
pub fn take() -> Option<Typed> {
    let start = start()?;
    let form: HtmlFormElement = start.query_selector("form").ok()??.dyn_into().ok()?;
    let (name, password) = (input(&form, NAME)?, input(&form, PASSWORD)?);
    let active = document().active_element();
    let controls = form.elements();
    let focused =
        (0..controls.length()).find(|place| active.is_some() && controls.item(*place) == active);
    let selected = focused.and_then(|place| {
        let input = input(&form, place)?;
        let from = input.selection_start().ok()??;
        Some((from, input.selection_end().ok()??))
    });
    let typed = Typed {
        login_name: name.value(),
        password: password.value(),
        is_pressed: start.has_attribute("data-pressed"),
        focused,
        selected,
    };
    password.set_value("");
    Some(typed)
}

/// Puts what was typed into the app's form as soon as that stands in the page, and presses its button if
/// the page's was.
pub fn hand_over(typed: Option<Typed>, form: NodeRef<html::Form>, press: impl Fn() + 'static) {
    let mut typed = typed;
    Effect::new(move |_| {
        let Some(form) = form.get() else { return };
        let Some(typed) = typed.take() else { return };
        typed.put_into(&form);
        // Only now: a keyboard on the screen stays where the focus goes from field to field.
        leave();
        if typed.is_pressed {
            press();
        }
    });
}

impl Typed {
    fn put_into(&self, form: &HtmlFormElement) {
        for (place, text) in [(NAME, &self.login_name), (PASSWORD, &self.password)] {
            if let Some(input) = input(form, place) {
                input.set_value(text);
            }
        }
        let Some(place) = self.focused else { return };
        let control = form.elements().item(place);
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            // A form that cannot have the focus is used like any other.
            let _ = control.focus();
        }
        if let (Some(input), Some((from, to))) = (input(form, place), self.selected) {
            let _ = input.set_selection_range(from, to);
        }
    }
}

/// Takes away what the page showed, and with it what was typed and nobody took.
pub fn leave() {
    if let Some(start) = start() {
        start.remove();
    }
}

/// Waits while a word is being composed in the page's form: a field that goes away would tear it.
pub async fn settled() {
    while start().is_some_and(|start| start.has_attribute("data-composing")) {
        storage::sleep(GLANCE_MS).await;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;

    const PAGE: &str = include_str!("../index.html");

    #[test]
    fn the_words_that_the_page_shares_with_the_app_are_the_same() {
        let words: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../locales/vi.json")).unwrap();
        let shared: Vec<(&str, &str)> = PAGE
            .split("data-key=\"")
            .skip(1)
            .map(|rest| {
                let (key, rest) = rest.split_once("\">").unwrap();
                (key, rest.split_once("</").unwrap().0)
            })
            .collect();
        for (key, shown) in &shared {
            assert_eq!(words[*key], *shown, "{key}");
        }
        for key in ["title", "lead", "name", "password", "incomplete", "enter"] {
            let key = format!("sign_in.{key}");
            assert!(shared.iter().any(|(found, _)| *found == key), "{key}");
        }
    }
}
