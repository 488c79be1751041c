//! What was handed in, as exact bytes with their digest: never written again, and compared whenever they are read.

use bellwether_kernel::actor::UserId;
use serde::{Deserialize, Serialize};

use crate::model::answers::Answers;
use crate::model::application::ApplicationId;
use crate::model::consortium::Partner;
use crate::model::file::sha256;

/// A file in what was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// The field that it answers.
    pub field: String,
    /// Its name.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// The application.
    pub application: ApplicationId,
    /// How often it was handed in, this time included.
    pub number: u32,
    /// Slug of the cluster.
    pub cluster: String,
    /// Slug of the call.
    pub call: String,
    /// Key of the stage, in a call with stages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The version of the call.
    pub version: i64,
    /// SHA-256 of that version.
    pub version_sha256: String,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// Who handed it in.
    pub by: Option<UserId>,
    /// Who signed.
    pub signed: Vec<UserId>,
    /// How much is asked for, in minor units.
    pub asked_minor: i64,
    /// The currency.
    pub currency: String,
    /// The answers to what was asked.
    pub answers: Answers,
    /// The files.
    pub files: Vec<FrozenFile>,
    /// The organisations of the consortium.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Partner>,
}

/// Bytes that never change, with their digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    text: String,
    sha256: String,
}

/// The bytes are not those that were frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was frozen is not what its digest says")]
pub struct Altered;

impl Frozen {
    /// Freezes a value.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn of(value: &impl Serialize) -> Result<Frozen, serde_json::Error> {
        let text = serde_json::to_string(value)?;
        let sha256 = sha256(text.as_bytes());
        Ok(Frozen { text, sha256 })
    }

    /// What was read again.
    ///
    /// # Errors
    /// [`Altered`] if the digest is another.
    pub fn read(text: String, digest: &str) -> Result<Frozen, Altered> {
        let sha256 = sha256(text.as_bytes());
        if sha256 == digest { Ok(Frozen { text, sha256 }) } else { Err(Altered) }
    }

    /// The bytes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Their SHA-256 in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}
