//! Evidence files: attached by who writes, read by who sees their section, gone when they are taken out.

use actions::{Actor, Refusal, Role, acts};
use casework::{Act, ActKind, ExemptPart, FileKind, SectionId};
use vocabulary::Code;

use crate::hall::{Hall, words};

const PDF: &[u8] = b"%PDF-1.7\nFILE-BYTES\n%%EOF\n";

fn hash() -> Code {
    Code::new(&store::content_hash(PDF))
}

impl Hall {
    async fn attaches(&self, actor: &Actor, file: (&str, &[u8]), title: &str) -> Result<String, Refusal> {
        let new = acts::NewFile { section: SectionId::Money, title, name: file.0, bytes: file.1 };
        acts::attach_file(&self.world.desk, actor, &self.case, new, self.now()).await
    }

    async fn takes_out(&self, actor: &Actor) -> Result<String, Refusal> {
        acts::take_out_file(&self.world.desk, actor, &self.case, &hash(), self.now()).await
    }

    async fn reads(&self, actor: &Actor) -> Option<Vec<u8>> {
        let read = acts::see_case_file(&self.world.desk, actor, &self.case, &hash(), self.now()).await;
        match read {
            Ok((file, bytes)) => {
                assert_eq!((file.kind, file.bytes), (FileKind::Pdf, PDF.len() as u64));
                Some(bytes)
            }
            Err(Refusal::NotFound) => None,
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn codes(refused: Result<String, Refusal>) -> Vec<&'static str> {
    match refused {
        Err(Refusal::Invalid(findings)) => findings.iter().map(|finding| finding.code).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_is_attached_read_and_taken_out() {
    let hall = Hall::opened().await;
    let author = hall.actor("A", Role::Author);
    assert_eq!(
        codes(hall.attaches(&author, ("a.docx", PDF), " ").await),
        ["file-of-other-kind", "file-without-title"]
    );
    assert_eq!(codes(hall.attaches(&author, ("a.exe", PDF), "Minutes").await), ["file-of-other-kind"]);
    assert_eq!(hall.reads(&author).await, None, "nothing was kept");
    hall.attaches(&author, ("a.pdf", PDF), "Minutes").await.unwrap();
    assert_eq!(codes(hall.attaches(&author, ("b.pdf", PDF), "Again").await), ["case-not-so"]);
    for (body, role) in [("A", Role::Author), ("A", Role::Certifier), ("A", Role::Assurer)] {
        assert_eq!(hall.reads(&hall.actor(body, role)).await.as_deref(), Some(PDF));
    }
    let others = [
        ("A", Role::Administrator),
        ("B", Role::Author),
        ("D", Role::Author),
        ("U", Role::UnitDirector),
        ("O1", Role::Reviewer),
    ];
    for (body, role) in others {
        let other = hall.actor(body, role);
        assert_eq!(hall.reads(&other).await, None, "{role} at {body}");
        assert!(hall.attaches(&other, ("c.pdf", PDF), "Mine").await.is_err());
        assert!(hall.takes_out(&other).await.is_err());
    }
    assert_eq!(hall.reads(&Actor::public()).await, None);
    // Not by the act for everything, which would leave the bytes there.
    let generic = hall.tries("A", Role::Author, Act::TakeOutFile { hash: hash() }).await;
    assert!(matches!(generic, Err(Refusal::Forbidden)));
    hall.takes_out(&author).await.unwrap();
    assert_eq!(hall.reads(&author).await, None);
    let mut view = hall.world.desk.store().view().await.unwrap();
    assert_eq!(view.case_file(&hall.case, hash().as_str()).await.unwrap(), None, "its bytes are gone");
    drop(view);
    let seen = hall.see(&author).await.unwrap();
    let acts: Vec<_> = seen.view().history.iter().map(|step| step.act).collect();
    assert!(acts.contains(&ActKind::AttachFile) && acts.contains(&ActKind::TakeOutFile), "{acts:?}");
    hall.attaches(&author, ("a.pdf", PDF), "Minutes").await.unwrap();
    assert_eq!(hall.reads(&author).await.as_deref(), Some(PDF));
}

#[tokio::test]
async fn what_was_sent_stays_and_goes_into_the_bundle() {
    let mut hall = Hall::opened().await;
    hall.attach().await;
    let author = hall.actor("A", Role::Author);
    hall.attaches(&author, ("a.pdf", PDF), "Minutes").await.unwrap();
    for body in ["B", "C", "U"] {
        let reply_by = "2026-11-23".parse().unwrap();
        hall.does("A", Role::Author, Act::Invite { body: Code::new(body), reply_by }).await;
    }
    hall.write_all().await;
    hall.day = 5;
    hall.does("A", Role::Certifier, Act::Certify).await;
    hall.reviewed().await;
    assert_eq!(hall.reads(&hall.actor("O1", Role::Reviewer)).await.as_deref(), Some(PDF));
    assert_eq!(hall.reads(&hall.actor("B", Role::Author)).await, None, "who was only asked");
    let points = vec![(SectionId::Money, words("POINT"))];
    hall.does("O1", Role::Reviewer, Act::Return { points }).await;
    assert_eq!(codes(hall.takes_out(&author).await), ["case-not-so"]);
    let exempt = Act::MarkExempt { part: ExemptPart::File(hash()), text: words("section 43") };
    hall.does("A", Role::Author, exempt).await;
    let layout = (casework::Layout::Fbc, false);
    let key = record::SigningKey::new("ballast.example", &[7; 32]).unwrap();
    hall.world.desk = hall.world.desk.clone().with_record_key(key);
    let bundle =
        acts::see_case_bundle(&hall.world.desk, &author, &hall.case, layout, hall.now()).await.unwrap();
    let path = format!("evidence/{}.pdf", hash());
    assert!(bundle.windows(path.len()).any(|window| window == path.as_bytes()));
    assert!(bundle.windows(PDF.len()).any(|window| window == PDF));
}
