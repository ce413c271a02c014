//! Passwords and other secrets, hashed beside everything else: it is dear on purpose.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use store::StoreError;

use super::Desk;
use crate::refusal::Refusal;

impl Desk {
    /// The argon2id hash of a password, as a PHC string.
    ///
    /// Errors: when the machine gives no random bytes.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String, Refusal> {
        let (password, cost) = (password.to_string(), self.cost.clone());
        self.aside(move || hash(&cost, &password)).await?
    }

    /// Is this the password of a hash? Takes as long when there is none.
    pub(crate) async fn is_password(&self, password: &str, hash: Option<&str>) -> Result<bool, Refusal> {
        let (password, known) = (password.to_string(), hash.is_some());
        let hash = hash.unwrap_or(&self.nobody).to_string();
        let fits = move || {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        };
        Ok(self.aside(fits).await? && known)
    }

    /// A hash of something secret that can be compared and is as dear to guess as a password's. The same secret and
    /// salt give the same; the salt has 8 bytes at least.
    ///
    /// Errors: when it can't be hashed.
    pub(crate) async fn slow_hash(&self, secret: &str, salt: &str) -> Result<String, Refusal> {
        let (secret, salt, cost) = (secret.to_string(), salt.to_string(), self.cost.clone());
        let work = move || {
            let mut out = [0_u8; 32];
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost);
            let failed = |error: argon2::Error| StoreError::Failed { why: error.to_string() };
            argon2.hash_password_into(secret.as_bytes(), salt.as_bytes(), &mut out).map_err(failed)?;
            Ok(out.iter().map(|byte| format!("{byte:02x}")).collect())
        };
        self.aside(work).await?
    }

    /// Runs what takes long beside everything else.
    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let failed = |why: String| Refusal::Store(StoreError::Failed { why });
        let _turn = self.hashing.acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))
    }
}

/// The argon2id hash of a password, as a PHC string, at a cost.
pub(super) fn hash(cost: &Params, password: &str) -> Result<String, Refusal> {
    let failed = |error: argon2::password_hash::Error| StoreError::Failed { why: error.to_string() };
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.clone());
    Ok(argon2.hash_password(password.as_bytes()).map_err(failed)?.to_string())
}
