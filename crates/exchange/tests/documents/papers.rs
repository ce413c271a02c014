//! A case as documents: what each version holds, in HTML and as a Word file.

use casework::{ExemptPart, Layout, Party, SectionId};
use exchange::document::{docx, html, markdown};
use exchange::paper::{CasePaper, Version, exempt_in_public, paper, summary_sheet, texts_of};
use serde_json::Value;
use vocabulary::{Code, Findings};

use crate::{outside, world};

fn public(exempt: &[ExemptPart]) -> CasePaper {
    world::read(&world::closed(exempt), Version::Public)
}

fn exempt_all() -> Vec<ExemptPart> {
    vec![
        ExemptPart::Figure(Code::new("unit")),
        ExemptPart::Section(SectionId::Staff),
        ExemptPart::Reply(Code::new("06F")),
    ]
}

#[test]
fn the_public_version_holds_what_is_published_and_nothing_else() {
    let document = paper(&public(&exempt_all()));
    std::fs::write(outside::folder("public").join("case.html"), html(&document)).unwrap();
    let text = markdown(&document);
    for there in [
        "The unit isn't near enough to our practices.",
        "- a team that knows them;",
        "Herts Valleys pays more, a year",
        "£50,000 to £100,000",
        "Replied",
        "| West Essex | No reply | – |",
        "agreed with conditions, 4 December 2013",
        "Tell neighbours their prices",
        "Proceed with changes, 10 December 2013.",
        "Contracting stays a year longer.",
        "ballast verify case-CASE-2013-1.zip",
    ] {
        assert!(text.contains(there), "{there} in\n{text}");
    }
    for gone in [
        "412,345",
        "Forty in a hundred",
        "Our line for finance",
        "Rent of the second floor",
        "A named team",
        "Are redundancies",
        "hasn't replied",
        "Take up what Bedfordshire",
        "Saved a year",
    ] {
        assert!(!text.contains(gone), "{gone} in\n{text}");
    }
    assert!(text.contains("Its pages hold figures that aren't in this version."));
}

#[test]
fn the_exempt_version_holds_what_its_reader_sees() {
    let ours = world::read(&world::closed(&exempt_all()), world::ours());
    let text = markdown(&paper(&ours));
    for there in [
        "−£412,345",
        "Forty in a hundred",
        "A named team",
        "£3,600,000",
        "Saved a year",
        "−£60,000",
        "Are redundancies",
    ] {
        assert!(text.contains(there), "{there} in\n{text}");
    }
    assert!(!text.contains("Rent of the second floor"), "what a unit tells in confidence");
    assert!(text.contains("Three bodies pay more, and the unit stands."), "the exhibit's page");
    let deciding = Version::Exempt { party: Party::Deciding, body: Code::new("Q58") };
    let text = markdown(&paper(&world::read(&world::closed(&[]), deciding)));
    assert!(text.contains("Rent of the second floor") && text.contains("hasn't replied"));
}

#[test]
fn who_is_told_of_no_case_gets_no_paper() {
    let case = world::sent();
    let nobody = |version| {
        let reading = exchange::paper::Reading {
            version,
            on: case.last_day(),
            layout: Layout::Fbc,
            names: &world::names,
            pages: &[],
            receipts: &[],
        };
        CasePaper::of(&case, &reading).is_none()
    };
    assert!(nobody(Version::Public));
    assert!(nobody(Version::Exempt { party: Party::Administrator, body: Code::new("06K") }));
}

#[test]
fn each_layout_has_its_headings_and_every_section_once() {
    let case = world::closed(&[]);
    for layout in Layout::ALL {
        let text = markdown(&paper(&world::read_as(&case, Version::Public, *layout)));
        for kind in casework::sections_of(vocabulary::CaseTier::Case) {
            assert_eq!(
                text.matches(&format!("\n### {}\n", kind.title)).count(),
                1,
                "{layout} {}",
                kind.title
            );
        }
        assert_eq!(text.contains("## Commercial case"), matches!(layout, Layout::Obc | Layout::Fbc));
    }
    let short = markdown(&paper(&world::read(&world::one_page(), Version::Public)));
    assert!(short.contains("## The four tests") && short.contains("### Value for money"));
    assert!(!short.contains("Outcome of the review") && short.contains("A small change."));
}

