//! A case of Alder, which leaves unit U; Birch and Cedar remain there, area team O1 oversees all three.

use actions::{Actor, Refusal, Role, SeenCase, acts};
use casework::{Act, Choice, ReplyKind, RestsOn, SectionId, Verdict, sections_of};
use jiff::{Timestamp, ToSpan};
use store::Id;
use vocabulary::{CaseTier, Code};

use crate::world::{SCENARIO, World, now};

pub struct Hall {
    pub world: World,
    pub case: Code,
    pub answer: Id,
    /// Other people, so that roles that must be apart are.
    people: Vec<Id>,
    pub day: i64,
}

fn keeper(world: &World) -> Actor {
    let roles = vec![(Code::new("SYSTEM"), Role::Administrator)];
    Actor { person: Some(world.person.clone()), name: "K".into(), roles, scope: None }
}

pub fn words(text: &str) -> String {
    text.to_string()
}

impl Hall {
    /// A draft on a frozen answer that isn't attached yet.
    pub async fn opened() -> Hall {
        Hall::opened_in(World::new().await).await
    }

    async fn opened_in(world: World) -> Hall {
        let asker = world.asker("A", Role::Author);
        let answer = world.answered(&asker, "A", SCENARIO).await;
        world.share(&asker, &answer).await;
        let keeper = keeper(&world);
        let mut people = Vec::new();
        for role in Role::WORDS {
            let email = format!("{role}@b.example");
            let new = acts::NewAccount { email: &email, name: role, password: "three words and more" };
            people.push(acts::add_person(&world.desk, &keeper, new, now()).await.unwrap());
        }
        let mut hall = Hall { world, case: Code::new("none"), answer, people, day: 0 };
        let (desk, author) = (&hall.world.desk, hall.actor("A", Role::Author));
        let about = (&Code::new("A"), &hall.answer);
        hall.case =
            acts::open_case(desk, &author, about, ("Alder leaves", CaseTier::Case), now()).await.unwrap();
        hall
    }

    /// Somebody with one role at one body: each role is another person.
    pub fn actor(&self, body: &str, role: Role) -> Actor {
        let person = self.people[role as usize].clone();
        Actor { person: Some(person), ..self.world.actor(body, role) }
    }

    /// Who keeps accounts.
    pub fn keeper(&self) -> Actor {
        keeper(&self.world)
    }

    pub fn now(&self) -> Timestamp {
        now() + (self.day * 24).hours()
    }

    pub async fn see(&self, actor: &Actor) -> Result<SeenCase, Refusal> {
        acts::see_case(&self.world.desk, actor, &self.case, self.now()).await
    }

    pub async fn tries(&self, body: &str, role: Role, act: Act) -> Result<String, Refusal> {
        let actor = self.actor(body, role);
        let rests = match (self.see(&actor).await, act.rests_on()) {
            (Ok(seen), Some(on)) => seen.seen(on),
            _ => String::new(),
        };
        acts::act_on_case(&self.world.desk, &actor, &self.case, (act, None), &rests, self.now()).await
    }

    pub async fn does(&self, body: &str, role: Role, act: Act) -> String {
        let kind = act.kind();
        self.tries(body, role, act).await.unwrap_or_else(|refused| panic!("{kind}: {refused:?}"))
    }

    pub async fn attach(&self) {
        let (desk, author) = (&self.world.desk, self.actor("A", Role::Author));
        let what = (SectionId::SystemImpact, &self.answer);
        acts::attach_exhibit(desk, &author, &self.case, what, self.now()).await.unwrap();
    }

    /// Written, asked, answered, certified and sent.
    pub async fn sent() -> Hall {
        Hall::sent_in(World::new().await).await
    }

