//! One test for each thing of the two stories that Ballast already does: see `docs/from-the-stories.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod common;

use std::path::Path;

use common::{
    Row, ballast, change, code, flat, folder, json, one, pence, prints, register, rows, simulated, table,
};

const ENH: &str = "east-and-north-hertfordshire";

/// The text of a scenario that ships, changed, in a file of its own.
fn changed(test: &str, scenario: &str, change: impl Fn(String) -> String) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../data/scenarios/{scenario}.toml"));
    let text = change(std::fs::read_to_string(path).expect("a scenario that ships"));
    let file = folder(test).with_extension("toml");
    std::fs::write(&file, text).expect("a file");
    file.display().to_string()
}

fn draft(test: &str, scenario: &str) -> String {
    let result = simulated(test, scenario, &[]);
    prints(&["case", "draft", &result.display().to_string()])
}

/// The part of a Markdown text from a heading that contains `title` to the next heading of its level.
fn section(text: &str, title: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !(line.starts_with('#') && line.contains(title)));
    let heading = lines.next().unwrap_or_else(|| panic!("no heading with {title:?}"));
    let level = heading.chars().take_while(|c| *c == '#').count();
    let ends = |line: &&str| line.starts_with('#') && line.chars().take_while(|c| *c == '#').count() <= level;
    lines.take_while(|line| !ends(line)).collect::<Vec<_>>().join("\n")
}

fn fact(id: &str) -> Row {
    one(&register("facts"), |row| row["fact_id"] == id).clone()
}

fn moved(id: &str) -> Row {
    one(&register("moves"), |row| row["move_id"] == id).clone()
}

/// The lines that a scenario's moves take, pence a year in all.
fn moved_annual(result: &Path) -> i64 {
    let moves = json(result)["moves"].as_array().expect("moves").clone();
    moves.iter().map(|row| pence(row["annual_gbp"].as_str().expect("pounds"))).sum()
}

/// The source of a link between a buyer and a unit is a recorded one.
fn link_is_recorded(buyer: &str, unit: &str) {
    let lines = register("agreement_lines");
    let of_pair: Vec<&Row> =
        lines.iter().filter(|row| row["buyer_code"] == buyer && row["supplier_code"] == unit).collect();
    assert!(
        !of_pair.is_empty() && of_pair.iter().all(|row| row["source"] == "lines-recorded-link"),
        "{buyer} {unit}"
    );
}

#[test]
fn story_01_a_case_is_drafted_for_nhs_england() {
    let result = simulated("story_01", ENH, &[]);
    let out = folder("story_01_case");
    prints(&["case", "draft", &result.display().to_string(), "--out", &out.display().to_string()]);
    let markdown = std::fs::read_to_string(out.join("case.md")).expect("case.md");
    let html = std::fs::read_to_string(out.join("case.html")).expect("case.html");
    assert!(markdown.contains("NHS England") && html.contains("NHS England"));
}

#[test]
fn story_02_one_exit_is_felt_by_those_who_stay() {
    let file = changed("story_02_bear", ENH, |text| text.replace("unit-bears", "remaining-bear"));
    let result = simulated("story_02", &file, &[]);
    let effects = table(&result.join("effects.csv"));
    let neighbours: Vec<&Row> = effects
        .iter()
        .filter(|row| {
            row["role"] == "neighbour" && row["account"].is_empty() && row["financial_year"].is_empty()
        })
        .collect();
    assert!(neighbours.len() > 8 && neighbours.iter().all(|row| pence(&row["change_gbp"]) > 0));
    let borne_by_unit = simulated("story_02_unit", ENH, &[]);
    assert!(change(&borne_by_unit, "0CG") > 0, "the unit is worse off when it bears the residual");
}

#[test]
fn story_03_no_verb_forbids_a_move() {
    let output = ballast(&["simulate", ENH, "--draws", "0"]);
    let text = String::from_utf8_lossy(&output.stdout).to_lowercase();
    assert_eq!(code(&output), 0);
    assert!(text.contains("a case is needed") && text.contains("notice is 6"));
    assert!(!text.contains("refused") && !text.contains("forbidden"));
    assert!(text.contains("the decision stays with the body that moves"));
}

#[test]
fn story_04_the_policy_has_its_letter_and_its_date() {
    let source = one(&register("sources"), |row| row["source_id"] == "hsj-2013-10").clone();
    assert!(source["note"].contains("letter of 18 October 2013"));
    let text = flat(&prints(&["demo", "--print"]));
    assert!(text.contains("wasn't yet in force when the first of these moves was made"), "{text}");
    assert!(text.contains("18 October 2013") || text.contains("2013-10-18"));
}

