//! As it was, as it is now: docs/worked/as-it-is-now.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use register::{RawPack, RawRow, RawTable, Snapshot};
use vocabulary::{Code, Date, Pence};

fn table(name: &str, columns: &str, rows: &[&str]) -> RawTable {
    let cells = |row: &str| row.split(',').map(|cell| cell.trim().to_string()).collect::<Vec<_>>();
    let row = |(line, row): (u32, &&str)| RawRow { line, cells: cells(row) };
    RawTable { name: name.into(), columns: cells(columns), rows: (2..).zip(rows).map(row).collect() }
}

/// A was split in 2017: 72.5 per cent stayed, 27.5 went to B. In 2022 both ended in boards: A in X, B in Y.
fn snapshot() -> Snapshot {
    let lines = "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months,source,basis";
    let tables = vec![
        table("sources", "source_id,title,publisher,published,rank,note", &["s,A source,us,,1,"]),
        table(
            "bodies",
            "body_code,name,roles,region_code,oversight_code,valid_from,valid_to",
            &[
                "A,Alpha,commissioner,,,,2022-06-30",
                "B,Beta,commissioner,,,,2022-06-30",
                "X,Board X,commissioner,,,2022-07-01,",
                "Y,Board Y,commissioner,,,2022-07-01,",
                "U,Unit one,unit,,,,",
            ],
        ),
        table(
            "successions",
            "from_code,to_code,effective_date,share_percent,kind",
            &[
                "A,A,2017-04-01,72.5,split",
                "A,B,2017-04-01,27.5,split",
                "A,X,2022-07-01,100,merge",
                "B,Y,2022-07-01,100,merge",
            ],
        ),
        table(
            "populations",
            "body_code,as_of,people,measure,source",
            &["A,2013-04-01,1001,registered,s", "B,2013-04-01,500,registered,s"],
        ),
        table(
            "services",
            "service_code,title,parent_code,component,min_people,statutory,source",
            &["fin,Finance,,,,no,s"],
        ),
        table(
            "allowances",
            "body_code,financial_year,amount_gbp,source,basis",
            &["A,2013/14,1000,s,recorded", "B,2013/14,500,s,recorded"],
        ),
        table(
            "agreement_lines",
            lines,
            &[
                "1,A,U,fin,100.01,,cost_share,running_cost,2013-04-01,,6,s,recorded",
                "2,B,U,fin,50,,cost_share,running_cost,2013-04-01,,6,s,recorded",
            ],
        ),
    ];
    Snapshot::of(&RawPack { name: "small".into(), tables }).0
}

fn day() -> Date {
    Date::constant(2013, 4, 1)
}

#[test]
fn a_split_and_a_merger_are_followed_in_the_order_of_their_days() {
    let snapshot = snapshot();
    let of = |code: &str, since: Date| snapshot.todays(&Code::new(code), since);
    assert_eq!(of("A", day()), [(Code::new("X"), 72.5), (Code::new("Y"), 27.5)]);
    assert_eq!(of("B", day()), [(Code::new("Y"), 100.0)]);
    assert_eq!(of("U", day()), [(Code::new("U"), 100.0)]);
    // After the split only the board is left to come.
    assert_eq!(of("A", Date::constant(2018, 1, 1)), [(Code::new("X"), 100.0)]);
}

#[test]
fn totals_stay_to_the_penny_and_the_person() {
    let now = snapshot().as_it_is_now(day());
    let lines: Vec<_> = now
        .rows
        .agreement_lines
        .iter()
        .map(|line| (line.line_id.as_str(), line.buyer_code.as_str(), line.annual_gbp, line.basis.word()))
        .collect();
    assert_eq!(
        lines,
        [
            ("1@X-U", "X", Pence(7_251), "derived"),
            ("1@Y-U", "Y", Pence(2_750), "derived"),
            ("2", "Y", Pence(5_000), "recorded"),
        ]
    );
    let people = |code: &str| now.people(&Code::new(code), day());
    assert_eq!((people("X"), people("Y"), people("A")), (Some(726), Some(775), None));
    let allowances: Vec<_> =
        now.rows.allowances.iter().map(|row| (row.body_code.as_str(), row.amount_gbp)).collect();
    assert_eq!(allowances, [("X", Pence(72_500)), ("Y", Pence(77_500))]);
    assert_eq!(now.hash, snapshot().hash);
}
