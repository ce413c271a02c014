//! An appraisal as somebody sees it who doesn't see the unit's books (`docs/decisions/0016-appraisal-in-bands.md`).
//!
//! Whoever appraises states amounts freely. Told a sum, or a band of a sum, it could vary its own amounts until the
//! answer tips, and so read the books out of it. Each figure is therefore told in two parts that know nothing of each
//! other:
//!
//! - **exactly**, what the appraisal comes to on the register without its books, where prices stand and nobody reacts:
//!   items, what the new arrangement costs, its tax and its optimism bias, today's prices saved, a new price agreed.
//!   No books go into it.
//! - **in a band**, what the register's books add to the same question asked with nothing for every stated amount, with
//!   today's price for every new one, and without posts of the HR lead. No stated amount goes into it.
//!
//! Both are runs of the engine; nothing is worked out beside it. That the two add up to the whole answer to the penny is
//! a property of the engine, and tested (`crates/exchange/tests/appraisal/bands.rs`). It fails where an amount changes
//! what somebody else does: others who react and join the very host that a choice names share its cost; a
//! payer rule that makes the remaining buyers bear switching cost can make them leave; a new price counts in
//! the price of those who join the unit. There, what is told leaves that out, and still tells nothing more.

mod bodies;
mod findings;
mod follow;
mod order;
mod people;
mod plan;
mod questions;
mod run;
mod seen;
mod significance;
mod ways;

use register::{Rulebook, Snapshot};
use stability::basis::resting;
use stability::impact::Impact;
use stability::watch::{Unwatched, Watch};
use vocabulary::{ChanceBand, Code, Finding, Findings};

pub use bodies::BandedBody;
pub use follow::Follower;
pub use people::BandedPeople;
pub use seen::Seen;
pub use significance::{BandedSignificance, BandedTest};

use crate::answer::{
    ClaimAnswer, DateRow, Hosting, PeopleChange, PostCost, Year, claims, hosting, option, years,
};
use crate::check::check;
use crate::closure::{Closure, closure};
use crate::input::Appraisal;
use crate::points::{Points, points};
use crate::run::{Money, discount_factors};
use ways::Ways;

/// The answer to an appraisal in bands. It holds nothing that may not be told.
#[derive(Debug, Clone)]
pub struct Banded {
    /// The question.
    pub appraisal: Appraisal,
    /// The financial years.
    pub years: Vec<Year>,
    /// The options, in the order of the appraisal.
    pub options: Vec<BandedOption>,
    /// Their points.
    pub points: Points,
    /// The options by their position, the first one first by what is told.
    pub order: Vec<usize>,
    /// The preferred option by its position: the author's, else the first by what is told.
    pub preferred: usize,
    /// What bodies pay more with the preferred option.
    pub bodies: Vec<BandedBody>,
    /// Lines of others that leave because of it.
    pub followers: Vec<Follower>,
    /// How often any does, over the draws; none without draws, and where nobody reacts.
    pub follow_often: Option<ChanceBand>,
    /// Is a case needed for the preferred option, and who must be asked? None for what changes no line.
    pub significance: Option<BandedSignificance>,
    /// What has to be done by when. Consultation only where the HR lead has stated the posts.
    pub dates: Vec<DateRow>,
    /// How large one must be to host one's own: a matter of open tables.
    pub hosting: Hosting,
    /// What the posts of the schedule cost.
    pub posts: Vec<PostCost>,
    /// Value for money, and improved quality.
    pub claims: Vec<ClaimAnswer>,
    /// Where the agreement lines of a closing unit go; none where nothing closes.
    pub closure: Option<Closure>,
    /// What there is to say, worst first.
    pub findings: Findings,
}

/// What is told of one option.
#[derive(Debug, Clone)]
pub struct BandedOption {
    /// Its id.
    pub id: Code,
    /// Its title.
    pub title: String,
    /// What we pay more over the horizon.
    pub us: Seen,
    /// What others pay more, the tax authority among them.
    pub others: Seen,
    /// What the public purse pays more.
    pub purse: Seen,
    /// Net present social value.
    pub net_present: Seen,
    /// What we would pay more year by year if the unit's prices stood as they are, pence in prices of year 0.
    pub us_at_todays_prices: Vec<f64>,
    /// The best and the worst place that it can have by what is told, counted from 1.
    pub places: (usize, usize),
    /// Options that it can't be told apart from, by their position.
    pub alike: Vec<usize>,
    /// What becomes of the posts that the HR lead has stated; redundancy as if paid when the line leaves.
    pub stated_people: Vec<PeopleChange>,
    /// What becomes of the unit's own groups, for all other services.
    pub people: Vec<BandedPeople>,
    /// How much of the register's money that it moves rests on assumed, derived and recorded rows, in tenths; none for
    /// what changes no line.
    pub resting_tenths: Option<[u8; 3]>,
}

impl Banded {
    /// The preferred option.
    pub fn best(&self) -> &BandedOption {
        &self.options[self.preferred]
    }

    /// The bodies whose price the preferred option moves, by what is told, in the order of codes.
    pub fn affected(&self) -> Vec<&Code> {
        let mut codes: Vec<&Code> = self.bodies.iter().map(|row| &row.body).collect();
        codes.sort();
        codes
    }
}

