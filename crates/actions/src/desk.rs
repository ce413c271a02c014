mod hashing;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use argon2::Params;
use exchange::assurance::KeptDefinition;
use listing::Listing;
use record::{SigningKey, VerifierKey};
use register::{Rulebook, Snapshot};
use stability::at_risk::UnitStand;
use store::Store;
use tokio::sync::Semaphore;
use vocabulary::Code;

use crate::actor::Actor;
use crate::acts::CurrentRegister;
use crate::answered::Known;
use crate::demonstration::KnownSample;
use crate::recent::Recent;
use crate::refusal::Refusal;
use crate::remembered::{Remembered, keep, recalled};
use crate::weighed::Weighed;

/// What acts work with: the store, and the place where passwords are hashed.
#[derive(Clone)]
pub struct Desk {
    store: Arc<Store>,
    /// Hashing takes 19 MB each: so many at once and no more.
    hashing: Arc<Semaphore>,
    /// How dear a hash is made.
    cost: Params,
    /// The hash of nobody's password: looked at when there is no account, so that it takes as long.
    nobody: Arc<str>,
    /// Registers that were read, by hash: they never change.
    registers: Arc<Mutex<Vec<Arc<Snapshot>>>>,
    /// Who asked a moment ago, by the hash of their session.
    actors: Arc<Recent<Actor>>,
    /// The register that the market showed a moment ago.
    market: Arc<Recent<CurrentRegister>>,
    /// Registers without the books that somebody doesn't see, by hash and the units that they see.
    opened: Remembered<Arc<Snapshot>>,
    /// The rules and rates that questions are answered by.
    rulebook: Arc<Rulebook>,
    /// The definitions of checkpoints that a round can be opened with.
    checkpoints: Arc<[Arc<KeptDefinition>]>,
    /// Definitions of rounds that were read, by hash: they never change.
    definitions: Remembered<Arc<KeptDefinition>>,
    /// Answers that were worked out, by key.
    answers: Remembered<Known>,
    /// Appraisals that were worked out, by key.
    weighed: Remembered<Arc<Weighed>>,
    /// What cases do together, by key.
    joints: Remembered<Arc<Listing>>,
    /// How units stand if nobody moves, by register and day.
    stands: Remembered<Arc<Vec<UnitStand>>>,
    /// The engine uses every processor: so many answers are worked out at once and no more.
    working: Arc<Semaphore>,
    /// In the demonstration: the people that anybody can be.
    samples: Option<Arc<[KnownSample]>>,
    /// What heads of the record are signed with.
    record_key: Option<Arc<SigningKey>>,
}

/// So many passwords are hashed at the same time.
const HASHING_AT_ONCE: usize = 4;
/// So many registers are remembered, the last used first.
const REMEMBERED_MAX: usize = 8;
/// So many answers are remembered: each holds all its postings.
const ANSWERS_MAX: usize = 6;
/// So many appraisals that were worked out are remembered: each holds its tables.
const WEIGHED_MAX: usize = 24;
/// So many answers about cases together are remembered: each is a page.
const JOINTS_MAX: usize = 24;
/// So many definitions of rounds are remembered.
const DEFINITIONS_MAX: usize = 16;
/// So many answers are worked out at the same time for somebody who waits.
const WORKING_AT_ONCE: usize = 2;

impl Desk {
    /// A desk on an open store.
    ///
    /// Errors: when the machine gives no random bytes.
    pub fn new(store: Store) -> Result<Self, Refusal> {
        Desk::with_cost(store, Params::default())
    }

    /// A desk whose hashes cost what is said: for tests, where thousands are made of no secret.
    ///
    /// Errors: when the machine gives no random bytes.
    pub fn with_cost(store: Store, cost: Params) -> Result<Self, Refusal> {
        let nobody = hashing::hash(&cost, "the password of nobody")?.into();
        let hashing = Arc::new(Semaphore::new(HASHING_AT_ONCE));
        Ok(Desk {
            store: Arc::new(store),
            hashing,
            cost,
            nobody,
            registers: Arc::default(),
            actors: Arc::default(),
            market: Arc::default(),
            opened: Arc::default(),
            rulebook: Arc::default(),
            checkpoints: Arc::new([]),
            definitions: Arc::default(),
            answers: Arc::default(),
            weighed: Arc::default(),
            joints: Arc::default(),
            stands: Arc::default(),
            working: Arc::new(Semaphore::new(WORKING_AT_ONCE)),
            samples: None,
            record_key: None,
        })
    }

    /// The same desk, which answers questions by these rules and rates. Without them none can be answered.
    pub fn with_rulebook(mut self, rulebook: Arc<Rulebook>) -> Self {
        self.rulebook = rulebook;
        self
    }

    /// The same desk, which opens rounds with these definitions. Without them none can be opened.
    pub fn with_checkpoints(mut self, checkpoints: impl IntoIterator<Item = KeptDefinition>) -> Self {
        self.checkpoints = checkpoints.into_iter().map(Arc::new).collect();
        self
    }

    /// The definitions that a round can be opened with.
    pub(crate) fn checkpoints(&self) -> &[Arc<KeptDefinition>] {
        &self.checkpoints
    }

