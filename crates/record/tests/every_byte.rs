//! Whatever is changed in a record, verification finds it and names it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{entries, entry, heads, key, log, proof, salt};
use proptest::prelude::*;
use record::{
    Difference, Head, How, Kept, Line, Proof, RecordFile, Trust, read_file, root, verify, write_file,
};

fn found(log: &RecordFile) -> Difference {
    verify(log, &Trust::default()).unwrap_err()
}

fn named(log: &RecordFile) -> (Option<u64>, How) {
    let difference = found(log);
    (difference.number, difference.how)
}

#[test]
fn a_whole_record_holds_and_comes_back_from_its_file() {
    let log = log();
    let holds = verify(&log, &Trust::default()).unwrap();
    assert_eq!((holds.entries, holds.sealed, holds.gone), (5, 5, 1));
    let text = write_file(&log);
    let again = read_file(text.as_bytes()).unwrap();
    assert_eq!(again, log);
    assert_eq!(write_file(&again), text);
}

/// Which entry each line of the file is about; none for the first line and for heads.
fn about(text: &str) -> Vec<Option<u64>> {
    let mut number = 0;
    text.lines()
        .map(|line| {
            let is_entry = line.contains("\"leaf\"");
            number += u64::from(is_entry);
            is_entry.then_some(number)
        })
        .collect()
}

/// Each byte of the file, changed to each of several others: flipped bits, another case, what
/// isn't text, the end of a line, and a digit.
#[test]
fn any_one_byte_of_a_file_that_is_changed_is_found_in_its_line() {
    let text = write_file(&log());
    let lines = about(&text);
    let bytes = text.as_bytes();
    let mut line = 0;
    for at in 0..bytes.len() {
        let was = bytes[at];
        for now in [was ^ 1, was ^ 0x20, was ^ 0x80, b'\n', b'0'] {
            if now == was {
                continue;
            }
            let mut changed = bytes.to_vec();
            changed[at] = now;
            let Ok(log) = read_file(&changed) else {
                assert_eq!(line, 0, "only the first line says what kind of file it is");
                continue;
            };
            let difference = found(&log);
            // A line that no longer reads, or no longer ends, is named as the entry that should stand there.
            let next = lines[..line].iter().flatten().count() as u64 + 1;
            let expected = lines[line].unwrap_or(next);
            assert!(
                difference.number.is_none_or(|number| number == expected),
                "byte {at} (line {line}) from {was} to {now}: {difference}"
            );
            if lines[line].is_some() {
                assert_eq!(difference.number, Some(expected), "byte {at} from {was} to {now}: {difference}");
            }
        }
        line += usize::from(was == b'\n');
    }
}

#[test]
fn any_one_byte_that_is_missing_or_added_is_found() {
    let text = write_file(&log());
    for at in 0..text.len() {
        let mut without = text.clone().into_bytes();
        without.remove(at);
        let mut with = text.clone().into_bytes();
        with.insert(at, b'7');
        for changed in [without, with] {
            if let Ok(log) = read_file(&changed) {
                found(&log);
            }
        }
    }
}

#[test]
fn any_one_byte_of_a_proof_that_is_changed_is_found() {
    let text = proof(&log(), 3).to_string();
    let verifier = key().verifier();
    let (entry, head) = text.parse::<Proof>().unwrap().verify(&verifier).unwrap();
    assert_eq!((entry.number, head.size), (3, 5));
    for at in 0..text.len() {
        for flip in [1, 2, 0x20] {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= flip;
            let Ok(changed) = String::from_utf8(changed) else { continue };
            let read = changed.parse::<Proof>().and_then(|proof| proof.verify(&verifier));
            assert!(read.is_err(), "byte {at} of a proof:\n{changed}");
        }
    }
}

fn at(log: &RecordFile, number: usize) -> usize {
    let is_entry = |(_, line): &(usize, &Result<Line, String>)| matches!(line, Ok(Line::Entry(_)));
    log.lines.iter().enumerate().filter(is_entry).nth(number - 1).unwrap().0
}

