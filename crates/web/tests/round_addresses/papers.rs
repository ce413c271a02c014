//! Files beside answers, and what is half typed, as a browser sends them.

use actions::Role;

use crate::doors::Sends;
use crate::eyes::{Eyes, House, Key};
use crate::hall::{Hall, PAPER, paper_hash};
use crate::pages::{UNIT, finance, seen};

fn question() -> String {
    format!("{UNIT}/questions/four-years")
}

#[tokio::test]
async fn a_file_is_attached_read_and_taken_out_on_the_page_of_its_question() {
    let house = House::of(Hall::opened().await).await;
    let key = finance(&house).await;
    let (_, form) = house.page(&key, &question()).await;
    assert!(form.contains("multipart/form-data") && !form.contains("Take a file out"), "{form}");
    let with = |title: &str, seen: &str| {
        let fields = [("seen", seen), ("text", "TYPED-ANSWER"), ("evidence", "Letters"), ("title", title)];
        Sends::parts(&fields).and_file("Minutes of May.pdf", PAPER.to_vec())
    };
    let (status, told) = house.sends(&key, &question(), with("", &seen(&form))).await;
    assert_eq!(status, 422);
    for there in ["Say what the file is", "TYPED-ANSWER", "Letters", "Choose the file again"] {
        assert!(told.contains(there), "{there}: {told}");
    }
    let odd = with("Minutes", &seen(&form)).and_file("minutes.docx", PAPER.to_vec());
    let (status, told) = house.sends(&key, &question(), odd).await;
    assert!(status == 422 && told.contains("href=\"#file\"") && told.contains("TYPED-ANSWER"), "{told}");
    let large = with("Minutes", &seen(&form)).and_file("minutes.pdf", vec![b'x'; 12 << 20]);
    let (status, told) = house.sends(&key, &question(), large).await;
    assert!(status == 422 && told.contains("href=\"#file\"") && told.contains("TYPED-ANSWER"), "{told}");
    let (status, _) = house.sends(&key, &question(), with("The minutes", &seen(&form))).await;
    assert_eq!(status, 303);
    let (_, page) = house.page(&key, &question()).await;
    for there in ["The minutes</a> (PDF, ", "Take a file out", "Letters", "TYPED-ANSWER"] {
        assert!(page.contains(there), "{there}: {page}");
    }
    let file = format!("{UNIT}/files/{}", paper_hash());
    let (status, told) = house.page(&key, &file).await;
    assert!(status == 200 && told.contains("FILE-OF-U"), "{told}");
    assert!(
        told.contains("content-type: \"application/pdf\"") && told.contains("Minutes of May.pdf"),
        "{told}"
    );
    // Another answer keeps it; taken out, it is gone.
    let again = |out: &str, seen: &str| {
        Sends::parts(&[("seen", seen), ("text", "Other words"), ("evidence", "Letters"), ("out", out)])
    };
    let (status, _) = house.sends(&key, &question(), again("", &seen(&page))).await;
    assert_eq!(status, 303);
    let (status, _) = house.page(&key, &file).await;
    assert_eq!(status, 200);
    let (_, page) = house.page(&key, &question()).await;
    let (status, _) = house.sends(&key, &question(), again(&paper_hash(), &seen(&page))).await;
    assert_eq!(status, 303);
    let (status, _) = house.page(&key, &file).await;
    assert_eq!(status, 404);
    let (_, page) = house.page(&key, &question()).await;
    assert!(page.contains("Letters") && !page.contains("The minutes"), "{page}");
}

#[tokio::test]
async fn who_assesses_opens_the_file_from_the_form() {
    let house = House::of(Hall::certified().await).await;
    let key = house.key_of(Eyes::At("X", Some(Role::Assessor))).await;
    let (_, page) = house.page(&key, &format!("{UNIT}/do/rate")).await;
    let file = format!("{UNIT}/files/{}", paper_hash());
    assert!(page.contains(&format!("href=\"{file}\"")) && page.contains("TITLE-OF-FILE"), "{page}");
    let (status, told) = house.page(&key, &file).await;
    assert!(status == 200 && told.contains("FILE-OF-U"), "{told}");
}

#[tokio::test]
async fn what_was_half_typed_stands_there_the_next_time_and_for_nobody_else() {
    let house = House::of(Hall::certified().await).await;
    let key = house.key_of(Eyes::At("X", Some(Role::Assessor))).await;
    let other = house.key_of(Eyes::At("X", Some(Role::ReviewLead))).await;
    let (rate, typing) = (format!("{UNIT}/do/rate"), format!("{UNIT}/typing/rate"));
    let (_, form) = house.page(&key, &rate).await;
    assert!(form.contains(&format!("data-keeps=\"{typing}\"")), "{form}");
    let typed = |seen: &str| Sends::Form(format!("seen={seen}&rating_0=meets&reason_0=HALF+TYPED"));
    let (status, _) = house.sends(&key, &typing, typed(&seen(&form))).await;
    assert_eq!(status, 204);
    let (_, form) = house.page(&key, &rate).await;
    assert!(form.contains("HALF TYPED") && form.contains("What you typed last time wasn’t saved"), "{form}");
    assert!(form.contains("value=\"meets\" checked"), "{form}");
    for who in [&other, &Key::none()] {
        let (_, page) = house.page(who, &rate).await;
        assert!(!page.contains("HALF TYPED"), "{page}");
        let (status, _) = house.sends(who, &typing, typed("0")).await;
        assert!([401, 403, 404].contains(&status), "{status}");
    }
}

#[tokio::test]
async fn half_typed_rows_of_a_plan_stay_until_they_are_stated() {
    let house = House::of(Hall::opened().await).await;
    let (key, plan) = (finance(&house).await, format!("{UNIT}/plan"));
    let (_, form) = house.page(&key, &plan).await;
    let typing = format!("{UNIT}/typing/state-plan");
    let rows = "unit_code%2CHALF-TYPED";
    let (status, _) =
        house.sends(&key, &typing, Sends::Form(format!("seen={}&body=U&rows={rows}", seen(&form)))).await;
    assert_eq!(status, 204);
    let (_, form) = house.page(&key, &plan).await;
    assert!(form.contains("unit_code,HALF-TYPED") && form.contains("wasn’t saved"), "{form}");
    let good =
        "unit_code,buyer_code,service_code,financial_year,income_gbp,cost_gbp\nU,A,*,2026/27,800.00,\n";
    let (status, told) = house.sends(&key, &plan, Sends::rows(good, &seen(&form))).await;
    assert_eq!(status, 303, "{told}");
    let (_, form) = house.page(&key, &plan).await;
    assert!(!form.contains("HALF-TYPED") && form.contains("U,A,*,2026/27,800.00,"), "{form}");
}
