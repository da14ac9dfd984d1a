//! Signing in, and opening an account on this device: once with a network, then by its PIN alone.

use leptos::task::spawn_local;
use roviec_shared::api::{
    AskDataKey, ChangePassword, DataKey, Demo, Me, RegisterKey, Series, SignIn,
};
use roviec_shared::sync::device::Input;

use super::Desk;
use crate::{
    storage::{
        Fault,
        account::{Opened, Owner, PinFault},
        cipher::RawKey,
        encode, key_of,
    },
    sync::{
        call::{self, For, Problem},
        tabs::Said,
    },
};

/// Why an account was not opened on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// The server did not answer as needed.
    Problem(Problem),
    /// Storage failed.
    Fault(Fault),
}

impl From<Problem> for OpenFault {
    fn from(problem: Problem) -> Self {
        OpenFault::Problem(problem)
    }
}

impl From<Fault> for OpenFault {
    fn from(fault: Fault) -> Self {
        OpenFault::Fault(fault)
    }
}

impl Desk {
    /// The accounts to try, in a demonstration.
    pub async fn demo(self) -> Option<Demo> {
        call::get(For::Anybody, "/demo").await.ok().flatten()
    }

    /// Signs in at the server.
    ///
    /// # Errors
    /// As [`Problem`].
    pub async fn sign_in(self, login_name: String, password: String) -> Result<Me, Problem> {
        let form = SignIn {
            login_name,
            password,
        };
        call::post(For::Anybody, "/session", &form).await
    }

    /// Replaces the password that was given for the first time.
    ///
    /// # Errors
    /// As [`Problem`].
    pub async fn change_password(
        self,
        account: &str,
        old: String,
        new: String,
    ) -> Result<(), Problem> {
        let form = ChangePassword { old, new };
        call::tell(For::Account(account), "/session/password", &form).await
    }

    /// Whether an account was opened on this device before.
    pub fn knows(self, account: &str) -> bool {
        use leptos::prelude::WithUntracked;
        let is_it = |known: &crate::storage::account::Account| known.account == account;
        self.accounts
            .with_untracked(|known| known.iter().any(is_it))
    }

    /// Opens an account on this device by a new PIN: for the first time, or because the old one was
    /// forgotten. Whoever asks has just signed in with this password.
    ///
    /// # Errors
    /// Nothing that was stored is touched then.
    pub async fn open_with_new_pin(
        self,
        me: Me,
        password: String,
        pin: String,
    ) -> Result<(), OpenFault> {
        let inside = self.inside()?;
        let device = inside.accounts.device_name().await?;
        let raw = data_key(&me.account, &device, password).await?;
        let opened = if inside.accounts.get(&me.account).await?.is_some() {
            inside.accounts.set_pin(&me.account, raw, &pin).await?
        } else {
            let owner = Owner {
                account: me.account.clone(),
                login_name: me.login_name.clone(),
                person: me.person.clone(),
                name: me.name.clone(),
            };
            inside.accounts.add(owner, raw, &pin).await?
        };
        register(device, &opened);
        self.put_to_work(opened, Some(me)).await?;
        Ok(())
    }

    /// Opens an account by its PIN; `me` is what the server said at a sign-in just before, if there was one.
    ///
    /// # Errors
    /// Why not.
    pub async fn unlock(self, account: &str, pin: &str, me: Option<Me>) -> Result<(), PinFault> {
        let inside = self.inside()?;
        let opened = inside.accounts.open(account, pin).await?;
        Ok(self.put_to_work(opened, me).await?)
    }

    /// The session had ended: signs in again, and sends what waited.
    ///
    /// # Errors
    /// As [`Problem`].
    pub async fn renew_session(self, password: String) -> Result<(), Problem> {
        let Some(engine) = self.engine() else {
            return Ok(());
        };
        let login_name = engine.opened.borrow().account.login_name.clone();
        self.sign_in(login_name, password).await?;
        if engine.is_leading() {
            engine.feed(Input::SignedIn);
        } else {
            engine.tabs.say(&Said::SignedIn);
        }
        Ok(())
    }
}

/// The key that the server keeps for this account on this device; where it has none, the new one that is
/// offered, before anything is stored under it: a forgotten PIN never loses anything.
async fn data_key(account: &str, device: &str, password: String) -> Result<RawKey, OpenFault> {
    let form = AskDataKey {
        device: device.to_owned(),
        password,
        offered: encode(&RawKey::draw()?.0),
    };
    let kept: DataKey = call::post(For::Account(account), "/data-key", &form).await?;
    Ok(key_of(&kept.key)?)
}

/// Beside the opening, which does not wait for it: where this fails, the exchange finds that the key is
/// unknown and registers it.
fn register(device: String, opened: &Opened) {
    let signer = opened.signer();
    let public_key = signer.and_then(|signer| opened.public_key(&signer.series));
    if let Some(public_key) = public_key {
        let form = RegisterKey {
            device,
            public_key: public_key.to_owned(),
        };
        let account = opened.account.account.clone();
        spawn_local(async move {
            let _ = call::post::<Series>(For::Account(&account), "/series", &form).await;
        });
    }
}
