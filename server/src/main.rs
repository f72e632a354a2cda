//! The `stafeta` binary: reads the arguments and runs one of the operator's commands.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run()
}
