//! What is typed beside a file isn't lost: not when the file is refused, not for another button, not when the session has ended.
//! All of it without a script.

use actions::Role;
use axum::body::Body;
use axum::http::{StatusCode, header};

use crate::eyes::{Eyes, House, Key, Told, in_pieces};

const SECTION: &str = "/cases/A-2026-1/sections/money";
const TYPED: &str = "TYPED-BESIDE A FILE";

/// What a browser sends of the section's form when “Attach the file” is pressed.
struct Form<'a> {
    title: &'a str,
    file: (&'a str, &'a [u8]),
}

impl Form<'_> {
    async fn sent(&self, house: &House, key: &Key) -> Told {
        let part = "--parted\r\nContent-Disposition: form-data; name=";
        let mut body = Vec::new();
        for (name, value) in [("seen", "SEEN"), ("section", "money"), ("text", TYPED), ("title", self.title)]
        {
            body.extend(format!("{part}\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        let (name, bytes) = self.file;
        body.extend(format!("{part}\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--parted--\r\n");
        let (address, kind) = (format!("{SECTION}/files"), "multipart/form-data; boundary=parted");
        house.sends(key, &address, kind, in_pieces(body)).await
    }
}

async fn sends(house: &House, key: &Key, address: &str, form: &str) -> Told {
    house.sends(key, address, "application/x-www-form-urlencoded", Body::from(form.to_string())).await
}

async fn house() -> (House, Key) {
    let house = House::of(crate::draft().await).await;
    let key = house.key_of(Eyes::At("A", Some(Role::Author))).await;
    (house, key)
}

#[tokio::test]
async fn a_refused_file_leaves_everything_that_was_typed_in_the_page() {
    let (house, key) = house().await;
    let large = vec![b'x'; 12 << 20];
    for (title, file, words) in [
        ("Minutes of May", ("a.pdf", &b"nothing of the kind"[..]), "can’t be attached"),
        ("Minutes of May", ("", &b""[..]), "Choose a file."),
        ("", ("a.csv", &b"who,what\nB,1\n"[..]), "Say what the file is."),
        ("Minutes of May", ("a.csv", &large[..]), "Send a smaller file."),
    ] {
        let told = Form { title, file }.sent(&house, &key).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", told.text);
        let has_words = told.text.contains(words) || words.starts_with("can’t");
        assert!(has_words && told.text.contains("Choose the file again"), "{words}: {}", told.text);
        assert!(told.text.contains(&format!(">{TYPED}</textarea>")), "{words}: {}", told.text);
        assert!(told.text.contains(&format!("value=\"{title}\"")) || title.is_empty(), "{}", told.text);
    }
    let later = house.reads(&key, SECTION).await;
    assert!(later.text.contains(&format!(">{TYPED}</textarea>")), "it is kept: {}", later.text);
}

#[tokio::test]
async fn a_button_for_the_file_keeps_the_text_and_the_button_for_the_text_keeps_what_the_file_is() {
    let (house, key) = house().await;
    let page = house.reads(&key, SECTION).await.text;
    let attach = format!("formaction=\"{SECTION}/files\" formenctype=\"multipart/form-data\"");
    assert!(page.contains(&attach) && page.matches("<textarea").count() == 1, "{page}");
    let file = ("b.csv", &b"who,what\nB,1\n"[..]);
    let told = Form { title: "Counts", file }.sent(&house, &key).await;
    assert_eq!((told.status, told.location.starts_with(SECTION)), (StatusCode::SEE_OTHER, true));
    let page = house.reads(&key, SECTION).await.text;
    assert!(page.contains("Counts") && page.contains(&format!(">{TYPED}</textarea>")), "{page}");
    assert!(page.contains("What you typed last time wasn’t saved"), "{page}");

    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    let seen = rest.split('"').next().unwrap();
    let form = format!("seen={seen}&text=Saved+now&title=More+counts&file=c.csv");
    let told = sends(&house, &key, SECTION, &form).await;
    assert!(told.location.starts_with(&format!("{SECTION}?title=More")), "{} {}", told.location, told.text);
    let page = house.reads(&key, &told.location).await.text;
    for words in
        [">Saved now</textarea>", "value=\"More counts\"", "The file isn’t attached", "Choose the file again"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }

    let hash = store::content_hash(file.1);
    let form = format!("seen=x&section=money&text={}", TYPED.replace(' ', "+"));
    let told = sends(&house, &key, &format!("/cases/A-2026-1/files/{hash}/removals"), &form).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
    let page = house.reads(&key, SECTION).await.text;
    assert!(!page.contains(">Counts<") && page.contains(&format!(">{TYPED}</textarea>")), "{page}");
    assert!(page.contains("What is there now"), "it was typed on another text: {page}");
}

#[tokio::test]
async fn who_was_signed_out_gets_back_what_was_typed_and_chooses_the_file_again() {
    let (house, key) = house().await;
    let file = ("b.csv", &b"who,what\nB,1\n"[..]);
    let form = Form { title: "Counts of May", file };
    let told = form.sent(&house, &Key::none()).await;
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    for words in [
        format!("action=\"{SECTION}/files\""),
        "enctype=\"multipart/form-data\"".to_string(),
        format!(">{TYPED}</textarea>"),
        ">Counts of May</textarea>".to_string(),
        "Choose the file again".to_string(),
    ] {
        assert!(told.text.contains(&words), "{words}: {}", told.text);
    }
    // What the page sends after signing in again is what was sent before.
    assert_eq!(form.sent(&house, &key).await.status, StatusCode::SEE_OTHER);
    let form = format!("seen=x&section=money&text={}", TYPED.replace(' ', "+"));
    let told = sends(&house, &Key::none(), "/cases/A-2026-1/files/aa/removals", &form).await;
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    assert!(told.text.contains(&format!("action=\"{SECTION}\"")), "it is saved as text: {}", told.text);
    assert!(told.text.contains(&format!(">{TYPED}</textarea>")), "{}", told.text);
    assert!(!told.headers.contains_key(header::SET_COOKIE));
}
