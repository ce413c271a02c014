//! Settings: dated, for everybody or for one body. A change is one more row, from a moment on.

use jiff::Timestamp;
use vocabulary::Code;

use crate::cell::Cells;
use crate::error::Result;
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    IN_FORCE = "SELECT name, body_code, from_us, value, set_by FROM settings
        WHERE name = $1 AND (body_code = $2 OR body_code = '') AND from_us <= $3
        ORDER BY CASE WHEN body_code = '' THEN 1 ELSE 0 END, from_us DESC LIMIT 1";
    HISTORY = "SELECT name, body_code, from_us, value, set_by FROM settings
        WHERE name = $1 ORDER BY body_code, from_us DESC";
    SET = "INSERT INTO settings (name, body_code, from_us, value, set_by) VALUES ($1, $2, $3, $4, $5)";
}

/// A setting from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Which.
    pub name: String,
    /// For which body; for everybody if `None`.
    pub body: Option<Code>,
    /// From when.
    pub from: Timestamp,
    /// What it is, as `actions` wrote it down.
    pub value: String,
    /// Who set it.
    pub set_by: Option<Id>,
}

fn read(cells: &mut Cells) -> Result<Setting> {
    Ok(Setting {
        name: cells.text()?,
        body: Some(cells.text()?).filter(|text| !text.is_empty()).map(|text| Code::new(&text)),
        from: cells.time()?,
        value: cells.text()?,
        set_by: cells.id_or_none()?,
    })
}

fn body_text(body: Option<&Code>) -> String {
    body.map(Code::to_string).unwrap_or_default()
}

impl View {
    /// What is in force at a moment: the body's own setting, else the one for everybody.
    pub async fn setting(
        &mut self,
        name: &str,
        body: Option<&Code>,
        at: Timestamp,
    ) -> Result<Option<Setting>> {
        self.find(IN_FORCE, values![name, body_text(body), at], read).await
    }

    /// Every value that a setting ever had or will have, by body, latest first.
    pub async fn setting_history(&mut self, name: &str) -> Result<Vec<Setting>> {
        self.list(HISTORY, values![name], read).await
    }
}

impl Tx {
    /// Sets something from a moment on.
    ///
    /// Errors: `Taken` when it is set from that very moment already.
    pub async fn set_setting(&mut self, new: &Setting) -> Result<()> {
        let Setting { name, body, from, value, set_by } = new;
        self.rows(SET, values![name, body_text(body.as_ref()), *from, value, set_by.as_ref()]).await?;
        Ok(())
    }
}
