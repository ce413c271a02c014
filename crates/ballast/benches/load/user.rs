//! Somebody at work: they read a page, think, read another, and now and again change something.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use actions::Role;
use serde_json::json;
use tokio::time::{Instant, sleep};

use crate::cases::scenario;
use crate::chance::Chance;
use crate::connection::{Answer, Ask, Connection};
use crate::marks::{last_of, marked};
use crate::pages::{self, Page};
use crate::people::Person;
use crate::shared::{Read, Shared};
use crate::told::Told;
use crate::world::World;

/// Of what somebody does who writes: so much of it changes something shared, begins something new, comments, or has a
/// question answered: the engine is at work for about as long as they all read ten pages.
const CHANGES: f64 = 0.16;
const BEGINS: f64 = 0.02;
const COMMENTS: f64 = 0.02;
const ASKS: f64 = 0.002;
/// So long somebody types, on average, between reading a text and sending it changed.
const TYPES: Duration = Duration::from_millis(600);
/// So often somebody tries again whom others were quicker than.
const TRIES: usize = 50;

/// Somebody at work.
pub struct User {
    world: Arc<World>,
    number: usize,
    pages: Vec<Page>,
    /// Cases that were sent, on which they comment.
    comments_on: Vec<String>,
    connection: Connection,
    chance: Chance,
    /// The last change that was confirmed to them, of each thing that they share.
    last: BTreeMap<Shared, u64>,
    /// The receipt of what they last had recorded.
    receipt: Option<String>,
    begun: u64,
    told: Told,
}

impl User {
    /// Somebody, connected.
    pub async fn of(world: &Arc<World>, person: &Person, server: &str) -> User {
        let reviews = matches!(person.role, Role::Reviewer | Role::ReviewLead);
        let sent = world.cases.iter().filter(|case| case.is_sent && reviews);
        User {
            number: person.number,
            pages: pages::of(person, world),
            comments_on: sent.map(|case| case.reference.to_string()).collect(),
            connection: Connection::of(person, server).await,
            chance: Chance::of(person.number as u64 + 1),
            last: BTreeMap::new(),
            receipt: None,
            begun: 0,
            told: Told::default(),
            world: Arc::clone(world),
        }
    }

    /// Works for some time; what they can tell then.
    pub async fn at_work(mut self, time: Duration, think: Duration) -> Told {
        let end = Instant::now() + time;
        // Not everybody comes at once.
        sleep(think.mul_f64(2.0 * self.chance.part())).await;
        while Instant::now() < end {
            self.does_something().await;
            sleep(self.chance.about(think)).await;
        }
        let last = std::mem::take(&mut self.last);
        self.told.changes = last.into_iter().map(|(shared, last)| ((shared, self.number), last)).collect();
        self.told
    }

    async fn does_something(&mut self) {
        let shares = self.world.shares[self.number].clone();
        let drawn = self.chance.part();
        match drawn {
            _ if shares.is_empty() => self.reads().await,
            _ if drawn < CHANGES => {
                let shared = self.chance.one_of(&shares).clone();
                self.changes(&shared).await;
            }
            _ if drawn < CHANGES + BEGINS => self.begins().await,
            _ if drawn < CHANGES + BEGINS + ASKS => self.has_answered(&shares[0]).await,
            _ if drawn < CHANGES + BEGINS + ASKS + COMMENTS && !self.comments_on.is_empty() => {
                self.comments().await;
            }
            _ => self.reads().await,
        }
    }

    /// Asks; an answer of another status than those is an error.
    async fn asks(&mut self, ask: &Ask, expects: &[u16]) -> Option<(Answer, f64)> {
        let begun = Instant::now();
        let answered = self.connection.ask(ask).await;
        let ms = begun.elapsed().as_secs_f64() * 1e3;
        match answered {
            Ok(answer) if expects.contains(&answer.status) => Some((answer, ms)),
            Ok(answer) => {
                let (person, detail) = (&self.world.people[self.number], answer.json()["detail"].clone());
                self.told.errors.push(format!(
                    "{} as {} of {}: {} in place of {expects:?} {detail}",
                    ask.address, person.role, person.body, answer.status
                ));
                None
            }
            Err(why) => {
                self.told.errors.push(why);
                None
            }
        }
    }

