//! `cargo xtask <verb>`: the project's own chores. Each verb is one file.

mod api;
mod ask;
mod bench;
mod browser;
mod generate;
mod install_tools;
mod python;
mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <verb>

  tidy [CHECK…]     every house rule that a compiler can't check; --edges prints who may use whom;
                    --bless lowers or removes entries of xtask/ratchet.toml
  generate          write the generated files; --check only says whether they are fresh
  test              everything CI runs, in order
  browser [JOURNEY…] the demonstration's pages in Chromium: every kind of page, and the journeys
  bench             run the benchmarks of every crate; what follows is passed on
  api               try the API of a real server against its own description
  install-tools     install what the tests need beside Rust (LibreOffice Calc, PostgreSQL, Chromium)
";

/// What a verb answers: `Ok(true)` all is well, `Ok(false)` the answer is no, `Err` it could not be done.
type Answer = Result<bool, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = match words.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", &[][..]),
    };
    match run(verb, rest) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("xtask {verb}: {why}");
            ExitCode::from(3)
        }
    }
}

fn run(verb: &str, rest: &[String]) -> Answer {
    let root = shell::root()?;
    match verb {
        "tidy" => tidy::run(&root, rest),
        "generate" => generate::run(&root, rest),
        "test" => test::run(&root),
        "browser" => browser::run(&root, rest),
        "api" => api::run(&root),
        "bench" => bench::run(&root, rest),
        "install-tools" => install_tools::run(&root),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(true)
        }
        other => Err(format!("there is no verb `{other}`\n\n{USAGE}")),
    }
}
