//! Who is at work, where several have opened their account on one device.

use leptos::prelude::*;

use super::Step;
use crate::{
    frame::Gate,
    sync::desk::Desk,
    t,
    ui::{Avatar, Button, ButtonKind, Icon, ListRow},
};

/// The accounts of this device, the one used last first.
#[component]
pub(super) fn Accounts(step: RwSignal<Step>) -> impl IntoView {
    let desk = Desk::get();
    let rows = move || {
        desk.accounts
            .get()
            .into_iter()
            .map(|account| {
                let (name, id) = (account.name.clone(), account.account.clone());
                let choose = move || {
                    step.set(Step::Pin {
                        account: id.clone(),
                        me: None,
                    });
                };
                view! {
                    <ListRow
                        title=account.name.clone()
                        note=account.login_name
                        lead=move || view! { <Avatar name=name.clone() /> }
                        on_press=choose
                    />
                }
            })
            .collect_view()
    };
    let other = move || {
        step.set(Step::Password {
            login_name: String::new(),
            is_pin_forgotten: false,
        });
    };
    view! {
        <Gate>
            <h2 class="gate-heading">{t!("sign_in.who")}</h2>
            <div class="list gate-list">{rows}</div>
            <Button kind=ButtonKind::Quiet icon=Icon::Plus wide=true on_press=other>
                {t!("sign_in.other_account")}
            </Button>
        </Gate>
    }
}
