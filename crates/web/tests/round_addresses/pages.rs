//! The pages do what they say: forms are sent as a browser sends them.

use actions::Role;

use crate::doors::Sends;
use crate::eyes::{Eyes, House, Key};
use crate::hall::Hall;

pub const UNIT: &str = "/rounds/X-2026-R1/U";

/// The hidden value that says what a form rests on; the first of the page.
pub fn seen(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap().to_string()
}

pub async fn finance(house: &House) -> Key {
    house.key_of(Eyes::At("U", Some(Role::UnitFinance))).await
}

#[tokio::test]
async fn the_unit_answers_on_its_pages_and_nothing_that_was_typed_is_lost() {
    let house = House::of(Hall::opened().await).await;
    let key = finance(&house).await;
    let (_, start) = house.page(&key, "/").await;
    assert!(
        start.contains("things wait for you in rounds")
            || start.contains("One thing waits for you in a round")
    );
    let (_, list) = house.page(&key, "/rounds").await;
    assert!(list.contains("Upper unit: answer the questions") && !list.contains("Vale unit"), "{list}");
    let (status, page) = house.page(&key, UNIT).await;
    assert_eq!(status, 200);
    assert!(page.contains("What waits for you") && page.contains("To do"));
    let question = format!("{UNIT}/questions/four-years");
    let (_, form) = house.page(&key, &question).await;
    assert!(form.contains("What a good answer shows"));
    let rests = seen(&form);
    let sends = |text: &str, rests: &str| {
        Sends::parts(&[("seen", rests), ("text", text), ("evidence", "Plan of May\r\n\r\nLetters")])
    };
    let (status, empty) = house.sends(&key, &question, sends("", &rests)).await;
    assert!(status == 422 && empty.contains("Enter your answer") && empty.contains("Plan of May"), "{empty}");
    let (status, _) = house.sends(&key, &question, sends("As in the plan.", &rests)).await;
    assert_eq!(status, 303);
    let (status, late) = house.sends(&key, &question, sends("TYPED-LATE", &rests)).await;
    assert_eq!(status, 412);
    assert!(late.contains("TYPED-LATE") && late.contains("As in the plan."), "{late}");
    let (_, page) = house.page(&key, UNIT).await;
    assert!(page.contains("Answered"), "{page}");
    // Who is signed out meanwhile gets what was typed back.
    let (status, out) = house.sends(&Key::none(), &question, sends("TYPED AFTERWARDS", &rests)).await;
    assert!(status == 401 && out.contains("TYPED AFTERWARDS"), "{out}");
}

#[tokio::test]
async fn bad_rows_of_a_plan_are_told_and_all_rows_stay() {
    let house = House::of(Hall::opened().await).await;
    let (key, plan) = (finance(&house).await, format!("{UNIT}/plan"));
    let (_, form) = house.page(&key, &plan).await;
    assert!(form.contains("U,A,*,2026/27,,"), "a row for each customer: {form}");
    let rows = "unit_code,buyer_code,service_code,financial_year,income_gbp,cost_gbp\nU,A,*,2026/27,1200.00,900.00\nU,B,*,2026/27,much,\n";
    let (status, told) = house.sends(&key, &plan, Sends::rows(rows, "0")).await;
    assert_eq!(status, 422);
    assert!(
        told.contains("income_gbp") && told.contains("much") && told.contains("U,A,*,2026/27,1200.00,900.00"),
        "{told}"
    );
    let good = Sends::rows(&rows.replace("much", "800.00"), &seen(&form));
    let (status, told) = house.sends(&key, &plan, good).await;
    assert_eq!(status, 303, "{told}");
    let (_, page) = house.page(&key, UNIT).await;
    assert!(page.contains("2 rows are stated") && page.contains("£2,000"), "{page}");
}

#[tokio::test]
async fn rows_that_were_typed_stay_whatever_becomes_of_the_file_beside_them() {
    let house = House::of(Hall::opened().await).await;
    let (key, plan) = (finance(&house).await, format!("{UNIT}/plan"));
    let typed =
        "unit_code,buyer_code,service_code,financial_year,income_gbp,cost_gbp\nU,A,*,2026/27,TYPED-1,\n";
    for file in [b"PK\x03\x04\xff\xfe no table".to_vec(), vec![b'x'; 3 << 20]] {
        let (status, told) = house.sends(&key, &plan, Sends::rows_and_file(typed, file)).await;
        assert_eq!(status, 422, "{told}");
        assert!(told.contains("U,A,*,2026/27,TYPED-1,") && told.contains("Choose the file again"), "{told}");
        assert!(told.contains("There is a problem"), "{told}");
    }
    // Where nothing was typed, the rows of a file that has faults stand there to be mended.
    let file =
        b"unit_code,buyer_code,service_code,financial_year,income_gbp,cost_gbp\nU,A,*,2026/27,of-file,\n";
    let (status, told) = house.sends(&key, &plan, Sends::rows_and_file("", file.to_vec())).await;
    assert!(status == 422 && told.contains("U,A,*,2026/27,of-file,"), "{told}");
    let (status, out) = house.sends(&Key::none(), &plan, Sends::rows_and_file(typed, file.to_vec())).await;
    assert_eq!(status, 401);
    let again = "enctype=\"multipart/form-data\"";
    assert!(out.contains("TYPED-1") && out.contains(again) && out.contains("Choose the file again"), "{out}");
}

