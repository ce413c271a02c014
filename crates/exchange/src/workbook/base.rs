use appraisal::answer::Answer;
use appraisal::input::{AppraisalOption, Choice};
use appraisal::run::{Inputs, OptionModel};
use register::{Rulebook, Snapshot};
use vocabulary::Findings;

/// What the new arrangement of a line costs us, as the engine has it: the cost that optimism bias is put on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct BiasBase {
    /// Running cost a year without tax, pounds.
    pub annual_gbp: f64,
    /// Cost of switching, once, pounds.
    pub once_gbp: f64,
}

/// By option and choice: the cost that optimism bias is put on; none where no bias is. Errors: an option that the
/// engine can't be asked about, which an answered appraisal has none of.
pub(super) fn bias_bases(
    answer: &Answer,
    snapshot: &Snapshot,
    rulebook: &Rulebook,
) -> Result<Vec<Vec<Option<BiasBase>>>, Findings> {
    let appraisal = &answer.appraisal;
    let inputs = Inputs::of(appraisal);
    let bases = |option: &AppraisalOption| -> Result<Vec<Option<BiasBase>>, Findings> {
        let none = vec![None; option.choices.len()];
        if option.changes().all(|(_, choice)| choice.optimism.is_none()) {
            return Ok(none);
        }
        let model = OptionModel::of(snapshot, rulebook, appraisal, option, &inputs)?;
        let mut found = none;
        for (index, choice) in option.changes() {
            found[index] = choice.optimism.as_ref().map(|_| base(&model, choice));
        }
        Ok(found)
    };
    appraisal.options.iter().map(bases).collect()
}

fn base(model: &OptionModel, choice: &Choice) -> BiasBase {
    let (annual, once) = model.new_cost(&choice.service, &model.setup.likely).unwrap_or_default();
    BiasBase { annual_gbp: annual / 100.0, once_gbp: once / 100.0 }
}
