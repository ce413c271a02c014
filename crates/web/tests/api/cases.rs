//! Cases of 06K, each at the point where the next act is done through the API.

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, Id, Role};
use casework::{Act, Choice, sections_of};
use jiff::{Timestamp, ToSpan as _};
use vocabulary::{CaseTier, Code, Date};

/// The cases, by reference.
#[derive(Default)]
pub struct Cases {
    /// The frozen answer that they rest on.
    pub answer: String,
    /// Ready to be certified.
    pub ready: String,
    /// A draft like it.
    pub spare: String,
    /// In review.
    pub in_review: String,
    /// With its governing body.
    pub outcome: String,
    /// Published.
    pub published: String,
}

/// Who does what.
struct Hall<'a> {
    desk: &'a Desk,
    people: Vec<Id>,
    answer: Id,
}

impl Hall<'_> {
    fn actor(&self, body: &Code, role: Role) -> Actor {
        let person = Some(self.people[role as usize].clone());
        Actor { person, name: role.to_string(), roles: vec![(body.clone(), role)], scope: None }
    }

    async fn does(&self, case: &Code, (body, role): (&Code, Role), act: Act, now: Timestamp) {
        let (actor, kind) = (self.actor(body, role), act.kind());
        let seen = acts::see_case(self.desk, &actor, case, now).await.unwrap();
        let rests = act.rests_on().map(|on| seen.seen(on)).unwrap_or_default();
        let done = acts::act_on_case(self.desk, &actor, case, (act, None), &rests, now).await;
        done.unwrap_or_else(|refused| panic!("{kind}: {refused:?}"));
    }

    /// Opened a hundred days ago, written, and asked; nobody replied in time.
    async fn ready(&self, title: &str) -> (Code, Code) {
        let (lead, now) = (Code::new("06K"), Timestamp::now());
        let author = self.actor(&lead, Role::Author);
        let then = now - 2400.hours();
        let about = (&lead, &self.answer);
        let case = acts::open_case(self.desk, &author, about, (title, CaseTier::Case), then).await.unwrap();
        let section = casework::SectionId::SystemImpact;
        acts::attach_exhibit(self.desk, &author, &case, (section, &self.answer), then).await.unwrap();
        let seen = acts::see_case(self.desk, &author, &case, then).await.unwrap();
        let reply_by: Date = (then + 48.hours()).to_zoned(jiff::tz::TimeZone::UTC).date();
        for body in seen.unasked() {
            self.does(&case, (&lead, Role::Author), Act::Invite { body, reply_by }, then).await;
        }
        for kind in sections_of(CaseTier::Case) {
            let text = format!("About {}.", kind.id);
            self.does(&case, (&lead, Role::Author), Act::Write { section: kind.id, text }, then).await;
            self.does(&case, (&lead, Role::Author), Act::Complete { section: kind.id }, then).await;
        }
        let deciding = seen.setup().overseers.first().expect("an oversight body").body.clone();
        (case, deciding)
    }
}

/// An answer of the lead's that wants a case: it takes everything in house.
async fn frozen(hall: &Hall<'_>, lead: &Code, now: Timestamp) -> Id {
    let (desk, author) = (hall.desk, hall.actor(lead, Role::Author));
    let everything = crate::world::SCENARIO.replace("[\"communications\"]", "\"*\"");
    let question =
        acts::begin_question(desk, &author, lead, "All in house", &everything, now).await.unwrap().0;
    let answer = acts::ask(desk, &author, &question, 1, now).await.unwrap();
    assert!(actions::work_once(desk, "a worker").await.unwrap());
    let seen = acts::see_answer(desk, &author, &answer, now).await.unwrap();
    acts::share_answer(desk, &author, &answer, &seen.shown.unwrap().exhibit(), now).await.unwrap();
    answer
}

/// Makes them, and gives `tester` the roles in which they do the next act.
pub async fn made(desk: &Desk, administrator: &Actor, tester: &Id) -> Cases {
    let (lead, now) = (Code::new("06K"), Timestamp::now());
    let mut hall = Hall { desk, people: Vec::new(), answer: tester.clone() };
    for role in Role::WORDS {
        let email = format!("{role}@b.example");
        let new = NewAccount { email: &email, name: role, password: "three words and more" };
        hall.people.push(acts::add_person(desk, administrator, new, now).await.unwrap());
    }
    hall.answer = frozen(&hall, &lead, now).await;
    let (ready, deciding) = hall.ready("Ready").await;
    let (spare, _) = hall.ready("Spare").await;
    let (in_review, _) = hall.ready("In review").await;
    let certifier = (&lead, Role::Certifier);
    let reviewer = (&deciding, Role::Reviewer);
    hall.does(&in_review, certifier, Act::Certify, now).await;
    hall.does(&in_review, reviewer, Act::Receive, now).await;
    hall.does(&in_review, reviewer, Act::TakeUp, now).await;
    let mut silent = Vec::new();
    for title in ["Outcome", "Published"] {
        let (case, _) = hall.ready(title).await;
        hall.does(&case, certifier, Act::Certify, now - 2000.hours()).await;
        hall.does(&case, certifier, Act::NoteSilence, now).await;
        silent.push(case);
    }
    let decision =
        Act::Decide { choice: Choice::Proceed, text: "It is time.".into(), changes: String::new() };
    hall.does(&silent[1], (&lead, Role::GoverningBody), decision, now).await;
    hall.does(&silent[1], (&lead, Role::Author), Act::Publish, now).await;
    for (body, role) in [(&lead, Role::Certifier), (&lead, Role::GoverningBody), (&deciding, Role::Reviewer)]
    {
        acts::give_role(desk, administrator, tester, body, role, now).await.unwrap();
    }
    let [outcome, published] = [0, 1].map(|at: usize| silent[at].to_string());
    let [ready, spare] = [ready, spare].map(|case| case.to_string());
    Cases {
        answer: hall.answer.to_string(),
        ready,
        spare,
        in_review: in_review.to_string(),
        outcome,
        published,
    }
}
