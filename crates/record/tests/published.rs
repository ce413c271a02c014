//! What others have published of the formats that a record is made of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use record::{
    Hash, Note, SigningKey, VerifierKey, canonical, consistency, inclusion, leaf_hash, open_note,
    parse_canonical, root, sign_note, verify_consistency, verify_inclusion,
};
use serde_json::{Value, json};

/// The leaves of the reference implementation of Certificate Transparency.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// The roots over none of them, the first, the first two …
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const A: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const B: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const C: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const D: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const E: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const F: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

fn hash(text: &str) -> Hash {
    text.parse().unwrap()
}

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts.iter().map(|text| hash(text)).collect()
}

fn leaves() -> Vec<Hash> {
    let bytes = |hex: &str| -> Vec<u8> {
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    };
    LEAVES.iter().map(|leaf| leaf_hash(&bytes(leaf))).collect()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let leaves = leaves();
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves[..size]).to_string(), *expected, "{size}");
    }
}

#[test]
fn proofs_of_inclusion_are_those_of_certificate_transparency() {
    let leaves = leaves();
    let published: [(usize, usize, &[&str]); 5] = [
        (1, 1, &[]),
        (1, 8, &[A, B, C]),
        (6, 8, &[D, E, ROOTS[4]]),
        (3, 3, &[ROOTS[2]]),
        (2, 5, &[ROOTS[1], B, D]),
    ];
    for (number, size, path) in published {
        let path = hashes(path);
        assert_eq!(inclusion(&leaves[..size], number - 1).unwrap(), path, "{number} of {size}");
        let index = number as u64 - 1;
        assert!(verify_inclusion(&leaves[number - 1], index, size as u64, &path, &hash(ROOTS[size])));
    }
    assert_eq!(inclusion(&leaves, 8), None);
}

#[test]
fn proofs_of_consistency_are_those_of_certificate_transparency() {
    let leaves = leaves();
    let published: [(usize, usize, &[&str]); 4] =
        [(1, 1, &[]), (1, 8, &[A, B, C]), (6, 8, &[F, E, ROOTS[4]]), (2, 5, &[B, D])];
    for (old, new, path) in published {
        let path = hashes(path);
        assert_eq!(consistency(&leaves[..new], old).unwrap(), path, "{old} to {new}");
        let (first, second) = ((old as u64, &hash(ROOTS[old])), (new as u64, &hash(ROOTS[new])));
        assert!(verify_consistency(first, second, &path));
    }
}

const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SIGNER: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNED: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn a_note_is_that_of_the_reference_implementation() {
    let key = SigningKey::parse(SIGNER).unwrap();
    assert_eq!(key.verifier().to_string(), VERIFIER);
    assert_eq!(key.reveal(), SIGNER);
    let note = format!("{TEXT}\n{SIGNED}");
    assert_eq!(sign_note(TEXT, &key), note);
    let verifier = VerifierKey::parse(VERIFIER).unwrap();
    assert_eq!(open_note(&note, &verifier).unwrap(), TEXT);
    let other = SigningKey::new("other.example", &[1; 32]).unwrap();
    let twice = note.clone() + sign_note(TEXT, &other).strip_prefix(TEXT).unwrap().trim_start_matches('\n');
    assert_eq!(open_note(&twice, &verifier).unwrap(), TEXT, "others may sign beside us");
    assert!(open_note(&note, &other.verifier()).is_err());
    for at in (0..VERIFIER.len()).filter(|at| VERIFIER.is_char_boundary(*at)) {
        let mut mangled = VERIFIER.as_bytes().to_vec();
        mangled[at] += 1;
        let Ok(text) = String::from_utf8(mangled) else { continue };
        assert!(VerifierKey::parse(&text).is_err(), "{text}");
    }
}

#[test]
fn the_last_empty_line_of_a_note_parts_text_and_signatures() {
    let text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n";
    let note = format!(
        "{text}\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    );
    let read = Note::parse(&note).unwrap();
    assert_eq!(read.text, text);
    let (name, id, signature) = &read.signatures[0];
    assert_eq!((*name, id, signature.len()), ("quasimodo.example/salvatore", &[0x36, 0x7b, 0xa0, 0x4b], 64));
}

#[test]
fn the_examples_of_rfc_8785() {
    let sample = r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#;
    let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(canonical(&serde_json::from_str(sample).unwrap()), expected);
    let sorted =
        json!({ "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7 });
    assert_eq!(
        canonical(&sorted),
        "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}"
    );
}

#[test]
fn the_numbers_of_rfc_8785() {
    let numbers = [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ];
    for (bits, expected) in numbers {
        assert_eq!(canonical(&json!(f64::from_bits(bits))), expected);
    }
}

#[test]
fn only_the_one_way_is_read() {
    assert_eq!(parse_canonical(r#"{"a":1,"b":2}"#).unwrap(), json!({ "a": 1, "b": 2 }));
    for other in
        [r#"{"b":2,"a":1}"#, r#"{"a":1, "b":2}"#, r#"{"a":1,"a":1}"#, r#"{"a":1.0}"#, "\"\\u0041\"", "", "1 "]
    {
        assert!(parse_canonical(other).is_err(), "{other}");
    }
    assert_eq!(parse_canonical("null").unwrap(), Value::Null);
}
