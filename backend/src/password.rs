//! Passwords: Argon2id with 19 MiB, two passes, one lane, and at most one at a time, so that signing
//! in cannot take more memory than that.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use roviec_shared::api::ErrorCode;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::error::Error;

/// Never matched: names that nobody has cost the same time as those that somebody has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cm92aWVjLm5vYm9keXMuMDE$ZvO6ZUQmZC8tQ1n0N3vXo0u2a7rX1bq3xJ8v0dWm5mA";

/// The one place at which passwords are hashed.
#[derive(Clone, Debug)]
pub struct Hashing {
    turn: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            turn: Arc::new(Semaphore::new(1)),
        }
    }
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// Whether a password may be chosen: 8 to 256 characters.
pub fn check_fit(password: &str) -> Result<(), Error> {
    if (8..=256).contains(&password.chars().count()) {
        Ok(())
    } else {
        Err(ErrorCode::UnfitPassword.into())
    }
}

impl Hashing {
    /// The hash to store, as a PHC string.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        self.run(move || {
            let hash: Result<PasswordHash, _> = argon2().hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string())
                .map_err(|_| ErrorCode::UnfitPassword.into())
        })
        .await
    }

    /// Whether the password is the one of the hash; where there is no hash, takes as long and is not.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(NOBODYS);
            let matches = PasswordHash::new(hash)
                .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
            Ok(known && matches)
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _turn = self
            .turn
            .acquire()
            .await
            .map_err(|_| ErrorCode::Unavailable)?;
        spawn_blocking(work)
            .await
            .map_err(|_| ErrorCode::Unavailable)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_is_well_formed_and_costs_the_same() {
        let hash = PasswordHash::new(NOBODYS).expect("a PHC string");
        let costs = Params::try_from(&hash).expect("parameters");
        assert_eq!(
            (costs.m_cost(), costs.t_cost(), costs.p_cost()),
            (19 * 1024, 2, 1)
        );
        assert_eq!(Params::DEFAULT.m_cost(), costs.m_cost());
    }
}
