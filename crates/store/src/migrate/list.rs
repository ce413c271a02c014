//! The migrations, in order. One that has been released is never changed: its checksum is recorded in every
//! database it ran on, and in `migrations/checksums.txt`.

use crate::nouns::content_hash;

/// One step of the schema.
pub(crate) struct Migration {
    /// From 1, without gaps.
    pub number: i64,
    /// What it is about; also in the names of its files.
    pub name: &'static str,
    /// What both databases read, but for [`for_postgres`].
    pub shared: &'static str,
    /// What only SQLite reads, after it.
    pub sqlite: &'static str,
    /// What only PostgreSQL reads, after it.
    pub postgres: &'static str,
}

macro_rules! text {
    ($file:literal) => {
        include_str!(concat!("../../migrations/", $file))
    };
}

pub(crate) const LIST: &[Migration] = &[
    Migration { number: 1, name: "accounts", shared: text!("0001_accounts.sql"), sqlite: "", postgres: "" },
    Migration {
        number: 2,
        name: "registers",
        shared: text!("0002_registers.sql"),
        sqlite: text!("0002_registers.sqlite.sql"),
        postgres: text!("0002_registers.postgres.sql"),
    },
    Migration { number: 3, name: "work", shared: text!("0003_work.sql"), sqlite: "", postgres: "" },
    Migration {
        number: 4,
        name: "audit",
        shared: text!("0004_audit.sql"),
        sqlite: text!("0004_audit.sqlite.sql"),
        postgres: text!("0004_audit.postgres.sql"),
    },
    Migration { number: 5, name: "kinds", shared: text!("0005_kinds.sql"), sqlite: "", postgres: "" },
    Migration {
        number: 6,
        name: "signatures",
        shared: text!("0006_signatures.sql"),
        sqlite: text!("0006_signatures.sqlite.sql"),
        postgres: text!("0006_signatures.postgres.sql"),
    },
    Migration {
        number: 7,
        name: "record",
        shared: text!("0007_record.sql"),
        sqlite: text!("0007_record.sqlite.sql"),
        postgres: text!("0007_record.postgres.sql"),
    },
    Migration {
        number: 8,
        name: "cases",
        shared: text!("0008_cases.sql"),
        sqlite: text!("0008_cases.sqlite.sql"),
        postgres: text!("0008_cases.postgres.sql"),
    },
    Migration { number: 9, name: "mail", shared: text!("0009_mail.sql"), sqlite: "", postgres: "" },
    Migration {
        number: 10,
        name: "case_files",
        shared: text!("0010_case_files.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 11,
        name: "rounds",
        shared: text!("0011_rounds.sql"),
        sqlite: text!("0011_rounds.sqlite.sql"),
        postgres: text!("0011_rounds.postgres.sql"),
    },
    Migration {
        number: 12,
        name: "round_papers",
        shared: text!("0012_round_papers.sql"),
        sqlite: "",
        postgres: "",
    },
];

impl Migration {
    /// SHA-256 over all three texts: the same on both databases.
    pub(crate) fn checksum(&self) -> String {
        content_hash([self.shared, "\0", self.sqlite, "\0", self.postgres].concat().as_bytes())
    }

    /// The text that a database runs.
    pub(crate) fn script(&self, is_sqlite: bool) -> String {
        match is_sqlite {
            true => format!("{}\n{}", self.shared, self.sqlite),
            false => format!("{}\n{}", for_postgres(self.shared), self.postgres),
        }
    }
}

/// Two words are read otherwise by PostgreSQL: bytes have another name, and text is told to sort by its bytes, as
/// SQLite does, whatever the language of the database.
fn for_postgres(shared: &str) -> String {
    let mut out = String::with_capacity(shared.len() * 2);
    for line in shared.lines().filter(|line| !line.trim_start().starts_with("--")) {
        for word in line.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            let end = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let rest = &word[end.len()..];
            out.push_str(match end {
                "TEXT" => "TEXT COLLATE \"C\"",
                "BLOB" => "BYTEA",
                same => same,
            });
            out.push_str(rest);
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> std::path::PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")
    }

    #[test]
    fn the_list_is_the_folder() {
        let mut files: Vec<_> = std::fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".sql"))
            .collect();
        files.sort();
        let mut listed = Vec::new();
        for (at, step) in LIST.iter().enumerate() {
            assert_eq!(step.number, at as i64 + 1);
            let begin = format!("{:04}_{}", step.number, step.name);
            listed.push(format!("{begin}.sql"));
            if !step.postgres.is_empty() {
                listed.push(format!("{begin}.postgres.sql"));
            }
            if !step.sqlite.is_empty() {
                listed.push(format!("{begin}.sqlite.sql"));
            }
        }
        listed.sort();
        assert_eq!(files, listed);
    }

    #[test]
    fn what_was_released_is_unchanged() {
        let recorded = std::fs::read_to_string(folder().join("checksums.txt")).unwrap();
        let now: String = LIST
            .iter()
            .map(|step| format!("{:04} {} {}\n", step.number, step.checksum(), step.name))
            .collect();
        assert_eq!(recorded, now, "a released migration never changes: add one with the next number");
    }

    #[test]
    fn two_words_are_read_otherwise_and_no_others() {
        let shared = "-- a TEXT\nCREATE TABLE t (a TEXT NOT NULL, CONTEXT BIGINT, b BLOB);";
        let read = "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, CONTEXT BIGINT, b BYTEA);\n";
        assert_eq!(for_postgres(shared), read);
    }
}
