//! What the page holds while it is open, and what it asks of the server.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use roviec_shared::{
    api::ErrorCode,
    digest::{Address, AddressFault, ConfirmDigest, DigestView, PutDigest, Rhythm, Tongue, Wanted},
};

use crate::locale::{Language, language};
use crate::store::Store;
use crate::sync::call::{self, For, Problem};
use crate::ui::{Toasts, Tone};
use crate::{key, problem, say};

/// What is held. Copy it freely.
#[derive(Clone, Copy)]
pub struct Post {
    /// What the server says; none until it has.
    pub view: RwSignal<Option<DigestView>>,
    /// Something is under way.
    pub is_busy: RwSignal<bool>,
    /// Why the last request had no effect, in words.
    pub wrong: RwSignal<Option<String>>,
    /// As it is typed.
    pub address: RwSignal<String>,
    /// What is wrong with it, in words.
    pub address_wrong: RwSignal<Option<String>>,
    /// How often.
    pub rhythm: RwSignal<Option<Rhythm>>,
    /// As it is typed.
    pub code: RwSignal<String>,
    /// What is wrong with it, in words.
    pub code_wrong: RwSignal<Option<String>>,
    /// The form is open though something is wanted already.
    pub is_changing: RwSignal<bool>,
    toasts: Toasts,
    store: Store,
}

impl Post {
    /// For one page.
    pub fn of_page() -> Self {
        Self {
            view: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            wrong: RwSignal::new(None),
            address: RwSignal::default(),
            address_wrong: RwSignal::new(None),
            rhythm: RwSignal::new(Some(Rhythm::Daily)),
            code: RwSignal::default(),
            code_wrong: RwSignal::new(None),
            is_changing: RwSignal::new(false),
            toasts: Toasts::of_app(),
            store: Store::get(),
        }
    }

    /// What is wanted so far.
    pub fn wanted(self) -> Option<Wanted> {
        self.view.with(|view| view.as_ref()?.wanted.clone())
    }

    fn account(self) -> String {
        let actor = self.store.actor.get_untracked();
        actor.map(|actor| actor.account).unwrap_or_default()
    }

    /// Asks, one request at a time.
    fn asks(
        self,
        request: impl Future<Output = Result<DigestView, Problem>> + 'static,
        failed: impl FnOnce(&Problem) + 'static,
        done: impl FnOnce() + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(None);
        spawn_local(async move {
            let answer = request.await;
            self.is_busy.set(false);
            match answer {
                Ok(view) => {
                    self.view.set(Some(view));
                    done();
                }
                Err(why) => failed(&why),
            }
        });
    }

    fn says(self, why: &Problem) {
        let is_enough = why.is(ErrorCode::TooManyTries);
        self.wrong.set(Some(if is_enough {
            say!("digest.too_many")
        } else {
            problem::words(why)
        }));
    }

    /// Asks what is wanted so far.
    pub fn load(self) {
        let account = self.account();
        let request = async move { call::get(For::Account(&account), "/digest").await };
        self.asks(request, move |why| self.says(why), || {});
    }

    /// Opens the form on what is wanted so far.
    pub fn changes(self) {
        if let Some(wanted) = self.view.get_untracked().and_then(|view| view.wanted) {
            self.address.set(wanted.address.into());
            self.rhythm.set(Some(wanted.rhythm));
        }
        self.address_wrong.set(None);
        self.is_changing.set(true);
    }

    /// Sends the form; a bad address stays in it, with what is wrong.
    pub fn puts(self) {
        let typed = self.address.get_untracked();
        self.address_wrong.set(None);
        if let Err(fault) = Address::parse(&typed) {
            self.address_wrong.set(Some(fault_words(fault)));
            return;
        }
        self.sends(typed, self.rhythm.get_untracked().unwrap_or(Rhythm::Daily));
    }

    /// Has another code sent to the same address.
    pub fn asks_again(self) {
        if let Some(wanted) = self.view.get_untracked().and_then(|view| view.wanted) {
            self.sends(wanted.address.into(), wanted.rhythm);
        }
    }

    fn sends(self, address: String, rhythm: Rhythm) {
        let form = PutDigest {
            address,
            rhythm,
            tongue: match language() {
                Language::Vietnamese => Tongue::Vietnamese,
                Language::English => Tongue::English,
            },
        };
        let account = self.account();
        let request = async move { call::post(For::Account(&account), "/digest", &form).await };
        let failed = move |why: &Problem| {
            if why.is(ErrorCode::UnfitAddress) {
                self.address_wrong.set(Some(problem::words(why)));
            } else {
                self.says(why);
            }
        };
        self.asks(request, failed, move || {
            self.is_changing.set(false);
            self.code.set(String::new());
            self.code_wrong.set(None);
        });
    }

    /// Gives the code.
    pub fn confirms(self) {
        let code = self.code.get_untracked();
        self.code_wrong.set(None);
        if code.trim().is_empty() {
            self.code_wrong.set(Some(say!("digest.code.empty")));
            return;
        }
        let form = ConfirmDigest { code };
        let account = self.account();
        let request =
            async move { call::post(For::Account(&account), "/digest/confirm", &form).await };
        let failed = move |why: &Problem| {
            if why.is(ErrorCode::WrongCode) {
                self.code_wrong.set(Some(problem::words(why)));
            } else {
                self.says(why);
            }
        };
        self.asks(request, failed, move || {
            self.toasts.say(Tone::Success, say!("digest.on.done"));
        });
    }

    /// Ends it.
    pub fn turns_off(self) {
        let account = self.account();
        let request = async move { call::delete(For::Account(&account), "/digest").await };
        self.asks(
            request,
            move |why| self.says(why),
            move || {
                self.is_changing.set(false);
                self.address.set(String::new());
                self.code.set(String::new());
                self.toasts.say(Tone::Success, say!("digest.off.done"));
            },
        );
    }
}

fn fault_words(fault: AddressFault) -> String {
    say!(match fault {
        AddressFault::Empty => key!("digest.fault.empty"),
        AddressFault::Blank => key!("digest.fault.blank"),
        AddressFault::Letter => key!("digest.fault.letter"),
        AddressFault::At => key!("digest.fault.at"),
        AddressFault::Dots => key!("digest.fault.dots"),
        AddressFault::Domain => key!("digest.fault.domain"),
        AddressFault::TooLong => key!("digest.fault.too_long"),
    })
}
