//! A partner brings an opportunity of its own; the vendor decides about it.
//!
//! Whether the vendor knows the customer already is never told, not even by a slower answer: a typed registration
//! number is compared with nothing here. It is kept beside the name (`lead_…`), staff are shown which accounts it may
//! be, and they choose one. Only a customer that the partner sees anyway can be picked by its id.

use domain::{
    ids::{AccountId, PartnerId},
    invalid::{Collector, Problem},
    opportunity::{BringForm, BringInput, Origin},
    policy::{Action, Actor, Denied, PartnerRole, Relation, authorize},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use super::{
    assign, create,
    fields::{self, Links},
    write,
};
use crate::{
    Context, Error,
    assignment::names,
    choice,
    db::WriteTxn,
    entity::{
        account, assignment,
        opportunity::{Column, Entity, Model},
        user_account,
    },
    fold::nfc,
    mail::{self, Notice, To},
};

/// Stores it and tells the vendor's managers. Answers its reference; for what was stored already, that one's.
pub async fn bring(cx: &Context, mut form: BringForm) -> Result<String, Error> {
    authorize(&cx.actor, Action::BringOpportunity, Relation::Own)?;
    let partner = cx.actor.partner().ok_or(Denied::Forbidden)?;
    form.join_products();
    for text in form.texts() {
        *text = nfc(text);
    }
    let input = form.check()?;
    let id = id_of(cx, &form, input.key);
    let stored = store(cx, partner, id, input).await;
    match stored {
        // On PostgreSQL the same press may be on its way a second time.
        Err(error) if error.is_unique_violation() => {
            stored_before(cx.db.read(), cx, id).await?.ok_or(error)
        }
        stored => stored,
    }
}

async fn store(
    cx: &Context,
    partner: PartnerId,
    id: Uuid,
    input: BringInput,
) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    if let Some(reference) = stored_before(&txn, cx, id).await? {
        return Ok(reference);
    }
    names::begins(&txn, partner, None).await?;
    let mut errors = Collector::default();
    let account = own_customer(&txn, cx, input.account).await?;
    let account = errors.take("account_id", account).flatten();
    fields::in_reach(cx, input.values.estimated_close_on, None, true, &mut errors);
    if !errors.is_empty() {
        return Err(errors.into_errors().into());
    }
    let mut row = create::empty(cx, Origin::Partner);
    row.id = id;
    row.origin_partner_id = Some(partner.0);
    row.awaiting_approval = true;
    let links = Links::to_account(account).at_first_stage(&row, &choice::all(&txn, cx).await?);
    fields::put(&mut row, input.values, links, cx.now);

    let (row, _) = write::insert(&txn, cx, row, None).await?;
    wait(&txn, cx, &row, partner).await?;
    let notice = Notice::Brought {
        reference: row.reference.clone(),
        topic: row.topic,
        partner: names::partner(&txn, partner).await?,
    };
    mail::notify(&txn, cx, To::VendorManagers, notice).await?;
    txn.commit().await?;
    Ok(row.reference)
}

/// The same words from the same page of the same person have the same id, so that pressing twice stores one. The time
/// in it is the page's, which makes it an id like any other; words that were changed on the way make another one.
fn id_of(cx: &Context, form: &BringForm, key: Uuid) -> Uuid {
    let user = cx.user_id().unwrap_or_default();
    let words = serde_json::to_vec(form).unwrap_or_default();
    let digest = Sha256::new().chain_update(user).chain_update(words).finalize();
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    // A UUIDv7 begins with 48 bits of milliseconds.
    let millis = u64::try_from(key.as_u128() >> 80).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The reference of what this person stored from the same page.
async fn stored_before(
    db: &impl ConnectionTrait,
    cx: &Context,
    id: Uuid,
) -> Result<Option<String>, Error> {
    Ok(Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Reference)
        .filter(Column::Id.eq(id))
        .filter(Column::CreatedBy.eq(cx.user_id()))
        .into_tuple()
        .one(db)
        .await?)
}

/// A customer whom the partner may see. Its own company is none.
async fn own_customer(
    txn: &WriteTxn,
    cx: &Context,
    chosen: Option<AccountId>,
) -> Result<Result<Option<AccountId>, Problem>, Error> {
    let Some(id) = chosen else { return Ok(Ok(None)) };
    let found = account::Entity::customers_of(&cx.actor)
        .filter(account::Column::Id.eq(id.0))
        .one(txn)
        .await?;
    Ok(found.map(|_| Some(id)).ok_or(Problem::Choice))
}

/// It waits for its approval; a seller's own stays theirs.
async fn wait(txn: &WriteTxn, cx: &Context, row: &Model, partner: PartnerId) -> Result<(), Error> {
    let seller = match cx.actor {
        Actor::Partner { user, role: PartnerRole::Seller, .. } => Some(user.0),
        _ => None,
    };
    assign::queue(txn, cx, row.id, partner, seller).await
}

/// A seller who brought it works it, also when it was rejected and reopened meanwhile.
pub(super) async fn keep_seller(txn: &WriteTxn, row: &Model) -> Result<(), Error> {
    let (Some(partner), Some(author)) = (row.origin_partner_id, row.created_by) else {
        return Ok(());
    };
    let seller = user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(author))
        .filter(user_account::Column::PartnerId.eq(partner))
        .filter(user_account::Column::Role.eq(PartnerRole::Seller.as_ref()))
        .filter(user_account::Column::DeactivatedAt.is_null())
        .one(txn)
        .await?;
    let Some(seller) = seller else { return Ok(()) };
    assignment::Entity::update_many()
        .col_expr(assignment::Column::SellerId, Expr::value(Some(seller.id)))
        .filter(assignment::Column::OpportunityId.eq(row.id))
        .filter(assignment::Column::PartnerId.eq(partner))
        .filter(assignment::Column::State.eq("accepted"))
        .filter(assignment::Column::SellerId.is_null())
        .exec(txn)
        .await?;
    Ok(())
}