#[test]
fn each_kind_of_difference_is_told_apart() {
    let whole = log();
    let with = |change: &dyn Fn(&mut RecordFile)| {
        let mut log = whole.clone();
        change(&mut log);
        named(&log)
    };
    let content = with(&|log| {
        let Ok(Line::Entry(line)) = &mut log.lines[0] else { panic!() };
        line.contents.get_mut("register").unwrap().content[0] ^= 1;
    });
    assert_eq!(content, (Some(1), How::Content));
    let more = with(&|log| {
        let Ok(Line::Entry(line)) = &mut log.lines[3] else { panic!() };
        line.contents.insert("reason".into(), Kept { salt: salt(3), content: b"x".to_vec() });
    });
    assert_eq!(more, (Some(3), How::Content));
    assert_eq!(with(&|log| log.lines.swap(3, 4)), (Some(3), How::Order));
    assert_eq!(with(&|log| drop(log.lines.remove(at(log, 4)))), (Some(4), How::Missing));
    assert_eq!(with(&|log| drop(log.lines.remove(at(log, 5)))), (Some(5), How::Missing));
    assert_eq!(with(&|log| log.lines.insert(4, log.lines[3].clone())), (Some(3), How::Added));
    let after = with(&|log| log.lines.push(Ok(Line::Entry(entry(6, "share-answer", &[]).1))));
    assert_eq!(after, (Some(6), How::Added));
    assert_eq!(with(&|log| drop(log.lines.pop())), (Some(3), How::Added));
    assert_eq!(
        with(&|log| log.lines.swap(1, 2)),
        (Some(2), How::Missing),
        "a head before the entry it is over"
    );
}

/// Somebody who makes an entry anew, with its hash, is found by the head; the key is what they don't have.
#[test]
fn an_entry_that_was_made_anew_is_found_between_two_heads() {
    let mut log = log();
    log.lines[3] = Ok(Line::Entry(entry(3, "share-answer", &[("exhibit", "another")]).1));
    let difference = found(&log);
    assert_eq!((difference.number, difference.how), (None, How::Head));
    assert!(difference.seen.contains("one of the entries 3 to 5"), "{difference}");
    let receipt = entry(3, "share-answer", &[("exhibit", "4f5e")]).0.receipt();
    assert_eq!(receipt.to_string().parse::<record::Receipt>().unwrap(), receipt);
}

/// Who has the key can write another history. Only what somebody kept elsewhere shows it.
#[test]
fn who_has_the_key_is_found_by_what_others_kept() {
    let whole = log();
    let receipts: Vec<_> =
        [3, 5].map(|n| proof(&whole, n)).map(|p| p.verify(&key().verifier()).unwrap().0.receipt()).into();
    let mut forged = whole.clone();
    forged.lines[3] = Ok(Line::Entry(entry(3, "share-answer", &[("exhibit", "another")]).1));
    let leaves: Vec<_> = entries(&forged).iter().map(|line| line.leaf).collect();
    let head = Head { origin: common::ORIGIN.into(), size: 5, root: root(&leaves) };
    forged.lines[6] = Ok(Line::Head(head.sign(&key())));
    assert!(verify(&forged, &Trust::default()).is_ok());
    let trust = Trust { receipts: receipts.clone(), ..Trust::default() };
    assert_eq!(verify(&forged, &trust).unwrap_err().number, Some(3));
    let trust = Trust { heads: heads(&whole), ..Trust::default() };
    assert_eq!(verify(&forged, &trust).unwrap_err().how, How::Head);
    // And so is one who leaves the end away.
    let mut short = whole.clone();
    short.lines.truncate(3);
    assert!(verify(&short, &Trust::default()).is_ok());
    let trust = Trust { receipts, ..Trust::default() };
    assert_eq!(verify(&short, &trust).unwrap_err().how, How::Missing);
    let trust = Trust { heads: heads(&whole), ..Trust::default() };
    assert_eq!(verify(&short, &trust).unwrap_err().how, How::Missing);
    let another = record::SigningKey::new("ballast.example", &[9; 32]).unwrap().verifier();
    let trust = Trust { key: Some(another), ..Trust::default() };
    assert_eq!(verify(&whole, &trust).unwrap_err().how, How::Head);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Nothing that is sent makes it fail otherwise than by saying so.
    #[test]
    fn whatever_is_read_is_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..4000) {
        let text = write_file(&log());
        let mut mixed = text.as_bytes()[..cut.min(text.len())].to_vec();
        mixed.extend(&bytes);
        for sent in [&bytes, &mixed] {
            if let Ok(log) = read_file(sent) {
                let _ = verify(&log, &Trust::default());
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let _ = text.parse::<Proof>();
        let _ = text.parse::<record::Receipt>();
    }

    /// Two bytes at once, anywhere.
    #[test]
    fn two_changes_are_found_as_well(a in 0_usize..4000, b in 0_usize..4000, x in 1_u8..128, y in 1_u8..128) {
        let text = write_file(&log());
        let mut bytes = text.clone().into_bytes();
        let length = bytes.len();
        bytes[a % length] ^= x;
        bytes[b % length] ^= y;
        prop_assume!(bytes != text.as_bytes());
        if let Ok(log) = read_file(&bytes) {
            prop_assert!(verify(&log, &Trust::default()).is_err());
        }
    }
}