#[tokio::test]
async fn an_assessor_has_answer_guidance_survey_and_income_on_one_page_beside_the_form() {
    let house = House::of(Hall::certified().await).await;
    let key = house.key_of(Eyes::At("X", Some(Role::Assessor))).await;
    let (status, page) = house.page(&key, &format!("{UNIT}/do/rate")).await;
    assert_eq!(status, 200);
    for there in [
        "ANSWER-OF-U",
        "What to look for",
        "SELF-RATED-BECAUSE",
        "SURVEY-OF-A",
        "£944,556",
        "£455,444",
        "Unit higher",
        "No intention stated",
        "Your rating: Leadership",
        "falls-short",
    ] {
        assert!(page.contains(there), "{there}: {page}");
    }
    let (status, told) = house
        .sends(
            &key,
            &format!("{UNIT}/do/rate"),
            Sends::Form(format!("seen={}&rating_0=meets&reason_0=KEPT-REASON", seen(&page))),
        )
        .await;
    assert!(status == 422 && told.contains("KEPT-REASON") && told.contains("Choose a rating for"), "{told}");
}

#[tokio::test]
async fn a_review_lead_opens_a_round_and_is_told_first_what_to_know() {
    let house = House::of(Hall::built().await).await;
    let key = house.key_of(Eyes::At("X", Some(Role::ReviewLead))).await;
    let (status, form) = house.page(&key, "/rounds/new?body=X").await;
    assert!(status == 200 && form.contains("Upper unit") && form.contains("A shared unit today"), "{form}");
    let sends = |more: &str| {
        Sends::Form(format!(
            "body=X&definition=shared-unit&answer_by%5Bday%5D=1&answer_by%5Bmonth%5D=1&answer_by%5Byear%5D=2100{more}"
        ))
    };
    let (status, told) = house.sends(&key, "/rounds/new", sends("")).await;
    assert!(status == 422 && told.contains("Choose the units to be assured"), "{told}");
    let (status, _) = house.sends(&key, "/rounds/new", sends("&units=U&units=V")).await;
    assert_eq!(status, 303);
    let (_, list) = house.page(&key, "/rounds").await;
    assert!(
        list.contains("X-2026-R1") && list.contains("Upper unit") && list.contains("Vale unit"),
        "{list}"
    );
    let (_, page) = house.page(&key, "/rounds/X-2026-R1").await;
    assert!(page.contains("SHA-256") && page.contains("What comes of which ratings"), "{page}");
}

#[tokio::test]
async fn differences_stand_side_by_side_and_only_they_are_asked() {
    let hall = Hall::differing().await;
    let house = House::of(hall).await;
    let key = house.key_of(Eyes::At("X", Some(Role::ReviewLead))).await;
    let (_, page) = house.page(&key, UNIT).await;
    assert!(page.contains("Where they differ") && page.contains("2 steps apart"), "{page}");
    let (_, form) = house.page(&key, &format!("{UNIT}/do/moderate")).await;
    assert!(
        form.contains("RATED-BY-ONE") && form.contains("RATED-BY-TWO") && form.contains("rating_0"),
        "{form}"
    );
    assert!(!form.contains("rating_1"), "what they agree on isn't asked again");
}

#[tokio::test]
async fn what_the_rule_leaves_open_is_shown_as_open_to_the_lead_and_to_everybody() {
    let house = House::of(Hall::rated_open().await).await;
    let lead = house.key_of(Eyes::At("X", Some(Role::ReviewLead))).await;
    let form = format!("{UNIT}/do/record-outcome");
    let (_, page) = house.page(&lead, &form).await;
    assert!(
        page.contains("The rule says nothing of these ratings") && page.contains("None: it stays open"),
        "{page}"
    );
    let rests = seen(&page);
    let chosen = |chosen: &str| Sends::Form(format!("seen={rests}&outcome={chosen}&text=One+domain+fails."));
    let (status, told) = house.sends(&lead, &form, chosen("")).await;
    assert!(status == 422 && told.contains("Choose an outcome, or that it stays open"), "{told}");
    let (status, told) = house.sends(&lead, &form, chosen("none")).await;
    assert_eq!(status, 303, "{told}");
    let publish = format!("{UNIT}/do/publish");
    let (_, page) = house.page(&lead, &publish).await;
    let (status, _) = house.sends(&lead, &publish, Sends::Form(format!("seen={}", seen(&page)))).await;
    assert_eq!(status, 303);
    for key in [&lead, &Key::none()] {
        let (_, page) = house.page(key, "/rounds/X-2026-R1").await;
        assert!(page.contains("Open: the rule gives none"), "{page}");
        let (_, page) = house.page(key, UNIT).await;
        assert!(page.contains("One domain fails."), "the reason is everybody's: {page}");
    }
}
