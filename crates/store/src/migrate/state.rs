use vocabulary::{Finding, Place};

use super::latest;

/// The schema of a database, held against this program's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schema {
    /// An empty database.
    None,
    /// Tables of something else.
    Foreign {
        /// Their names.
        tables: Vec<String>,
    },
    /// Of an earlier version: `migrate` mends it.
    Older {
        /// Its number.
        at: i64,
    },
    /// This program's.
    Current,
    /// Of a later version.
    Newer {
        /// Its number.
        at: i64,
    },
    /// A step that was applied isn't the one that this program knows.
    Changed {
        /// The first such step.
        number: i64,
    },
}

impl Schema {
    /// Why the database can't be used, unless it can. `place` is where it is.
    pub fn finding(&self, place: &str) -> Option<Finding> {
        let place = Place::table(place);
        let wanted = format!("the schema {}", latest());
        Some(match self {
            Schema::Current => return None,
            Schema::None => Finding::error("schema-missing", place, "an empty database")
                .expected(wanted)
                .action("Run `init`."),
            Schema::Foreign { tables } => {
                let named: Vec<_> = tables.iter().take(5).map(String::as_str).collect();
                Finding::error(
                    "schema-foreign",
                    place,
                    format!("tables of something else: {}", named.join(", ")),
                )
                .expected("an empty database, or one of Ballast")
                .action("Give Ballast a database, or a schema of PostgreSQL, of its own.")
            }
            Schema::Older { at } => Finding::error("schema-older", place, format!("the schema {at}"))
                .expected(wanted)
                .action("Make a backup, then run `migrate`."),
            Schema::Newer { at } => Finding::error("schema-newer", place, format!("the schema {at}"))
                .expected(format!("{wanted} or an earlier one"))
                .action("Use the version of Ballast that wrote it, or a later one."),
            Schema::Changed { number } => Finding::error(
                "schema-changed",
                place,
                format!("step {number} isn't the one this program knows"),
            )
            .expected("the steps that were released, unchanged")
            .action("Use the program that made this database; a build of your own may have changed a step."),
        })
    }
}
