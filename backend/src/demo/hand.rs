//! Keys of the demonstration, drawn like everything in it: its ledgers are the same every time, so
//! nothing that they sign is worth more than the demonstration.

use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use roviec_shared::{
    act::Key,
    id::{ActRef, PersonId, SeriesId},
    sync::{
        series::{Hash, WireAct, batch_message},
        server::SeriesState,
    },
};

use super::chance::Chance;
use crate::{error::Error, server_key::fingerprint, token};

/// A key with the acts that it made so far.
pub struct Hand {
    /// Whose; none for the server.
    pub person: Option<PersonId>,
    /// The account that it is registered for; empty for the server.
    pub account: String,
    /// The device, as its user names it.
    pub device: String,
    /// The series that it makes.
    pub series: SeriesId,
    signing: SigningKey,
    number: u64,
    hash: Hash,
}

/// 32 bytes that are a key: a scalar outside the curve's order is as likely as a meteorite.
pub fn secret(mut chance: Chance) -> [u8; 32] {
    loop {
        let bytes = chance.bytes();
        if SigningKey::from_slice(&bytes).is_ok() {
            return bytes;
        }
    }
}

impl Hand {
    /// A key that has signed nothing yet.
    pub fn new(
        secret: &[u8; 32],
        person: Option<PersonId>,
        account: String,
        device: &str,
    ) -> Result<Self, Error> {
        let signing = SigningKey::from_slice(secret)
            .map_err(|_| Error::Broken("a key that is none".to_owned()))?;
        Ok(Self {
            series: fingerprint(&signing.verifying_key().to_sec1_bytes())?,
            person,
            account,
            device: device.to_owned(),
            signing,
            number: 0,
            hash: Hash::default(),
        })
    }

    /// 65 bytes, uncompressed.
    pub fn public_key(&self) -> Vec<u8> {
        self.signing.verifying_key().to_sec1_bytes().into_vec()
    }

    /// As its registration says it.
    pub fn key(&self) -> Key {
        Key {
            series: self.series.clone(),
            public: token::encode(&self.public_key()),
            device: self.device.clone(),
            to_confirm: false,
        }
    }

    /// As the server holds it.
    pub fn state(&self) -> SeriesState {
        SeriesState {
            person: self.person.clone(),
            public_key: self.public_key(),
            head: self.number,
            hash: self.hash,
            is_revoked: false,
        }
    }

    /// Gives an act its number and its hash.
    pub fn number(&mut self, wire: &WireAct) -> (ActRef, Hash) {
        self.number += 1;
        self.hash = wire.hash(&self.hash, self.number);
        let name = ActRef {
            series: self.series.clone(),
            number: self.number,
        };
        (name, self.hash)
    }

    /// Its last act and the signature over all up to it.
    pub fn sign(&self) -> (ActRef, String) {
        let message = batch_message(&self.series, self.number, &self.hash);
        let signature: Signature = self.signing.sign(&message);
        let name = ActRef {
            series: self.series.clone(),
            number: self.number,
        };
        (name, token::encode(&signature.to_vec()))
    }
}
