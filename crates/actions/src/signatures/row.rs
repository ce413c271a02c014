use register::Register;
use register::tables::{AgreementLine, CostPool, PostGroup, Row, Table, Unit};

/// A row of a register as text, in the order of its table's columns; none when there is no such row.
pub(crate) fn cells_of(rows: &Register, table: &str, key: &str) -> Option<(Table, Vec<String>)> {
    fn found<T: Row>(rows: &[T], key: &str) -> Option<(Table, Vec<String>)> {
        rows.iter().find(|row| row.key() == key).map(|row| (T::TABLE, row.write()))
    }
    match table {
        "units" => found(&rows.units, key),
        "cost_pools" => found(&rows.cost_pools, key),
        "post_groups" => found(&rows.post_groups, key),
        "agreement_lines" => found(&rows.agreement_lines, key),
        _ => None,
    }
}

/// The value of a cell as its table writes it, checked as the table checks it.
///
/// Errors: what was expected there.
pub(crate) fn canonical(
    table: &Table,
    mut cells: Vec<String>,
    at: usize,
    value: &str,
) -> Result<String, String> {
    fn read<T: Row>(cells: &[String], at: usize) -> Result<String, String> {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        match T::read(&texts) {
            Ok(row) => Ok(row.write().swap_remove(at)),
            Err(problems) => {
                let here = problems.into_iter().find(|(column, _)| *column == at);
                Err(here.map_or_else(|| "a row that can be read".to_string(), |(_, expected)| expected))
            }
        }
    }
    match value.trim() {
        "" => return Err("a value".to_string()),
        value => cells[at] = value.to_string(),
    }
    match table.name {
        "units" => read::<Unit>(&cells, at),
        "cost_pools" => read::<CostPool>(&cells, at),
        "post_groups" => read::<PostGroup>(&cells, at),
        _ => read::<AgreementLine>(&cells, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_checked_as_its_column_is() {
        let cells = ["U", "0.00", "5", "4", "case", "assumed"].map(String::from).to_vec();
        let unit = Unit::TABLE;
        assert_eq!(canonical(&unit, cells.clone(), 1, " -12.5 "), Ok("-12.50".to_string()));
        assert_eq!(canonical(&unit, cells.clone(), 2, "3.70"), Ok("3.7".to_string()));
        assert!(canonical(&unit, cells.clone(), 2, "101").unwrap_err().contains("0 to 100"));
        assert_eq!(canonical(&unit, cells, 2, ""), Err("a value".to_string()), "blank is no correction");
    }
}
