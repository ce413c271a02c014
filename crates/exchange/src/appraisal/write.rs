use appraisal::input::{Appraisal, AppraisalOption, Choice, Item};
use vocabulary::{Code, Pence};

use crate::scenario::write::{estimate, number, put, quoted, write_assumption};

/// Writes an appraisal as TOML in its one canonical form: every setting, in one order. Reading it gives the same
/// appraisal.
pub fn write_appraisal(appraisal: &Appraisal) -> String {
    let mut text = settings(appraisal);
    aim(appraisal, &mut text);
    appraisal.options.iter().for_each(|one| option(one, &mut text));
    weights(appraisal, &mut text);
    evidence(appraisal, &mut text);
    for assumption in &appraisal.assumptions {
        text.push('\n');
        text.push_str(&write_assumption(assumption));
    }
    for destined in &appraisal.closure {
        text.push_str("\n[[closure]]\n");
        put(&mut text, "table", &quoted(destined.table.word()));
        for (key, code) in
            [("buyer", &destined.buyer), ("service", &destined.service), ("band", &destined.band)]
        {
            put(&mut text, key, &quoted(code.as_str()));
        }
        put(&mut text, "to", &quoted(destined.to.as_str()));
        put(&mut text, "date", &destined.date.to_string());
    }
    text
}

fn settings(appraisal: &Appraisal) -> String {
    let mut text = String::new();
    let mut quote = |key: &str, value: &str| put(&mut text, key, &quoted(value));
    quote("title", &appraisal.title);
    quote("register", &appraisal.register);
    quote("buyer", appraisal.buyer.as_str());
    quote("supplier", appraisal.supplier.as_str());
    quote("employer_kind", appraisal.employer_kind.as_str());
    quote("payer_rule", appraisal.payer_rule.as_str());
    quote("discount_schedule", appraisal.schedule.as_str());
    maybe(&mut text, "rank_by", appraisal.rank_by.map(|order| quoted(order.word())));
    maybe(&mut text, "preferred", appraisal.preferred.as_ref().map(|code| quoted(code.as_str())));
    put(&mut text, "prepared_on", &appraisal.prepared_on.to_string());
    put(&mut text, "start", &appraisal.start.to_string());
    put(&mut text, "months", &appraisal.months.to_string());
    put(&mut text, "reaction", &appraisal.reaction.to_string());
    put(&mut text, "reluctance", &estimate(appraisal.reluctance));
    put(&mut text, "seed", &appraisal.seed.to_string());
    put(&mut text, "draws", &appraisal.draws.to_string());
    maybe(&mut text, "inflation_percent", appraisal.inflation_percent.map(number));
    put(&mut text, "points_max", &number(appraisal.points_max));
    text
}

fn maybe(text: &mut String, key: &str, value: Option<String>) {
    if let Some(value) = value {
        put(text, key, &value);
    }
}

/// Text that may be blank; blank text isn't written.
fn words(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        put(text, key, &quoted(value));
    }
}

fn codes(text: &mut String, key: &str, code: Option<&Code>) {
    maybe(text, key, code.map(|code| quoted(code.as_str())));
}

fn pounds(amount: Pence) -> String {
    number(amount.as_f64() / 100.0)
}

fn aim(appraisal: &Appraisal, text: &mut String) {
    let aim = &appraisal.aim;
    if !aim.objective.is_empty() || !aim.success.is_empty() {
        text.push_str("\n[aim]\n");
        words(text, "objective", &aim.objective);
        words(text, "success", &aim.success);
    }
    for envelope in &aim.envelope {
        text.push_str("\n[[envelope]]\n");
        put(text, "financial_year", &quoted(&envelope.year.to_string()));
        put(text, "gbp", &pounds(envelope.amount));
        words(text, "source", &envelope.source);
    }
    for need in &appraisal.needs {
        text.push_str("\n[[need]]\n");
        put(text, "service", &quoted(need.service.as_str()));
        words(text, "component", &need.component);
        words(text, "what", &need.what);
        words(text, "stays", &need.stays);
        words(text, "neighbours", &need.neighbours);
    }
}

fn option(option: &AppraisalOption, text: &mut String) {
    text.push_str("\n[[option]]\n");
    put(text, "id", &quoted(option.id.as_str()));
    put(text, "title", &quoted(&option.title));
    words(text, "description", &option.description);
    option.choices.iter().for_each(|one| choice(one, text));
    option.items.iter().for_each(|one| item(one, text));
}

