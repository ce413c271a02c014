//! A case through every state, after `docs/worked/the-case.md`, with texts as people write them. Nothing of it happened.

use casework::{
    Act, Benefit, Case, Choice, Condition, Days, EvidenceFile, ExemptPart, Exhibit, ExhibitFigure, FileKind,
    Layout, OfferAnswer, Office, Overseer, Party, ReplyKind, Rights, SectionId, Setup, Verdict, Who,
    sections_of,
};
use exchange::paper::{CasePaper, Reading, Version};
use listing::{Cell, Listing, Section};
use vocabulary::{Amount, CaseTier, Code, Date, DecisionRight, Pence, PenceBand};

pub const FIRST: &str = "1f0c6f2f2d1f5b0a7f0f9f3c8a9d0e5b6c7d8e9f00112233445566778899aabb";

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn names(body: &Code) -> String {
    let name = match body.as_str() {
        "06K" => "East and North Hertfordshire",
        "0CG" => "Central Eastern CSU",
        "06N" => "Herts Valleys",
        "06F" => "Bedfordshire",
        "07H" => "West Essex",
        "Q58" => "Hertfordshire and the South Midlands",
        other => other,
    };
    name.to_string()
}

fn setup(tier: CaseTier) -> Setup {
    let overseer = |body: &str| Overseer { body: Code::new(body), customer_or_host: false };
    Setup {
        reference: Code::new("CASE-2013-1"),
        title: "East and North Hertfordshire takes its services in house".to_string(),
        tier,
        commissioners: vec![Code::new("06K")],
        units: vec![Code::new("0CG")],
        affected: vec![Code::new("06N"), Code::new("06F"), Code::new("07H")],
        overseers: if tier == CaseTier::Case { vec![overseer("Q58"), overseer("Q57")] } else { Vec::new() },
        national: None,
        rights: Rights {
            right: DecisionRight::Agree,
            legal_power: String::new(),
            source: "decision_rights.csv".to_string(),
        },
        days: Days { certify: 7, review: 28, decide: 28 },
    }
}

pub fn exhibit(hash: &str, bedfordshire: i64) -> Exhibit {
    let figure = |id: &str, title: &str, body: Option<&str>, amount| ExhibitFigure {
        id: Code::new(id),
        title: title.to_string(),
        body: body.map(Code::new),
        amount,
    };
    let pounds = |pounds: i64| Amount::exactly(Pence(pounds * 100));
    let figures = vec![
        figure("herts-valleys", "Herts Valleys pays more, a year", Some("06N"), pounds(210_000)),
        figure("bedfordshire", "Bedfordshire pays more, a year", Some("06F"), pounds(bedfordshire)),
        figure(
            "west-essex",
            "West Essex pays more",
            Some("07H"),
            Amount::within(PenceBand::of(Pence(9_000_000))),
        ),
        figure("unit", "The unit keeps less", Some("0CG"), pounds(-412_345)),
        figure("system", "The public purse pays more", None, pounds(350_000)),
    ];
    let affected = figures.iter().filter_map(|figure| figure.body.clone()).collect();
    Exhibit {
        hash: Code::new(hash),
        title: "Who else is hurt".to_string(),
        section: SectionId::SystemImpact,
        affected,
        basis: vec![
            "Illustrative: the unit has signed 3 of 40 figures that are assumed or derived about it."
                .to_string(),
        ],
        figures,
    }
}

