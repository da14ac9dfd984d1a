//! The signing keys of one's own account.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use p256::ecdsa::VerifyingKey;
use roviec_shared::{
    act::{Act, Because, Deed, Key},
    api::{ErrorCode, RegisterKey, Series},
    id::BookId,
};

use super::account::check_device;
use crate::{
    app::AppState,
    body::Body,
    database::{Account, Transaction},
    error::Error,
    exchange::{Foundation, perform, refused},
    server_key::{ServerKey, fingerprint},
    session::SignedIn,
    token,
};

/// An account has a few devices, and on each a few keys over the years.
const KEYS_MAX: usize = 200;
/// Why a key signs no more, in the ledger: its owner said so.
const REVOKED: &str = "chủ tài khoản thu hồi";

pub(super) async fn list(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<Vec<Series>>, Error> {
    let keys = state.database.read().await?.series_of(&account.id).await?;
    Ok(Json(keys.into_iter().map(|key| key.series).collect()))
}

pub(super) async fn register(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<RegisterKey>,
) -> Result<Json<Series>, Error> {
    check_device(&form.device)?;
    let public_key = token::decode(&form.public_key).ok_or(ErrorCode::UnfitKey)?;
    VerifyingKey::from_sec1_bytes(&public_key).map_err(|_| ErrorCode::UnfitKey)?;
    let id = fingerprint(&public_key)?;
    let mut keeping = Keeping::begin(&state, &account).await?;
    let keys = keeping.transaction.series_of(&account.id).await?;
    // The answer to an earlier request may have been lost: the same key again is the same series.
    if let Some(key) = keys.iter().find(|key| key.series.id == id) {
        return Ok(Json(key.series.clone()));
    }
    if keys.len() >= KEYS_MAX {
        return Err(ErrorCode::UnfitKey.into());
    }
    let series = Series {
        id,
        device: form.device,
        registered_at: keeping.foundation.now_ms,
        marked: is_marked(&mut keeping.transaction, &account).await?,
        revoked_at: None,
    };
    let key = Key {
        series: series.id.clone(),
        public: form.public_key,
        device: series.device.clone(),
        to_confirm: series.marked,
    };
    let people = BTreeMap::from([(account.person.clone(), key)]);
    keeping.enter(Deed::RegisterKey { people }).await?;
    keeping
        .transaction
        .add_series(&account.id, &series, &public_key)
        .await?;
    keeping.transaction.commit().await?;
    Ok(Json(series))
}

/// A key registered after somebody else gave the password may be somebody else's.
async fn is_marked(transaction: &mut Transaction, account: &Account) -> Result<bool, Error> {
    let password = transaction
        .password_of(&account.id)
        .await?
        .ok_or(ErrorCode::NotSignedIn)?;
    Ok(password.password_set_by != account.id)
}

pub(super) async fn revoke(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path(series): Path<String>,
) -> Result<Response, Error> {
    let mut keeping = Keeping::begin(&state, &account).await?;
    let now_ms = keeping.foundation.now_ms;
    let is_own = keeping
        .transaction
        .revoke_series(&account.id, &series, now_ms)
        .await?;
    if !is_own {
        return Err(ErrorCode::NotFound.into());
    }
    let because = Because {
        reason: REVOKED.to_owned(),
    };
    let deed = Deed::RevokeKey {
        people: BTreeMap::from([(account.person.clone(), because)]),
        series: series.parse().map_err(|_| ErrorCode::NotFound)?,
    };
    keeping.enter(deed).await?;
    keeping.transaction.commit().await?;
    Ok(super::done())
}

/// A change of an account's keys, which is an entry in the ledger.
struct Keeping<'a> {
    account: &'a Account,
    transaction: Transaction,
    foundation: Foundation,
}

impl<'a> Keeping<'a> {
    async fn begin(state: &AppState, account: &'a Account) -> Result<Self, Error> {
        let mut transaction = state.database.write().await?;
        let server = ServerKey::read(&mut transaction).await?;
        // First of all: of two requests with the same key, the second sees the first.
        transaction.lock_series(&[&server.series]).await?;
        let foundation = Foundation::read(state, &mut transaction).await?;
        Ok(Self {
            account,
            transaction,
            foundation,
        })
    }

    /// Enters what happens to the key under this month of the person's unit; of people of no unit, under
    /// the district's.
    async fn enter(&mut self, deed: Deed) -> Result<(), Error> {
        let tree = &self.foundation.organisation.tree;
        let person = self.account.person.as_str();
        let own = self.transaction.unit_of_keys(person).await?;
        let unit = own
            .filter(|unit| tree.ledger(unit).is_some())
            .or_else(|| tree.top().cloned())
            .ok_or_else(|| Error::Operator("chưa có đơn vị nào (no unit yet)".to_owned()))?;
        let act = Act {
            book: BookId {
                unit,
                month: self.foundation.today.month(),
            },
            saw: BTreeMap::new(),
            after: Vec::new(),
            replaces: None,
            adopted_from: None,
            deed,
        };
        let (judged, _) = perform(
            &mut self.transaction,
            &self.foundation,
            &self.account.id,
            &[act],
        )
        .await?;
        match refused(&judged) {
            None => Ok(()),
            Some((name, verdict)) => Err(Error::Broken(format!("{name}: {verdict:?}"))),
        }
    }
}
