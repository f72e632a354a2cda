//! A file as lines of cells, each with the number that an editor shows beside it.

use std::collections::HashMap;

use csv::{Reader, ReaderBuilder, StringRecord};
use domain::{
    import::{FileProblem, ImportReport},
    invalid::Problem,
};

use super::{
    columns::Column,
    decode::{Decoded, decode},
    line::Cells,
};

/// A file whose first line was understood.
pub struct Sheet {
    decoded: Decoded,
    header: StringRecord,
    columns: HashMap<usize, Column>,
}

/// One line, or what is wrong with it before anybody looks into its cells.
pub struct Row {
    /// As an editor counts them.
    pub line: u64,
    /// What keeps its cells from being told apart.
    pub problem: Option<Problem>,
    record: StringRecord,
}

impl Sheet {
    /// Decodes a file and reads its header.
    pub fn read(bytes: &[u8]) -> Result<Self, FileProblem> {
        let decoded = decode(bytes)?;
        let mut sheet = Self { decoded, header: StringRecord::new(), columns: HashMap::new() };
        let mut rows = sheet.rows();
        let header = rows.read().ok_or(FileProblem::Empty)?;
        let has_lines = rows.next().is_some();
        if header.problem.is_some() {
            return Err(FileProblem::Header);
        }
        for (index, name) in header.record.iter().enumerate() {
            // The first of two that mean the same counts.
            let column = Column::of_header(name)
                .filter(|column| !sheet.columns.values().any(|known| known == column));
            if let Some(column) = column {
                sheet.columns.insert(index, column);
            }
        }
        sheet.header = header.record;
        // Another table is told by its missing column, whether it has lines or not.
        if has_lines || !sheet.has_topic() { Ok(sheet) } else { Err(FileProblem::NoLines) }
    }

    /// Whether there is a column without which no line can be right.
    pub fn has_topic(&self) -> bool {
        self.columns.values().any(|column| *column == Column::Topic)
    }

    /// Says in the report how the file was read.
    pub fn describe(&self, report: &mut ImportReport) {
        self.decoded.encoding.clone_into(&mut report.encoding);
        report.separator = char::from(self.decoded.separator).to_string();
        for (index, header) in self.header.iter().enumerate() {
            match self.columns.get(&index) {
                Some(column) => {
                    report.columns.push((header.to_owned(), column.name().to_owned()));
                }
                None => report.ignored.push(header.to_owned()),
            }
        }
    }

    /// The lines below the header that hold anything.
    pub fn lines(&self) -> Rows<'_> {
        let mut rows = self.rows();
        let _header = rows.read();
        rows
    }

    /// The cells of a row by their column.
    pub fn cells<'r>(&self, row: &'r Row) -> Cells<'r> {
        let cell = |(index, column): (&usize, &Column)| Some((*column, row.record.get(*index)?));
        self.columns.iter().filter_map(cell).collect()
    }

    fn rows(&self) -> Rows<'_> {
        let Decoded { text, start, separator, .. } = &self.decoded;
        let reader = ReaderBuilder::new()
            .delimiter(*separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(&text.as_bytes()[*start..]);
        let lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        Rows { reader, lines, start: *start, separator: *separator, width: self.header.len() }
    }
}

/// Reads row by row.
pub struct Rows<'s> {
    reader: Reader<&'s [u8]>,
    lines: Lines<'s>,
    /// Where the reader began in the text.
    start: usize,
    separator: u8,
    /// Cells of the header.
    width: usize,
}

