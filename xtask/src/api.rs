//! `cargo xtask api`: tries the API of a real server against its own description. Requests are made up by
//! schemathesis from the description, right ones and wrong ones; no answer may be a server error, and none may be
//! other than the description says.

use crate::ask::Asked;
use crate::{Answer, python, shell};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// One version, so that the same requests come each time.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";
const PASSWORD: &str = "only for the time of a test";
/// These would take the token or the role that the others are tried with: they come last, by somebody else.
const ENDINGS: &str = "^/api/v1/(tokens/.*/revocations|roles/.*/endings|accounts/.*/closures)$";

/// Installs schemathesis if need be, makes a database, serves it, and tries everything.
pub fn run(root: &Path) -> Answer {
    let schemathesis = installed()?;
    if !shell::succeeds(&mut shell::cargo(root, &["build", "--quiet", "--bin", "ballast"]))? {
        return Ok(false);
    }
    let folder = std::env::temp_dir().join(format!("ballast-api-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let place = Place { program: shell::build_output(root).join("debug/ballast"), folder };
    let tried = try_all(root, &schemathesis, &place);
    let _ = std::fs::remove_dir_all(&place.folder);
    tried
}

fn try_all(root: &Path, schemathesis: &Path, place: &Place) -> Answer {
    let tokens = place.make()?;
    let server = place.serve()?;
    let case = Asked { address: &server.address, token: &tokens[0] }.open_case()?;
    let config = root.join("crates/web/tests/api/schemathesis.toml");
    let told = std::fs::read_to_string(&config).map_err(|e| format!("{}: {e}", config.display()))?;
    let config = place.folder.join("schemathesis.toml");
    std::fs::write(&config, told.replace("REFERENCE", &case))
        .map_err(|e| format!("{}: {e}", config.display()))?;
    let run = |token: &str, chosen: [&str; 2], examples: &str| {
        let mut command = Command::new(schemathesis);
        command.arg("--config-file").arg(&config).arg("run");
        command.arg(format!("http://{}/api/v1/openapi.json", server.address));
        command.arg("-H").arg(format!("Authorization: Bearer {token}")).args(chosen);
        command.args(["--max-examples", examples, "--seed", "20131018", "--warnings", "off"]);
        command.args(["--generation-database", "none", "--no-color"]).current_dir(&place.folder);
        shell::succeeds(&mut command)
    };
    let all = run(&tokens[0], ["--exclude-path-regex", ENDINGS], "25")?;
    let endings = run(&tokens[1], ["--include-path-regex", ENDINGS], "25")?;
    Ok(all && endings)
}

/// The program, and the folder that it works in.
struct Place {
    program: PathBuf,
    folder: PathBuf,
}

/// A server that ends with the step.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Place {
    fn ballast(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).env("BALLAST_DATABASE", self.folder.join("api.db")).current_dir(&self.folder);
        command
    }

    /// Runs a verb that reads a password; what it printed.
    fn told(&self, words: &[&str]) -> Result<String, String> {
        let mut command = self.ballast(words);
        let failed = |e: std::io::Error| format!("ballast {}: {e}", words.join(" "));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
        if let Some(mut input) = child.stdin.take() {
            // A verb that asks for none has ended before it is read.
            let _ = writeln!(input, "{PASSWORD}");
        }
        let output = child.wait_with_output().map_err(failed)?;
        if !output.status.success() {
            return Err(format!("ballast {} ended with {}", words.join(" "), output.status));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
    }

    /// A database with two accounts that may do everything; a token of each.
    fn make(&self) -> Result<[String; 2], String> {
        let [one, other] = ["one@a.example", "other@a.example"];
        self.told(&["init", "--administrator", one, "--with-shipped"])?;
        self.told(&["user", "add", other, "--name", "Other", "--role", "administrator", "--body", "Y54"])?;
        let token = |email: &str| {
            for role in ["data-steward", "author"] {
                self.told(&["user", "role", email, "--body", "Y54", "--give", role])?;
            }
            self.told(&["token", "make", "--for", email, "--label", "test", "--scope", "all"])
        };
        self.told(&["user", "role", one, "--body", "06K", "--give", "author"])?;
        Ok([token(one)?, token(other)?])
    }

    fn serve(&self) -> Result<Server, String> {
        let mut command = self.ballast(&["serve", "--address", "127.0.0.1:0"]);
        let mut child = command.stderr(Stdio::piped()).spawn().map_err(|e| format!("ballast serve: {e}"))?;
        let said = child.stderr.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let mut said = said.map_while(Result::ok);
        let address = said.find_map(|line| {
            let rest = line.split_once("http://")?.1;
            Some(rest.split([' ', ',']).next()?.to_string())
        });
        // What it says later is for people; nobody must wait until it is read.
        std::thread::spawn(move || said.for_each(|line| eprintln!("{line}")));
        match address {
            Some(address) => Ok(Server { child, address }),
            None => Err("the server did not say where it is".to_string()),
        }
    }
}

/// The program, in a folder of its own beside other build output.
fn installed() -> Result<PathBuf, String> {
    let folder = python::folder(&SCHEMATHESIS.replace("==", "-"))?;
    let program = folder.join("bin/schemathesis");
    if !program.is_file() {
        python::install(&folder, &[SCHEMATHESIS])?;
    }
    Ok(program)
}
