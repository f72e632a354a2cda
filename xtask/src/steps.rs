//! Named steps with durations, and the table of them at the end.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// Steps in the order in which they ran. A step that fails does not stop the next ones.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<Done>,
}

#[derive(Debug)]
struct Done {
    name: &'static str,
    took: Duration,
    failure: Option<String>,
}

impl Steps {
    /// Runs one step and remembers how it went. Returns whether it succeeded.
    pub fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> bool {
        eprintln!("\n── {name}");
        let start = Instant::now();
        let failure = step().err().map(|error| format!("{error:#}"));
        if let Some(failure) = &failure {
            eprintln!("{name}: {failure}");
        }
        let succeeded = failure.is_none();
        self.done.push(Done { name, took: start.elapsed(), failure });
        succeeded
    }

    /// Prints the table; an error if any step failed.
    pub fn finish(self) -> Result<()> {
        let failed = self.done.iter().filter(|step| step.failure.is_some()).count();
        eprint!("\n{}", self.table());
        if failed > 0 {
            bail!("{failed} of {} steps failed", self.done.len());
        }
        Ok(())
    }

    fn table(&self) -> String {
        let mut table = String::new();
        let total: Duration = self.done.iter().map(|step| step.took).sum();
        for step in &self.done {
            let (word, why) = match &step.failure {
                None => ("ok", ""),
                Some(why) => ("FAILED", why.lines().next().unwrap_or_default()),
            };
            let seconds = step.took.as_secs_f32();
            let _ = writeln!(table, "{:28} {seconds:8.1} s  {word} {why}", step.name);
        }
        let _ = writeln!(table, "{:28} {:8.1} s", "total", total.as_secs_f32());
        table
    }
}
