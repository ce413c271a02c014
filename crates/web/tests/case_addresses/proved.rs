//! A bundle of a case, proved in the browser without an account.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use casework::Act;

use crate::House;

/// Uploads a file to `/prove`; what the page says.
async fn proved(house: &House, name: &str, bytes: &[u8]) -> (StatusCode, String) {
    let head = format!(
        "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/zip\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--part--\r\n"].concat();
    let request = Request::post("/prove")
        .header("host", "ballast.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=part");
    let (head, body) = house.answer(request.body(Body::from(body)).unwrap()).await.into_parts();
    let text = to_bytes(body, usize::MAX).await.unwrap();
    (head.status, String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test]
async fn a_case_bundle_is_verified_in_the_browser_and_a_changed_byte_is_named() {
    let hall = crate::decided().await;
    hall.does("A", actions::Role::Certifier, Act::Publish).await;
    let house = House::of(hall).await;
    for (address, words) in [
        ("/cases/{reference}/bundle/public.zip", "Public version"),
        ("/api/v1/published/cases/{reference}/bundle", "Public version"),
    ] {
        let bundle = house.bytes(address).await;
        let (status, told) = proved(&house, "case-A-2026-1.zip", &bundle).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert!(told.contains("Verified: ") && told.contains(words), "{told}");
        for (file, named) in [("case.html", "case.html differs"), ("record.jsonl", "record.jsonl")] {
            let changed = with_a_changed_byte(&bundle, file);
            let (_, told) = proved(&house, "case-A-2026-1.zip", &changed).await;
            assert!(told.contains("Not verified:") && told.contains(named), "{file}: {told}");
        }
    }
}

/// The same archive with one byte of one file changed.
fn with_a_changed_byte(bundle: &[u8], file: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bundle)).unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().to_string();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if name == file {
            let middle = bytes.len() / 2;
            bytes[middle] = if bytes[middle] == b'a' { b'b' } else { b'a' };
        }
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, &bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