    /// A definition of a round that was read before, by its hash.
    pub(crate) fn known_definition(&self, hash: &str) -> Option<Arc<KeptDefinition>> {
        recalled(&self.definitions, hash)
    }

    /// Remembers a definition of a round.
    pub(crate) fn know_definition(&self, kept: &Arc<KeptDefinition>) {
        keep(&self.definitions, &kept.sha256, kept, DEFINITIONS_MAX);
    }

    /// The same desk, which seals the record with this key. Without one nothing is sealed.
    pub fn with_record_key(mut self, key: SigningKey) -> Self {
        self.record_key = Some(Arc::new(key));
        self
    }

    /// The key that the record is sealed with.
    pub(crate) fn record_key(&self) -> Option<&SigningKey> {
        self.record_key.as_deref()
    }

    /// What the heads that this server signs are checked by; none when it seals nothing.
    pub fn verifier_key(&self) -> Option<VerifierKey> {
        self.record_key().map(SigningKey::verifier)
    }

    /// The rules and rates that questions are answered by.
    pub(crate) fn rulebook(&self) -> &Arc<Rulebook> {
        &self.rulebook
    }

    /// An answer that was worked out before.
    pub(crate) fn known_answer(&self, key: &str) -> Option<Known> {
        recalled(&self.answers, key)
    }

    /// Remembers an answer.
    pub(crate) fn know_answer(&self, key: &str, known: &Known) {
        keep(&self.answers, key, known, ANSWERS_MAX);
    }

    /// An appraisal that was worked out before.
    pub(crate) fn known_weighed(&self, key: &str) -> Option<Arc<Weighed>> {
        recalled(&self.weighed, key)
    }

    /// Remembers an appraisal that was worked out.
    pub(crate) fn know_weighed(&self, key: &str, known: &Arc<Weighed>) {
        keep(&self.weighed, key, known, WEIGHED_MAX);
    }

    /// What cases do together, if it was worked out before.
    pub(crate) fn known_joint(&self, key: &str) -> Option<Arc<Listing>> {
        recalled(&self.joints, key)
    }

    /// Remembers what cases do together.
    pub(crate) fn know_joint(&self, key: &str, known: &Arc<Listing>) {
        keep(&self.joints, key, known, JOINTS_MAX);
    }

    /// How units stand that was worked out before, by the hash of their register and the day.
    pub(crate) fn known_stands(&self, key: &str) -> Option<Arc<Vec<UnitStand>>> {
        recalled(&self.stands, key)
    }

    /// Remembers how units stand.
    pub(crate) fn know_stands(&self, key: &str, known: &Arc<Vec<UnitStand>>) {
        keep(&self.stands, key, known, REMEMBERED_MAX);
    }

    /// A turn at the engine.
    pub(crate) fn working(&self) -> &Semaphore {
        &self.working
    }

    /// This desk as that of the demonstration, at which anybody can be any of these people.
    pub(crate) fn with_samples(self, samples: Vec<KnownSample>) -> Self {
        Desk { samples: Some(samples.into()), ..self }
    }

    /// The people that anybody can be; none but in the demonstration.
    pub(crate) fn known_samples(&self) -> Option<&[KnownSample]> {
        self.samples.as_deref()
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Who asked a moment ago, by the hash of their session.
    pub(crate) fn actors(&self) -> &Recent<Actor> {
        &self.actors
    }

    /// The register that the market showed a moment ago.
    pub(crate) fn market(&self) -> &Recent<CurrentRegister> {
        &self.market
    }

    /// A register that was read before.
    pub(crate) fn remembered(&self, hash: &str) -> Option<Arc<Snapshot>> {
        let mut registers = self.registers.lock().ok()?;
        let at = registers.iter().position(|known| known.hash == hash)?;
        let found = registers.remove(at);
        registers.insert(0, Arc::clone(&found));
        Some(found)
    }

    /// Remembers a register.
    pub(crate) fn remember(&self, snapshot: &Arc<Snapshot>) {
        if let Ok(mut registers) = self.registers.lock() {
            registers.retain(|known| known.hash != snapshot.hash);
            registers.insert(0, Arc::clone(snapshot));
            registers.truncate(REMEMBERED_MAX);
        }
    }

    /// A register with the books of some units only, made once and then remembered.
    pub(crate) fn opened(&self, snapshot: &Snapshot, units: &BTreeSet<Code>) -> Arc<Snapshot> {
        let names: Vec<&str> = units.iter().map(Code::as_str).collect();
        let key = format!("{} {}", snapshot.hash, names.join(" "));
        let known = |list: &Vec<(String, Arc<Snapshot>)>| {
            list.iter().find(|(known, _)| *known == key).map(|(_, found)| Arc::clone(found))
        };
        if let Some(found) = self.opened.lock().ok().and_then(|list| known(&list)) {
            return found;
        }
        let opened = Arc::new(snapshot.with_books_of(|unit| units.contains(unit)));
        if let Ok(mut list) = self.opened.lock() {
            list.insert(0, (key, Arc::clone(&opened)));
            list.truncate(REMEMBERED_MAX);
        }
        opened
    }
}