#[test]
fn a_word_file_of_a_case_has_its_headings_and_tables() {
    let ours = world::read(&world::closed(&[]), world::ours());
    let document = paper(&ours);
    let bytes = docx(&document).unwrap();
    let file = outside::folder("case").join("case.docx");
    std::fs::write(&file, &bytes).unwrap();
    std::fs::write(file.with_extension("html"), html(&document)).unwrap();
    let Some(read) = outside::said("read_docx.py", &[&file]) else { return };
    let headings: Vec<&str> = read["paragraphs"].as_array().unwrap().iter().filter_map(heading).collect();
    assert_eq!(headings[0], "Strategic case");
    assert!(headings.contains(&"Financial case") && headings.contains(&"How to check this"));
    let Some(text) = outside::converted("case", &bytes, "txt:Text (encoded):UTF8") else { return };
    let text = String::from_utf8(text).unwrap();
    for words in ["Herts Valleys pays more, a year", "No reply", "−£60,000", "Who else is hurt (exhibit"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

fn heading(pair: &Value) -> Option<&str> {
    (pair[0] == "Heading 1").then(|| pair[1].as_str().unwrap())
}

#[test]
fn the_summary_sheet_is_one_page() {
    for (name, read) in [
        ("summary-exempt", world::read(&world::closed(&[]), world::ours())),
        ("summary-public", public(&exempt_all())),
        ("summary-sent", world::read(&world::sent(), world::ours())),
    ] {
        let sheet = summary_sheet(&read);
        let text = markdown(&sheet);
        assert!(text.contains("East and North Hertfordshire proposes:"), "{text}");
        assert!(text.contains("| Public purse | The public purse pays more | £350,000 |"), "{text}");
        let bytes = docx(&sheet).unwrap();
        let folder = outside::folder(name);
        std::fs::write(folder.join("summary.docx"), &bytes).unwrap();
        std::fs::write(folder.join("summary.html"), html(&sheet)).unwrap();
        let Some(pdf) = outside::converted(name, &bytes, "pdf:writer_pdf_Export") else { return };
        let pages = String::from_utf8_lossy(&pdf).matches("/Type/Page/").count();
        assert_eq!(pages, 1, "{name}");
    }
}

fn found(exempt: &[ExemptPart]) -> Findings {
    let case = world::closed(exempt);
    let texts = texts_of(&world::read(&case, Version::Public));
    exempt_in_public(&case, &texts)
}

#[test]
fn a_public_version_that_holds_nothing_exempt_passes() {
    assert_eq!(found(&exempt_all()), Findings::new());
}

#[test]
fn an_exempt_amount_that_an_author_typed_elsewhere_is_found() {
    let case = world::closed(&exempt_all());
    let mut read = world::read(&case, Version::Public);
    for typed in
        ["The unit keeps £412,345 less.", "About £0.41m less.", "412345", "£412 thousand", "It is 412,345.00"]
    {
        let money = read.sections.iter_mut().find(|section| section.id == "money").unwrap();
        money.text = format!("It costs us less and others more.\n\n{typed}");
        let findings = exempt_in_public(&case, &texts_of(&read));
        assert_eq!(findings.len(), 1, "{typed}: {findings:?}");
        assert_eq!(
            (findings[0].code, findings[0].place.table.as_str()),
            ("exempt-in-public", "section Money")
        );
        assert!(findings[0].is_error() && findings[0].seen.contains("the figure unit"));
    }
}

#[test]
fn an_exempt_sentence_is_found_wherever_it_stands() {
    let case = world::closed(&exempt_all());
    let mut read = world::read(&case, Version::Public);
    for typed in [
        "As said: forty in a hundred  transfer.",
        "The rest are redeployed, or leave with what is due to them",
        "“Our line for finance is smaller than was said.”",
        "Rent of the second floor is £120,000 until 2016",
    ] {
        read.decisions[0].reasons = typed.to_string();
        let findings = exempt_in_public(&case, &texts_of(&read));
        assert_eq!(findings.len(), 1, "{typed}: {findings:?}");
        assert_eq!(findings[0].place.table, "decision of 06K");
    }
}

#[test]
fn what_is_read_from_json_is_what_was_written() {
    let read = world::read(&world::closed(&[]), world::ours());
    let text = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<CasePaper>(&text).unwrap(), read);
}