#[test]
fn story_05_thresholds_of_significance_are_assumed() {
    let result = simulated("story_05", ENH, &[]);
    let tests = json(&result)["significance"]["tests"].as_array().expect("tests").clone();
    assert_eq!(tests.len(), 5);
    for test in tests {
        assert_eq!(test["basis"], "assumed");
        assert!(!test["source"].as_str().expect("a source").is_empty());
    }
    assert!(
        flat(&prints(&["demo", "--print"])).contains("No number was ever published for a significant share")
    );
}

#[test]
fn story_06_nhs_england_is_a_customer_too() {
    let result = simulated("story_06", ENH, &[]);
    let effects = table(&result.join("effects.csv"));
    let row = one(&effects, |row| {
        row["body_code"] == "X-NHSE" && row["account"].is_empty() && row["financial_year"].is_empty()
    });
    assert_eq!((row["role"].as_str(), row["name"].as_str()), ("neighbour", "NHS England"));
    assert!(pence(&row["change_gbp"]) > 0);
}

#[test]
fn story_07_the_area_team_to_ask_is_named() {
    let name = "Hertfordshire and the South Midlands Area Team";
    assert!(flat(&prints(&["demo", "--print"])).contains(name));
    assert!(draft("story_07", ENH).contains(name));
}

#[test]
fn story_08_a_significant_case_has_money_and_people() {
    let significant = draft("story_08", ENH).to_lowercase();
    for part in ["financial implications", "hr implications"] {
        assert!(significant.contains(part), "{part}");
    }
    let small = simulated("story_08_small", "great-yarmouth-and-waveney", &[]);
    let people = table(&simulated("story_08_people", ENH, &[]).join("people.csv"));
    assert!(people.iter().any(|row| pence(&row["cost_gbp"]) > 0));
    let is_significant = json(&small)["significance"]["is_significant"] == true;
    let text = prints(&["case", "draft", &small.display().to_string()]).to_lowercase();
    assert_eq!(text.contains("hr implications"), is_significant);
}

#[test]
fn story_12_reasons_are_asked_for_and_figures_traced() {
    let result = simulated("story_12", ENH, &[]);
    let path = result.display().to_string();
    let text = prints(&["case", "draft", &path]);
    assert!(section(&text, "easons").to_lowercase().contains("write"), "a marked place to write");
    let explained = prints(&["explain", &path, "effects/06N"]);
    assert!(explained.contains("agreement_lines/06N-0CG-") && explained.contains("cost_pools/0CG-"));
}

#[test]
fn story_13_value_for_money_tells_real_from_moved() {
    let result = simulated("story_13", ENH, &[]);
    let saving = json(&result)["saving"].clone();
    let pounds = |key: &str| pence(saving[key].as_str().expect("pounds"));
    assert_eq!(pounds("leaver_gbp"), pounds("real_gbp") + pounds("moved_gbp"));
    assert_eq!(pounds("real_gbp"), -change(&result, "system"));
    assert_eq!(pounds("leaver_gbp"), -change(&result, "06K"));
    let money =
        section(&prints(&["case", "draft", &result.display().to_string()]), "alue for money").to_lowercase();
    assert!(money.contains("real") && money.contains("moved"));
}

#[test]
fn story_14_quality_is_asked_for_apart_from_money() {
    let quality = section(&draft("story_14", ENH), "uality");
    assert!(!quality.contains('£'));
    assert!(quality.to_lowercase().contains("none"), "no quality rows are recorded, and that is said");
}

#[test]
fn story_15_each_neighbour_is_named_with_pounds_and_per_cent() {
    let result = simulated("story_15", ENH, &[]);
    let text = prints(&["case", "draft", &result.display().to_string()]);
    let effects = table(&result.join("effects.csv"));
    let neighbours = effects.iter().filter(|row| {
        row["role"] == "neighbour" && row["account"].is_empty() && row["financial_year"].is_empty()
    });
    for row in neighbours {
        let line =
            text.lines().find(|line| line.contains(&row["name"]) && line.contains('£') && line.contains('%'));
        assert!(line.is_some(), "{}", row["name"]);
    }
}

