use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::OwnedSemaphorePermit;

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::link::{Kind, Link};
use crate::statement::Statement;
use crate::value::Value;

/// One state of the database, to read: that of its first reading. It doesn't change while it is held; it holds up nobody, but it holds one
/// connection: let it go before waiting for something else.
pub struct View {
    link: Link,
    broken: bool,
}

/// One act, to read and write. Nothing of it is seen by others before [`Tx::commit`] has answered; after that all
/// of it stays, whatever happens to the process or the machine. Dropped without it, nothing of it has happened.
pub struct Tx {
    view: View,
    /// Held to the end, so that acts of one process take their turn.
    _turn: OwnedSemaphorePermit,
    /// Counts what this process has confirmed.
    confirmed: Arc<AtomicU64>,
}

impl Deref for Tx {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut View {
        &mut self.view
    }
}

impl Tx {
    pub(crate) fn new(link: Link, turn: OwnedSemaphorePermit, confirmed: Arc<AtomicU64>) -> Tx {
        Tx { view: View::new(link), _turn: turn, confirmed }
    }

    /// Confirms the act. When this answers `Ok`, it is durable.
    ///
    /// Errors: when a statement of it had failed, or the database can't confirm. If the connection breaks in
    /// that very moment the act may have happened: look again before repeating it.
    pub async fn commit(self) -> Result<()> {
        let Tx { view, _turn, confirmed } = self;
        if view.broken {
            return Err(StoreError::failed("a statement of this act failed, so nothing of it is kept"));
        }
        let done = view.link.commit().await;
        // Also when it broke: then it may have happened.
        confirmed.fetch_add(1, Ordering::SeqCst);
        done
    }

    /// Takes the act back and waits until that is done. Dropping it does the same, later.
    ///
    /// Errors: when the database can't be reached; the act has not happened then either.
    pub async fn rollback(self) -> Result<()> {
        let Tx { view, _turn, .. } = self;
        view.link.rollback().await
    }

    /// Runs several statements without values.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        self.view.whole()?;
        let done = self.view.link.script(text).await;
        self.view.noted(done)
    }

    /// Runs a statement put together from known names.
    pub(crate) async fn put(&mut self, text: String, values: Vec<Value>) -> Result<()> {
        self.view.each_row(text, values, |_| Ok(())).await
    }
}

impl View {
    pub(crate) fn new(link: Link) -> View {
        View { link, broken: false }
    }

    /// Is it SQLite?
    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.link, Link::Sqlite(_))
    }

    /// PostgreSQL refuses all that follows an error, up to the end of the transaction. So do we on both.
    fn whole(&self) -> Result<()> {
        if self.broken {
            return Err(StoreError::failed(
                "a statement failed before: only dropping the transaction is left",
            ));
        }
        Ok(())
    }

    fn noted<T>(&mut self, done: Result<T>) -> Result<T> {
        self.broken |= done.is_err();
        done
    }

    /// All rows of a statement.
    pub(crate) async fn rows(&mut self, statement: Statement, values: Vec<Value>) -> Result<Vec<Cells>> {
        self.whole()?;
        let checked = values.iter().try_for_each(Value::check);
        self.noted(checked)?;
        let done = self.link.rows(statement.text, values).await;
        self.noted(done)
    }

    /// All rows of a statement, each read by `read`.
    pub(crate) async fn list<T>(
        &mut self,
        statement: Statement,
        values: Vec<Value>,
        read: impl Fn(&mut Cells) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.rows(statement, values).await?.into_iter().map(|mut cells| read(&mut cells)).collect()
    }

    /// The first row of a statement, if it gives one.
    pub(crate) async fn find<T>(
        &mut self,
        statement: Statement,
        values: Vec<Value>,
        read: impl Fn(&mut Cells) -> Result<T>,
    ) -> Result<Option<T>> {
        self.rows(statement, values).await?.first_mut().map(read).transpose()
    }

    /// The number that a statement gives in its only cell.
    pub(crate) async fn number(&mut self, statement: Statement, values: Vec<Value>) -> Result<i64> {
        let found = self.find(statement, values, Cells::int).await?;
        found.ok_or_else(|| StoreError::failed(format!("{} gave no row", statement.name)))
    }

    /// A statement for its effect; how many rows it says it touched (by `RETURNING`).
    pub(crate) async fn touch(&mut self, statement: Statement, values: Vec<Value>) -> Result<usize> {
        Ok(self.rows(statement, values).await?.len())
    }

    /// Rows one at a time, of a statement put together from known names.
    pub(crate) async fn each_row(
        &mut self,
        text: String,
        values: Vec<Value>,
        see: impl FnMut(Cells) -> Result<()> + Send,
    ) -> Result<()> {
        self.whole()?;
        let checked = values.iter().try_for_each(Value::check);
        self.noted(checked)?;
        let done = self.link.each_row(text, values, see).await;
        self.noted(done)
    }

    /// Names and kinds of the columns of a statement, which is prepared and not run.
    pub(crate) async fn columns(&mut self, text: String) -> Result<Vec<(String, Option<Kind>)>> {
        self.whole()?;
        let done = self.link.columns(text).await;
        self.noted(done)
    }
}
