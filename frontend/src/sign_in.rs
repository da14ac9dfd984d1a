//! From a closed device to an account at work: who, the PIN, or signing in once with a network.

mod name;
mod new_password;
mod new_pin;
mod password;
mod pin;
mod unfit;

pub use password::SessionEnded;
pub use unfit::UnfitPage;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use roviec_shared::api::Me;

use crate::{say, storage::Fault, sync::desk::Desk};

/// The step that is shown.
#[derive(Clone)]
enum Step {
    /// Whose PIN? Several have opened their account here.
    Who,
    /// The PIN of an account; with what the server just said, if somebody has signed in before.
    Pin {
        account: String,
        me: Option<Box<Me>>,
    },
    /// Name and password.
    Password {
        /// Typed already.
        login_name: String,
        /// The PIN was forgotten: a new one follows.
        is_pin_forgotten: bool,
    },
    /// The first password is to be replaced.
    NewPassword {
        me: Box<Me>,
        old: String,
        is_pin_forgotten: bool,
    },
    /// A PIN is to be chosen.
    NewPin { me: Box<Me>, password: String },
}

/// The pages before an account is open.
#[component]
pub fn SignInPage() -> impl IntoView {
    let desk = Desk::get();
    let step = RwSignal::new(first_step(desk));
    move || match step.get() {
        Step::Who => view! { <name::Accounts step /> }.into_any(),
        Step::Pin { account, me } => view! { <pin::PinPage step account me /> }.into_any(),
        Step::Password {
            login_name,
            is_pin_forgotten,
        } => view! { <password::PasswordPage step login_name is_pin_forgotten /> }.into_any(),
        Step::NewPassword {
            me,
            old,
            is_pin_forgotten,
        } => view! { <new_password::NewPasswordPage step me old is_pin_forgotten /> }.into_any(),
        Step::NewPin { me, password } => {
            view! { <new_pin::NewPinPage step me password /> }.into_any()
        }
    }
}

fn first_step(desk: Desk) -> Step {
    desk.accounts
        .with_untracked(|accounts| match accounts.as_slice() {
            [] => Step::Password {
                login_name: String::new(),
                is_pin_forgotten: false,
            },
            [only] => Step::Pin {
                account: only.account.clone(),
                me: None,
            },
            _ => Step::Who,
        })
}

/// What comes after a sign-in.
fn after_sign_in(desk: Desk, me: Box<Me>, password: String, is_pin_forgotten: bool) -> Step {
    if me.must_change {
        Step::NewPassword {
            me,
            old: password,
            is_pin_forgotten,
        }
    } else if desk.knows(&me.account) && !is_pin_forgotten {
        Step::Pin {
            account: me.account.clone(),
            me: Some(me),
        }
    } else {
        Step::NewPin { me, password }
    }
}

/// Where an account that was just opened goes: it stays where it was, unless another was here before.
fn to_work(desk: Desk) -> impl Fn(&str) + Clone {
    let navigate = use_navigate();
    move |account| {
        let before = desk.last_account.get_untracked();
        desk.last_account.set(Some(account.to_owned()));
        if before.is_some_and(|before| before != account) {
            navigate("/", Default::default());
        }
    }
}

/// Why storage did not do what it was asked, in words.
fn words_of_fault(fault: Fault) -> String {
    match fault {
        Fault::Full => say!("fault.full"),
        Fault::Slow => say!("fault.slow"),
        Fault::Unreadable => say!("fault.unreadable"),
        Fault::Absent | Fault::Broken => say!("fault.broken"),
    }
}
