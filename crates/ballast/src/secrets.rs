//! Secrets that a verb is told: never as an argument, where every process of the machine could read them.

use std::io::{BufRead, IsTerminal};

/// A file whose first line is the password.
const VARIABLE: &str = "BALLAST_PASSWORD_FILE";

/// The password of an account: from the file that the environment names, typed unseen at a terminal (twice), else
/// the first line of standard input.
///
/// Errors: in words, when it can't be read, or was typed differently.
pub(crate) fn password(of: &str) -> Result<String, String> {
    if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(text.lines().next().unwrap_or_default().to_string());
    }
    if std::io::stdin().is_terminal() {
        let ask = |words: String| rpassword::prompt_password(words).map_err(|error| error.to_string());
        let typed = ask(format!("Password of {of}: "))?;
        let again = ask("The same again: ".to_string())?;
        return if typed == again { Ok(typed) } else { Err("the two passwords differ".to_string()) };
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| format!("standard input: {error}"))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_string())
}
