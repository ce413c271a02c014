//! A database for a test, and `ballast` at work on it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// `ballast` on one database.
pub struct Place {
    /// The address of the database.
    pub database: String,
    /// A folder for whatever else.
    pub folder: PathBuf,
}

impl Place {
    /// A database of SQLite that isn't made yet, in a folder.
    pub fn of(folder: PathBuf) -> Place {
        std::fs::create_dir_all(&folder).unwrap();
        Place { database: folder.join("ballast.db").display().to_string(), folder }
    }

    /// The program with words, not yet started.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ballast"));
        command.args(words).env("BALLAST_DATABASE", &self.database).env_remove("BALLAST_PASSWORD_FILE");
        command.stdin(Stdio::null());
        command
    }

    /// Runs it to its end, with a line on standard input.
    pub fn run_with(&self, words: &[&str], line: &str) -> Output {
        let mut command = self.command(words);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{line}").unwrap();
        child.wait_with_output().unwrap()
    }

    /// Runs it to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// What it prints when all is well.
    pub fn told(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {messages}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// How it ends, and what it says.
    pub fn refused(&self, words: &[&str]) -> (i32, String) {
        let output = self.run(words);
        (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
