//! Passwords: Argon2id with 19 MiB, two passes, one lane, and at most one at a time, so that signing
//! in cannot take more memory than that. The memory is kept for the next: an allocator that is given it
//! back each time ends by holding several.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        self,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};
use roviec_shared::api::ErrorCode;
use tokio::{sync::Mutex, task::spawn_blocking};

use crate::{error::Error, token};

/// Never matched: names that nobody has cost the same time as those that somebody has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cm92aWVjLm5vYm9keXMuMDE$ZvO6ZUQmZC8tQ1n0N3vXo0u2a7rX1bq3xJ8v0dWm5mA";

/// The one place at which passwords are hashed.
#[derive(Clone, Debug, Default)]
pub struct Hashing {
    memory: Arc<Mutex<Vec<Block>>>,
}

/// What Argon2id makes of a password, in memory that is made as large as the parameters ask.
fn output(
    password: &[u8],
    salt: &Salt,
    params: Params,
    memory: &mut Vec<Block>,
) -> password_hash::Result<Output> {
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    memory.resize(params.block_count(), Block::new());
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        password,
        salt,
        &mut output,
        memory,
    )?;
    Ok(Output::new(&output)?)
}

fn made(
    password: &[u8],
    salt: Salt,
    memory: &mut Vec<Block>,
) -> password_hash::Result<PasswordHash> {
    let params = Params::DEFAULT;
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params)?,
        hash: Some(output(password, &salt, params, memory)?),
        salt: Some(salt),
    })
}

/// Compared in constant time, as [`Output`] does.
fn matches(password: &[u8], hash: &str, memory: &mut Vec<Block>) -> password_hash::Result<bool> {
    let hash = PasswordHash::new(hash)?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
        return Ok(false);
    };
    Ok(output(password, salt, Params::try_from(&hash)?, memory)? == *expected)
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
        let salt = token::random::<16>()?;
        self.run(move |memory| {
            let hash = Salt::new(&salt)
                .map_err(Into::into)
                .and_then(|salt| made(password.as_bytes(), salt, memory));
            hash.map(|hash| hash.to_string())
                .map_err(|_| ErrorCode::UnfitPassword.into())
        })
        .await
    }

    /// Whether the password is the one of the hash; where there is no hash, takes as long and is not.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        self.run(move |memory| {
            let against = hash.as_deref().unwrap_or(NOBODYS);
            let matches = matches(password.as_bytes(), against, memory).unwrap_or_default();
            Ok(hash.is_some() && matches)
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let mut memory = self.memory.clone().lock_owned().await;
        spawn_blocking(move || work(&mut memory))
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

    #[tokio::test]
    async fn a_password_matches_its_own_hash_and_that_of_no_other_and_of_nobody() {
        let hashing = Hashing::default();
        let hash = hashing.hash("chi bộ".to_owned()).await.expect("a hash");
        let again = hashing.hash("chi bộ".to_owned()).await.expect("a hash");
        assert_ne!(hash, again, "each has its own salt");
        let verify = async |password: &str, hash| {
            let verified = hashing.verify(password.to_owned(), hash).await;
            verified.expect("a verdict")
        };
        assert!(verify("chi bộ", Some(hash.clone())).await);
        assert!(!verify("chi bo", Some(hash)).await);
        assert!(!verify("chi bộ", None).await);
        assert!(!verify("chi bộ", Some("no hash".to_owned())).await);
    }

    #[tokio::test]
    async fn a_hash_made_by_the_crate_alone_is_taken() {
        use argon2::password_hash::PasswordHasher;
        let made = Argon2::default().hash_password("thôn Hương Lý".as_bytes());
        let made = made
            .map(|hash: PasswordHash| hash.to_string())
            .expect("a hash");
        let hashing = Hashing::default();
        let taken = hashing.verify("thôn Hương Lý".to_owned(), Some(made));
        assert!(taken.await.expect("a verdict"));
    }
}