fn choice(choice: &Choice, text: &mut String) {
    text.push_str("\n[[option.choice]]\n");
    put(text, "service", &quoted(choice.service.as_str()));
    put(text, "sourcing", &quoted(choice.sourcing.word()));
    codes(text, "to", choice.to.as_ref());
    put(text, "date", &choice.date.to_string());
    put(text, "phase_months", &choice.phase_months.to_string());
    maybe(text, "transfer_share", choice.transfer_share.map(number));
    put(text, "redeploy_share", &number(choice.redeploy_share));
    maybe(text, "running_gbp", choice.running_gbp.map(estimate));
    maybe(text, "one_off_gbp", choice.one_off_gbp.map(estimate));
    maybe(text, "vat_percent", choice.vat_percent.map(number));
    maybe(text, "price_percent", choice.price_percent.map(estimate));
    maybe(text, "lead_months", choice.lead_months.map(|months| months.to_string()));
    codes(text, "optimism", choice.optimism.as_ref());
    put(text, "mitigated_share", &number(choice.mitigated_share));
    words(text, "reason", &choice.reason);
    put(text, "basis", &quoted(choice.basis.word()));
}

fn item(item: &Item, text: &mut String) {
    text.push_str("\n[[option.item]]\n");
    put(text, "id", &quoted(item.id.as_str()));
    put(text, "title", &quoted(&item.title));
    put(text, "kind", &quoted(item.kind.word()));
    put(text, "from", &quoted(&item.from.to_string()));
    put(text, "to", &quoted(&item.to.to_string()));
    maybe(text, "annual_gbp", item.annual_gbp.map(estimate));
    put(text, "chance", &number(item.chance));
    put(text, "payer", &quoted(item.payer.word()));
    put(text, "vat_percent", &number(item.vat_percent));
    codes(text, "optimism", item.optimism.as_ref());
    put(text, "mitigated_share", &number(item.mitigated_share));
    codes(text, "criterion", item.criterion.as_ref());
    words(text, "reason", &item.reason);
    put(text, "basis", &quoted(item.basis.word()));
}

fn weights(appraisal: &Appraisal, text: &mut String) {
    for criterion in &appraisal.criteria {
        text.push_str("\n[[criterion]]\n");
        put(text, "id", &quoted(criterion.id.as_str()));
        put(text, "title", &quoted(&criterion.title));
        words(text, "source", &criterion.source);
        put(text, "weight", &number(criterion.weight));
        words(text, "scale", &criterion.scale);
    }
    if let Some(lock) = &appraisal.lock {
        text.push_str("\n[lock]\n");
        put(text, "by", &quoted(&lock.by));
        put(text, "on", &lock.on.to_string());
    }
    for score in &appraisal.scores {
        text.push_str("\n[[score]]\n");
        put(text, "option", &quoted(score.option.as_str()));
        put(text, "criterion", &quoted(score.criterion.as_str()));
        put(text, "points", &estimate(score.points));
        put(text, "reason", &quoted(&score.reason));
        put(text, "evidence", &quoted(score.evidence.word()));
        maybe(text, "on", score.on.map(|on| on.to_string()));
        words(text, "by", &score.by);
    }
}

fn evidence(appraisal: &Appraisal, text: &mut String) {
    for claim in &appraisal.claims {
        text.push_str("\n[[claim]]\n");
        put(text, "question", &quoted(claim.question.word()));
        put(text, "option", &quoted(claim.option.as_str()));
        words(text, "measure", &claim.measure);
        put(text, "higher_is_better", &claim.higher_is_better.to_string());
        maybe(text, "baseline", claim.baseline.map(number));
        maybe(text, "target", claim.target.map(number));
        maybe(text, "measured", claim.measured.map(number));
        maybe(text, "due", claim.due.map(|due| due.to_string()));
        words(text, "source", &claim.source);
    }
    for post in &appraisal.posts {
        text.push_str("\n[[post]]\n");
        put(text, "service", &quoted(post.service.as_str()));
        put(text, "band", &quoted(post.band.as_str()));
        put(text, "tier", &quoted(post.tier.word()));
        words(text, "place", &post.place);
        put(text, "wte", &number(post.wte));
        put(text, "mean_service_years", &number(post.mean_service_years));
        words(text, "source", &post.source);
    }
}