type Step = (&'static str, &'static str, Office, &'static str, Act);

fn text_of(id: SectionId) -> String {
    let said = match id {
        SectionId::Rationale => {
            "The unit isn't near enough to our practices.\n\nWe want:\n- a team that knows them;\n- one that answers within a day."
        }
        SectionId::Money => "It costs us less and others more.",
        SectionId::QualityAndRisk => "Nearer to practices; a new team may not form in time.",
        SectionId::Staff => {
            "Forty in a hundred transfer. The rest are redeployed, or leave with what is due to them."
        }
        _ => "Stay, renegotiate, share with a neighbour, or take it in house & run it.",
    };
    said.to_string()
}

fn before_certifying() -> Vec<Step> {
    let author = |day, act| (day, "p1", Office::Author, "06K", act);
    let invite =
        |body: &str| author("2013-10-25", Act::Invite { body: Code::new(body), reply_by: day("2013-11-08") });
    let reply = |kind, text: &str, private: &str| Act::Reply {
        kind,
        text: text.to_string(),
        private: private.to_string(),
    };
    let write = |id: SectionId| author("2013-10-22", Act::Write { section: id, text: text_of(id) });
    let mut steps: Vec<Step> = sections_of(CaseTier::Case)
        .filter(|kind| kind.id != SectionId::Staff)
        .map(|kind| write(kind.id))
        .collect();
    let staff = Act::Write { section: SectionId::Staff, text: text_of(SectionId::Staff) };
    steps.push(("2013-10-23", "p4", Office::HrLead, "06K", staff));
    steps.push(author("2013-10-25", Act::Attach { exhibit: Box::new(exhibit(FIRST, 180_000)) }));
    for (title, section, bytes) in attached() {
        let file = EvidenceFile {
            hash: sha256(bytes),
            title: title.to_string(),
            name: format!("{title}.csv"),
            kind: FileKind::Csv,
            bytes: bytes.len() as u64,
            section,
        };
        steps.push(author("2013-10-25", Act::AttachFile { file: Box::new(file) }));
    }
    steps.extend(["06N", "06F", "07H", "0CG"].map(invite));
    let said = reply(ReplyKind::Intends, "We stay until March 2015.", "");
    steps.push(("2013-10-30", "p7", Office::Certifier, "06N", said));
    let said = reply(
        ReplyKind::Comments,
        "Half of the cost goes within a year.",
        "Rent of the second floor is £120,000 until 2016.",
    );
    steps.push(("2013-11-01", "p9", Office::UnitFinance, "0CG", said));
    let offer = Act::CounterOffer {
        text: "A named team in Welwyn Garden City".to_string(),
        annual_pence: Pence(360_000_000),
        until: day("2014-01-31"),
    };
    steps.push(("2013-11-04", "p10", Office::UnitDirector, "0CG", offer));
    let declined = Act::AnswerOffer {
        offer: 0,
        answer: OfferAnswer::Declined,
        text: "A team that reports to somebody else is not what our practices miss.".to_string(),
    };
    steps.push(author("2013-11-05", declined));
    let said = reply(ReplyKind::Corrects, "Our line for finance is smaller than was said.", "");
    steps.push(("2013-11-06", "p8", Office::Author, "06F", said));
    for kind in sections_of(CaseTier::Case) {
        let complete = Act::Complete { section: kind.id };
        let step = if kind.id == SectionId::Staff {
            ("2013-11-12", "p4", Office::HrLead, "06K", complete)
        } else {
            author("2013-11-12", complete)
        };
        steps.push(step);
    }
    let text = "For this decision; not for setting prices.".to_string();
    steps.push(("2013-11-13", "p11", Office::Assurer, "06K", Act::SignOff { text }));
    steps.push(("2013-11-14", "p2", Office::Certifier, "06K", Act::Certify));
    steps
}

/// Files that are attached: title, section, bytes. The section on staff is exempt in the public version of these tests.
fn attached() -> [(&'static str, SectionId, &'static [u8]); 2] {
    [
        ("Practices that were asked", SectionId::Rationale, b"practice,answer\nA,yes\n"),
        ("Posts by band", SectionId::Staff, b"band,posts\n6,4\n"),
    ]
}

/// The bytes of the evidence files, by hash.
pub fn evidence() -> Vec<(Code, Vec<u8>)> {
    attached().map(|(_, _, bytes)| (sha256(bytes), bytes.to_vec())).into()
}

fn sha256(bytes: &[u8]) -> Code {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(bytes);
    Code::new(&digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

fn review() -> Vec<Step> {
    let author = |day, act| (day, "p1", Office::Author, "06K", act);
    let reviewer = |day, act| (day, "p5", Office::Reviewer, "Q58", act);
    let section = SectionId::SystemImpact;
    let text = |text: &str| text.to_string();
    vec![
        reviewer("2013-11-15", Act::Receive),
        reviewer("2013-11-18", Act::TakeUp),
        reviewer("2013-11-18", Act::Ask { section: SectionId::Money, text: text("Are redundancies in it?") }),
        author("2013-11-19", Act::Answer { note: 0, text: text("Yes.") }),
        (
            "2013-11-19",
            "p12",
            Office::Reviewer,
            "Q57",
            Act::Comment { text: text("West Essex hasn't replied.") },
        ),
        reviewer(
            "2013-11-20",
            Act::Return { points: vec![(section, text("Take up what Bedfordshire corrects."))] },
        ),
        author("2013-11-25", Act::Attach { exhibit: Box::new(exhibit(&second(), 150_000)) }),
        author(
            "2013-11-25",
            Act::Write {
                section,
                text: text("Three neighbours pay more. Bedfordshire pays less than we thought."),
            },
        ),
        author("2013-11-25", Act::AnswerPoint { point: 0, text: text("Taken up.") }),
        author("2013-11-25", Act::Complete { section }),
        ("2013-11-25", "p2", Office::Certifier, "06K", Act::Certify),
        reviewer(
            "2013-12-02",
            Act::Recommend {
                verdict: Verdict::WithConditions,
                text: text("Sound if neighbours know their prices."),
            },
        ),
        (
            "2013-12-04",
            "p6",
            Office::ReviewLead,
            "Q58",
            Act::RecordOutcome {
                verdict: Verdict::WithConditions,
                text: text("Sound if neighbours know their prices."),
                conditions: vec![Condition {
                    text: text("Tell neighbours their prices"),
                    due: day("2014-01-31"),
                    owner: Code::new("06K"),
                }],
            },
        ),
        (
            "2013-12-10",
            "p3",
            Office::GoverningBody,
            "06K",
            Act::Decide {
                choice: Choice::WithChanges,
                text: text("Nearer to practices, at a price we have named."),
                changes: text("Contracting stays a year longer."),
            },
        ),
    ]
}

fn after() -> Vec<Step> {
    let author = |day, act| (day, "p1", Office::Author, "06K", act);
    let benefit = Benefit {
        title: "Saved a year".to_string(),
        forecast_pence: Pence(25_000_000),
        due: day("2015-04-30"),
        outturn: None,
    };
    vec![
        ("2013-12-12", "p2", Office::Certifier, "06K", Act::Publish),
        author("2014-01-06", Act::Follow { benefits: vec![benefit] }),
        author("2014-01-28", Act::MeetMilestone { milestone: 0, text: "Letters of 28 January.".to_string() }),
        author("2015-04-20", Act::RecordOutturn { benefit: 0, pence: Pence(19_000_000) }),
        ("2015-04-21", "p2", Office::Certifier, "06K", Act::Close),
    ]
}

/// The hash of the exhibit that was sent last.
pub fn second() -> String {
    crate::files::manifest().exhibit()
}

/// Plays steps on.
fn play(mut case: Option<Case>, tier: CaseTier, steps: Vec<Step>) -> Case {
    for (on, person, office, body, act) in steps {
        let who = Who::new(person, body, office);
        let before = case.unwrap_or_else(|| {
            Case::open(setup(tier), Who::new("p1", "06K", Office::Author), day("2013-10-21")).unwrap()
        });
        let next = before.apply(act.clone(), &who, day(on));
        case = Some(next.unwrap_or_else(|refused| panic!("{on} {body} {act:?}: {refused}")));
    }
    case.unwrap()
}

/// The whole case, with these parts exempt from before it was published.
pub fn closed(exempt: &[ExemptPart]) -> Case {
    let mark = |part: &ExemptPart| {
        let act = Act::MarkExempt { part: part.clone(), text: "The unit's own books.".to_string() };
        ("2013-12-11", "p1", Office::Author, "06K", act)
    };
    let steps = [before_certifying(), review(), exempt.iter().map(mark).collect(), after()].concat();
    play(None, CaseTier::Case, steps)
}

/// The case when it was first sent.
pub fn sent() -> Case {
    play(None, CaseTier::Case, before_certifying())
}

/// One page on the record, published.
pub fn one_page() -> Case {
    let author = |day, act| (day, "p1", Office::Author, "06K", act);
    let write = |kind: &casework::SectionKind| {
        author("2013-10-22", Act::Write { section: kind.id, text: format!("{}: so it is.", kind.title) })
    };
    let complete = |kind: &casework::SectionKind| author("2013-10-23", Act::Complete { section: kind.id });
    let mut steps: Vec<Step> = sections_of(CaseTier::Record).map(write).collect();
    steps.extend(sections_of(CaseTier::Record).map(complete));
    for body in ["06N", "06F", "07H", "0CG"] {
        steps.push(author("2013-10-23", Act::Invite { body: Code::new(body), reply_by: day("2013-10-24") }));
    }
    steps.push(("2013-11-13", "p2", Office::Certifier, "06K", Act::Certify));
    let decide =
        Act::Decide { choice: Choice::Proceed, text: "A small change.".to_string(), changes: String::new() };
    steps.push(("2013-12-10", "p3", Office::GoverningBody, "06K", decide));
    steps.push(("2013-12-12", "p2", Office::Certifier, "06K", Act::Publish));
    play(None, CaseTier::Record, steps)
}

/// A page of the second exhibit.
pub fn page() -> Listing {
    let mut page = Listing::new("Who else is hurt", "Three bodies pay more, and the unit stands.");
    page.number("system", "Public purse", Cell::Money(Pence(35_000_000)));
    let mut section =
        Section::new("effects", "Effect on each").column("body", "Body").column("change_gbp", "More a year");
    section.row(vec![
        Cell::Named(Code::new("06N"), "Herts Valleys".to_string()),
        Cell::Money(Pence(21_000_000)),
    ]);
    section
        .row(vec![Cell::Named(Code::new("06F"), "Bedfordshire".to_string()), Cell::Money(Pence(15_000_000))]);
    page.add(section);
    page
}

/// How a case is read on its last day.
pub fn read(case: &Case, version: Version) -> CasePaper {
    read_as(case, version, Layout::Fbc)
}

pub fn read_as(case: &Case, version: Version, layout: Layout) -> CasePaper {
    let pages = [(Code::new(&second()), page())];
    let receipts = [format!("ballast.example/2013#1:{}", "0".repeat(64)).parse().unwrap()];
    let on = case.last_day();
    let reading = Reading { version, on, layout, names: &names, pages: &pages, receipts: &receipts };
    CasePaper::of(case, &reading).unwrap()
}

pub fn ours() -> Version {
    Version::Exempt { party: Party::Ours, body: Code::new("06K") }
}
