//! What cases that were sent do together, for those who review them.

use actions::acts::{self, SeenJoint};
use axum::Json;
use axum::extract::{Path, State};
use exchange::listing::json_value;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::code_of;
use crate::api::listing::ListingBody;
use crate::api::problem::{FindingBody, Problem};
use crate::site::{Site, Visitor};

/// What cases do together.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JointBody {
    /// The cases that are looked at, as A, B, C …; the one on whose settings and assumptions first.
    together: Vec<String>,
    /// Are amounts exact? Else they are in bands: whoever asks doesn't see the books of every unit in it.
    whole: bool,
    /// The answer; null where there is none.
    #[schema(value_type = Option<ListingBody>)]
    answer: Option<serde_json::Value>,
    /// Cases that aren't looked at.
    left_out: Vec<LeftOutBody>,
    /// What forbids an answer.
    findings: Vec<FindingBody>,
}

/// A case that isn't looked at.
#[derive(Debug, Serialize, ToSchema)]
struct LeftOutBody {
    reference: String,
    /// Why.
    why: &'static str,
}

impl From<&SeenJoint> for JointBody {
    fn from(joint: &SeenJoint) -> Self {
        let left_out = joint
            .left_out
            .iter()
            .map(|(case, why)| LeftOutBody { reference: case.reference().to_string(), why: why.words() });
        JointBody {
            together: joint.together.iter().map(|case| case.reference().to_string()).collect(),
            whole: joint.is_whole,
            answer: joint.listing.as_ref().map(|listing| json_value(listing)),
            left_out: left_out.collect(),
            findings: joint.findings.iter().map(FindingBody::from).collect(),
        }
    }
}

/// What all cases that were sent, and that whoever asks reviews or is told of, do together.
#[utoipa::path(get, path = "/joint", tag = "cases",
    responses((status = 200, description = "The answer", body = JointBody)))]
pub(super) async fn joint(State(site): State<Site>, visitor: Visitor) -> Result<Json<JointBody>, Problem> {
    let joint = acts::see_joint_of_all(site.desk(), &visitor.actor, site.now()).await?;
    Ok(Json(JointBody::from(&joint)))
}

/// What a case that was sent does together with every other one, on its own settings and assumptions.
#[utoipa::path(get, path = "/cases/{reference}/joint", tag = "cases", params(("reference" = String, Path)),
    responses((status = 200, description = "The answer", body = JointBody)))]
pub(super) async fn joint_of_case(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Json<JointBody>, Problem> {
    let reference = code_of(&reference)?;
    let joint = acts::see_joint(site.desk(), &visitor.actor, &reference, site.now()).await?;
    Ok(Json(JointBody::from(&joint)))
}
