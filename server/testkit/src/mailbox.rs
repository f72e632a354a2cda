//! What the outbox holds, as a test wants to read it.

use backend::db::Db;
use sea_orm::ConnectionTrait;

use crate::rows::sql;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What it is about.
    pub topic: String,
    /// Which message it is.
    pub key: String,
    /// To which address.
    pub to: String,
    /// In which language.
    pub language: String,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// The same as a page; empty where there is none.
    pub html: String,
    /// `pending`, `sent`, `failed` or `held`.
    pub state: String,
}

/// All messages, in the order in which they were written.
pub(crate) async fn read(db: &Db) -> Vec<Mail> {
    let query = "SELECT topic, key, recipient_email, language, subject, text, coalesce(html, ''), state \
                 FROM outbox ORDER BY created_at, id";
    let rows = db.read().query_all_raw(sql(db.backend(), query)).await.expect("read the outbox");
    let mail = |row: &sea_orm::QueryResult| {
        let at = |index: usize| row.try_get_by_index::<String>(index).expect("a text");
        Mail {
            topic: at(0),
            key: at(1),
            to: at(2),
            language: at(3),
            subject: at(4),
            text: at(5),
            html: at(6),
            state: at(7),
        }
    };
    rows.iter().map(mail).collect()
}
