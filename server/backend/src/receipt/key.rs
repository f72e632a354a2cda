//! The key that signs: made once, kept in the database, so that all servers of a portal share it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::policy::Actor;
use ed25519_dalek::{SigningKey, VerifyingKey};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::setting::{ActiveModel, Column, Entity},
};

/// Name of the setting that holds it.
const NAME: &str = "receipt_key";
/// Bytes of the key's hash that name it.
const ID_BYTES: usize = 8;

/// The setting: the seed is the secret.
#[derive(Serialize, Deserialize)]
struct Stored {
    seed: String,
}

/// The half of the key that everybody may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// Always `Ed25519`.
    pub algorithm: String,
    /// How receipts name it: the first eight bytes of the SHA-256 of the key, in hex.
    pub key_id: String,
    /// The 32 bytes of the key in base64.
    pub public_key: String,
}

impl PublicKey {
    pub(super) fn of(key: &VerifyingKey) -> Self {
        Self {
            algorithm: "Ed25519".to_owned(),
            key_id: id(key),
            public_key: STANDARD.encode(key.as_bytes()),
        }
    }

    /// Reads what `/receipts/key` answers, or the base64 of the key alone. `None` when it is neither.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let base64 = match serde_json::from_str::<Self>(text) {
            Ok(key) => key.public_key,
            Err(_) => text.to_owned(),
        };
        let bytes: [u8; 32] = STANDARD.decode(base64).ok()?.try_into().ok()?;
        VerifyingKey::from_bytes(&bytes).ok().map(|key| Self::of(&key))
    }

    /// For checking. `None` when it was put together from something that is no key.
    pub(super) fn verifying(&self) -> Option<VerifyingKey> {
        let bytes: [u8; 32] = STANDARD.decode(&self.public_key).ok()?.try_into().ok()?;
        VerifyingKey::from_bytes(&bytes).ok()
    }
}

/// How receipts name the key.
pub(super) fn id(key: &VerifyingKey) -> String {
    let first = Sha256::digest(key.as_bytes()).into_iter().take(ID_BYTES);
    format!("{:016x}", first.fold(0_u64, |id, byte| id << 8 | u64::from(byte)))
}

/// Makes the key of a new portal. Runs at every start.
pub async fn prepare(cx: &Context) -> Result<(), Error> {
    if stored(cx.db.read()).await?.is_some() {
        return Ok(());
    }
    let txn = cx.db.begin_write().await?;
    signing(&txn, cx).await?;
    txn.commit().await
}

/// What checks receipts of this portal; `None` before its first start.
pub async fn public_key(cx: &Context) -> Result<Option<PublicKey>, Error> {
    Ok(stored(cx.db.read()).await?.map(|key| PublicKey::of(&key.verifying_key())))
}

/// The key, made if there is none. Of several servers that make one at the same time the first one's counts.
pub(crate) async fn signing(txn: &WriteTxn, cx: &Context) -> Result<SigningKey, Error> {
    if let Some(key) = stored(txn).await? {
        return Ok(key);
    }
    let seed = Stored { seed: STANDARD.encode(cx.new_seed()) };
    let row = ActiveModel {
        key: Set(NAME.to_owned()),
        value: Set(serde_json::to_string(&seed).unwrap_or_default()),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(None),
        updated_at: Set(cx.now),
        updated_by: Set(None),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Key).do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    stored(txn).await?.ok_or(Error::Busy)
}

/// The same where it was made before, read once for all calls. Outside a transaction only: what a transaction has made
/// may still be taken back.
pub(crate) async fn known(cx: &Context) -> Result<Option<SigningKey>, Error> {
    if let Some(key) = cx.receipt_key.get() {
        return Ok(Some(key.clone()));
    }
    let key = stored(cx.db.read()).await?;
    Ok(key.map(|key| cx.receipt_key.get_or_init(|| key).clone()))
}

async fn stored(db: &impl ConnectionTrait) -> Result<Option<SigningKey>, Error> {
    // The program's own: nobody who asks may read it.
    let row = Entity::visible_to(&Actor::System).filter(Column::Key.eq(NAME)).one(db).await?;
    row.map(|row| {
        read(&row.value).ok_or_else(|| Error::Inconsistent {
            table: "setting",
            id: Uuid::nil(),
            what: format!("{NAME} is no key"),
        })
    })
    .transpose()
}

fn read(value: &str) -> Option<SigningKey> {
    let stored: Stored = serde_json::from_str(value).ok()?;
    let seed: [u8; 32] = STANDARD.decode(stored.seed).ok()?.try_into().ok()?;
    Some(SigningKey::from_bytes(&seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_published_and_alone() {
        let key = PublicKey::of(&SigningKey::from_bytes(&[7; 32]).verifying_key());
        let published = serde_json::to_string(&key).unwrap();
        assert_eq!(PublicKey::read(&published), Some(key.clone()));
        assert_eq!(PublicKey::read(&format!(" {}\n", key.public_key)), Some(key));
        for wrong in ["", "{}", "AAAA", "****", "{\"public_key\":1}"] {
            assert_eq!(PublicKey::read(wrong), None, "{wrong}");
        }
    }
}
