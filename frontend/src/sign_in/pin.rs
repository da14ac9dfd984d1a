//! The PIN of an account that was opened on this device before: no network needed.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::api::Me;

use super::{Step, to_work, words_of_fault};
use crate::{
    frame::Gate,
    problem, say,
    storage::account::PinFault,
    sync::desk::Desk,
    t,
    ui::{Avatar, Button, ButtonKind, PinPad},
};

#[component]
pub(super) fn PinPage(step: RwSignal<Step>, account: String, me: Option<Box<Me>>) -> impl IntoView {
    let desk = Desk::get();
    let (error, busy) = (RwSignal::new(None), RwSignal::new(false));
    let known = desk.accounts.get_untracked();
    let found = known.into_iter().find(|known| known.account == account);
    let (name, login_name) = found
        .map(|known| (known.name, known.login_name))
        .unwrap_or_default();
    let to_work = to_work(desk);
    let try_pin = move |pin: String| {
        let (account, me, to_work) = (account.clone(), me.clone(), to_work.clone());
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match desk.unlock(&account, &pin, me.map(|me| *me)).await {
                Ok(()) => to_work(&account),
                Err(fault) => {
                    error.set(Some(words(fault)));
                    busy.set(false);
                }
            }
        });
    };
    let forgotten = move || {
        step.set(Step::Password {
            login_name: login_name.clone(),
            is_pin_forgotten: true,
        });
    };
    let others = move || {
        let alone = desk.accounts.with_untracked(|accounts| accounts.len() < 2);
        step.set(if alone {
            Step::Password {
                login_name: String::new(),
                is_pin_forgotten: false,
            }
        } else {
            Step::Who
        });
    };
    view! {
        <Gate>
            <div class="gate-who">
                <Avatar name=name.clone() large=true />
                <h2 class="gate-heading">{name}</h2>
            </div>
            <PinPad label=t!("pin.enter") error busy on_done=try_pin />
            <div class="gate-links">
                <Button kind=ButtonKind::Quiet on_press=forgotten>{t!("pin.forgotten")}</Button>
                <Button kind=ButtonKind::Quiet on_press=others>{t!("sign_in.somebody_else")}</Button>
            </div>
        </Gate>
    }
}

/// Why a PIN did not open an account.
fn words(fault: PinFault) -> String {
    match fault {
        PinFault::Wrong => say!("pin.wrong"),
        PinFault::Wait(seconds) => problem::wait(seconds),
        PinFault::Fault(fault) => words_of_fault(fault),
    }
}
