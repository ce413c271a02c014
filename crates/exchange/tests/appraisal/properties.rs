//! What must hold for any appraisal.

use appraisal::answer::OptionAnswer;
use appraisal::input::{Appraisal, Sourcing};
use proptest::prelude::*;
use vocabulary::{Estimate, Pence};

use crate::case::{Case, case};

/// What an author may state differently: amounts in whole pounds, months after the start, a share.
#[derive(Debug, Clone)]
struct Stated {
    running: u32,
    one_off: u32,
    price_percent: u32,
    month: i32,
    transfer: f64,
    item: u32,
    vat_percent: f64,
    reaction: bool,
}

fn stated() -> impl Strategy<Value = Stated> {
    let amounts = (0u32..1_500_000, 0u32..300_000, 0u32..200, 0u32..500_000);
    (amounts, 0..24, 0.0..1.0, 0.0..25.0, any::<bool>()).prop_map(
        |((running, one_off, price_percent, item), month, transfer, vat_percent, reaction)| Stated {
            running,
            one_off,
            price_percent,
            month,
            transfer,
            item,
            vat_percent,
            reaction,
        },
    )
}

fn fixed(value: f64) -> Option<Estimate> {
    Estimate::fixed(value).ok()
}

fn appraisal_of(case: &Case, stated: &Stated) -> Appraisal {
    let mut appraisal = case.appraisal.clone();
    appraisal.reaction = stated.reaction;
    let start = vocabulary::Month::of(appraisal.start);
    for option in &mut appraisal.options {
        for choice in &mut option.choices {
            choice.date = start.plus(stated.month).first_day();
            if choice.sourcing == Sourcing::Renegotiate {
                choice.price_percent = fixed(f64::from(stated.price_percent));
                continue;
            }
            choice.running_gbp = fixed(f64::from(stated.running));
            choice.one_off_gbp = fixed(f64::from(stated.one_off));
            choice.vat_percent = Some(stated.vat_percent);
            choice.transfer_share = Some(stated.transfer);
        }
        for item in &mut option.items {
            item.annual_gbp = fixed(f64::from(stated.item));
        }
    }
    appraisal
}

fn same(a: &OptionAnswer, b: &OptionAnswer) -> bool {
    a.money == b.money && a.flows == b.flows && a.payments == b.payments && a.people == b.people
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Every pound that an option moves is somebody's: what we, others and the tax authority pay adds up to what is used
    /// up, and it is what the postings of each body say.
    #[test]
    fn pounds_are_conserved(stated in stated()) {
        let case = case();
        let answer = case.answer_of(&appraisal_of(&case, &stated));
        for option in &answer.options {
            let money = option.money;
            prop_assert!((money.us + money.others + money.exchequer - money.purse).abs() < 1e-3);
            let extras = &option.flows.extras;
            let own: f64 = (0..answer.years.len())
                .map(|year| extras.cost_us[year] + extras.vat_us[year] - extras.saved_us[year])
                .sum();
            let posted: Pence = option
                .payments
                .iter()
                .filter(|payment| payment.body == answer.appraisal.buyer)
                .map(|payment| payment.change)
                .sum();
            prop_assert!((posted.as_f64() + own - money.us).abs() < 1e-3, "{}: {posted}", option.id);
            let all: Pence = option.payments.iter().map(|payment| payment.change).sum();
            let resources: f64 = extras.cost_us.iter().chain(&extras.cost_others).sum::<f64>()
                - extras.saved_us.iter().chain(&extras.saved_others).sum::<f64>();
            prop_assert!((all.as_f64() + resources - money.purse).abs() < 1e-3, "{}", option.id);
        }
        prop_assert_eq!(answer.options[0].money, Default::default(), "business as usual changes nothing");
        prop_assert!(answer.options[1].money.purse.abs() < 1e-3 || stated.reaction, "a new price only moves money");
    }

    /// The order in which options, scores and criteria are written says nothing.
    #[test]
    fn order_says_nothing(stated in stated(), turn in 1usize..4) {
        let case = case();
        let appraisal = appraisal_of(&case, &stated);
        let mut turned = appraisal.clone();
        turned.options.rotate_left(turn);
        turned.scores.rotate_left(turn);
        turned.criteria.reverse();
        let (first, second) = (case.answer_of(&appraisal), case.answer_of(&turned));
        for option in &first.options {
            let other = second.options.iter().find(|other| other.id == option.id).unwrap();
            prop_assert!(same(option, other), "{}", option.id);
        }
        let names = |answer: &appraisal::answer::Answer| -> Vec<String> {
            answer.order.iter().map(|index| answer.options[*index].id.to_string()).collect()
        };
        prop_assert_eq!(names(&first)[0].clone(), names(&second)[0].clone());
        for (index, option) in first.options.iter().enumerate() {
            let at = second.options.iter().position(|other| other.id == option.id).unwrap();
            prop_assert_eq!(first.points.weighted[index], second.points.weighted[at]);
        }
    }

    /// Only the ratio of weights counts, and a pound more of benefit is worth its present value, whatever else there is.
    #[test]
    fn weights_are_ratios_and_benefits_add(stated in stated(), factor in 1u32..50, more in 1u32..100_000) {
        let case = case();
        let appraisal = appraisal_of(&case, &stated);
        let before = case.answer_of(&appraisal);
        let mut changed = appraisal.clone();
        for criterion in &mut changed.criteria {
            criterion.weight *= f64::from(factor);
        }
        let town = &mut changed.options[3].items[2];
        town.annual_gbp = fixed(f64::from(stated.item) + f64::from(more));
        let after = case.answer_of(&changed);
        for (a, b) in before.points.weighted.iter().zip(&after.points.weighted) {
            prop_assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-9);
        }
        prop_assert_eq!(&before.points.first_any, &after.points.first_any);
        let gained = after.options[3].money.net_present - before.options[3].money.net_present;
        prop_assert!((gained - f64::from(more) * 100.0 / 1.035).abs() < 1e-2);
        prop_assert_eq!(before.options[3].money.purse, after.options[3].money.purse);
    }

    /// At a switching value the lead is gone: just beside it, on its two sides, different options are worth most.
    #[test]
    fn a_switching_value_switches(stated in stated()) {
        let case = case();
        let mut appraisal = appraisal_of(&case, &stated);
        appraisal.options.retain(|option| ["stay", "in-house"].contains(&option.id.as_str()));
        appraisal.scores.clear();
        appraisal.criteria.clear();
        appraisal.rank_by = None;
        appraisal.preferred = Some("in-house".into());
        let answer = case.answer_of(&appraisal);
        let found = answer.switching.iter().find(|row| row.name.ends_with("fixed_gbp"));
        let Some(switched) = found.and_then(|row| row.switched) else { return Ok(()) };
        let leads_at = |value: f64| {
            let mut at = appraisal.clone();
            at.options[1].choices[0].running_gbp = fixed(value);
            case.answer_of(&at).options[1].money.net_present > 0.0
        };
        let step = 2.0;
        let (beyond, before) = if switched.is_above {
            (switched.at + step, switched.at - step)
        } else {
            (switched.at - step, switched.at + step)
        };
        prop_assert_eq!(leads_at(beyond.max(0.0)), switched.preferred_leads);
        prop_assert_eq!(leads_at(before), !switched.preferred_leads);
    }
}
