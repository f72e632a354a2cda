//! Reads a whole file and, in one transaction, does what it says; or takes everything back and only tells.

use std::collections::{HashMap, HashSet};

use csv::{ReaderBuilder, StringRecord};
use domain::{
    import::{ImportReport, LineError},
    invalid::{FieldError, Problem},
    opportunity::{OpportunityForm, Status},
    policy::{Action, Actor, Relation, authorize},
};
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{
    columns::{Column, words},
    decode::{Decoded, decode},
    line::{self, Cells, Owners},
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{account, contact, opportunity, user_account},
    fold,
    opportunity::absorb::{self, Absorbed},
};

/// How dates with slashes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `11/25/2026`, as English exports of Dynamics 365 write.
    #[default]
    MonthFirst,
    /// `25/11/2026`.
    DayFirst,
}

/// What is to be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Write; otherwise everything is taken back at the end.
    pub write: bool,
    /// Write nothing when one line is wrong; otherwise the good lines are kept.
    pub all_or_nothing: bool,
    /// How dates with slashes are read.
    pub dates: DateOrder,
}

/// Errors that a report lists; more of them help nobody.
const MOST_ERRORS: usize = 500;
/// Good lines that a preview shows.
const SAMPLE: usize = 8;

/// Imports a file, or previews it.
pub async fn execute(
    cx: &Context,
    file_name: &str,
    bytes: &[u8],
    options: Options,
) -> Result<ImportReport, Error> {
    authorize(&cx.actor, Action::ImportOpportunities, Relation::Own)?;
    let decoded = decode(bytes);
    let mut report = ImportReport {
        file_name: fold::nfc(file_name),
        encoding: decoded.encoding.to_owned(),
        separator: char::from(decoded.separator).to_string(),
        ..ImportReport::default()
    };
    let txn = cx.db.begin_write().await?;
    let owners = owners(&txn).await?;
    let mut run = Run { txn: &txn, cx, options, owners, seen: HashSet::new(), report: &mut report };
    run.file(&decoded).await?;
    let keep = options.write && (report.failed == 0 || !options.all_or_nothing);
    if keep {
        txn.tell(crate::changes::Change::Everything);
        txn.commit().await?;
    } else {
        txn.rollback().await?;
    }
    report.written = keep;
    Ok(report)
}

/// The vendor's people by name and by address.
async fn owners(txn: &WriteTxn) -> Result<Owners, Error> {
    let people = user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Kind.eq("staff"))
        .filter(user_account::Column::DeactivatedAt.is_null())
        .all(txn)
        .await?;
    let mut owners = Owners::new();
    for person in people {
        let id = person.id.into();
        owners.insert(words(&person.email), Some(id));
        owners.entry(words(&person.name)).and_modify(|known| *known = None).or_insert(Some(id));
    }
    Ok(owners)
}

struct Run<'a> {
    txn: &'a WriteTxn,
    cx: &'a Context,
    options: Options,
    owners: Owners,
    seen: HashSet<String>,
    report: &'a mut ImportReport,
}