#[test]
fn story_16_the_decision_is_a_line_to_sign() {
    let text = draft("story_16", ENH).to_lowercase();
    assert!(text.contains("governing body") && text.contains("sign"));
    for verdict in ["approved", "recommended", "refused"] {
        assert!(!text.contains(verdict), "{verdict}");
    }
}

#[test]
fn story_17_the_recorded_moves_are_not_the_whole_list() {
    let moves = register("moves");
    let of_2013: Vec<&Row> = moves.iter().filter(|row| row["move_id"].starts_with("2013-")).collect();
    assert_eq!(of_2013.len(), 7);
    let source = one(&register("sources"), |row| row["source_id"] == "hsj-2013-10").clone();
    assert!(source["note"].contains("not the whole list"));
}

#[test]
fn story_18_east_and_north_hertfordshire_four_million() {
    let row = moved("2013-east-and-north-hertfordshire");
    assert_eq!((row["buyer_code"].as_str(), row["from_code"].as_str()), ("06K", "0CG"));
    assert_eq!((row["effective_date"].as_str(), row["basis"].as_str()), ("2013-05-01", "recorded"));
    assert_eq!(pence(&row["annual_gbp"]), 400_000_000);
    assert!(row["as_printed"].contains("the majority of services brought in house"));
    assert_eq!(moved_annual(&simulated("story_18", ENH, &[])), 400_000_000);
    let words = register("words");
    assert_eq!(words.iter().filter(|row| row["fact_id"] == "F01").count(), 6);
}

#[test]
fn story_19_herts_valleys_nine_hundred_thousand() {
    let row = moved("2013-herts-valleys");
    assert_eq!(
        (row["buyer_code"].as_str(), row["from_code"].as_str(), row["basis"].as_str()),
        ("06N", "0CG", "assumed")
    );
    assert_eq!(row["services"], "quality;service-redesign;referral-management");
    assert_eq!(moved_annual(&simulated("story_19", "herts-valleys", &[])), 90_000_000);
}

#[test]
fn story_20_west_hampshire_two_hundred_and_eighty_nine_thousand() {
    let row = moved("2013-west-hampshire");
    assert_eq!((row["buyer_code"].as_str(), row["from_code"].as_str()), ("11A", "X-SOUTH"));
    link_is_recorded("11A", "X-SOUTH");
    assert_eq!(moved_annual(&simulated("story_20", "west-hampshire", &[])), 28_900_000);
}

#[test]
fn story_21_milton_keynes_corby_and_nene_one_million_jointly() {
    let moves = register("moves");
    let group: Vec<&Row> = moves.iter().filter(|row| row["group_id"] == "mk-corby-nene").collect();
    let buyers: Vec<&str> = group.iter().map(|row| row["buyer_code"].as_str()).collect();
    assert_eq!(buyers, ["03V", "04F", "04G"]);
    for row in group {
        assert_eq!(pence(&row["annual_gbp"]), 100_000_000, "the one figure stands on each row");
        assert!(row["as_printed"].contains("one figure for three commissioners"));
        link_is_recorded(&row["buyer_code"], "X-GEM");
    }
    assert_eq!(moved_annual(&simulated("story_21", "milton-keynes-corby-nene", &[])), 100_000_000);
}

#[test]
fn story_22_great_yarmouth_and_waveney_two_hundred_and_twenty_thousand() {
    let row = moved("2013-great-yarmouth-and-waveney");
    assert_eq!((row["buyer_code"].as_str(), row["from_code"].as_str()), ("06M", "0AP"));
    assert_eq!(row["services"], "personal-health-budgets;continuing-healthcare");
    assert_eq!(moved_annual(&simulated("story_22", "great-yarmouth-and-waveney", &[])), 22_000_000);
}

#[test]
fn story_23_hosting_is_a_destination() {
    let result = simulated("story_23", "north-west-london-eight-three-quarters", &[]);
    let moves = json(&result)["moves"].as_array().expect("moves").clone();
    assert!(moves.iter().all(|row| row["to"] == "shared:09A"));
    // Each service costs one joint amount, shared by volume: the same for each person of every body.
    let people: std::collections::BTreeMap<String, f64> = register("populations")
        .into_iter()
        .filter(|row| row["as_of"] == "2013-04-01" && row["measure"] == "registered")
        .map(|row| (row["body_code"].clone(), row["people"].parse().expect("people")))
        .collect();
    let postings = table(&result.join("postings.csv"));
    let shares: Vec<f64> = postings
        .iter()
        .filter(|row| row["month"] == "2015-01" && row["to"] == "outside" && row["service_code"] == "finance")
        .filter_map(|row| Some(pence(&row["amount_gbp"]) as f64 / people.get(&row["from"])?))
        .collect();
    assert_eq!(shares.len(), 8);
    assert!(shares.iter().all(|share| (share / shares[0] - 1.0).abs() < 1e-3), "{shares:?}");
}

