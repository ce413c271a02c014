use super::{appraisal_hash, read_appraisal, write_appraisal};

const TEXT: &str = r#"
title = "Finance"
register = "england-2013"
buyer = "06K"
supplier = "0CG"
prepared_on = 2013-03-15
start = 2013-04-01
draws = 50
inflation_percent = 2
aim = { objective = "a saving", success = "less than today" }
lock = { by = "the board", on = 2013-02-01 }

[[envelope]]
financial_year = "2013/14"
gbp = 13950000
source = "allowance"

[[need]]
service = "finance"
what = "ledgers and accounts"

[[option]]
id = "stay"
title = "Stay as we are"

[[option]]
id = "in-house"
[[option.choice]]
service = ["finance", "contracting"]
sourcing = "independent_make"
date = 2013-10-01
transfer_share = 0.4
reason = "our own estimate"
[[option.item]]
id = "room"
kind = "capital"
from = "2013/14"
to = "2013/14"
annual_gbp = { low = 10000, likely = 20000, high = 40000 }

[[criterion]]
id = "memory"
weight = 30
[[score]]
option = "stay"
criterion = "memory"
points = 3
reason = "the people stay"
evidence = "moderate"
on = 2013-02-03

[[claim]]
question = "improved_quality"
option = "in-house"
measure = "satisfaction"
baseline = 60
target = 70

[[post]]
service = "finance"
band = "7"
tier = "management"
wte = 2.5
mean_service_years = 9

[[assume]]
at = "alternatives/06K-*/fixed_gbp"
low = 0.8
likely = 1.0
high = 1.2
scale = true
reason = "never published"

[[closure]]
table = "agreement_lines"
to = "stop"
date = 2013-10-01
"#;

#[test]
fn what_is_written_reads_back_the_same() {
    let (read, findings) = read_appraisal("a.toml", TEXT);
    assert!(findings.is_empty(), "{findings:?}");
    let read = read.expect("an appraisal");
    assert_eq!(read.options[1].choices.len(), 2);
    let written = write_appraisal(&read);
    let (again, findings) = read_appraisal("a.toml", &written);
    assert!(findings.is_empty(), "{findings:?}\n{written}");
    assert_eq!(again.as_ref(), Some(&read));
    assert_eq!(again.map(|again| appraisal_hash(&again)), Some(appraisal_hash(&read)));
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let text = TEXT
        .replace("buyer = \"06K\"", "")
        .replace("independent_make", "inhouse")
        .replace("evidence = \"moderate\"", "evidence = \"good\"")
        .replace("gbp = 13950000", "gbp = \"a lot\"")
        .replace("low = 10000", "low = -1");
    let (read, findings) = read_appraisal("a.toml", &text);
    assert!(read.is_none());
    let told: Vec<(&str, String)> =
        findings.iter().map(|finding| (finding.code, finding.place.to_string())).collect();
    for (code, place) in [
        ("missing-setting", "a.toml, buyer"),
        ("wrong-setting", "a.toml, row option 2, choice 1, sourcing"),
        ("wrong-setting", "a.toml, row score 1, evidence"),
        ("wrong-setting", "a.toml, row envelope 1, gbp"),
        ("out-of-range", "a.toml, row option 2, item 1, annual_gbp"),
    ] {
        assert!(told.contains(&(code, place.to_string())), "{code} {place} of {told:#?}");
    }
}
