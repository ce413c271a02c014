//! `spread`: the lines that follow by their own decision.

use super::summary::{number_of, text_of};
use super::{Answer, Explained, Explainer, Value};

impl Explainer {
    pub(super) fn spread(&self) -> Answer {
        let mut told = Explained::of("spread", "Lines that leave by their own decision because of the move");
        let lines = self.list("/spread/lines");
        told.figure("lines", Value::Number(lines.len() as f64, "lines"));
        let anyway = self.list("/spread/would_leave_anyway").len();
        told.figure("would_leave_anyway", Value::Number(anyway as f64, "lines"));
        if let Some(chance) = self.at("/spread/chance").ok().and_then(|chance| number_of(chance, "share")) {
            told.figure("chance", Value::Number(chance * 100.0, "%"));
        }
        told.how("Lines that leave at a review in the scenario and not in the baseline. Each has its certificate: `cascade/LINE`.");
        let known = self.lines();
        let certified = lines.iter().filter(|line| {
            let ends = known.get(text_of(line, "line_id"));
            ends.is_some_and(|ends| self.judgements(ends).iter().any(|row| row.leaves))
        });
        told.check_number("lines with a certificate", "lines", lines.len() as f64, certified.count() as f64);
        for line in lines {
            told.note(format!(
                "{} leaves in {} ({}): cascade/{}",
                text_of(line, "line_id"),
                text_of(line, "month"),
                text_of(line, "to"),
                text_of(line, "line_id")
            ));
        }
        Ok(told)
    }
}
