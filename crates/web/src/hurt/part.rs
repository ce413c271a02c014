/// A page of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The answer: a sentence, four numbers, the four questions.
    #[default]
    Answer,
    /// Every named body.
    Bodies,
    /// The map of who pays more.
    Map,
    /// Who leaves next, review by review.
    Cascade,
    /// Residual cost against what is released, and who pays in which year.
    Money,
    /// Posts.
    People,
    /// Who pays under each rule.
    Rules,
    /// What would soften it.
    Mitigations,
    /// The postings behind every figure.
    Postings,
    /// How it was worked out.
    How,
}

impl Part {
    /// All pages, in the order in which they are read.
    pub const ALL: [Part; 10] = [
        Part::Answer,
        Part::Bodies,
        Part::Map,
        Part::Cascade,
        Part::Money,
        Part::People,
        Part::Rules,
        Part::Mitigations,
        Part::Postings,
        Part::How,
    ];

    /// The last part of its address; blank for the answer itself.
    pub fn slug(self) -> &'static str {
        match self {
            Part::Answer => "",
            Part::Bodies => "bodies",
            Part::Map => "map",
            Part::Cascade => "cascade",
            Part::Money => "money",
            Part::People => "people",
            Part::Rules => "rules",
            Part::Mitigations => "mitigations",
            Part::Postings => "postings",
            Part::How => "how",
        }
    }

    /// The page of a last part of an address.
    pub fn of(slug: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.slug() == slug)
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Part::Answer => "The answer",
            Part::Bodies => "Who pays more",
            Part::Map => "Map",
            Part::Cascade => "Does it spread?",
            Part::Money => "Money by month and year",
            Part::People => "People",
            Part::Rules => "Who pays under each rule",
            Part::Mitigations => "What would soften it",
            Part::Postings => "Postings",
            Part::How => "How this was worked out",
        }
    }
}
