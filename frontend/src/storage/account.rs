//! Who has opened their account on this device: their keys, wrapped, and the PIN that opens them.
//!
//! Names stand in the clear, because the page that asks for a PIN shows them.

use std::rc::Rc;

use roviec_shared::id::{PersonId, SeriesId};
use roviec_shared::order;
use serde::{Deserialize, Serialize};

use super::{
    Fault,
    browser::{now_ms, random},
    bytes::{decode, encode},
    cipher::{DataKey, PIN_ROUNDS, PinKey, RawKey},
    database::{Changes, Database, Table},
    lock, record,
    signing::{self, NewKey, Signer},
};

/// Wrong PINs in a row that cost nothing but the hash.
const FREE_FAILURES: u32 = 5;
/// The longest wait after wrong PINs.
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
const DEVICE_NAME: &str = "name";

/// An account that was opened on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub account: String,
    /// What its owner types to sign in.
    pub login_name: String,
    /// Whose it is.
    pub person: PersonId,
    /// Their full name.
    pub name: String,
    /// When it was last opened: the one used last is offered first.
    pub used_ms: i64,
    /// Of the PIN.
    salt: String,
    /// Of the PIN.
    rounds: u32,
    /// Opens with the PIN.
    data_key: String,
    /// Signing keys, the one in use last.
    keys: Vec<Key>,
}

/// A signing key of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Key {
    series: SeriesId,
    public: String,
    wrapped: String,
}

/// Why a PIN did not open an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinFault {
    /// It is wrong.
    Wrong,
    /// Too many were wrong: try again after so many seconds.
    Wait(u32),
    /// Storage failed.
    Fault(Fault),
}

impl From<Fault> for PinFault {
    fn from(fault: Fault) -> Self {
        PinFault::Fault(fault)
    }
}

/// How often a PIN was wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Failures {
    count: u32,
    last_ms: i64,
}

impl Failures {
    /// How long to wait; a clock that was set back makes nobody wait longer than the rule.
    fn wait_ms(&self, now_ms: i64) -> i64 {
        let Some(beyond) = self.count.checked_sub(FREE_FAILURES) else {
            return 0;
        };
        let wait = LONGEST_WAIT_MS.min(2_000_i64.saturating_mul(1 << beyond.min(20)));
        (self.last_ms + wait - now_ms).clamp(0, wait)
    }
}

/// Who a new account on this device belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The account's id.
    pub account: String,
    /// What its owner types to sign in.
    pub login_name: String,
    /// Whose it is.
    pub person: PersonId,
    /// Their full name.
    pub name: String,
}

/// An account with its keys open.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The account.
    pub account: Account,
    /// The key to what it stores.
    pub data_key: DataKey,
    /// Its signing keys, the one in use last.
    pub signers: Vec<Signer>,
}

impl Opened {
    /// The key in use.
    pub fn signer(&self) -> Option<&Signer> {
        self.signers.last()
    }

    /// The key of a series of this account.
    pub fn signer_of(&self, series: &SeriesId) -> Option<&Signer> {
        self.signers.iter().find(|signer| signer.series == *series)
    }

    /// The raw public key of a series of this account, as it is registered.
    pub fn public_key(&self, series: &SeriesId) -> Option<&str> {
        let keys = self.account.keys.iter();
        let mut of_series = keys.filter(|key| key.series == *series);
        of_series.next().map(|key| key.public.as_str())
    }
}

/// The accounts of this device.
#[derive(Clone, Debug)]
pub struct Accounts {
    database: Rc<Database>,
}

impl Accounts {
    /// Those in this database.
    pub fn of(database: &Rc<Database>) -> Self {
        Self {
            database: database.clone(),
        }
    }

