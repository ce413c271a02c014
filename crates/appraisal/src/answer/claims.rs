use crate::input::{Appraisal, Claim, Question};

vocabulary::choice! {
    /// What the evidence comes to.
    pub enum Standing {
        /// Measured, and the target is met.
        Shown = "shown",
        /// There is a baseline and a target; nothing is measured yet.
        Planned = "planned",
        /// Measured, and the target is not met.
        NotMet = "not_met",
        /// A baseline or a target is missing, or nothing is claimed at all.
        NoEvidence = "no_evidence",
    }
}

impl Standing {
    /// As people read it.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Shown => "shown: measured, and the target is met",
            Standing::Planned => "planned: a baseline and a target, nothing measured yet",
            Standing::NotMet => "not met: measured, and the target is missed",
            Standing::NoEvidence => "no evidence: no baseline with a target",
        }
    }
}

/// The answer to one of the two questions for the preferred option.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimAnswer {
    /// The question.
    pub question: Question,
    /// What its evidence comes to: the weakest of its claims, for each has to hold.
    pub standing: Standing,
    /// The claims, each with what it comes to.
    pub claims: Vec<(Claim, Standing)>,
}

/// Both questions, in order.
pub(crate) fn claims(appraisal: &Appraisal, preferred: usize) -> Vec<ClaimAnswer> {
    let option = appraisal.options.get(preferred).map(|option| &option.id);
    let of = |question: Question| {
        let claims = appraisal
            .claims
            .iter()
            .filter(|claim| claim.question == question && Some(&claim.option) == option);
        let claims: Vec<(Claim, Standing)> = claims.map(|claim| (claim.clone(), standing(claim))).collect();
        let weakest = [Standing::NoEvidence, Standing::NotMet, Standing::Planned, Standing::Shown];
        let has = |standing: &Standing| claims.iter().any(|(_, found)| found == standing);
        let standing = weakest.into_iter().find(has).unwrap_or(Standing::NoEvidence);
        ClaimAnswer { question, standing, claims }
    };
    Question::ALL.iter().map(|question| of(*question)).collect()
}

fn standing(claim: &Claim) -> Standing {
    let (Some(_), Some(target)) = (claim.baseline, claim.target) else { return Standing::NoEvidence };
    match claim.measured {
        None => Standing::Planned,
        Some(measured) if (measured >= target) == claim.higher_is_better || measured == target => {
            Standing::Shown
        }
        Some(_) => Standing::NotMet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(baseline: Option<f64>, target: Option<f64>, measured: Option<f64>, higher: bool) -> Standing {
        standing(&Claim {
            question: Question::ImprovedQuality,
            option: "a".into(),
            measure: "satisfaction".into(),
            higher_is_better: higher,
            baseline,
            target,
            measured,
            due: None,
            source: String::new(),
        })
    }

    #[test]
    fn evidence_is_a_baseline_a_target_and_a_measurement() {
        assert_eq!(claim(Some(60.0), Some(70.0), Some(71.0), true), Standing::Shown);
        assert_eq!(claim(Some(60.0), Some(70.0), Some(69.0), true), Standing::NotMet);
        assert_eq!(claim(Some(9.5), Some(8.0), Some(7.9), false), Standing::Shown);
        assert_eq!(claim(Some(9.5), Some(8.0), Some(8.1), false), Standing::NotMet);
        assert_eq!(claim(Some(9.5), Some(8.0), None, false), Standing::Planned);
        assert_eq!(claim(None, Some(8.0), Some(7.0), false), Standing::NoEvidence);
    }
}
