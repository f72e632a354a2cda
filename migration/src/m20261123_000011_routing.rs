//! Why a partner was chosen: one record for each automatic distribution, kept as it was made, and who is asked next.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, integer_null, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

use crate::shape::{
    create_indexes, drop_tables, index, json_list, one_of, points_to, rule, unique, with_audit,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_rule(manager).await?;
        create_decision(manager).await?;
        for column in assignment_columns() {
            let change = Table::alter().table("assignment").add_column(column).to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in assignment_columns().into_iter().rev() {
            let name = Alias::new(column.get_column_name());
            let change = Table::alter().table("assignment").drop_column(name).to_owned();
            manager.alter_table(change).await?;
        }
        drop_tables(manager, &["routing_decision", "routing_rule_version", "routing_rule"]).await
    }
}

async fn create_rule(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut rule = Table::create();
    rule.table("routing_rule")
        .col(uuid("id").primary_key())
        .col(text("name"))
        .col(integer("position"));
    manager.create_table(with_audit(&mut rule).to_owned()).await?;
    let mut version = Table::create();
    version
        .table("routing_rule_version")
        .col(uuid("id").primary_key())
        .col(uuid("rule_id"))
        .col(integer("number"))
        .col(text("state"))
        .col(text("settings"))
        .col(timestamp_with_time_zone("created_at"))
        .col(uuid_null("created_by"))
        .check(one_of("routing_rule_version_state", "state", &["draft", "active", "retired"]))
        .foreign_key(&mut points_to("routing_rule_version", "rule_id", "routing_rule"));
    manager.create_table(version).await?;
    let one_in = |name: &str, state: &str| {
        unique("routing_rule_version", name, &["rule_id"])
            .and_where(Expr::cust(format!("state = '{state}'")))
            .to_owned()
    };
    create_indexes(
        manager,
        vec![
            unique("routing_rule_version", "by_number", &["rule_id", "number"]),
            // A rule says one thing at a time, and one person at a time writes what it will say.
            one_in("one_active", "active"),
            one_in("one_draft", "draft"),
        ],
    )
    .await
}

async fn create_decision(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("routing_decision")
        .col(uuid("id").primary_key())
        .col(uuid("opportunity_id"))
        .col(uuid("chosen_id"))
        .col(timestamp_with_time_zone("at"))
        // Without a foreign key, like all columns that say who did something.
        .col(uuid_null("by"))
        .col(text("record"))
        // Who is asked next, in this order; what staff leave of it.
        .col(json_list("waiting"))
        .col(integer_null("accept_hours"))
        .col(uuid_null("fallback_id"))
        .col(integer("version").default(1))
        // It explains one opportunity, it is no copy of the directory.
        .check(rule("routing_decision_record_length", "length(record) <= 16384"))
        .foreign_key(&mut points_to("routing_decision", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("routing_decision", "chosen_id", "partner"))
        .foreign_key(&mut points_to("routing_decision", "fallback_id", "user_account"));
    manager.create_table(table).await?;
    create_indexes(
        manager,
        vec![
            // The newest decision about one opportunity, and what the foreign keys look up.
            index("routing_decision", "by_opportunity", &["opportunity_id", "at"]),
            index("routing_decision", "by_chosen", &["chosen_id"]),
            index("routing_decision", "by_fallback", &["fallback_id"]),
        ],
    )
    .await
}

/// The decision that an offer came from, without a foreign key: SQLite cannot drop a column that has one. And what of
/// the partner's own profile it was that fitted, as it was when it was offered.
fn assignment_columns() -> Vec<ColumnDef> {
    vec![uuid_null("decision_id"), text_null("fit")]
}
