use sha2::{Digest, Sha256};
use store::latest_schema;
use vocabulary::Code;

use crate::backups::{empty, file, fill};
use crate::support::{Place, at, code_of, is_sound};

both!(a_backup_of_an_earlier_schema_is_restored_and_brought_to_this_one);

/// The backup as an earlier schema wrote it: the fifth had no signatures yet, the sixth no record, the seventh no cases, the eighth no mails, the
/// ninth no files of cases, the tenth no rounds, the eleventh no papers of rounds.
fn as_of_schema(schema: i64, text: &str) -> String {
    let first_later = match schema {
        ..6 => "signatures",
        6 => "record_entries",
        7 => "cases",
        8 => "mails",
        9 => "case_files",
        10 => "rounds",
        _ => "round_files",
    };
    let mut lines: Vec<&str> = text.lines().collect();
    lines.pop();
    let at = lines.iter().position(|line| line.contains(&format!("\"table\":\"{first_later}\"}}"))).unwrap();
    let kept = &lines[..at];
    let head =
        kept[0].replacen(&format!("\"schema\":{}", latest_schema()), &format!("\"schema\":{schema}"), 1);
    let mut text: String = std::iter::once(head.as_str())
        .chain(kept[1..].iter().copied())
        .map(|line| format!("{line}\n"))
        .collect();
    let mut rows = serde_json::Map::new();
    let mut table = String::new();
    for line in &kept[1..] {
        match serde_json::from_str(line).unwrap() {
            serde_json::Value::Object(next) => {
                table = next["table"].as_str().unwrap().to_string();
                rows.insert(table.clone(), 0.into());
            }
            _ => rows[&table] = (rows[&table].as_u64().unwrap() + 1).into(),
        }
    }
    let hash: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    text.push_str(&format!("{{\"end\":{},\"sha256\":\"{hash}\"}}\n", serde_json::Value::Object(rows)));
    text
}

async fn a_backup_of_an_earlier_schema_is_restored_and_brought_to_this_one(place: Place) {
    let store = place.store().await;
    fill(&store).await;
    let now = file(&place, "now.jsonl");
    let counts = store.backup(&now, at(7)).await.unwrap();
    let text = std::fs::read_to_string(&now).unwrap();
    for (schema, tables_later) in [(5, 17), (6, 16), (7, 13), (8, 8), (9, 7), (10, 6), (11, 2)] {
        let earlier = file(&place, &format!("earlier-{schema}.jsonl"));
        std::fs::write(&earlier, as_of_schema(schema, &text)).unwrap();
        let other = Place::new(place.kind);
        let into = empty(&other).await;
        let restored = into.restore(&earlier, at(8)).await.unwrap();
        assert_eq!(
            (restored.schema, restored.tables.as_slice()),
            (schema, &counts[..counts.len() - tables_later])
        );
        is_sound(&into).await;
        let mut view = into.view().await.unwrap();
        let words = view.signatures_of_unit(&Code::new("06K")).await.unwrap();
        assert_eq!(words.len(), usize::from(schema >= 6));
        assert_eq!(view.record_logs().await.unwrap().len(), usize::from(schema >= 7));
        assert_eq!(view.case(&Code::new("A")).await.unwrap().is_some(), schema >= 8);
        assert!(schema >= 9 || view.unsent_mails().await.unwrap().is_empty());
    }
    // With the number of this schema the same file lacks a table.
    let lacking =
        as_of_schema(5, &text).replacen("\"schema\":5", &format!("\"schema\":{}", latest_schema()), 1);
    let (body, _) = lacking.trim_end().rsplit_once('\n').unwrap();
    let hash: String = Sha256::digest(format!("{body}\n")).iter().map(|byte| format!("{byte:02x}")).collect();
    let end = lacking.trim_end().rsplit_once("\"sha256\":\"").unwrap().0;
    let bad = file(&place, "lacking.jsonl");
    std::fs::write(&bad, format!("{end}\"sha256\":\"{hash}\"}}\n")).unwrap();
    let another = Place::new(place.kind);
    let into = empty(&another).await;
    assert_eq!(code_of(into.restore(&bad, at(8)).await), "backup-damaged");
}
