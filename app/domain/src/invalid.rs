//! What is wrong with one typed field, as data: the screen turns it into words.

use serde::{Deserialize, Serialize};

/// Why a value was refused. The variants are the messages of the product; texts live with the screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was entered where something must be.
    Required,
    /// More characters than the field holds.
    TooLong {
        /// The most characters.
        max: u32,
    },
    /// Fewer characters than are needed (passwords).
    TooShort {
        /// The fewest characters.
        min: u32,
    },
    /// Characters that cannot be shown (control characters).
    Unprintable,
    /// Not an e-mail address.
    Email,
    /// Not a telephone number.
    Phone,
    /// Not an amount.
    Amount,
    /// Negative, or beyond 1e12 units.
    AmountRange,
    /// More decimal places than the currency has.
    AmountDecimals {
        /// Decimal places of the currency.
        places: u8,
    },
    /// Not a number, or outside its range.
    NumberRange {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Not a date.
    Date,
    /// A moment that has to lie in the future.
    NotFuture,
    /// A day that is over, where something is planned.
    Past,
    /// A day further away than is allowed.
    TooFar {
        /// The most days from today.
        days: u32,
    },
    /// Not one of the choices.
    Choice,
    /// It was one of the choices and is offered no more.
    Retired,
    /// A registration number (IČO) whose check digit is wrong.
    RegistrationNumber,
    /// Nothing of that name; it can be created.
    NotFound,
    /// More than one of that name: one has to be picked from the list.
    Ambiguous,
    /// Another record has it already.
    Taken,
    /// The same partner twice.
    Duplicate,
    /// A contact of another account.
    OtherAccount,
    /// A well-known password.
    CommonPassword,
    /// E-mail or password is wrong. Said alike for both, so that nobody learns who has an account.
    Credentials,
    /// Too many attempts.
    Throttled {
        /// How long to wait, in minutes.
        minutes: u32,
    },
    /// A business rule refused it.
    Refused(crate::refusal::Refusal),
    /// Not a file of an allowed kind.
    FileType,
    /// A file larger than allowed.
    FileSize {
        /// Largest, in megabytes.
        max_mb: u32,
    },
    /// An unknown time zone.
    TimeZone,
    /// More files than one may send.
    TooMany {
        /// The most files.
        max: u32,
    },
    /// A line that is no territory.
    Territory {
        /// Its number, from one.
        line: u32,
    },
    /// A line that is no certification.
    Certification {
        /// Its number, from one.
        line: u32,
    },
    /// A line that is no customer: neither a registration number nor a web domain.
    CustomerLine {
        /// Its number, from one.
        line: u32,
    },
    /// A comma or a semicolon in what is one item of a list.
    ListMark,
    /// Something else than two-letter language codes.
    LanguageCode,
    /// Not an address of the web.
    WebAddress,
    /// The upper bound lies below the lower one.
    AmountOrder,
    /// A day before that from which work counts, or in the future.
    NotSince,
    /// The best for a whole selection, together with asking several at once.
    BatchAtOnce,
    /// Neither a registration number nor a web domain.
    CustomerKey,
    /// Neither a registration number, nor a VAT id, nor a web domain.
    CustomerKeys,
    /// A line of a table whose quotation mark is not closed where its cell ends.
    OpenQuote {
        /// The last line that was taken for a part of it.
        last: u64,
    },
    /// A line of a table with more or fewer cells than its header.
    Cells {
        /// Cells of the header.
        expected: u32,
        /// Cells of the line.
        found: u32,
    },
    /// Not a rate: a number above zero with at most six decimals.
    Rate,
    /// A line that does not belong on a sheet of rates.
    RateSheet {
        /// Its number, from one.
        line: u32,
    },
    /// Not a latitude and a longitude.
    Coordinates,
    /// A latitude beyond the poles, or a longitude beyond 180°.
    NotOnEarth,
    /// Not a name of the web.
    Domain,
    /// Not a country.
    Country,
    /// Somebody is named who may not read it.
    NotReader {
        /// Who.
        name: String,
    },
}

/// One field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form, e.g. `topic`, `collaborators.1`.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

impl FieldError {
    /// Ties a problem to a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

/// Collects the problems of a form while its values are read, so that all of them are told at once.
#[derive(Debug, Default)]
pub struct Collector {
    errors: Vec<FieldError>,
}

impl Collector {
    /// Keeps the value, or notes the problem and goes on with `None`.
    pub fn take<T>(&mut self, field: &str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.add(field, problem)).ok()
    }

    /// Notes a problem.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.errors.push(FieldError::new(field, problem));
    }

    /// Whether nothing was wrong so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The problems in the order in which they were found.
    #[must_use]
    pub fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }
}
