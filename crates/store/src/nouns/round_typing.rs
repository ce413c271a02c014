//! What somebody is typing into the forms of a round and hasn't sent. Only they see it.

use vocabulary::Code;

use crate::cell::Cells;
use crate::error::Result;
use crate::id::Id;
use crate::nouns::Typing;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    TYPED = "SELECT form, content, seen, typed_us FROM round_typing
        WHERE reference = $1 AND unit_code = $2 AND person_id = $3 AND form = $4";
    TYPE = "INSERT INTO round_typing (reference, unit_code, person_id, form, content, seen, typed_us)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (reference, unit_code, person_id, form)
        DO UPDATE SET content = excluded.content, seen = excluded.seen, typed_us = excluded.typed_us";
    DROP = "DELETE FROM round_typing
        WHERE reference = $1 AND unit_code = $2 AND person_id = $3 AND form = $4 RETURNING form";
}

fn read(cells: &mut Cells) -> Result<Typing> {
    Ok(Typing { field: cells.text()?, content: cells.text()?, seen: cells.text()?, at: cells.time()? })
}

impl View {
    /// What somebody has typed into a form of a unit of a round and not sent.
    pub async fn round_typing(
        &mut self,
        (reference, unit): (&Code, &Code),
        person: &Id,
        form: &str,
    ) -> Result<Option<Typing>> {
        self.find(TYPED, values![reference, unit, person, form], read).await
    }
}

impl Tx {
    /// Keeps what somebody is typing into a form, in place of what was kept before.
    pub async fn keep_round_typing(
        &mut self,
        (reference, unit): (&Code, &Code),
        person: &Id,
        typed: &Typing,
    ) -> Result<()> {
        let Typing { field, content, seen, at } = typed;
        let values = values![reference, unit, person, field.as_str(), content.as_str(), seen.as_str(), *at];
        self.rows(TYPE, values).await?;
        Ok(())
    }

    /// Lets go of what somebody was typing into a form; whether there was anything.
    pub async fn drop_round_typing(
        &mut self,
        (reference, unit): (&Code, &Code),
        person: &Id,
        form: &str,
    ) -> Result<bool> {
        Ok(self.touch(DROP, values![reference, unit, person, form]).await? > 0)
    }
}