#[test]
fn story_24_the_five_moves_together_reach_further_than_each() {
    let together = simulated("story_24", "five-recorded-moves", &[]);
    assert_eq!(moved_annual(&together), 640_900_000);
    let lowest = |result: &Path| {
        let verdicts = json(result)["verdicts"].as_array().expect("verdicts").clone();
        let row = verdicts.into_iter().find(|row| row["unit_code"] == "0CG").expect("the unit");
        pence(row["lowest_reserve_gbp"].as_str().expect("pounds"))
    };
    for alone in [ENH, "herts-valleys"] {
        assert!(lowest(&together) <= lowest(&simulated(&format!("story_24_{alone}"), alone, &[])), "{alone}");
    }
}

#[test]
fn story_26_three_plans_were_stopped() {
    let ratings = register("ratings");
    let stopped: Vec<&str> =
        ratings.iter().filter(|row| row["outcome"] == "stops").map(|row| row["unit_code"].as_str()).collect();
    assert_eq!(stopped, ["X-NATIONAL-COMMUNICATIONS", "X-PENINSULA", "X-WEST-MERCIA"]);
    assert!(prints(&["show", "ratings"]).contains("X-PENINSULA"));
}

#[test]
fn story_27_nine_under_rigorous_management() {
    let row = fact("F17");
    assert_eq!((row["low"].as_str(), row["as_printed"].as_str()), ("9", "a further nine"));
    assert_eq!(register("ratings").len(), 3, "plans that no source names get no invented name");
    assert!(prints(&["show", "facts", "F17"]).contains("a further nine"));
}

#[test]
fn story_29_devon_has_the_people_to_host_its_own() {
    assert_eq!(fact("F15")["low"], "900000");
    let people = one(&register("populations"), |row| {
        row["body_code"] == "99P" && row["as_of"] == "2013-04-01" && row["measure"] == "registered"
    })["people"]
        .clone();
    let shown = prints(&["show", "bodies", "99P"]).replace(',', "");
    assert!(shown.contains(&people) && people != "900000", "the count stands beside the printed figure");
    prints(&["simulate", "north-east-west-devon-hosts", "--draws", "0"]);
}

#[test]
fn story_30_a_large_host_leaves_a_hole_in_the_unit() {
    let result = simulated("story_30", "north-east-west-devon-hosts", &[]);
    let lines = register("agreement_lines");
    let bought = lines
        .iter()
        .filter(|row| row["buyer_code"] == "99P")
        .map(|row| pence(&row["annual_gbp"]))
        .sum::<i64>();
    assert_eq!(moved_annual(&result), bought);
    let verdict = &json(&result)["verdicts"][0];
    assert_eq!(verdict["unit_code"], "X-SOUTH-WEST");
    assert!(change(&result, "X-SOUTH-WEST") > 0);
    let tests = table(&result.join("tests.csv"));
    assert!(tests.iter().any(|row| row["test"] == "margin" && row["verdict"] == "not met"));
}

#[test]
fn story_32_peninsula_expected_a_ninth_of_its_potential() {
    assert_eq!((fact("F06")["low"].as_str(), fact("F07")["low"].as_str()), ("4500000", "40000000"));
    let market = flat(&prints(&["market"]));
    assert!(
        market.contains("Peninsula") && (market.contains("11.25%") || market.contains("11.3%")),
        "{market}"
    );
}

#[test]
fn story_33_five_of_seven_and_no_name_invented() {
    let row = fact("F08");
    assert_eq!((row["low"].as_str(), row["unit"].as_str()), ("5", "of 7 units"));
    let market = flat(&prints(&["market"])).to_lowercase();
    assert!(market.contains("5 of 7") || market.contains("five out of the seven"), "{market}");
    assert!(market.contains("not named") || market.contains("no name"), "{market}");
}

#[test]
fn story_34_twenty_five_pounds_a_head() {
    assert_eq!(fact("F09")["low"], "25");
    let allowance =
        one(&register("allowances"), |row| row["body_code"] == "06K" && row["financial_year"] == "2013/14")
            .clone();
    assert_eq!((allowance["amount_gbp"].as_str(), allowance["basis"].as_str()), ("13811000.00", "derived"));
    assert!(flat(&prints(&["market"])).contains("£25"));
}

