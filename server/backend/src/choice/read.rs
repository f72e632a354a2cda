//! The lists as they stand.

use domain::choice::{Choice, Choices, Labels, List};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::choice::{Column, Entity, Model},
};

/// All of them.
pub(crate) async fn all(conn: &impl ConnectionTrait, cx: &Context) -> Result<Choices, Error> {
    read(Entity::visible_to(&cx.actor).all(conn).await?)
}

/// One list, which on PostgreSQL nobody else changes until the commit.
pub(super) async fn locked(txn: &WriteTxn, cx: &Context, list: List) -> Result<Choices, Error> {
    let of_list = || Entity::visible_to(&cx.actor).filter(Column::List.eq(list.as_ref()));
    of_list().order_by_asc(Column::Code).lock_exclusive().all(txn).await?;
    // What was added while we waited for the lock is not among the rows that were locked.
    read(of_list().all(txn).await?)
}

fn read(rows: Vec<Model>) -> Result<Choices, Error> {
    Ok(Choices::new(rows.into_iter().map(choice).collect::<Result<_, _>>()?))
}

fn choice(row: Model) -> Result<Choice, Error> {
    let broken = |what: String| Error::Inconsistent { table: "choice", id: Uuid::nil(), what };
    let Ok(list) = row.list.parse() else { return Err(broken(format!("list {:?}", row.list))) };
    let Ok(code) = row.code.parse() else { return Err(broken(format!("code {:?}", row.code))) };
    Ok(Choice {
        list,
        code,
        labels: Labels { cs: row.label_cs, en: row.label_en },
        position: row.position,
        is_active: row.is_active,
        probability: row.probability,
        version: row.version,
    })
}
