//! Does what a file says, in short transactions between which others write; or reads only, and tells what it would do.

use std::time::{Duration, Instant};

use domain::{
    import::ImportReport,
    invalid::{FieldError, Problem},
};

use super::{
    ahead::Ahead,
    desk::Desk,
    line::Cells,
    make,
    sheet::{Row, Sheet},
    tally::{Seen, Tally},
};
use crate::{Context, Error, changes::Change, db::Alone, fold, routing};

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
    /// Write; otherwise only tell.
    pub write: bool,
    /// Write nothing when one line is wrong; otherwise the good lines are kept. All lines are then one transaction, and
    /// others wait for its end before they write.
    pub all_or_nothing: bool,
    /// How dates with slashes are read.
    pub dates: DateOrder,
}

/// Most lines of one transaction, where the good ones are kept.
const LINES: usize = 200;
/// How long one transaction keeps others from writing, and a line more.
const TURN: Duration = Duration::from_millis(150);
/// How often lines are tried again that somebody else was faster with.
const TRIES: usize = 3;

/// Imports a file, or previews it.
///
/// Lines are stored in batches, each line whole. Whatever ends the import in the middle, the lines before it stay and a
/// second run adds the others; or nothing of it stays, where that was chosen. An error means that nothing was written; later
/// the report says where it stopped.
pub async fn execute(
    cx: &Context,
    file_name: &str,
    bytes: &[u8],
    options: Options,
) -> Result<ImportReport, Error> {
    super::admit(cx)?;
    let mut report = ImportReport { file_name: fold::nfc(file_name), ..ImportReport::default() };
    let sheet = match Sheet::read(bytes) {
        Ok(sheet) => sheet,
        Err(problem) => {
            report.refused = Some(problem);
            return Ok(report);
        }
    };
    sheet.describe(&mut report);
    let mut tally = Tally { report };
    if !sheet.has_topic() {
        tally.wrong(1, &[FieldError::new("topic", Problem::Required)], &Cells::new());
        return Ok(tally.report);
    }
    if options.write && !options.all_or_nothing {
        return write(cx, &sheet, options, tally).await;
    }
    let would = preview(cx, &sheet, options, tally.clone()).await?;
    if options.write && would.failed == 0 {
        write(cx, &sheet, options, tally).await
    } else {
        Ok(would)
    }
}

/// What the lines would do to the database as it is now. Keeps nobody from writing.
async fn preview(
    cx: &Context,
    sheet: &Sheet,
    options: Options,
    mut tally: Tally,
) -> Result<ImportReport, Error> {
    let now = cx.db.snapshot().await?;
    let desk = Desk::open(&now, cx, options.dates).await?;
    let (mut ahead, mut seen) = (Ahead::default(), Seen::default());
    for row in sheet.lines() {
        let cells = sheet.cells(&row);
        match desk.decide(&now, (&ahead, &seen), &row, &cells).await? {
            Ok(decision) => {
                ahead.note(&decision.parties);
                tally.good(&decision);
                let distributed = desk.distributed(&now, &decision).await?;
                tally.report.distributed += u64::from(distributed.is_some());
                seen.add(decision.id);
            }
            Err(errors) => tally.wrong(row.line, &errors, &cells),
        }
        tally.report.lines += 1;
    }
    now.rollback().await?;
    Ok(tally.report)
}

async fn write(
    cx: &Context,
    sheet: &Sheet,
    options: Options,
    mut tally: Tally,
) -> Result<ImportReport, Error> {
    let (mut lines, mut seen) = (sheet.lines(), Seen::default());
    let most = if options.all_or_nothing { usize::MAX } else { LINES };
    loop {
        let rows: Vec<Row> = lines.by_ref().take(most).collect();
        let mut rest = rows.as_slice();
        while let Some(first) = rest.first() {
            match batch_again(cx, sheet, options, (&tally, &mut seen), rest).await {
                Ok((after, taken)) => {
                    tally = after;
                    rest = rest.get(taken..).unwrap_or_default();
                }
                Err(error) if tally.report.written => {
                    tracing::error!(%error, line = first.line, "an import stopped");
                    tally.report.stopped = Some(first.line);
                }
                Err(error) => return Err(error),
            }
            if tally.report.stopped.is_some() {
                return finish(cx, tally).await;
            }
        }
        if rows.len() < most {
            return finish(cx, tally).await;
        }
    }
}

/// Open pages hear of it once, not line by line; and the worker distributes what rules say.
async fn finish(cx: &Context, tally: Tally) -> Result<ImportReport, Error> {
    if tally.report.written {
        // What was stored is stored, also when pages cannot be told.
        let told = async {
            let txn = cx.db.begin_write().await?;
            routing::hand_over(&txn, &tally.report).await?;
            txn.tell(Change::Everything);
            txn.commit().await
        };
        if let Err(error) = told.await {
            tracing::warn!(%error, "open pages were not told of an import");
        }
    }
    Ok(tally.report)
}

/// A batch; again from its first line when somebody else wrote what it was about to write.
async fn batch_again(
    cx: &Context,
    sheet: &Sheet,
    options: Options,
    (tally, seen): (&Tally, &mut Seen),
    rows: &[Row],
) -> Result<(Tally, usize), Error> {
    let mut tries = 1;
    loop {
        match batch(cx, sheet, options, (tally, seen), rows).await {
            Err(error)
                if tries < TRIES
                    && (error.is_unique_violation()
                        || matches!(error, Error::Stale | Error::Busy)) =>
            {
                tries += 1;
            }
            done => return done,
        }
    }
}

/// Stores the first of the rows in one transaction; answers the report after them, and how many they were.
async fn batch(
    cx: &Context,
    sheet: &Sheet,
    options: Options,
    (before, seen): (&Tally, &mut Seen),
    rows: &[Row],
) -> Result<(Tally, usize), Error> {
    seen.forget_uncommitted();
    let txn = cx.db.begin_write().await?.quietly();
    txn.alone(Alone::Import).await?;
    let until = Instant::now() + TURN;
    let desk = Desk::open(&txn, cx, options.dates).await?;
    let (mut tally, mut taken, mut distributed) = (before.clone(), 0, Vec::new());
    for row in rows {
        let cells = sheet.cells(row);
        match desk.decide(&txn, (&Ahead::default(), seen), row, &cells).await? {
            Ok(decision) => {
                tally.good(&decision);
                distributed.extend(desk.distributed(&txn, &decision).await?);
                make::both(&txn, cx, decision.parties, &cells).await?;
                decision.verdict.store(&txn, cx).await?;
                seen.add(decision.id);
            }
            // It was right before anything was written, so somebody changed something meanwhile.
            Err(errors) if options.all_or_nothing => {
                txn.rollback().await?;
                let mut stopped = before.clone();
                stopped.wrong(row.line, &errors, &cells);
                stopped.report.stopped = Some(row.line);
                return Ok((stopped, 0));
            }
            Err(errors) => tally.wrong(row.line, &errors, &cells),
        }
        tally.report.lines += 1;
        taken += 1;
        if !options.all_or_nothing && Instant::now() >= until {
            break;
        }
    }
    routing::gather(&txn, cx, &mut tally.report, &distributed).await?;
    txn.commit().await?;
    seen.keep();
    tally.report.written = true;
    Ok((tally, taken))
}