#[test]
fn story_35_expected_budgets_a_head() {
    let market = flat(&prints(&["market"]));
    for (id, pounds, share) in
        [("F10", "10", "40"), ("F11", "12", "48"), ("F12", "8", "32"), ("F13", "9.5", "38")]
    {
        assert_eq!(fact(id)["low"], pounds);
        assert!(
            market.contains(&format!("{share}%")) || market.contains(&format!("{share}.0%")),
            "{share}%: {market}"
        );
    }
}

#[test]
fn story_36_what_the_unit_expects_beside_what_the_customer_intends() {
    let market = flat(&prints(&["market"]));
    assert!(market.contains("Nottingham City"));
    assert!(market.contains("£9.50") && market.contains("£5.00") && market.contains("£10.00"), "{market}");
}

#[test]
fn story_40_a_customer_that_joins_helps_the_others() {
    let result = simulated("story_40", "west-suffolk-joins", &[]);
    assert!(change(&result, "0CG") != 0);
    let effects = table(&result.join("effects.csv"));
    let neighbours: Vec<i64> = effects
        .iter()
        .filter(|row| {
            row["role"] == "neighbour" && row["account"].is_empty() && row["financial_year"].is_empty()
        })
        .map(|row| pence(&row["change_gbp"]))
        .collect();
    assert!(
        neighbours.len() > 8
            && neighbours.iter().all(|change| *change <= 0)
            && neighbours.iter().any(|change| *change < 0)
    );
}

#[test]
fn story_41_a_plan_is_held_against_what_customers_say() {
    let result = simulated("story_41", "milton-keynes-corby-nene", &[]);
    let tests = table(&result.join("tests.csv"));
    let row = one(&tests, |row| row["test"] == "plan_not_backed");
    assert_eq!((row["unit_code"].as_str(), row["verdict"].as_str()), ("X-GEM", "not met"));
    // £9.50 a head against the middle of £5 to £10.
    assert_eq!(row["value"].parse::<f64>().expect("per cent").round(), (9.5f64 / 7.5 * 100.0).round());
    assert!(!row["source"].is_empty());
    assert_eq!(json(&result)["verdicts"][0]["scenario"], "strained");
}

#[test]
fn story_43_frontline_moves_and_management_is_at_risk() {
    let file = changed("story_43_default", "central-eastern-closes", |text| {
        text.lines()
            .filter(|line| !line.starts_with("transfer_share") && !line.starts_with("redeploy_share"))
            .collect::<Vec<_>>()
            .join("\n")
    });
    let people = table(&simulated("story_43", &file, &[]).join("people.csv"));
    let posts = |tier: &str, column: &str| {
        let of_tier = people.iter().filter(|row| row["tier"] == tier && row["unit_code"] == "0CG");
        of_tier.map(|row| row[column].parse::<f64>().expect("posts")).sum::<f64>()
    };
    assert!(posts("frontline", "transfer_wte") > 100.0);
    assert_eq!(posts("frontline", "redundant_wte"), 0.0);
    assert!(posts("management", "redundant_wte") > 10.0);
    assert_eq!(posts("management", "transfer_wte"), 0.0);
}

#[test]
fn the_demonstration_answers_in_every_format() {
    let text = prints(&["demo", "--print"]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "100 columns");
    assert!(!text.contains('\u{1b}'), "no colour when none is asked for");
    assert!(text.contains("CSU") && text.contains("area team"), "the register's own words");
    let value: serde_json::Value =
        serde_json::from_str(&prints(&["demo", "--format", "json"])).expect("JSON");
    assert_eq!(value["numbers"].as_array().map(Vec::len), Some(4));
    let effects = rows(prints(&["demo", "--format", "csv"]).as_bytes());
    assert_eq!(effects.last().map(|row| row["body_code"].clone()), Some("system".to_string()));
}

#[test]
fn the_readme_shows_what_the_demonstration_prints() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md"))
        .expect("README.md");
    let (_, rest) = readme.split_once("<!-- demo output -->\n```text\n").expect("the beginning of the block");
    let (block, _) = rest.split_once("\n```\n").expect("the end of the block");
    let demo = prints(&["demo", "--print"]);
    assert!(demo.starts_with(block), "put the first lines of `ballast demo --print` into README.md again");
}
