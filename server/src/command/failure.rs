//! How a command ends badly: a sentence for the operator and an exit code for scripts.

use std::{error::Error, fmt};

use app::told;
use backend::Error as Problem;

/// Lines of a file were wrong; the others may have been taken.
pub const WRONG_LINES: u8 = 3;

/// An end with a code of its own; everything else ends with 1.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub code: u8,
    sentence: String,
}

impl Failure {
    /// With this code and sentence.
    pub fn new(code: u8, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl Error for Failure {}

/// The exit code of an error.
pub fn code(error: &(dyn Error + 'static)) -> u8 {
    error.downcast_ref::<Failure>().map_or(1, |failure| failure.code)
}

/// The error in words, with what can be done about it.
pub fn sentence(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref::<Problem>() {
        Some(problem) => of_backend(problem),
        None => error.to_string(),
    }
}

fn of_backend(problem: &Problem) -> String {
    match problem {
        Problem::Invalid(fields) => {
            let told = fields.iter().map(|field| match field.field.as_str() {
                "" => told::problem(&field.problem),
                name => format!("{name}: {}", told::problem(&field.problem)),
            });
            told.collect::<Vec<_>>().join("\nstafeta: ")
        }
        Problem::Busy => {
            "the database is busy: something else writes to it for long; try again".to_owned()
        }
        Problem::Unavailable => {
            "the database cannot be reached: is it running, and is --database-url right?".to_owned()
        }
        Problem::Database(error) => format!("the database refused: {error}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use domain::invalid::{FieldError, Problem as P};

    use super::*;

    #[test]
    fn wrong_values_are_told_in_words() {
        let fields = vec![FieldError::new("email", P::Email), FieldError::new("name", P::Required)];
        assert_eq!(
            sentence(&Problem::Invalid(fields)),
            "email: Enter an e-mail address such as name@company.com.\nstafeta: name: Fill in this field."
        );
        assert_eq!(code(&Problem::Busy), 1);
        assert_eq!(code(&Failure::new(WRONG_LINES, "x")), 3);
    }
}
