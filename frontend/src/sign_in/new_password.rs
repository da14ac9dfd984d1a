//! The password that the administrator gave is replaced by one's own.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::api::Me;

use super::{Step, after_sign_in};
use crate::{
    frame::Gate,
    problem, say,
    sync::desk::Desk,
    t,
    ui::{Button, ButtonKind, Field, Keyboard},
};

/// As the server has it.
const PASSWORD_MIN: usize = 8;

#[component]
pub(super) fn NewPasswordPage(
    step: RwSignal<Step>,
    me: Box<Me>,
    old: String,
    is_pin_forgotten: bool,
) -> impl IntoView {
    let desk = Desk::get();
    let (new, repeated) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (new_wrong, repeated_wrong) = (RwSignal::new(None), RwSignal::new(None));
    let busy = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = new.get_untracked();
        let is_short = chosen.chars().count() < PASSWORD_MIN || chosen == old;
        let differs = chosen != repeated.get_untracked();
        new_wrong.set(is_short.then(|| say!("problem.unfit_password")));
        repeated_wrong.set(differs.then(|| say!("new_password.differs")));
        if is_short || differs || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (mut me, old) = (me.clone(), old.clone());
        spawn_local(async move {
            match desk.change_password(&me.account, old, chosen.clone()).await {
                Ok(()) => {
                    me.must_change = false;
                    step.set(after_sign_in(desk, me, chosen, is_pin_forgotten));
                }
                Err(why) => {
                    busy.set(false);
                    new_wrong.set(Some(problem::words(&why)));
                }
            }
        });
    };
    view! {
        <Gate>
            <form class="stack" on:submit=submit>
                <h2 class="gate-heading">{t!("new_password.title")}</h2>
                <p class="soft">{t!("new_password.lead")}</p>
                <Field
                    label=t!("new_password.new")
                    value=new
                    keyboard=Keyboard::NewPassword
                    hint=crate::form::hint(crate::key!("new_password.hint"))
                    error=new_wrong
                />
                <Field
                    label=t!("new_password.repeat")
                    value=repeated
                    keyboard=Keyboard::NewPassword
                    error=repeated_wrong
                />
                <Button kind=ButtonKind::Primary submit=true wide=true large=true busy>
                    {t!("new_password.change")}
                </Button>
            </form>
        </Gate>
    }
}
