//! The command line: one verb, one act.

fn main() -> std::process::ExitCode {
    ballast::main()
}