/// The two parts of every option's money, pence: what is told exactly, and what is told as a band. For tests that they
/// add up to the whole and that neither knows of the other; never to be shown. Errors: everything that forbids an
/// answer.
pub fn money_in_parts(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
) -> Result<Vec<(Money, Money)>, Findings> {
    let factors = factors(rulebook, appraisal)?;
    let ways = Ways::of(snapshot, rulebook, appraisal)?;
    Ok((0..appraisal.options.len()).map(|option| ways.parts(option, &factors)).collect())
}

fn factors(rulebook: &Rulebook, appraisal: &Appraisal) -> Result<Vec<f64>, Findings> {
    discount_factors(rulebook, appraisal).ok_or_else(|| vec![crate::answer::unknown_schedule(appraisal)])
}

/// Answers an appraisal in bands. Errors: everything that forbids an answer.
pub fn banded(snapshot: &Snapshot, rulebook: &Rulebook, appraisal: &Appraisal) -> Result<Banded, Findings> {
    watched_banded(snapshot, rulebook, appraisal, &Unwatched)
}

/// Answers an appraisal in bands while somebody may stop it; then how often others follow rests on fewer draws. Errors:
/// everything that forbids an answer.
pub fn watched_banded(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    watch: &dyn Watch,
) -> Result<Banded, Findings> {
    let mut findings = check(snapshot, appraisal);
    findings.extend(crate::rates::unknown_categories(rulebook, appraisal));
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    let factors = factors(rulebook, appraisal)?;
    let ways = Ways::of(snapshot, rulebook, appraisal)?;
    let (mut options, mut impacts) = (Vec::new(), Vec::new());
    let mut said = ways.books.findings.clone();
    for index in 0..appraisal.options.len() {
        let impact = ways.books.impact(index, rulebook)?;
        said.extend(impact.iter().flat_map(|impact| impact.findings.clone()));
        options.push(option_of(&ways, index, appraisal, rulebook, (&factors, impact.as_ref()))?);
        impacts.push(impact);
    }
    findings.extend(findings::told(said));
    let points = points(appraisal);
    let order = order::put_in_order(appraisal, &mut options, &points);
    let (preferred, behind) = order::preferred(appraisal, &order, &options);
    findings.extend(behind);
    let (dates, posts) = plan::plan(snapshot, rulebook, appraisal, (&ways, &options), &mut findings);
    let closed = plan::lines_only(appraisal, closure(snapshot, appraisal));
    findings.extend(closed.iter().flat_map(|closed| closed.findings.clone()));
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.cmp(b)));
    findings.dedup();
    let best = impacts[preferred].as_ref();
    Ok(Banded {
        years: years(rulebook, appraisal, &factors),
        bodies: bodies::bodies_of(&ways, rulebook, appraisal, preferred, &impacts)?,
        followers: best.map(follow::followers).unwrap_or_default(),
        follow_often: follow::how_often(&ways.books, preferred, (rulebook, appraisal.draws), watch),
        significance: best
            .zip(ways.books.models[preferred].as_ref())
            .and_then(|(impact, model)| significance::told(&model.snapshot, rulebook, impact)),
        hosting: hosting::hosting(snapshot, appraisal),
        claims: claims::claims(appraisal, preferred),
        appraisal: appraisal.clone(),
        options,
        points,
        order,
        preferred,
        dates,
        posts,
        closure: closed,
        findings,
    })
}

/// What is told of one option. Errors: a defect of the engine.
fn option_of(
    ways: &Ways,
    index: usize,
    appraisal: &Appraisal,
    rulebook: &Rulebook,
    (factors, impact): (&[f64], Option<&Impact>),
) -> Result<BandedOption, Findings> {
    let stated = &appraisal.options[index];
    let (exact, rest) = ways.parts(index, factors);
    let against = appraisal.weighed_against();
    let moves = |option: usize| appraisal.options[option].changes().next().is_some();
    // Beside itself an option changes nothing, whatever the books say.
    let hangs_on_books = against != Some(index) && (moves(index) || against.is_some_and(moves));
    let seen = |of: fn(&Money) -> f64| match hangs_on_books {
        true => Seen::of(of(&exact), of(&rest)),
        false => Seen::exactly(of(&exact)),
    };
    let is_stated = |service: &Code| appraisal.posts.iter().any(|post| post.service == *service);
    let posts = ways.posts.as_ref().map(|asked| asked.impact(index, rulebook)).transpose()?.flatten();
    let of_stated = posts.map(|impact| option::people(&impact, &appraisal.buyer)).unwrap_or_default();
    let of_books = impact.map(|impact| option::people(impact, &appraisal.buyer)).unwrap_or_default();
    let of_books: Vec<PeopleChange> =
        of_books.into_iter().filter(|row| !row.is_ours || !is_stated(&row.service)).collect();
    let model = ways.books.models[index].as_ref();
    Ok(BandedOption {
        id: stated.id.clone(),
        title: stated.title.clone(),
        us: seen(|money| money.us),
        others: seen(|money| money.others + money.exchequer),
        purse: seen(|money| money.purse),
        net_present: seen(|money| money.net_present),
        us_at_todays_prices: ways.stated.flows[index].us.clone(),
        places: (1, 1),
        alike: Vec::new(),
        stated_people: of_stated.into_iter().filter(|row| row.is_ours).collect(),
        people: people::grouped(&of_books),
        resting_tenths: model.zip(impact).map(|(model, impact)| {
            let found = resting(&model.snapshot, impact);
            [found.assumed, found.derived, found.recorded].map(|share| (share * 10.0).round() as u8)
        }),
    })
}
