//! Name and password; and, in a demonstration, whom one can try to be.

use leptos::{html, prelude::*, task::spawn_local};
use roviec_shared::api::Demo;

use super::{Step, after_sign_in};
use crate::{
    frame::Gate,
    problem, say, start_page,
    store::{Connection, Store},
    sync::desk::Desk,
    t,
    ui::{Avatar, Button, ButtonKind, Card, Field, Icon, Keyboard, ListRow, Notice, Tone},
};

#[component]
pub(super) fn PasswordPage(
    step: RwSignal<Step>,
    login_name: String,
    is_pin_forgotten: bool,
) -> impl IntoView {
    let desk = Desk::get();
    let typed = start_page::take();
    let (login_name, typed_password) = match &typed {
        Some(typed) => (typed.login_name.clone(), typed.password.clone()),
        None => (login_name, String::new()),
    };
    let (name, password) = (RwSignal::new(login_name), RwSignal::new(typed_password));
    let (wrong, busy) = (RwSignal::new(None), RwSignal::new(false));
    let demo = RwSignal::new(None::<Demo>);
    spawn_local(async move { demo.set(desk.demo().await) });
    let enter = move || {
        if busy.get_untracked() {
            return;
        }
        let (typed_name, typed) = (name.get_untracked(), password.get_untracked());
        if typed_name.trim().is_empty() || typed.is_empty() {
            wrong.set(Some(say!("sign_in.incomplete")));
            return;
        }
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match desk.sign_in(typed_name, typed.clone()).await {
                Ok(me) => step.set(after_sign_in(desk, Box::new(me), typed, is_pin_forgotten)),
                Err(why) => {
                    busy.set(false);
                    wrong.set(Some(problem::words(&why)));
                }
            }
        });
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        enter();
    };
    let form = NodeRef::<html::Form>::new();
    start_page::hand_over(typed, form, enter);
    let try_as = Callback::new(move |(login_name, shared): (String, String)| {
        name.set(login_name);
        password.set(shared);
        enter();
    });
    let back = (!desk.accounts.with_untracked(Vec::is_empty)).then(|| {
        let back = move || step.set(super::first_step(desk));
        view! {
            <Button kind=ButtonKind::Quiet icon=Icon::Left on_press=back>{t!("sign_in.to_pin")}</Button>
        }
    });
    let lead = if is_pin_forgotten {
        t!("pin.forgotten_lead")
    } else {
        t!("sign_in.lead")
    };
    view! {
        <Gate below=move || view! { <DemoAccounts demo try_as busy /> }>
            <form class="stack" node_ref=form on:submit=submit>
                <h2 class="gate-heading">{t!("sign_in.title")}</h2>
                <p class="soft">{lead}</p>
                <Field label=t!("sign_in.name") value=name keyboard=Keyboard::Account />
                <Field label=t!("sign_in.password") value=password keyboard=Keyboard::Password />
                <div aria-live="assertive">
                    {move || {
                        wrong.get().map(|words| view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> })
                    }}
                </div>
                <Button kind=ButtonKind::Primary submit=true wide=true large=true busy>
                    {t!("sign_in.enter")}
                </Button>
            </form>
            {back}
        </Gate>
    }
}

/// Whom one can try to be. A tap signs in.
#[component]
fn DemoAccounts(
    demo: RwSignal<Option<Demo>>,
    try_as: Callback<(String, String)>,
    busy: RwSignal<bool>,
) -> impl IntoView {
    move || {
        demo.get().map(|demo| {
            let password = demo.password.clone();
            let rows = demo
                .accounts
                .into_iter()
                .map(|account| {
                    let (name, login_name) = (account.name.clone(), account.login_name);
                    let password = password.clone();
                    let press = move || {
                        if !busy.get_untracked() {
                            try_as.run((login_name.clone(), password.clone()));
                        }
                    };
                    view! {
                        <ListRow
                            title=account.name
                            note=account.description
                            lead=move || view! { <Avatar name=name.clone() /> }
                            on_press=press
                        />
                    }
                })
                .collect_view();
            view! {
                <Card title=t!("demo.title") flush=true>
                    <p class="gate-demo-lead soft">{t!("demo.lead", password = demo.password.clone())}</p>
                    <div class="list">{rows}</div>
                </Card>
            }
        })
    }
}

/// The session has ended while the account is open: the password is asked for, nothing is lost.
#[component]
pub fn SessionEnded() -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let password = RwSignal::new(String::new());
    let (wrong, busy) = (RwSignal::new(None), RwSignal::new(false));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match desk.renew_session(password.get_untracked()).await {
                Ok(()) => password.set(String::new()),
                Err(why) => wrong.set(Some(problem::words(&why))),
            }
            busy.set(false);
        });
    };
    view! {
        <Show when=move || store.connection.get() == Connection::SessionEnded>
            <Card title=t!("session.ended")>
                <form class="stack measure" on:submit=submit>
                    <p>{t!("session.ended_words")}</p>
                    <Field
                        label=t!("sign_in.password")
                        value=password
                        keyboard=Keyboard::Password
                        error=wrong
                    />
                    <div class="row">
                        <Button kind=ButtonKind::Primary icon=Icon::Key submit=true busy>
                            {t!("session.renew")}
                        </Button>
                    </div>
                </form>
            </Card>
        </Show>
    }
}
