//! The rules and rates that ship, and what the worked example expects.

use std::collections::BTreeMap;
use std::path::PathBuf;

use register::{RULE_TABLES, RawPack, RawRow, RawTable, Rulebook};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One line of CSV; a quoted cell may hold commas and doubled quotes, but no line break.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().expect("a cell").push(letter),
        }
    }
    cells
}

/// The rulebook that ships.
pub fn rulebook() -> Rulebook {
    let read = |name: &str| {
        let path = ["data/rules", "data/rates"].map(|folder| root().join(folder).join(format!("{name}.csv")));
        let text = path.iter().find_map(|path| std::fs::read_to_string(path).ok()).expect(name);
        let mut lines = text.lines().map(cells);
        let columns = lines.next().expect("a header");
        let rows = (2..).zip(lines).map(|(line, cells)| RawRow { line, cells }).collect();
        RawTable { name: name.to_string(), columns, rows }
    };
    let tables = RULE_TABLES.iter().map(|table| read(table.name)).collect();
    let (book, findings) = Rulebook::read(&RawPack { name: "shipped".to_string(), tables });
    assert!(findings.is_empty(), "{findings:#?}");
    book
}

/// The rows of a block of the worked example.
pub fn expected(block: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(root().join("docs/worked/11-pay.md")).expect("the page");
    let mut lines = text.lines().skip_while(|line| *line != format!("```csv {block}")).skip(1);
    let columns = cells(lines.next().expect(block));
    let rows = lines.take_while(|line| !line.starts_with("```"));
    rows.map(|row| columns.iter().cloned().zip(cells(row)).collect()).collect()
}
