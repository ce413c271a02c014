use casework::{Days, Overseer, Rights, Setup};
use serde_json::{Value, json};
use vocabulary::Code;

use super::fields::Fields;

pub(super) fn setup_value(setup: &Setup) -> Value {
    let codes = |codes: &[Code]| codes.iter().map(|code| code.as_str().to_string()).collect::<Vec<_>>();
    let mut value = json!({
        "reference": setup.reference.as_str(), "title": setup.title, "tier": setup.tier.word(),
        "commissioners": codes(&setup.commissioners), "units": codes(&setup.units),
        "affected": codes(&setup.affected),
        "overseers": setup.overseers.iter().map(overseer_value).collect::<Vec<_>>(),
        "rights": {
            "right": setup.rights.right.word(), "legal_power": setup.rights.legal_power,
            "source": setup.rights.source,
        },
        "days": {
            "certify": setup.days.certify, "review": setup.days.review, "decide": setup.days.decide,
        },
    });
    if let Some(national) = &setup.national {
        value["national"] = overseer_value(national);
    }
    value
}

fn overseer_value(overseer: &Overseer) -> Value {
    json!({ "body": overseer.body.as_str(), "customer_or_host": overseer.customer_or_host })
}

pub(super) fn read_setup(fields: &mut Fields<'_>) -> Option<Setup> {
    let (reference, title) = (fields.code("reference"), fields.text("title"));
    let tier = fields.parsed("tier", "record or case");
    let (commissioners, units) = (fields.codes("commissioners"), fields.codes("units"));
    let affected = fields.codes("affected");
    let overseers = fields.list("overseers", read_overseer);
    let national =
        if fields.has("national") { Some(fields.inside("national", read_overseer)?) } else { None };
    let rights = fields.inside("rights", |fields| {
        let right = fields.parsed("right", "advise, agree or refuse");
        let (legal_power, source) = (fields.text("legal_power"), fields.text("source"));
        Some(Rights { right: right?, legal_power: legal_power?, source: source? })
    });
    let days = fields.inside("days", |fields| {
        let mut days = |name: &str| fields.count(name).and_then(|days| u16::try_from(days).ok());
        let (certify, review, decide) = (days("certify"), days("review"), days("decide"));
        Some(Days { certify: certify?, review: review?, decide: decide? })
    });
    Some(Setup {
        reference: reference?,
        title: title?,
        tier: tier?,
        commissioners: commissioners?,
        units: units?,
        affected: affected?,
        overseers: overseers?,
        national,
        rights: rights?,
        days: days?,
    })
}

fn read_overseer(fields: &mut Fields<'_>) -> Option<Overseer> {
    let (body, customer_or_host) = (fields.code("body"), fields.is_so("customer_or_host"));
    Some(Overseer { body: body?, customer_or_host: customer_or_host? })
}
