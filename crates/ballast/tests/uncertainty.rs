//! Draws that can be run again, sensitivity indices, mitigations as scenarios of their own, and Ctrl-C: through
//! the real binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{Row, ballast, change, code, flat, folder, json, pence, prints, table};

const ENH: &str = "east-and-north-hertfordshire";

fn simulate(test: &str, scenario: &str, more: &[&str]) -> (std::path::PathBuf, String) {
    let out = folder(test);
    let path = out.display().to_string();
    let text = prints(&[&["simulate", scenario, "--out", &path], more].concat());
    (out, text)
}

/// The rows of one draw of `draws.csv`, by metric.
fn draw(result: &Path, number: u64) -> BTreeMap<String, String> {
    let rows = table(&result.join("draws.csv"));
    let of_draw = rows.into_iter().filter(|row| row["draw"] == number.to_string());
    of_draw.map(|row| (row["metric"].clone(), row["value"].clone())).collect()
}

fn replays(result: &Path) {
    let output = ballast(&["replay", &result.display().to_string(), "--file-limit-mb", "512"]);
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_draw_of_each_kind_is_named_and_runs_to_the_same_numbers() {
    let (drawn, text) = simulate("uncertainty_draws", ENH, &["--draws", "40"]);
    let summary = json(&drawn);
    let chances = summary["chances"].as_array().unwrap();
    let fails = chances.iter().find(|row| row["id"] == "fails/0CG").expect("the unit may fail");
    let (so, not) =
        (fails["draw_in_which_so"].as_u64().unwrap(), fails["draw_in_which_not"].as_u64().unwrap());
    assert!(flat(&text).contains(&format!("--draw {so}` shows that draw in full")), "{text}");
    for row in chances {
        let certain = ["0", "1"].contains(&row["share"].as_str().unwrap());
        assert_eq!(row["draw_in_which_so"].is_null(), certain, "{row}");
        assert_eq!(row["draw_in_which_not"].is_null(), certain, "{row}");
    }
    for (number, fails) in [(so, true), (not, false)] {
        let name = format!("uncertainty_draw_{number}");
        let (alone, text) = simulate(&name, ENH, &["--draw", &number.to_string()]);
        assert!(text.contains(&format!("Run at draw {number}:")), "{text}");
        let row = draw(&drawn, number);
        let bodies = table(&alone.join("effects.csv"));
        let bodies: std::collections::BTreeSet<&String> =
            bodies.iter().map(|row| &row["body_code"]).collect();
        assert!(bodies.len() > 10);
        for body in bodies {
            assert_eq!(pence(&row[&format!("change_gbp/{body}")]), change(&alone, body), "{body}");
        }
        let verdicts = json(&alone)["verdicts"].as_array().unwrap().clone();
        let unit = verdicts.iter().find(|row| row["unit_code"] == "0CG").unwrap().clone();
        assert_eq!(unit["lowest_reserve_gbp"].as_str(), Some(row["lowest_reserve_gbp/0CG"].as_str()));
        assert_eq!(unit["scenario"] == "fails", fails, "{unit}");
        assert_eq!(json(&alone)["manifest"]["draw"], number);
        replays(&alone);
    }
}

#[test]
fn every_body_has_its_range_and_its_draws() {
    let (drawn, _) = simulate("uncertainty_ranges", ENH, &["--draws", "20"]);
    let summary = json(&drawn);
    for body in summary["bodies"].as_array().unwrap() {
        let metric = format!("change_gbp/{}", body["body_code"].as_str().unwrap());
        let values: Vec<i64> = (0..20).map(|number| pence(&draw(&drawn, number)[&metric])).collect();
        let mean = values.iter().sum::<i64>() as f64 / 20.0;
        let told = pence(body["range"]["mean_gbp"].as_str().unwrap());
        assert!((mean - told as f64).abs() <= 0.5001, "{body}");
        let mut sorted = values.clone();
        sorted.sort_unstable();
        let half = pence(body["range"]["p50_gbp"].as_str().unwrap());
        assert!((half as f64 - (sorted[9] + sorted[10]) as f64 / 2.0).abs() <= 0.5001, "{body}");
    }
}

#[test]
fn sensitivity_indices_are_told_on_request() {
    let (asked, text) = simulate("uncertainty_sobol", ENH, &["--draws", "0", "--sobol", "48"]);
    let rows: Vec<Row> = table(&asked.join("drivers.csv"));
    assert_eq!(rows.len(), 6);
    let found = json(&asked)["sensitivity"].clone();
    assert_eq!(
        (found["base_samples_done"].as_u64(), found["pairs_of_runs"].as_u64()),
        (Some(48), Some(48 * 8))
    );
    for row in &rows {
        let listed = found["others_pay_more"].as_array().unwrap();
        let index = listed.iter().find(|index| index["assumption"] == row["assumption"]).unwrap();
        assert_eq!(index["first_order"]["value"], row["first_order"]);
        assert_eq!(index["total"]["value"], row["total"]);
        assert!(row["total"].parse::<f64>().unwrap() >= 0.0);
    }
    assert!(flat(&text).contains("from 48 base samples, 384 pairs of runs"), "{text}");
    replays(&asked);
    let (plain, _) = simulate("uncertainty_no_sobol", ENH, &["--draws", "5"]);
    assert!(json(&plain)["sensitivity"].is_null());
    assert!(table(&plain.join("drivers.csv")).iter().all(|row| row["first_order"].is_empty()));
}

#[test]
fn each_mitigation_is_a_scenario_of_its_own() {
    let (result, _) = simulate("uncertainty_softer", "great-yarmouth-and-waveney", &["--draws", "0"]);
    let softer = json(&result)["mitigations"].as_array().unwrap().clone();
    assert_eq!(softer.len(), 8);
    for row in softer {
        let file = result.join(row["scenario_file"].as_str().unwrap());
        let name = format!("uncertainty_softer_{}", file.file_stem().unwrap().to_string_lossy());
        let (alone, _) = simulate(&name, &file.display().to_string(), &["--draws", "0"]);
        let summary = json(&alone);
        let effects = table(&alone.join("effects.csv"));
        let whole = |row: &&Row| row["account"].is_empty() && row["financial_year"].is_empty();
        for (field, role) in [
            ("leavers_pay_more_gbp", "leaver"),
            ("neighbours_pay_more_gbp", "neighbour"),
            ("units_pay_more_gbp", "unit"),
            ("centre_pays_more_gbp", "centre"),
            ("system_pays_more_gbp", "system"),
        ] {
            let rows = effects.iter().filter(whole).filter(|row| row["role"] == role);
            let sum: i64 = rows.map(|row| pence(&row["change_gbp"])).sum();
            assert_eq!(sum, pence(row[field].as_str().unwrap()), "{file:?} {field}");
        }
        assert_eq!(summary["exit_charge"], row["exit_charge"], "{file:?}");
    }
}

/// A scenario whose draws take minutes: every cost of every unit differs in each.
#[cfg(target_os = "linux")]
fn long_work() -> std::path::PathBuf {
    let shipped = ballast::shipped::scenario("five-recorded-moves").unwrap();
    let assumed = r#"
[[assume]]
at = "cost_pools/*/annual_gbp"
low = 0.9
likely = 1.0
high = 1.2
scale = true
reason = "so that no two draws are alike"
"#;
    let file = folder("uncertainty_long_work").with_extension("toml");
    std::fs::write(&file, shipped + assumed).unwrap();
    file
}

/// Runs something that takes minutes, asks it to stop after a while, and says how it ended.
#[cfg(target_os = "linux")]
fn interrupted(out: &Path, after: Duration) -> Option<i32> {
    // Whoever runs tests in the background may have told them to ignore the signal, and children inherit that.
    let mut child = Command::new("env")
        .args(["--default-signal=INT", env!("CARGO_BIN_EXE_ballast")])
        .args(["simulate", &long_work().display().to_string(), "--whole-register", "--draws", "100000"])
        .args(["--out", &out.display().to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    child.wait().unwrap().code()
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_leaves_a_whole_partial_result_or_none() {
    let out = folder("uncertainty_interrupted");
    // Too early it ends with nothing; too late all draws are done, which on a busy machine may be little later. Between the two
    // it has some: the time is halved until it is met.
    let (mut early, mut late) = (Duration::ZERO, None);
    for attempt in 0.. {
        let after = late.map_or(early * 2 + Duration::from_millis(50), |late| (early + late) / 2);
        let ended = interrupted(&out, after);
        let beside = || -> Vec<String> {
            let entries = std::fs::read_dir(out.parent().unwrap()).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
            names.filter(|name| name.contains("uncertainty_interrupted")).collect()
        };
        if !out.exists() {
            assert!(ended.is_none() || ended == Some(3), "{ended:?}");
            assert_eq!(beside(), Vec::<String>::new());
            early = early.max(after);
        } else if ended == Some(3) {
            assert_eq!(beside(), ["uncertainty_interrupted"]);
            break;
        } else {
            assert_eq!(ended, Some(0), "whole, or stopped");
            std::fs::remove_dir_all(&out).unwrap();
            late = Some(after);
        }
        // A machine that changes its pace moves the place that is sought.
        if late.is_some_and(|late| late < early + Duration::from_millis(5)) {
            (early, late) = (Duration::ZERO, None);
        }
        assert!(attempt < 60, "it was never met: {early:?} to {late:?}");
    }
    let summary = json(&out);
    let (done, asked) = (&summary["manifest"]["draws_done"], &summary["manifest"]["draws"]);
    assert!(done.as_u64() < asked.as_u64() && asked == 100_000, "{done} {asked}");
    assert_eq!(summary["stopped_early"], true);
    let findings = summary["findings"].as_array().unwrap();
    assert!(
        findings.iter().any(|finding| finding["code"] == "stopped-early" && finding["severity"] == "warning")
    );
    let rows = table(&out.join("draws.csv"));
    let drawn: std::collections::BTreeSet<&String> = rows.iter().map(|row| &row["draw"]).collect();
    assert_eq!(drawn.len() as u64, done.as_u64().unwrap());
    replays(&out);
}