impl Rows<'_> {
    fn place(&self) -> usize {
        let read = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.start.saturating_add(read)
    }

    fn read(&mut self) -> Option<Row> {
        let begin = self.place();
        let line = self.lines.of_record_at(begin);
        let mut record = StringRecord::new();
        let is_readable = match self.reader.read_record(&mut record) {
            Ok(false) => return None,
            Ok(true) => true,
            Err(_) => false,
        };
        let raw = self.lines.text.get(begin..self.place()).unwrap_or_default().trim_ascii();
        let problem = if !is_readable {
            Some(Problem::Unprintable)
        } else if raw.contains(&b'"') && !is_well_quoted(raw, self.separator) {
            Some(Problem::OpenQuote { last: line + line_ends(raw) })
        } else {
            None
        };
        Some(Row { line, problem, record })
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let mut row = self.read()?;
            if row.problem.is_some() {
                return Some(row);
            }
            if row.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let found = row.record.len();
            let has_more = row.record.iter().skip(self.width).any(|cell| !cell.trim().is_empty());
            if found < self.width || has_more {
                let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
                let (expected, found) = (number(self.width), number(found));
                row.problem = Some(Problem::Cells { expected, found });
            }
            return Some(row);
        }
    }
}

/// Whether every quotation mark that opens a cell closes it, with the cell's end behind. The reader of records takes
/// everything up to some later mark for one cell, which may be half the file.
fn is_well_quoted(record: &[u8], separator: u8) -> bool {
    #[derive(PartialEq, Clone, Copy)]
    enum At {
        Start,
        Plain,
        Quoted,
        /// Behind a mark that closes the cell or is the first of two that mean one.
        Closed,
    }
    let mut at = At::Start;
    for byte in record {
        at = match (at, byte) {
            (At::Quoted, b'"') => At::Closed,
            (At::Start | At::Closed, b'"') | (At::Quoted, _) => At::Quoted,
            (_, byte) if *byte == separator || matches!(byte, b'\r' | b'\n') => At::Start,
            (At::Closed, b' ') => At::Closed,
            (At::Closed, _) => return false,
            (At::Start | At::Plain, _) => At::Plain,
        };
    }
    at != At::Quoted
}

/// How often a line ends: a carriage return before a line feed ends none of its own.
fn line_ends(text: &[u8]) -> u64 {
    let mut lines = Lines { text, at: 0, line: 0 };
    lines.of_record_at(usize::MAX)
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
    fn of_record_at(&mut self, byte: usize) -> u64 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close_where_they_were_opened() {
        for (record, is_well) in [
            ("a;b", true),
            ("\"a\";\"b\"", true),
            ("\"a \"\"b\"\" c\";d", true),
            ("\"a;\nb\";c", true),
            ("\"\";\"\"\"\"", true),
            ("a \"quoted\" word;b", true),
            ("\"a\" ;b", true),
            ("\"a;b", false),
            ("a;\"b\nc;d", false),
            ("\"a\"b;c", false),
            ("\"a;b\n\"c\";d", false),
        ] {
            assert_eq!(is_well_quoted(record.as_bytes(), b';'), is_well, "{record:?}");
        }
    }

    fn numbered(text: &str) -> Vec<(u64, Option<Problem>)> {
        let sheet = Sheet::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why:?}: {text:?}"));
        sheet.lines().map(|row| (row.line, row.problem)).collect()
    }

    #[test]
    fn a_line_has_as_many_cells_as_the_header() {
        let few = Some(Problem::Cells { expected: 3, found: 2 });
        let many = Some(Problem::Cells { expected: 3, found: 4 });
        assert_eq!(
            numbered("topic;a;b\n1;2;3\n1;2\n1;2;3;4\n1;2;3;;\n;\n\n1;2;3\n"),
            [(2, None), (3, few), (4, many), (5, None), (8, None)]
        );
    }

    #[test]
    fn what_a_quote_swallowed_is_named() {
        assert_eq!(
            numbered("topic;a\n\"x\r\ny\";1\r\n\"z;1\r\nw;2\r\n"),
            [(2, None), (4, Some(Problem::OpenQuote { last: 5 }))]
        );
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        for first in ["sep=;\r\n", "SEP=;\n", "\u{feff}\"sep=;\"\n"] {
            let text = [first, "topic;note, with, commas\nx;y\n"].concat();
            assert_eq!(numbered(&text), [(3, None)], "{first:?}");
        }
        assert_eq!(numbered("sep=\t\ntopic\ta,b,c\nx\ty\n"), [(3, None)]);
    }
}
