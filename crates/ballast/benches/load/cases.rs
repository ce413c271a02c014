//! Cases that people work on: some that authors still write, some that were sent and that reviewers comment on.

use actions::acts;
use actions::{Desk, Id, Role, RunState};
use casework::{Act, SectionId, sections_of};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use vocabulary::{CaseTier, Code};

use crate::people::{Bodies, Buyer, Person};

/// So many are written, and so many were sent.
const DRAFTS: usize = 4;
const SENT: usize = 4;
/// The section that authors write together.
pub const SECTION: SectionId = SectionId::Rationale;

/// A case that people work on.
#[derive(Debug, Clone)]
pub struct SharedCase {
    pub reference: Code,
    pub body: Code,
    pub is_sent: bool,
    /// So many acts had been done in it.
    pub acts: usize,
}

/// A commissioner takes everything in house.
pub fn scenario(buyer: &Buyer) -> String {
    let Buyer { body, unit } = buyer;
    format!(
        "title = \"{body} takes its services in house\"\nregister = \"england-2013\"\nstart = 2013-04-01\nmonths = 60\n\
         payer_rule = \"unit-bears\"\nreaction = true\nreluctance = {{ low = 0.05, likely = 0.10, high = 0.25 }}\n\
         seed = 1\ndraws = 200\nsteps = \"sticky\"\n\n[[move]]\nbuyer = \"{body}\"\nsupplier = \"{unit}\"\nservices = \"*\"\n\
         date = 2013-10-01\nto = \"in_house\"\nphase_months = 0\ntransfer_share = 0.4\nredeploy_share = 0.3\n"
    )
}

/// People of a commissioner who carry its case.
struct Team<'a> {
    desk: &'a Desk,
    author: &'a Person,
    certifier: &'a Person,
}

/// Makes them, each by the people of its commissioner: one for a customer of each of the first units.
pub async fn made(desk: &Desk, (people, bodies): (&[Person], &Bodies), begun: Timestamp) -> Vec<SharedCase> {
    let mut cases = Vec::new();
    for (at, unit) in bodies.units.iter().take(DRAFTS + SENT).enumerate() {
        let buyer = bodies.buyers.iter().find(|buyer| buyer.unit == *unit).unwrap();
        let one = |role| people.iter().find(|one| one.body == buyer.body && one.role == role).unwrap();
        let team = Team { desk, author: one(Role::Author), certifier: one(Role::Certifier) };
        let reference = team.opened(buyer, begun).await;
        team.written(&reference, begun).await;
        let is_sent = at >= DRAFTS;
        if is_sent {
            team.sent(&reference, begun).await;
        }
        let acts = desk.store().view().await.unwrap().case_lines(&reference).await.unwrap().len();
        cases.push(SharedCase { reference, body: buyer.body.clone(), is_sent, acts });
    }
    cases
}

impl Team<'_> {
    async fn opened(&self, buyer: &Buyer, now: Timestamp) -> Code {
        let answer = self.answered(buyer, now).await;
        let (actor, about) = (self.author.actor(), (&buyer.body, &answer));
        let title = ("It takes its services in house", CaseTier::Case);
        let reference = acts::open_case(self.desk, &actor, about, title, now).await.unwrap();
        let what = (SectionId::SystemImpact, &answer);
        acts::attach_exhibit(self.desk, &actor, &reference, what, now).await.unwrap();
        reference
    }

    /// A frozen answer.
    async fn answered(&self, buyer: &Buyer, now: Timestamp) -> Id {
        let (desk, actor) = (self.desk, self.author.actor());
        let begun =
            acts::begin_question(desk, &actor, &buyer.body, "For a case", &scenario(buyer), now).await;
        let (question, version) = begun.unwrap();
        let answer = acts::ask(desk, &actor, &question, version, now).await.unwrap();
        assert!(actions::work_once(desk, "bench").await.unwrap());
        let seen = acts::see_answer(desk, &actor, &answer, now).await.unwrap();
        assert_eq!(seen.stored.run.state, RunState::Done, "{:?}", seen.stored.run);
        let exhibit = seen.shown.unwrap().exhibit();
        acts::share_answer(desk, &actor, &answer, &exhibit, now).await.unwrap();
        answer
    }

    async fn does(&self, who: &Person, reference: &Code, act: Act, now: Timestamp) {
        let (actor, kind) = (who.actor(), act.kind());
        let seen = acts::see_case(self.desk, &actor, reference, now).await.unwrap();
        let rests = act.rests_on().map(|on| seen.seen(on)).unwrap_or_default();
        let done = acts::act_on_case(self.desk, &actor, reference, (act, None), &rests, now).await;
        done.unwrap_or_else(|refused| panic!("{kind}: {refused:?}"));
    }

    async fn written(&self, reference: &Code, now: Timestamp) {
        for section in sections_of(CaseTier::Case) {
            let text = format!("What there is to say of “{}”.", section.title);
            self.does(self.author, reference, Act::Write { section: section.id, text }, now).await;
        }
    }

    /// Whoever was asked has not replied by the day, so it is sent without.
    async fn sent(&self, reference: &Code, begun: Timestamp) {
        let reply_by = (begun + (2 * 24).hours()).to_zoned(TimeZone::UTC).date();
        let seen = acts::see_case(self.desk, &self.author.actor(), reference, begun).await.unwrap();
        for body in seen.unasked() {
            self.does(self.author, reference, Act::Invite { body, reply_by }, begun).await;
        }
        let later = begun + (3 * 24).hours();
        for section in sections_of(CaseTier::Case) {
            self.does(self.author, reference, Act::Complete { section: section.id }, later).await;
        }
        self.does(self.certifier, reference, Act::Certify, later).await;
    }
}
