//! Text, numbers, days and choices from a list. None of them rewrites what is being typed: keyboards
//! for Vietnamese send a backspace and a replacement, or compose, and a value set from outside in
//! between destroys the word.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, IconButton, unique_id};
use crate::locale;

/// What is typed, for the keyboard of a phone and for what the browser offers to fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Words.
    #[default]
    Text,
    /// A number with a decimal comma.
    Decimal,
    /// Digits alone.
    Digits,
    /// A name to sign in with.
    Account,
    /// A mail address.
    Mail,
    /// A password that exists.
    Password,
    /// A password being chosen.
    NewPassword,
    /// What to look for.
    Search,
}

impl Keyboard {
    fn kind(self) -> &'static str {
        match self {
            Keyboard::Password | Keyboard::NewPassword => "password",
            Keyboard::Search => "search",
            _ => "text",
        }
    }

    fn mode(self) -> Option<&'static str> {
        match self {
            Keyboard::Decimal => Some("decimal"),
            Keyboard::Digits => Some("numeric"),
            Keyboard::Mail => Some("email"),
            _ => None,
        }
    }

    fn completion(self) -> &'static str {
        match self {
            Keyboard::Account => "username",
            Keyboard::Mail => "email",
            Keyboard::Password => "current-password",
            Keyboard::NewPassword => "new-password",
            _ => "off",
        }
    }

    fn capitals(self) -> Option<&'static str> {
        matches!(
            self,
            Keyboard::Account | Keyboard::Mail | Keyboard::Password | Keyboard::NewPassword
        )
        .then_some("none")
    }
}

