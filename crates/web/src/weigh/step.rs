/// A page of an appraisal that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Stage one: which objective isn't met, and what would count as success.
    Aim,
    /// The money that there is.
    Envelope,
    /// Stage two: which services.
    Scope,
    /// All that is needed.
    Needs,
    /// What is needed of one service.
    Need,
    /// Stage three: all options.
    Options,
    /// One option: where each service comes from, its costs and benefits.
    Option,
    /// The title of an option.
    Title,
    /// Where one service comes from in an option.
    Choice,
    /// What that costs, and who goes with it.
    Costs,
    /// A cost, benefit or risk of an option as a whole.
    Item,
    /// All criteria, and the lock.
    Criteria,
    /// One criterion.
    Criterion,
    /// All scores.
    Scores,
    /// The scores of one option.
    Score,
    /// Evidence for value for money and for quality.
    Claims,
    /// One claim.
    Claim,
    /// The schedule of posts.
    Posts,
    /// One group of posts.
    Post,
    /// How it is looked at.
    Terms,
    /// What is assumed beside the register.
    Assumptions,
    /// One assumption.
    Assumption,
    /// The whole appraisal as a text file.
    File,
    /// Stage four: everything to be checked, and the button that works it out.
    Check,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 24] = [
        Step::Aim,
        Step::Envelope,
        Step::Scope,
        Step::Needs,
        Step::Need,
        Step::Options,
        Step::Option,
        Step::Title,
        Step::Choice,
        Step::Costs,
        Step::Item,
        Step::Criteria,
        Step::Criterion,
        Step::Scores,
        Step::Score,
        Step::Claims,
        Step::Claim,
        Step::Posts,
        Step::Post,
        Step::Terms,
        Step::Assumptions,
        Step::Assumption,
        Step::File,
        Step::Check,
    ];

    /// The last part of its address.
    pub fn slug(self) -> &'static str {
        match self {
            Step::Aim => "aim",
            Step::Envelope => "envelope",
            Step::Scope => "scope",
            Step::Needs => "needs",
            Step::Need => "need",
            Step::Options => "options",
            Step::Option => "option",
            Step::Title => "title",
            Step::Choice => "choice",
            Step::Costs => "costs",
            Step::Item => "item",
            Step::Criteria => "criteria",
            Step::Criterion => "criterion",
            Step::Scores => "scores",
            Step::Score => "score",
            Step::Claims => "claims",
            Step::Claim => "claim",
            Step::Posts => "posts",
            Step::Post => "post",
            Step::Terms => "terms",
            Step::Assumptions => "assumptions",
            Step::Assumption => "assumption",
            Step::File => "file",
            Step::Check => "check",
        }
    }

    /// The step of a last part of an address.
    pub fn of(slug: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.slug() == slug)
    }
}
