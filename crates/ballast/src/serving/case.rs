//! The case of the demonstration: East and North Hertfordshire's, carried through every state on the days of 2013 by the sample
//! people. An illustration, and it says so.

use actions::{Actor, Desk, Id, Refusal, RunState, acts};
use casework::{Act, RestsOn};
use exchange::casework::{Doing, Story, StoryStep, read_story};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use vocabulary::{CaseTier, Code};

use super::samples::COMMISSIONER;
use crate::shipped;

/// The case that ships.
const SHIPPED: &str = "east-and-north-hertfordshire";
/// How often it is looked whether the answer is there.
const LOOK: std::time::Duration = std::time::Duration::from_millis(200);

/// Waits for the answer, freezes it, and carries the case on it to its end. None when no case ships, or the answer failed.
///
/// Errors: an act that the case refuses.
pub(super) async fn carried(desk: &Desk, answer: &Id) -> Result<Option<Code>, Refusal> {
    let Some(story) = shipped::case(SHIPPED).and_then(|text| read_story(SHIPPED, &text).ok()) else {
        return Ok(None);
    };
    let author = acts::who_is_sample(desk, 0, Timestamp::now()).await?;
    loop {
        let seen = acts::see_answer(desk, &author, answer, Timestamp::now()).await?;
        match (seen.stored.run.state, seen.shown) {
            (RunState::Done, Some(shown)) => {
                if seen.stored.shared.is_none() {
                    acts::share_answer(desk, &author, answer, &shown.exhibit(), Timestamp::now()).await?;
                }
                break;
            }
            (RunState::Queued | RunState::Running, _) => tokio::time::sleep(LOOK).await,
            _ => return Ok(None),
        }
    }
    told(desk, answer, &story).await.map(Some)
}

async fn told(desk: &Desk, answer: &Id, story: &Story) -> Result<Code, Refusal> {
    let mut reference = Code::new("");
    for (at, step) in story.steps.iter().enumerate() {
        let now = moment(step, at);
        let actor = acting(desk, step).await?;
        match &step.doing {
            Doing::Open => {
                let about = (&Code::new(COMMISSIONER), answer);
                let as_told = (story.title.as_str(), CaseTier::Case);
                reference = acts::open_case(desk, &actor, about, as_told, now).await?;
            }
            Doing::Attach(section) => {
                acts::attach_exhibit(desk, &actor, &reference, (*section, answer), now).await?;
            }
            Doing::InviteEverybody(reply_by) => {
                let unasked = acts::see_case(desk, &actor, &reference, now).await?.unasked();
                for body in unasked {
                    let act = Act::Invite { body, reply_by: *reply_by };
                    does(desk, &actor, &reference, act, now).await?;
                }
            }
            Doing::Act(act) => does(desk, &actor, &reference, (**act).clone(), now).await?,
        }
    }
    Ok(reference)
}

async fn does(desk: &Desk, actor: &Actor, reference: &Code, act: Act, now: Timestamp) -> Result<(), Refusal> {
    let seen = acts::see_case(desk, actor, reference, now).await?;
    let rests = act.rests_on().map(|on: RestsOn| seen.seen(on)).unwrap_or_default();
    acts::act_on_case(desk, actor, reference, (act, None), &rests, now).await.map(drop)
}

/// In the morning of its day, each act a minute after the one before.
fn moment(step: &StoryStep, at: usize) -> Timestamp {
    let minutes = i64::try_from(at).unwrap_or_default();
    let morning = step.on.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).map(|day| day.timestamp());
    morning.unwrap_or(Timestamp::UNIX_EPOCH) + minutes.minutes()
}

/// A sample person in the role of the step, and in no other.
async fn acting(desk: &Desk, step: &StoryStep) -> Result<Actor, Refusal> {
    let sample = acts::who_is_sample(desk, step.sample, Timestamp::now()).await?;
    Ok(Actor { roles: vec![(step.body.clone(), step.office)], ..sample })
}
