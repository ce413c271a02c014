use std::collections::BTreeSet;

use vocabulary::Code;

use super::{Banded, LeavingLine};

impl Banded {
    /// The codes of the bodies that pay more or less than without the moves, by more than the least band.
    pub fn affected(&self) -> impl Iterator<Item = &str> {
        let moved = |band: &vocabulary::PenceBand| {
            band.low() >= vocabulary::Pence::ZERO || band.high() <= vocabulary::Pence::ZERO
        };
        let rows = self.bodies.iter().filter(move |body| moved(&body.change) || body.role == "leaver");
        rows.map(|body| body.body_code.as_str())
    }

    /// Only what is told to some bodies that a shared result touches: what moves, and their own lines.
    pub fn only(&self, bodies: &BTreeSet<Code>) -> Banded {
        let own = |code: &str| bodies.iter().any(|body| body.as_str() == code);
        let rows: Vec<_> = self.bodies.iter().filter(|row| own(&row.body_code)).cloned().collect();
        let told: Vec<String> =
            rows.iter().map(|row| format!("{} pays {} more", row.name, row.change)).collect();
        let moves = &self.what_moves;
        let sentence = match told.is_empty() {
            true => format!("{moves}, nothing changes for you."),
            false => format!("{moves}, {} over {} months.", told.join(", "), self.months),
        };
        // What others would pay elsewhere is theirs to tell.
        let line = |line: &LeavingLine| LeavingLine {
            alternative: line.alternative.filter(|_| own(&line.buyer_code)),
            ..line.clone()
        };
        Banded {
            exhibit: self.exhibit.clone(),
            manifest: self.manifest.clone(),
            title: self.title.clone(),
            start: self.start,
            months: self.months,
            payer_rule: self.payer_rule.clone(),
            what_moves: moves.clone(),
            sentence,
            caveat: self.caveat.clone(),
            numbers: Vec::new(),
            chances: Vec::new(),
            bodies: rows,
            system: None,
            leaving: self.leaving.iter().map(line).collect(),
            verdicts: Vec::new(),
            cascade: self.cascade.iter().filter(|step| own(&step.buyer_code)).cloned().collect(),
            residual: Vec::new(),
            rules: Vec::new(),
            mitigations: Vec::new(),
            exit_charge: None,
            charge_stops_the_spread: None,
            people: Vec::new(),
            tests: Vec::new(),
            significant: self.significant,
            policy: Vec::new(),
            asked: Vec::new(),
            findings: Vec::new(),
        }
    }
}
