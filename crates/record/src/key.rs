use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer;

use crate::hash::{Hash, hex, unhex};

/// The byte that names Ed25519 among the kinds of keys of signed notes.
const ED25519: u8 = 1;

/// May a key have this name? Not blank, no spaces, no plus, nothing that a line can't hold.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// The first four bytes of the hash of a key's name, kind and bytes.
fn id_of(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let Hash(hash) = Hash::of(&[name.as_bytes(), b"\n", &[ED25519], public]);
    [hash[0], hash[1], hash[2], hash[3]]
}

/// What heads are checked by: `NAME+ID+KEY`, which may be told to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

impl VerifierKey {
    /// Reads `NAME+ID+KEY`.
    ///
    /// Errors: words that say what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.splitn(3, '+').collect();
        let &[name, id, key] = parts.as_slice() else {
            return Err("a key is written NAME+ID+KEY".to_string());
        };
        let bytes = STANDARD.decode(key).map_err(|_| "the key isn't base 64".to_string())?;
        let Some((&ED25519, public)) = bytes.split_first() else {
            return Err("the key isn't one of Ed25519".to_string());
        };
        let public: [u8; 32] = public.try_into().map_err(|_| "the key isn't 32 bytes long".to_string())?;
        if !is_name(name) || unhex(id) != Some(id_of(name, &public)) {
            return Err("the key isn't the one of its name and id".to_string());
        }
        Ok(VerifierKey { name: name.to_string(), public })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its id: it tells keys of one name apart.
    pub fn id(&self) -> [u8; 4] {
        id_of(&self.name, &self.public)
    }

    /// Did the owner of this key sign these bytes? Signatures that could have been written otherwise, and keys that
    /// fit anything, are refused.
    pub(crate) fn signed(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        ed25519_dalek::VerifyingKey::from_bytes(&self.public).is_ok_and(|key| {
            key.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
        })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = STANDARD.encode([&[ED25519], self.public.as_slice()].concat());
        write!(f, "{}+{}+{key}", self.name, hex(&self.id()))
    }
}

/// What heads are signed with. Secret: its `Debug` hides it, and it is wiped from memory when it is dropped.
#[derive(Clone)]
pub struct SigningKey {
    name: String,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A key from 32 secret bytes (the private key of RFC 8032). `None` when it can't have this name.
    pub fn new(name: &str, secret: &[u8; 32]) -> Option<Self> {
        let key = ed25519_dalek::SigningKey::from_bytes(secret);
        is_name(name).then(|| SigningKey { name: name.to_string(), key })
    }

    /// Reads `PRIVATE+KEY+NAME+ID+SECRET`, as the reference implementation of signed notes writes keys.
    ///
    /// Errors: words that say what is wrong with it, and nothing of the secret.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "a secret key is written PRIVATE+KEY+NAME+ID+SECRET".to_string();
        let parts: Vec<&str> = text.strip_prefix("PRIVATE+KEY+").ok_or_else(wrong)?.splitn(3, '+').collect();
        let &[name, id, secret] = parts.as_slice() else { return Err(wrong()) };
        let bytes = STANDARD.decode(secret).map_err(|_| "the secret isn't base 64".to_string())?;
        let Some((&ED25519, secret)) = bytes.split_first() else {
            return Err("the key isn't one of Ed25519".to_string());
        };
        let secret: [u8; 32] = secret.try_into().map_err(|_| "the secret isn't 32 bytes long".to_string())?;
        let key = SigningKey::new(name, &secret).ok_or_else(wrong)?;
        match unhex(id) == Some(key.verifier().id()) {
            true => Ok(key),
            false => Err("the key isn't the one of its name and id".to_string()),
        }
    }

    /// The key as it is kept: `PRIVATE+KEY+NAME+ID+SECRET`.
    pub fn reveal(&self) -> String {
        let secret = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        format!("PRIVATE+KEY+{}+{}+{secret}", self.name, hex(&self.verifier().id()))
    }

    /// The key that its signatures are checked by.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), public: self.key.verifying_key().to_bytes() }
    }

    /// Signs bytes; the same always get the same signature.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.key.sign(bytes).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, …)", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    /// RFC 8032, section 7.1, tests 1 to 3: secret, public, message, signature.
    const RFC_8032: [[&str; 4]; 3] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b\
             d25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c\
             387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659\
             4a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    #[test]
    fn signatures_are_those_of_the_rfc() {
        for [secret, public, message, signature] in RFC_8032 {
            let key = SigningKey::new("x", &unhex(secret).unwrap()).unwrap();
            let verifier = key.verifier();
            assert_eq!(hex(&verifier.public), public);
            let signed = key.sign(&bytes(message));
            assert_eq!(hex(&signed), signature);
            assert!(verifier.signed(&bytes(message), &signed));
            assert!(!verifier.signed(b"something else", &signed));
        }
    }

    #[test]
    fn a_secret_shows_itself_only_when_asked() {
        let key = SigningKey::new("example.org", &[7; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "SigningKey(example.org, …)");
        assert_eq!(SigningKey::parse(&key.reveal()).unwrap().verifier(), key.verifier());
    }
}
