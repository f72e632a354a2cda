//! Reads a whole file and, in one transaction, does what it says; or takes everything back and only tells.

use std::collections::{HashMap, HashSet};

use csv::{ReaderBuilder, StringRecord};
use domain::{
    ids::AccountId,
    import::{ImportReport, LineError},
    invalid::{FieldError, Problem},
    opportunity::{OpportunityForm, Status},
    policy::Actor,
};
use sea_orm::{ColumnTrait, ConnectionTrait as _, QueryFilter};

use super::{
    columns::{Column, words},
    decode::{Decoded, decode},
    line::{self, Cells, Key, Owners},
    parties::{self, New},
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{opportunity, user_account},
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

/// Errors that a report explains; lines beyond are only named.
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
    super::admit(cx)?;
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

/// Counts lines as an editor does; the reader of records counts neither the empty ones before a record nor a lone
/// carriage return.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record begins that is read next from this byte on.
    fn of_record_at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(sign) = self.text.get(self.at) {
            let is_end = matches!(sign, b'\r' | b'\n');
            if self.at >= byte && !is_end {
                break;
            }
            // A carriage return before a line feed ends no line of its own.
            let half = *sign == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(is_end && !half);
            self.at += 1;
        }
        self.line
    }
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
        let mut lines = Lines { text: decoded.text.as_bytes(), at: 0, line: 1 };
        loop {
            let line = lines.of_record_at(reader.position().byte());
            match reader.read_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {
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
        let (form, key) = match self.read(cells) {
            Ok(read) => read,
            Err(errors) => {
                self.wrong(line, &errors, cells);
                return Ok(());
            }
        };
        // What a line has made before it turns out to be wrong is taken back, the lines before it stay.
        self.txn.execute_unprepared("SAVEPOINT line").await?;
        match self.store(form, &key, cells).await? {
            Ok((absorbed, new, form)) => {
                self.report.accounts += u64::from(new.account);
                self.report.contacts += u64::from(new.contact);
                self.good(absorbed, form);
            }
            Err(errors) => {
                self.txn.execute_unprepared("ROLLBACK TO SAVEPOINT line").await?;
                self.wrong(line, &errors, cells);
            }
        }
        self.txn.execute_unprepared("RELEASE SAVEPOINT line").await?;
        Ok(())
    }

    /// The form and the key of a line, as far as it can be checked by itself.
    fn read(&mut self, cells: &Cells<'_>) -> Result<(OpportunityForm, Key), Vec<FieldError>> {
        let mut errors = Vec::new();
        let key = line::external_id(cells).map_err(|error| errors.push(error)).ok();
        if let Some((_, id)) = &key
            && !self.seen.insert(id.clone())
        {
            return Err(vec![FieldError::new("external_id", Problem::Taken)]);
        }
        let mut form = OpportunityForm {
            status: Status::InProgress.to_string(),
            ..OpportunityForm::default()
        };
        errors.extend(line::fill(&mut form, cells, &self.owners, self.options.dates));
        errors.extend(line::status(&mut form, cells).err());
        errors.extend(parties::check(cells));
        errors.extend(form.check().err().unwrap_or_default());
        key.filter(|_| errors.is_empty()).map(|key| (form, key)).ok_or(errors)
    }

    /// Creates the opportunity or changes the one that came before.
    async fn store(
        &self,
        mut form: OpportunityForm,
        key: &Key,
        cells: &Cells<'_>,
    ) -> Result<Result<(Absorbed, New, OpportunityForm), Vec<FieldError>>, Error> {
        let (system, id) = (key.0, key.1.as_str());
        let old = opportunity::Entity::visible_to(&self.cx.actor)
            .filter(opportunity::Column::ExternalSystem.eq(system))
            .filter(opportunity::Column::ExternalId.eq(id))
            .one(self.txn)
            .await?;
        let account = old.as_ref().and_then(|old| old.account_id).map(AccountId);
        let new = match parties::settle(self.txn, self.cx, &mut form, cells, account).await? {
            Ok(new) => new,
            Err(error) => return Ok(Err(vec![error])),
        };
        let done = match old {
            None => absorb::add(self.txn, self.cx, form.clone(), (system, id)).await?,
            Some(old) => {
                let (owners, dates) = (&self.owners, self.options.dates);
                let settled = form.clone();
                absorb::refresh(self.txn, self.cx, &old, |stored| {
                    let kept = stored.clone();
                    let _checked_above = line::fill(stored, cells, owners, dates);
                    parties::put(stored, kept, settled);
                })
                .await?
            }
        };
        Ok(done.map(|absorbed| (absorbed, new, form)))
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
        if self.report.errors.len() >= MOST_ERRORS {
            match self.report.further.last_mut() {
                Some((_, last)) if *last + 1 == line => *last = line,
                _ => self.report.further.push((line, line)),
            }
            return;
        }
        for error in errors {
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