/// Enter that only ends a composed word is not Enter for the form.
pub(crate) fn keep_composing_enter(event: &web_sys::KeyboardEvent) {
    if event.key() == "Enter" && (event.is_composing() || event.key_code() == 229) {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The label above, the hint and the error below: one look for all that is entered.
#[component]
pub(crate) fn Labelled(
    id: String,
    label: Signal<String>,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
    optional: bool,
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field" class:field-wrong=move || error.read().is_some()>
            <label class="field-label" for=id>
                {label}
                {optional.then(|| view! { <span class="field-optional">{crate::t!("ui.optional")}</span> })}
            </label>
            {children()}
            <p class="field-hint" id=hint_id hidden=move || hint.read().is_none()>{hint}</p>
            <p class="field-error" id=error_id role="alert">
                {move || error.get().map(|words| view! { {Icon::Warning.view()} <span>{words}</span> })}
            </p>
        </div>
    }
}

/// One line of text.
#[component]
pub fn Field(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it; follows every key. A value set from outside shows once the field is left.
    value: RwSignal<String>,
    /// Below the field, always in sight.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What is typed.
    #[prop(optional)]
    keyboard: Keyboard,
    /// May be left empty; says so.
    #[prop(optional)]
    optional: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A unit of measure after the field.
    #[prop(optional, into)]
    unit: Option<Signal<String>>,
    /// The field is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let id = unique_id("field");
    let node = NodeRef::<html::Input>::new();
    let focused = RwSignal::new(false);
    Effect::new(move |_| {
        let shown = value.get();
        if let Some(input) = node.get()
            && !focused.get()
            && input.value() != shown
        {
            input.set_value(&shown);
        }
    });
    let described = format!("{id}-hint {id}-error");
    view! {
        <Labelled id=id.clone() label hint error optional>
            <div class="field-line">
                <input
                    node_ref=node
                    id=id
                    class="input"
                    class:input-number=keyboard == Keyboard::Decimal || keyboard == Keyboard::Digits
                    type=keyboard.kind()
                    inputmode=keyboard.mode()
                    autocomplete=keyboard.completion()
                    autocapitalize=keyboard.capitals()
                    spellcheck="false"
                    disabled=move || disabled.get()
                    aria-describedby=described
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:input=move |event| value.set(event_target_value(&event))
                    on:keydown=move |event| keep_composing_enter(&event)
                    on:focus=move |_| focused.set(true)
                    on:blur=move |_| {
                        focused.set(false);
                        if let Some(on_leave) = on_leave {
                            on_leave.run(());
                        }
                    }
                />
                {unit.map(|unit| view! { <span class="field-unit">{unit}</span> })}
            </div>
        </Labelled>
    }
}

/// Several lines of text, which grow with what is written.
#[component]
pub fn TextArea(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    value: RwSignal<String>,
    /// Below the field.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// May be left empty; says so.
    #[prop(optional)]
    optional: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Shows that no state secret belongs here: for every text that leaves the device.
    #[prop(default = true)]
    secrecy_notice: bool,
    /// Height in lines while it is empty.
    #[prop(default = 3)]
    rows: u8,
    /// The field is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let id = unique_id("text");
    let node = NodeRef::<html::Textarea>::new();
    let focused = RwSignal::new(false);
    Effect::new(move |_| {
        let shown = value.get();
        if let Some(area) = node.get()
            && !focused.get()
            && area.value() != shown
        {
            area.set_value(&shown);
        }
    });
    let described = format!("{id}-hint {id}-error {id}-secrecy");
    let secrecy_id = format!("{id}-secrecy");
    view! {
        <Labelled id=id.clone() label hint error optional>
            <textarea
                node_ref=node
                id=id
                class="input textarea"
                rows=rows.to_string()
                disabled=move || disabled.get()
                aria-describedby=described
                aria-invalid=move || error.read().is_some().then_some("true")
                on:input=move |event| value.set(event_target_value(&event))
                on:focus=move |_| focused.set(true)
                on:blur=move |_| {
                    focused.set(false);
                    if let Some(on_leave) = on_leave {
                        on_leave.run(());
                    }
                }
            ></textarea>
            {secrecy_notice
                .then(|| {
                    view! {
                        <p class="field-secrecy" id=secrecy_id>
                            {Icon::Lock.view()}
                            <span>{crate::t!("ui.secrecy")}</span>
                        </p>
                    }
                })}
        </Labelled>
    }
}

/// What a [`Select`] offers: the value that is kept, and its words.
pub type Options = Vec<(String, String)>;

/// A choice from a list too long for cards.
#[component]
pub fn Select(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The value chosen; empty for none.
    value: RwSignal<String>,
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Options>,
    /// The words of no choice; without them there is always one.
    #[prop(optional, into)]
    none: Option<Signal<String>>,
    /// Below the field.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = unique_id("select");
    let described = format!("{id}-hint {id}-error");
    let offered = move || {
        let chosen = value.get();
        options
            .get()
            .into_iter()
            .map(|(kept, words)| {
                let selected = kept == chosen;
                view! { <option value=kept selected=selected>{words}</option> }
            })
            .collect_view()
    };
    view! {
        <Labelled id=id.clone() label hint error optional=false>
            <div class="select">
                <select
                    id=id
                    class="input"
                    disabled=move || disabled.get()
                    aria-describedby=described
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:change=move |event| value.set(event_target_value(&event))
                >
                    {none
                        .map(|words| {
                            view! { <option value="" selected=move || value.read().is_empty()>{words}</option> }
                        })}
                    {offered}
                </select>
                {Icon::Down.view()}
            </div>
        </Labelled>
    }
}

/// A day: typed as `dd/mm/yyyy`, or picked from the browser's calendar.
#[component]
pub fn DayField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The day as `yyyy-mm-dd`; empty while there is none.
    value: RwSignal<String>,
    /// Below the field.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong beyond the way of writing, which the field says itself.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// May be left empty; says so.
    #[prop(optional)]
    optional: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = unique_id("day");
    let typed = NodeRef::<html::Input>::new();
    let picker = NodeRef::<html::Input>::new();
    let focused = RwSignal::new(false);
    let unreadable = RwSignal::new(false);
    Effect::new(move |_| {
        let day = value.get();
        if let (Some(input), Some(picker)) = (typed.get(), picker.get()) {
            picker.set_value(&day);
            if !focused.get() && !unreadable.get() {
                input.set_value(&if day.is_empty() {
                    day
                } else {
                    locale::day(&day)
                });
            }
        }
    });
    let read = move |text: String| match locale::parse_day(&text) {
        Some(day) => {
            unreadable.set(false);
            value.set(day);
        }
        None => value.set(String::new()),
    };
    let leave = move |_| {
        if let Some(input) = typed.get_untracked() {
            let text = input.value();
            unreadable.set(!text.trim().is_empty() && locale::parse_day(&text).is_none());
        }
        focused.set(false);
    };
    let wrong = Signal::derive(move || {
        if unreadable.get() {
            Some(crate::say!("ui.day.wrong"))
        } else {
            error.get()
        }
    });
    let pick = move || {
        if let Some(picker) = picker.get_untracked() {
            // A browser without a picker leaves the field to be typed in.
            let _ = picker.show_picker();
        }
    };
    let described = format!("{id}-hint {id}-error");
    view! {
        <Labelled id=id.clone() label hint error=wrong optional>
            <div class="field-line">
                <input
                    node_ref=typed
                    id=id
                    class="input input-day"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    placeholder=move || crate::say!("ui.day.placeholder")
                    disabled=move || disabled.get()
                    aria-describedby=described
                    aria-invalid=move || wrong.read().is_some().then_some("true")
                    on:input=move |event| read(event_target_value(&event))
                    on:keydown=move |event| keep_composing_enter(&event)
                    on:focus=move |_| focused.set(true)
                    on:blur=leave
                />
                <IconButton icon=Icon::Calendar label=crate::t!("ui.day.pick") on_press=pick disabled />
                <input
                    node_ref=picker
                    class="day-picker"
                    type="date"
                    tabindex="-1"
                    aria-hidden="true"
                    on:change=move |event| {
                        unreadable.set(false);
                        value.set(event_target_value(&event));
                    }
                />
            </div>
        </Labelled>
    }
}