    /// The device's name for itself, drawn once.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn device_name(&self) -> Result<String, Fault> {
        let _one_draws = lock::take("roviec.device").await?;
        if let Some(name) = self.database.get(Table::Device, DEVICE_NAME).await? {
            return String::from_utf8(name).map_err(|_| Fault::Unreadable);
        }
        let name = encode(&random::<12>()?);
        let mut write = Changes::default();
        write.put(
            Table::Device,
            DEVICE_NAME.to_owned(),
            name.clone().into_bytes(),
        );
        self.database.change(&write).await?;
        Ok(name)
    }

    /// All, the one used last first.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn list(&self) -> Result<Vec<Account>, Fault> {
        let rows = self.database.all(Table::Accounts, "").await?;
        let mut accounts: Vec<Account> = rows
            .iter()
            .map(|(_, row)| record::read(row))
            .collect::<Result<_, _>>()?;
        order::sort_by_key(&mut accounts, |account| std::cmp::Reverse(account.used_ms));
        Ok(accounts)
    }

    /// One of them.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn get(&self, account: &str) -> Result<Option<Account>, Fault> {
        let row = self.database.get(Table::Accounts, account).await?;
        row.map(|row| record::read(&row)).transpose()
    }

    async fn put(&self, account: &Account) -> Result<(), Fault> {
        let mut write = Changes::default();
        write.put(
            Table::Accounts,
            account.account.clone(),
            record::write(account),
        );
        // A new PIN starts with a clean record.
        write.remove(Table::Device, failures_key(&account.account));
        self.database.change(&write).await
    }

    /// Opens an account on this device for the first time: its first signing key is made.
    ///
    /// # Errors
    /// Where storage fails; nothing is kept then.
    pub async fn add(&self, owner: Owner, raw: RawKey, pin: &str) -> Result<Opened, Fault> {
        let (salt, wrapped) = wrap(&owner.account, &raw, pin).await?;
        let data_key = raw.into_key().await?;
        let key = signing::generate(&data_key).await?;
        let account = Account {
            account: owner.account,
            login_name: owner.login_name,
            person: owner.person,
            name: owner.name,
            used_ms: now_ms(),
            salt,
            rounds: PIN_ROUNDS,
            data_key: wrapped,
            keys: vec![Key::of(&key)],
        };
        self.put(&account).await?;
        open_keys(account, data_key).await
    }

    /// Another PIN for an account whose data key came from the server: nothing that it stored is lost.
    ///
    /// # Errors
    /// Where storage fails; the old PIN holds then. [`Fault::Unreadable`] where it is another key than
    /// the one that was used here.
    pub async fn set_pin(&self, account: &str, raw: RawKey, pin: &str) -> Result<Opened, Fault> {
        let mut account = self.get(account).await?.ok_or(Fault::Absent)?;
        let (salt, wrapped) = wrap(&account.account, &raw, pin).await?;
        (account.salt, account.rounds, account.data_key) = (salt, PIN_ROUNDS, wrapped);
        account.used_ms = now_ms();
        // Opened first: a key that opens nothing here must not take the place of the one that does.
        let opened = open_keys(account.clone(), raw.into_key().await?).await?;
        self.put(&account).await?;
        Ok(opened)
    }

    /// Opens an account by its PIN; wrong ones slow down, over restarts and over all tabs.
    ///
    /// # Errors
    /// Why not.
    pub async fn open(&self, account: &str, pin: &str) -> Result<Opened, PinFault> {
        let mut opened = self.borrow_keys(account, pin).await?;
        opened.account.used_ms = now_ms();
        self.put(&opened.account).await?;
        Ok(opened)
    }

    /// The same for one act of its owner inside another's session: it does not count as used.
    ///
    /// # Errors
    /// Why not.
    pub async fn borrow_keys(&self, account: &str, pin: &str) -> Result<Opened, PinFault> {
        let _one_tries = lock::take(&format!("roviec.pin.{account}")).await?;
        let account = self.get(account).await?.ok_or(Fault::Absent)?;
        let failures = self.failures(&account.account).await?;
        let wait_ms = failures.wait_ms(now_ms());
        if wait_ms > 0 {
            let seconds = u32::try_from(wait_ms.div_euclid(1000) + 1).unwrap_or(u32::MAX);
            return Err(PinFault::Wait(seconds));
        }
        let salt = decode(&account.salt)?;
        let pin_key = PinKey::derive(pin, &salt, account.rounds).await?;
        let wrapped = decode(&account.data_key)?;
        match pin_key.unwrap(&place(&account.account), &wrapped).await {
            Ok(data_key) => {
                if failures.count > 0 {
                    self.note_failures(&account.account, Failures::default())
                        .await?;
                }
                Ok(open_keys(account, data_key).await?)
            }
            Err(Fault::Unreadable) => {
                let failures = Failures {
                    count: failures.count.saturating_add(1),
                    last_ms: now_ms(),
                };
                self.note_failures(&account.account, failures).await?;
                Err(PinFault::Wrong)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    /// The keys as another tab has left them, for an account that is open here.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn read_again(&self, opened: &Opened) -> Result<Opened, Fault> {
        let account = self.get(&opened.account.account).await?;
        open_keys(account.ok_or(Fault::Absent)?, opened.data_key.clone()).await
    }

    /// A new signing key, in use from now on: the old series cannot go on.
    ///
    /// # Errors
    /// Where storage fails; the old key stays in use then.
    pub async fn renew_key(&self, opened: &Opened) -> Result<Opened, Fault> {
        let key = signing::generate(&opened.data_key).await?;
        let mut account = opened.account.clone();
        account.keys.push(Key::of(&key));
        self.put(&account).await?;
        open_keys(account, opened.data_key.clone()).await
    }

    async fn failures(&self, account: &str) -> Result<Failures, Fault> {
        let row = self
            .database
            .get(Table::Device, &failures_key(account))
            .await?;
        row.map_or(Ok(Failures::default()), |row| record::read(&row))
    }

    async fn note_failures(&self, account: &str, failures: Failures) -> Result<(), Fault> {
        let mut write = Changes::default();
        write.put(
            Table::Device,
            failures_key(account),
            record::write(&failures),
        );
        self.database.change(&write).await
    }
}

impl Key {
    fn of(key: &NewKey) -> Self {
        Self {
            series: key.series.clone(),
            public: encode(&key.public),
            wrapped: encode(&key.wrapped),
        }
    }
}

async fn wrap(account: &str, raw: &RawKey, pin: &str) -> Result<(String, String), Fault> {
    let salt = random::<16>()?;
    let pin_key = PinKey::derive(pin, &salt, PIN_ROUNDS).await?;
    let wrapped = pin_key.wrap(&place(account), raw).await?;
    Ok((encode(&salt), encode(&wrapped)))
}

async fn open_keys(account: Account, data_key: DataKey) -> Result<Opened, Fault> {
    let mut signers = Vec::with_capacity(account.keys.len());
    for key in &account.keys {
        signers.push(signing::open(&data_key, &key.series, &decode(&key.wrapped)?).await?);
    }
    Ok(Opened {
        account,
        data_key,
        signers,
    })
}

fn place(account: &str) -> String {
    format!("data-key/{account}")
}

fn failures_key(account: &str) -> String {
    format!("pin/{account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(count: u32) -> Failures {
        Failures {
            count,
            last_ms: 1_000_000,
        }
    }

    #[test]
    fn waiting_begins_after_five_wrong_pins_and_doubles() {
        assert_eq!(after(4).wait_ms(1_000_000), 0);
        assert_eq!(after(5).wait_ms(1_000_000), 2_000);
        assert_eq!(after(6).wait_ms(1_001_000), 3_000);
        assert_eq!(after(100).wait_ms(1_000_000), LONGEST_WAIT_MS);
        assert_eq!(after(5).wait_ms(1_002_000), 0);
    }

    #[test]
    fn a_clock_set_back_makes_nobody_wait_longer() {
        assert_eq!(after(5).wait_ms(-1_000_000_000), 2_000);
    }
}
