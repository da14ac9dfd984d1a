//! Accounts: a login name, a first password that is shown once, closing and opening.

use leptos::prelude::*;
use roviec_shared::api::{AccountView, NewAccount, StaffMember};

use super::names::login_name;
use super::office::Office;
use super::wrong::Wrong;
use crate::store::Store;
use crate::t;
use crate::ui::{
    Button, ButtonKind, Chip, Dialog, DialogActions, Field, Icon, Keyboard, Notice, Tone,
};

/// The account of a person, or the way to one.
#[component]
pub fn AccountLine(office: Office, member: StaffMember) -> impl IntoView {
    match member.account.clone() {
        Some(account) => view! { <Standing office account /> }.into_any(),
        None => view! { <New office member /> }.into_any(),
    }
}

/// An account that is there.
#[component]
fn Standing(office: Office, account: AccountView) -> impl IntoView {
    let own = Store::get();
    let is_own = {
        let id = account.id.clone();
        move || {
            own.actor
                .with(|actor| actor.as_ref().is_some_and(|actor| actor.account == id))
        }
    };
    let asking = RwSignal::new(false);
    let (give, close) = (account.id.clone(), account.id.clone());
    let disabled = account.disabled;
    let state = match (account.disabled, account.must_change) {
        (true, _) => Some((t!("admin.account.disabled"), Tone::Danger)),
        (false, true) => Some((t!("admin.account.first"), Tone::Warning)),
        (false, false) => None,
    };
    let confirm = move || {
        asking.set(false);
        office.give_password(give.clone());
    };
    let confirm = StoredValue::new(confirm);
    let switch = move || office.set_disabled(close.clone(), !disabled);
    let switch = StoredValue::new(switch);
    let actions = move || {
        view! {
            <DialogActions open=asking words=t!("admin.password.give") icon=Icon::Key on_press=move || confirm.with_value(|confirm| confirm()) />
        }
    };
    view! {
        <p>
            <span class="strong">{account.login_name}</span>" "
            {state.map(|(words, tone)| view! { <Chip words tone /> })}
        </p>
        <Show when=move || !is_own() fallback=|| view! { <p class="small soft">{t!("admin.account.own")}</p> }>
            <div class="row">
                <Button icon=Icon::Key busy=office.is_busy on_press=move || asking.set(true)>{t!("admin.password.give")}</Button>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Icon::Lock
                    busy=office.is_busy
                    on_press=move || switch.with_value(|switch| switch())
                >
                    {if disabled { t!("admin.account.enable") } else { t!("admin.account.disable") }}
                </Button>
            </div>
        </Show>
        <Dialog open=asking title=t!("admin.password.give") actions>
            <p>{t!("admin.password.words")}</p>
        </Dialog>
    }
}

/// A person without an account.
#[component]
fn New(office: Office, member: StaffMember) -> impl IntoView {
    let name = RwSignal::new(login_name(&member.name));
    let is_short = RwSignal::new(false);
    let add = move || {
        let login_name = name.get_untracked().trim().to_owned();
        is_short.set(login_name.is_empty());
        if login_name.is_empty() {
            return;
        }
        let account = NewAccount {
            person: member.person.clone(),
            login_name,
        };
        office.add_account(account, Callback::new(|()| ()));
    };
    view! {
        <Wrong office is_short />
        <Field label=t!("admin.account.name") value=name keyboard=Keyboard::Account />
        <div class="row">
            <Button icon=Icon::Plus busy=office.is_busy on_press=add>{t!("admin.account.add")}</Button>
        </div>
    }
}

/// A first password: in sight once, to be written down or read out.
#[component]
pub fn PasswordDialog(office: Office) -> impl IntoView {
    let first = move || office.password.get();
    let actions = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Check
                on_press=move || office.forgets_password()
            >
                {t!("admin.password.noted")}
            </Button>
        }
    };
    view! {
        <Dialog open=office.shows_password title=t!("admin.password") actions must_answer=true>
            {move || {
                first().map(|first| view! {
                    <p>{t!("admin.account.name")}": "<span class="strong">{first.login_name}</span></p>
                    <p class="first-password">{first.password}</p>
                })
            }}
            <Notice tone=Tone::Warning><p>{t!("admin.password.once")}</p></Notice>
        </Dialog>
    }
}
