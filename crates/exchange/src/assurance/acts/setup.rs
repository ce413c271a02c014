use std::sync::Arc;

use assurance::{Carried, Evidence, Setup};
use serde_json::{Value, json};

use crate::assurance::KeptDefinition;
use crate::casework::fields::Fields;

pub(super) fn setup_value(setup: &Setup, definition: &KeptDefinition) -> Value {
    let carried = setup.carried.iter().map(|(question, carried)| {
        json!({
            "question": question.as_str(), "round": carried.round.as_str(), "text": carried.text,
            "evidence": evidence_value(&carried.evidence),
        })
    });
    json!({
        "round": setup.round.as_str(), "unit": setup.unit.as_str(), "overseer": setup.overseer.as_str(),
        "customers": setup.customers.iter().map(|code| code.as_str()).collect::<Vec<_>>(),
        "definition": { "name": definition.name, "sha256": definition.sha256 },
        "answer_by": setup.answer_by.to_string(), "carried": carried.collect::<Vec<_>>(),
    })
}

pub(super) fn evidence_value(evidence: &[Evidence]) -> Value {
    evidence.iter().map(|paper| json!({ "title": paper.title, "hash": paper.hash })).collect()
}

pub(super) fn read_evidence(fields: &mut Fields<'_>) -> Option<Vec<Evidence>> {
    fields.list("evidence", |fields| {
        let (title, hash) = (fields.text("title"), fields.text("hash"));
        Some(Evidence { title: title?, hash: hash? })
    })
}

pub(super) fn read_setup(fields: &mut Fields<'_>, definition: &KeptDefinition) -> Option<Setup> {
    let (round, unit, overseer) = (fields.code("round"), fields.code("unit"), fields.code("overseer"));
    let customers = fields.codes("customers");
    let is_it = fields.inside("definition", |fields| {
        let (name, sha256) = (fields.text("name"), fields.text("sha256"));
        let (name, sha256) = (name?, sha256?);
        let is_it = name == definition.name && sha256 == definition.sha256;
        if !is_it {
            let expected =
                format!("{} of {}, which the round was opened with", definition.name, definition.sha256);
            fields.wrong("sha256", &format!("{name} of {sha256}"), &expected);
        }
        is_it.then_some(())
    });
    let answer_by = fields.day("answer_by");
    let carried = fields.list("carried", |fields| {
        let (question, round) = (fields.code("question"), fields.code("round"));
        let (text, evidence) = (fields.text("text"), read_evidence(fields));
        Some((question?, Carried { round: round?, text: text?, evidence: evidence? }))
    });
    is_it?;
    Some(Setup {
        round: round?,
        unit: unit?,
        overseer: overseer?,
        customers: customers?,
        definition: Arc::clone(&definition.definition),
        answer_by: answer_by?,
        carried: carried?.into_iter().collect(),
    })
}
