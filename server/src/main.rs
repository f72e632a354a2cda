//! The `stafeta` binary: reads the arguments and runs one of the operator's commands.

use std::process::ExitCode;

/// A page is thousands of small strings, made on one thread and freed on another: the system's allocator took a quarter of
/// the time of a list.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::run()
}