    pub async fn sent_in(world: World) -> Hall {
        let mut hall = Hall::opened_in(world).await;
        hall.attach().await;
        for body in ["B", "C", "U"] {
            let reply_by = "2026-11-23".parse().unwrap();
            hall.does("A", Role::Author, Act::Invite { body: Code::new(body), reply_by }).await;
        }
        let reply = Act::Reply { kind: ReplyKind::Intends, text: words("REPLY-B"), private: words("") };
        hall.does("B", Role::Author, reply).await;
        let private =
            Act::Reply { kind: ReplyKind::Comments, text: words("REPLY-U"), private: words("PRIVATE-U") };
        hall.does("U", Role::UnitDirector, private).await;
        hall.write_all().await;
        hall.day = 3;
        hall.does("A", Role::Certifier, Act::Certify).await;
        hall
    }

    pub async fn write_all(&self) {
        for kind in sections_of(CaseTier::Case) {
            let text = format!("TEXT-{}", kind.id);
            self.does("A", Role::Author, Act::Write { section: kind.id, text }).await;
            self.does("A", Role::Author, Act::Complete { section: kind.id }).await;
        }
    }

    /// A second case, of Birch, that was sent as well; its reference.
    pub async fn another_sent(&mut self, scenario: &str) -> Code {
        let asker = self.world.asker("B", Role::Author);
        let answer = self.world.answered(&asker, "B", scenario).await;
        self.world.share(&asker, &answer).await;
        let (desk, author) = (&self.world.desk, self.actor("B", Role::Author));
        let about = (&Code::new("B"), &answer);
        let title = ("Birch leaves", CaseTier::Case);
        let other = acts::open_case(desk, &author, about, title, self.now()).await.unwrap();
        let what = (SectionId::SystemImpact, &answer);
        acts::attach_exhibit(desk, &author, &other, what, self.now()).await.unwrap();
        let first = std::mem::replace(&mut self.case, other);
        for body in ["A", "C", "U"] {
            let reply_by = format!("2026-11-{:02}", 23 + self.day).parse().unwrap();
            self.does("B", Role::Author, Act::Invite { body: Code::new(body), reply_by }).await;
        }
        for kind in sections_of(CaseTier::Case) {
            let text = format!("TEXT-{}", kind.id);
            self.does("B", Role::Author, Act::Write { section: kind.id, text }).await;
            self.does("B", Role::Author, Act::Complete { section: kind.id }).await;
        }
        self.day += 3;
        self.does("B", Role::Certifier, Act::Certify).await;
        std::mem::replace(&mut self.case, first)
    }

    pub async fn reviewed(&self) {
        self.does("O1", Role::Reviewer, Act::Receive).await;
        self.does("O1", Role::Reviewer, Act::TakeUp).await;
        let flag = Act::Flag { section: SectionId::Money, text: words("FLAG") };
        self.does("O1", Role::Reviewer, flag).await;
    }

    pub async fn returned() -> Hall {
        let hall = Hall::sent().await;
        hall.reviewed().await;
        let points = vec![(SectionId::Money, words("POINT"))];
        hall.does("O1", Role::Reviewer, Act::Return { points }).await;
        hall
    }

    pub async fn recommended() -> Hall {
        let hall = Hall::sent().await;
        hall.reviewed().await;
        let act = Act::Recommend { verdict: Verdict::NotAgreed, text: words("RECOMMENDED-BECAUSE") };
        hall.does("O1", Role::Reviewer, act).await;
        hall
    }

    pub async fn decided() -> Hall {
        let hall = Hall::recommended().await;
        let act = Act::RecordOutcome {
            verdict: Verdict::NotAgreed,
            text: words("OUTCOME-BECAUSE"),
            conditions: Vec::new(),
        };
        hall.does("O1", Role::ReviewLead, act).await;
        let act = Act::Decide { choice: Choice::Proceed, text: words("DECIDED-BECAUSE"), changes: words("") };
        hall.does("A", Role::GoverningBody, act).await;
        hall
    }

    pub async fn withdrawn() -> Hall {
        let hall = Hall::returned().await;
        hall.does("A", Role::Certifier, Act::Withdraw { text: words("WITHDRAWN-BECAUSE") }).await;
        hall
    }

    /// What names what an actor sees of what an act rests on.
    pub async fn rests(&self, actor: &Actor, on: RestsOn) -> String {
        self.see(actor).await.unwrap().seen(on)
    }
}
