//! Keys of chains: ECDSA P-256 with SHA-256, as WebCrypto makes them. Signs for the server's own chains, checks all others.

use ledger::chain::chain_id;
use ledger::hash::{Hash, Id};
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};

/// A secret key of a chain that this process writes.
#[derive(Clone)]
pub struct Key(SigningKey);

impl Key {
    /// Derives a key from a secret; the same secret gives the same key.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        // One digest in 2^32 is no valid scalar; the next one is.
        let mut digest = Hash::of_parts(&[b"takar key ", secret]);
        loop {
            match SigningKey::from_slice(&digest.0) {
                Ok(key) => return Self(key),
                Err(_) => digest = Hash::of(&digest.0),
            }
        }
    }

    /// Returns the public key, 65 bytes, uncompressed point.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        self.0.verifying_key().to_encoded_point(false).as_bytes().to_vec()
    }

    /// Returns the id of the chain that the key writes.
    #[must_use]
    pub fn chain_id(&self) -> Id {
        chain_id(&self.public())
    }

    /// Signs bytes; the same bytes give the same signature.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        let signature: Signature = self.0.sign(bytes);
        signature.to_bytes().into()
    }
}

/// Says whether a signature over the bytes fits the public key.
#[must_use]
pub fn verify(public_key: &[u8], bytes: &[u8], signature: &[u8; 64]) -> bool {
    let Ok(key) = VerifyingKey::from_sec1_bytes(public_key) else { return false };
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(bytes, &signature).is_ok())
}

/// Fills 32 bytes from the machine's source of randomness.
pub fn random() -> Result<[u8; 32], String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| format!("the machine gives no randomness: {error}"))?;
    Ok(bytes)
}