    async fn reads(&mut self) {
        if let Some(receipt) = self.receipt.take() {
            let address =
                format!("/api/v1/record/receipts/{}", receipt.replace('#', "%23").replace('/', "%2F"));
            let page = Page { name: "a receipt (API)", address, expects: 200 };
            return self.reads_page(&page).await;
        }
        let page = self.chance.one_of(&self.pages).clone();
        self.reads_page(&page).await;
    }

    async fn reads_page(&mut self, page: &Page) {
        if let Some((_, ms)) = self.asks(&Ask::page(&page.address), &[page.expects]).await {
            self.told.read(page.name, ms);
        }
    }

    /// Reads something shared, and looks whether everything is there that was confirmed to them.
    async fn reads_shared(&mut self, shared: &Shared) -> Option<Read> {
        let (answer, ms) = self.asks(&Ask::page(shared.address()), &[200]).await?;
        self.told.read(shared.name(), ms);
        let Some(read) = shared.read(&answer) else {
            self.told.errors.push(format!("{}: it isn't told as expected", shared.address()));
            return None;
        };
        let (kept, confirmed) =
            (last_of(&read.text, self.number), self.last.get(shared).copied().unwrap_or_default());
        if kept != confirmed {
            let lost = format!("{shared:?}: u{:03}-{kept:04} where {confirmed} was confirmed", self.number);
            self.told.lost.push(lost);
        }
        Some(read)
    }

    /// Changes something shared: whoever was not quick enough looks again, and tries again.
    async fn changes(&mut self, shared: &Shared) {
        for _ in 0..TRIES {
            let Some(read) = self.reads_shared(shared).await else { return };
            sleep(self.chance.about(TYPES)).await;
            let next = self.last.get(shared).copied().unwrap_or_default() + 1;
            let change = shared.change(&read, &marked(&read.text, self.number, next));
            let Some((answer, ms)) = self.asks(&change, &[201, 412]).await else { return };
            if answer.status == 201 {
                self.told.writes.push(ms);
                self.last.insert(shared.clone(), next);
                self.receipt = answer.json()["receipt"].as_str().map(str::to_string);
                return;
            }
            self.told.stale += 1;
        }
        self.told.errors.push(format!("{shared:?}: others were quicker {TRIES} times"));
    }

    /// Begins a question, with a key; now and again the same request is sent twice, as by a browser that lost the answer.
    async fn begins(&mut self) {
        let body = self.world.people[self.number].body.to_string();
        let scenario = scenario(&self.world.bodies.buyers[0]);
        self.begun += 1;
        let title = format!("u{:03}-{:04}", self.number, self.begun);
        let sends = json!({ "body": body, "title": title, "scenario": scenario });
        let ask = Ask { sends: Some(sends), key: Some(title), ..Ask::page("/api/v1/questions") };
        let Some((answer, ms)) = self.asks(&ask, &[201]).await else { return };
        self.told.writes.push(ms);
        *self.told.begun.entry(body).or_default() += 1;
        if self.begun.is_multiple_of(4)
            && let Some((again, _)) = self.asks(&ask, &[201]).await
            && again.json() != answer.json()
        {
            self.told.errors.push(format!("the same request gave {} and {}", answer.json(), again.json()));
        }
    }

    /// Has a shared question answered as it is now; the answer is a page from then on.
    async fn has_answered(&mut self, question: &Shared) {
        let Some(read) = self.reads_shared(question).await else { return };
        let Some((answer, ms)) = self.asks(&question.ask(&read), &[201, 412]).await else { return };
        if answer.status == 412 {
            self.told.stale += 1;
            return;
        }
        self.told.writes.push(ms);
        let address = format!("/hurt/{}", answer.json()["id"].as_str().unwrap_or_default());
        self.pages.push(Page { name: "an answer", address, expects: 200 });
    }

    async fn comments(&mut self) {
        let case = self.chance.one_of(&self.comments_on).clone();
        let address = format!("/api/v1/cases/{case}");
        let Some((read, ms)) = self.asks(&Ask::page(&address), &[200]).await else { return };
        self.told.read("a case to comment on", ms);
        let text = format!("Person {} has read this.", self.number);
        let sends = Some(json!({ "kind": "comment", "text": text }));
        let ask = Ask { sends, if_match: read.etag, ..Ask::page(address + "/acts") };
        let Some((answer, ms)) = self.asks(&ask, &[201]).await else { return };
        self.told.writes.push(ms);
        *self.told.comments.entry(case).or_default() += 1;
        self.receipt = answer.json()["receipt"].as_str().map(str::to_string);
    }
}
