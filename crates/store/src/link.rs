//! The one place that knows that there are two databases: a transaction on either, and how a statement runs on it.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Column, Executor, Postgres, Sqlite, Transaction, TypeInfo};

use crate::cell::{Cells, ToCells};
use crate::error::{Result, told};
use crate::value::Value;

/// A transaction on one of the two.
pub(crate) enum Link {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Int,
    Text,
    Bytes,
}

/// Runs the same expression on either transaction.
macro_rules! each {
    ($link:expr, $tx:ident, $Db:ident => $body:expr) => {
        match $link {
            Link::Sqlite($tx) => {
                #[allow(dead_code)]
                type $Db = Sqlite;
                $body
            }
            Link::Postgres($tx) => {
                #[allow(dead_code)]
                type $Db = Postgres;
                $body
            }
        }
    };
}

/// A statement with its values.
macro_rules! bound {
    ($Db:ident, $text:expr, $values:expr) => {{
        let mut query = sqlx::query::<$Db>($text);
        for value in $values {
            query = match value {
                Value::Int(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

impl Link {
    /// Runs one statement; all its rows.
    pub(crate) async fn rows(&mut self, text: &'static str, values: Vec<Value>) -> Result<Vec<Cells>> {
        each!(self, tx, Db => {
            let rows = bound!(Db, text, values).fetch_all(&mut **tx).await.map_err(told)?;
            rows.iter().map(ToCells::to_cells).collect()
        })
    }

    /// Runs one statement that was put together from names that are known, once; a row at a time.
    pub(crate) async fn each_row(
        &mut self,
        text: String,
        values: Vec<Value>,
        mut see: impl FnMut(Cells) -> Result<()> + Send,
    ) -> Result<()> {
        each!(self, tx, Db => {
            let query = bound!(Db, AssertSqlSafe(text), values).persistent(false);
            let mut rows = query.fetch(&mut **tx);
            while let Some(row) = rows.try_next().await.map_err(told)? {
                see(row.to_cells()?)?;
            }
            Ok(())
        })
    }

    /// Runs several statements at once, without values: a migration.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        each!(self, tx, Db => {
            sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **tx).await.map_err(told)?;
            Ok(())
        })
    }

    /// Prepares a statement; names and kinds of the columns that it gives. A kind that is never kept is `None`.
    pub(crate) async fn columns(&mut self, text: String) -> Result<Vec<(String, Option<Kind>)>> {
        each!(self, tx, Db => {
            let statement = (&mut **tx).prepare(sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(text)));
            let statement = statement.await.map_err(told)?;
            let columns = sqlx::Statement::columns(&statement).iter();
            Ok(columns.map(|column| (column.name().to_string(), kind(column.type_info().name()))).collect())
        })
    }

    pub(crate) async fn commit(self) -> Result<()> {
        each!(self, tx, Db => tx.commit().await.map_err(told))
    }

    pub(crate) async fn rollback(self) -> Result<()> {
        each!(self, tx, Db => tx.rollback().await.map_err(told))
    }
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "INTEGER" | "INT8" => Some(Kind::Int),
        "TEXT" => Some(Kind::Text),
        "BLOB" | "BYTEA" => Some(Kind::Bytes),
        _ => None,
    }
}