impl Run<'_> {
    async fn file(&mut self, decoded: &Decoded) -> Result<(), Error> {
        let mut reader = ReaderBuilder::new()
            .delimiter(decoded.separator)
            .flexible(true)
            .from_reader(decoded.text.as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        let columns = self.columns(&headers);
        if !columns.values().any(|column| *column == Column::Topic) {
            self.wrong(1, &[FieldError::new("topic", Problem::Required)], &Cells::new());
            return Ok(());
        }
        let mut record = StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {
                    let line = record.position().map_or(line, csv::Position::line);
                    let cells = cells(&columns, &record);
                    if cells.values().all(|cell| cell.trim().is_empty()) {
                        continue;
                    }
                    self.report.lines += 1;
                    self.line(line, &cells).await?;
                }
                Err(_) => {
                    self.wrong(line, &[FieldError::new("", Problem::Unprintable)], &Cells::new());
                }
            }
        }
    }

    /// Which column of the file is which; the first of two that mean the same counts.
    fn columns(&mut self, headers: &StringRecord) -> HashMap<usize, Column> {
        let mut columns = HashMap::new();
        for (index, header) in headers.iter().enumerate() {
            match Column::of_header(header).filter(|c| !columns.values().any(|known| known == c)) {
                Some(column) => {
                    columns.insert(index, column);
                    self.report.columns.push((header.to_owned(), column.name().to_owned()));
                }
                None => self.report.ignored.push(header.to_owned()),
            }
        }
        columns
    }

    async fn line(&mut self, line: u64, cells: &Cells<'_>) -> Result<(), Error> {
        let (system, id) = line::external_id(cells);
        if !self.seen.insert(id.clone()) {
            self.wrong(line, &[FieldError::new("external_id", Problem::Taken)], cells);
            return Ok(());
        }
        let mut form = OpportunityForm {
            status: Status::InProgress.to_string(),
            ..OpportunityForm::default()
        };
        let mut errors = line::fill(&mut form, cells, &self.owners, self.options.dates);
        errors.extend(line::status(&mut form, cells).err());
        errors.extend(self.pick_account(&mut form, cells).await?.err());
        // Checked before anything is looked up, so that a wrong line leaves no account behind.
        errors.extend(form.check().err().unwrap_or_default());
        if !errors.is_empty() {
            self.wrong(line, &errors, cells);
            return Ok(());
        }
        let (accounts, contacts) =
            (self.missing_account(&form).await?, self.missing_contact(&form).await?);
        let old = opportunity::Entity::visible_to(&self.cx.actor)
            .filter(opportunity::Column::ExternalSystem.eq(system))
            .filter(opportunity::Column::ExternalId.eq(id.as_str()))
            .one(self.txn);
        let done = match old.await? {
            None => absorb::add(self.txn, self.cx, form.clone(), (system, &id)).await?,
            Some(old) => {
                let (owners, dates) = (&self.owners, self.options.dates);
                let account = (form.account_name.clone(), form.account_id.clone());
                absorb::refresh(self.txn, self.cx, &old, |stored| {
                    let _checked_above = line::fill(stored, cells, owners, dates);
                    if !account.1.is_empty() {
                        (stored.account_name, stored.account_id) = account;
                    }
                })
                .await?
            }
        };
        match done {
            Ok(absorbed) => {
                self.report.accounts += u64::from(accounts);
                self.report.contacts += u64::from(contacts);
                self.describe(&form, cells).await?;
                self.good(absorbed, form);
            }
            Err(errors) => self.wrong(line, &errors, cells),
        }
        Ok(())
    }

    /// A registration number says which account is meant, whatever it is called.
    async fn pick_account(
        &self,
        form: &mut OpportunityForm,
        cells: &Cells<'_>,
    ) -> Result<Result<(), FieldError>, Error> {
        let typed = cells.get(&Column::AccountNumber).copied().unwrap_or_default();
        let number = match domain::account::registration_number(typed) {
            Ok(Some(number)) => number,
            Ok(None) => return Ok(Ok(())),
            Err(problem) => return Ok(Err(FieldError::new("registration_number", problem))),
        };
        let known = account::Entity::visible_to(&self.cx.actor)
            .filter(account::Column::RegistrationNumber.eq(number))
            .one(self.txn)
            .await?;
        if let Some(row) = known {
            (form.account_name, form.account_id) = (row.name, row.id.to_string());
        }
        Ok(Ok(()))
    }

    async fn missing_account(&self, form: &OpportunityForm) -> Result<bool, Error> {
        if form.account_name.is_empty() || !form.account_id.is_empty() {
            return Ok(false);
        }
        let known = account::Entity::visible_to(&self.cx.actor)
            .filter(account::Column::NameFolded.eq(fold::fold(form.account_name.trim())))
            .one(self.txn)
            .await?;
        Ok(known.is_none())
    }

    async fn missing_contact(&self, form: &OpportunityForm) -> Result<bool, Error> {
        if form.contact_name.is_empty() {
            return Ok(false);
        }
        let known = contact::Entity::visible_to(&self.cx.actor)
            .filter(contact::Column::NameFolded.eq(fold::fold(form.contact_name.trim())))
            .one(self.txn)
            .await?;
        Ok(known.is_none())
    }

    /// What the line knows of its account and contact beyond their names; only what is still empty is filled in.
    async fn describe(&self, form: &OpportunityForm, cells: &Cells<'_>) -> Result<(), Error> {
        let number = cells.get(&Column::AccountNumber).copied().unwrap_or_default();
        if let Ok(Some(number)) = domain::account::registration_number(number) {
            <account::Entity as sea_orm::EntityTrait>::update_many()
                .col_expr(account::Column::RegistrationNumber, Expr::value(number))
                .filter(account::Column::NameFolded.eq(fold::fold(form.account_name.trim())))
                .filter(account::Column::RegistrationNumber.is_null())
                .exec(self.txn)
                .await?;
        }
        let email = cells.get(&Column::ContactEmail).copied().unwrap_or_default();
        let phone = cells.get(&Column::ContactPhone).copied().unwrap_or_default();
        let email = domain::text::email(email).ok().flatten();
        let phone = domain::text::phone(phone).ok().flatten();
        if form.contact_name.is_empty() || (email.is_none() && phone.is_none()) {
            return Ok(());
        }
        <contact::Entity as sea_orm::EntityTrait>::update_many()
            .col_expr(
                contact::Column::Email,
                Expr::col(contact::Column::Email).if_null(email.clone()),
            )
            .col_expr(
                contact::Column::EmailFolded,
                Expr::col(contact::Column::EmailFolded).if_null(email),
            )
            .col_expr(contact::Column::Phone, Expr::col(contact::Column::Phone).if_null(phone))
            .filter(contact::Column::NameFolded.eq(fold::fold(form.contact_name.trim())))
            .filter(contact::Column::Email.is_null())
            .exec(self.txn)
            .await?;
        Ok(())
    }

    fn good(&mut self, absorbed: Absorbed, form: OpportunityForm) {
        let count = match absorbed {
            Absorbed::Created => &mut self.report.created,
            Absorbed::Updated => &mut self.report.updated,
            Absorbed::Unchanged => &mut self.report.unchanged,
        };
        *count += 1;
        if self.report.sample.len() < SAMPLE {
            let value = if form.estimated_value.is_empty() {
                String::new()
            } else {
                [form.estimated_value.as_str(), &form.currency].join(" ")
            };
            self.report.sample.push([form.topic, form.account_name, form.status, value]);
        }
    }

    fn wrong(&mut self, line: u64, errors: &[FieldError], cells: &Cells) {
        self.report.failed += 1;
        for error in errors {
            if self.report.errors.len() >= MOST_ERRORS {
                return;
            }
            let column = Column::of_field(&error.field);
            let found = column.and_then(|column| cells.get(&column)).copied().unwrap_or_default();
            self.report.errors.push(LineError {
                line,
                column: column.map(|column| column.name().to_owned()),
                value: found.chars().take(60).collect(),
                problem: error.problem.clone(),
            });
        }
    }
}

fn cells<'r>(columns: &HashMap<usize, Column>, record: &'r StringRecord) -> Cells<'r> {
    columns.iter().filter_map(|(index, column)| Some((*column, record.get(*index)?))).collect()
}
