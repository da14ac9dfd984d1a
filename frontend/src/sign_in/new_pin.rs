//! A PIN is chosen: for the first time on this device, or because the old one was forgotten.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::api::Me;

use super::{Step, to_work, words_of_fault};
use crate::{
    frame::Gate,
    problem, say,
    sync::{
        call::Problem,
        desk::{Desk, OpenFault},
    },
    t,
    ui::{Button, ButtonKind, Notice, PinPad, Tone},
};

#[component]
pub(super) fn NewPinPage(step: RwSignal<Step>, me: Box<Me>, password: String) -> impl IntoView {
    let desk = Desk::get();
    let (error, busy) = (RwSignal::new(None), RwSignal::new(false));
    let first = RwSignal::new(None::<String>);
    let name = me.name.clone();
    let is_known = desk.knows(&me.account);
    let to_work = to_work(desk);
    let open = move |pin: String| {
        let (me, password, to_work) = (me.clone(), password.clone(), to_work.clone());
        busy.set(true);
        spawn_local(async move {
            let account = me.account.clone();
            match desk.open_with_new_pin(*me, password, pin).await {
                Ok(()) => to_work(&account),
                Err(fault) => {
                    first.set(None);
                    busy.set(false);
                    error.set(Some(words(fault)));
                }
            }
        });
    };
    let take = move |pin: String| {
        error.set(None);
        match first.get_untracked() {
            None if is_easily_guessed(&pin) => error.set(Some(say!("pin.too_easy"))),
            None => first.set(Some(pin)),
            Some(chosen) if chosen == pin => open(pin),
            Some(_) => {
                first.set(None);
                error.set(Some(say!("pin.differs")));
            }
        }
    };
    let label = Signal::derive(move || match first.get() {
        None => say!("pin.choose"),
        Some(_) => say!("pin.repeat"),
    });
    let back = move || {
        step.set(Step::Password {
            login_name: String::new(),
            is_pin_forgotten: false,
        });
    };
    let lead = if is_known {
        t!("pin.lead_again")
    } else {
        t!("pin.lead", name = name)
    };
    view! {
        <Gate>
            <h2 class="gate-heading">{t!("pin.title")}</h2>
            <p class="soft">{lead}</p>
            <PinPad label error busy on_done=take />
            <Show when=move || busy.get()>
                <Notice tone=Tone::Info><p>{t!("pin.opening")}</p></Notice>
            </Show>
            <div class="gate-links">
                <Button kind=ButtonKind::Quiet on_press=back disabled=busy>{t!("ui.back")}</Button>
            </div>
        </Gate>
    }
}

/// What somebody tries first: all the same, or digits in a row.
fn is_easily_guessed(pin: &str) -> bool {
    let digits = pin.as_bytes();
    let steps: Vec<i16> = digits
        .windows(2)
        .map(|pair| i16::from(pair[1]) - i16::from(pair[0]))
        .collect();
    [0, 1, -1]
        .iter()
        .any(|step| steps.iter().all(|found| found == step))
}

fn words(fault: OpenFault) -> String {
    match fault {
        OpenFault::Problem(Problem::NoLine) => say!("pin.needs_line"),
        OpenFault::Problem(why) => problem::words(&why),
        OpenFault::Fault(fault) => words_of_fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_tries_first_is_no_pin() {
        for easy in ["000000", "777777", "123456", "654321", "234567"] {
            assert!(is_easily_guessed(easy), "{easy}");
        }
        for fit in ["428159", "121212", "112233", "012346"] {
            assert!(!is_easily_guessed(fit), "{fit}");
        }
    }
}
