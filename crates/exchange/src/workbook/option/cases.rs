use super::added::Added;
use super::engine::Posted;
use super::lines::{Label, Line, Lines, sum_of};
use super::optimism::Bias;
use super::zero;
use crate::workbook::expr::Expr;
use crate::workbook::rates::RateCells;
use crate::workbook::style::{Kind, Look};

/// What everybody pays more, in prices of year 0.
pub(super) struct Paid {
    pub us: Line,
    pub others: Line,
    pub exchequer: Line,
    pub purse: Line,
}

/// Present values.
pub(super) struct Economic {
    pub cost: Line,
    pub benefit: Line,
    pub net: Line,
    pub net_before: Line,
}

/// What an option adds to the engine's postings, in prices of year 0, by what it counts in.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct Own {
    us: Line,
    others: Line,
    exchequer: Line,
    /// Cash-releasing benefits, which lie within what is paid.
    cash: Line,
    /// Other benefits in pounds.
    other: Line,
    risk: Line,
    bias: Line,
    bias_before: Line,
}

/// Adds lists of lines up and takes others off.
fn net(plus: &[&[Line]], minus: &[&[Line]], year: usize) -> Expr {
    let more = plus.iter().filter(|lines| !lines.is_empty()).map(|lines| sum_of(lines, year));
    let all = more.reduce(|all, next| all + next);
    let less = minus.iter().filter(|lines| !lines.is_empty());
    less.fold(all.unwrap_or_else(zero), |all, lines| all - sum_of(lines, year))
}

/// What the appraisal adds, added up.
pub(super) fn own(lines: &mut Lines, added: &Added, bias: &Bias) -> Own {
    lines.heading("What the appraisal adds to the engine’s postings", "The parts above, added up");
    let mut put = |what: &str, who: &str, plus: &[&[Line]], minus: &[&[Line]]| {
        lines.formula(Label::of(what, who), Look::Formula, |year| net(plus, minus, year))
    };
    let (vat_us, vat_others) = (added.vat_us.as_slice(), added.vat_others.as_slice());
    let (saved_us, saved_others) = (added.saved_us.as_slice(), added.saved_others.as_slice());
    Own {
        us: put("We pay more, savings taken off", "us", &[&added.cost_us, vat_us], &[saved_us]),
        others: put(
            "Others pay more, savings taken off",
            "others",
            &[&added.cost_others, vat_others],
            &[saved_others],
        ),
        exchequer: put("The tax authority pays more", "tax authority", &[], &[vat_us, vat_others]),
        cash: put("Cash-releasing benefits", "benefit", &[saved_us, saved_others], &[]),
        other: put("Other benefits in pounds", "benefit", &[&added.other_benefits], &[]),
        risk: put("Expected cost of risks", "cost", &[&added.risks], &[]),
        bias: put("Optimism bias, mitigated", "cost", &[&bias.mitigated], &[]),
        bias_before: put(
            "Optimism bias before anything was done about it",
            "for comparison",
            &[&bias.before],
            &[],
        ),
    }
}

/// The same beside what the options are weighed against: less what that adds. The engine's postings are so already.
pub(super) fn beside(lines: &mut Lines, own: &Own, other: Option<&Own>, title: &str) -> Own {
    let Some(other) = other else { return own.clone() };
    lines.heading(
        &format!("The same beside “{title}”"),
        "Options are weighed against that one; the engine’s postings above are differences from it already",
    );
    let mut put = |what: &str, who: &str, own: &Line, other: &Line| {
        lines.formula(Label::of(what, who), Look::Formula, |year| &own.years[year] - &other.years[year])
    };
    Own {
        us: put("We pay more, savings taken off", "us", &own.us, &other.us),
        others: put("Others pay more, savings taken off", "others", &own.others, &other.others),
        exchequer: put("The tax authority pays more", "tax authority", &own.exchequer, &other.exchequer),
        cash: put("Cash-releasing benefits", "benefit", &own.cash, &other.cash),
        other: put("Other benefits in pounds", "benefit", &own.other, &other.other),
        risk: put("Expected cost of risks", "cost", &own.risk, &other.risk),
        bias: put("Optimism bias, mitigated", "cost", &own.bias, &other.bias),
        bias_before: put(
            "Optimism bias before anything was done about it",
            "for comparison",
            &own.bias_before,
            &other.bias_before,
        ),
    }
}

/// What everybody pays more: the engine's postings with what the appraisal adds.
pub(super) fn paid(lines: &mut Lines, posted: &Posted, own: &Own) -> Paid {
    lines.heading("What everybody pays more", "The engine’s postings, and what the appraisal adds to them");
    let us = lines.formula(Label::of("We pay more", "us"), Look::Formula, |year| {
        &posted.us.years[year] + &own.us.years[year]
    });
    let others =
        lines.formula(Label::of("Others pay more, our unit among them", "others"), Look::Formula, |year| {
            &posted.unit.years[year] + &posted.others.years[year] + &own.others.years[year]
        });
    let label = Label::of("The tax authority pays more", "tax authority");
    let exchequer = lines
        .formula(label, Look::Formula, |year| &posted.exchequer.years[year] + &own.exchequer.years[year]);
    let all = [us.clone(), others.clone(), exchequer.clone()];
    let purse = lines.total(Label::of("The public purse pays more", "together"), &all);
    Paid { us, others, exchequer, purse }
}

/// The economic case.
pub(super) fn economic(lines: &mut Lines, rates: &RateCells, paid: &Paid, own: &Own) -> Economic {
    lines.heading("Economic case", "Resources in prices of year 0; transfers and tax cancel in the public purse. Discounted year by year.");
    let plain = Look::Formula;
    let benefit = lines.formula(Label::of("Benefits in pounds", "cash-releasing and other"), plain, |year| {
        &own.cash.years[year] + &own.other.years[year]
    });
    let label = Label::of("The public purse pays, cash-releasing benefits not taken off", "cost");
    let gross = lines.formula(label, plain, |year| &paid.purse.years[year] + &own.cash.years[year]);
    let cost =
        lines.formula(Label::of("Cost, with risk and mitigated optimism bias", "cost"), plain, |year| {
            &gross.years[year] + &own.risk.years[year] + &own.bias.years[year]
        });
    let factors = lines
        .plain(Label::of("Discount factor", "Rates"), Kind::Factor, |year| Expr::from(&rates.discount[year]));
    let present = |of: &Line, year: usize| &of.years[year] * &factors[year];
    let cost = lines
        .formula(Label::of("Present value of cost", "economic case"), plain, |year| present(&cost, year));
    let gained = lines.formula(Label::of("Present value of benefits", "economic case"), plain, |year| {
        present(&benefit, year)
    });
    let net = lines.formula(Label::of("Net present social value", "economic case"), Look::Total, |year| {
        &gained.years[year] - &cost.years[year]
    });
    let label = Label::of("– before anything was done about optimism", "economic case");
    let net_before = lines.formula(label, plain, |year| {
        let cost = &gross.years[year] + &own.risk.years[year] + &own.bias_before.years[year];
        (&benefit.years[year] - cost) * &factors[year]
    });
    Economic { cost, benefit: gained, net, net_before }
}

/// The financial case: cash in the prices of each year, with tax and transfers, by payer. What we pay.
pub(super) fn financial(lines: &mut Lines, rates: &RateCells, posted: &Posted, paid: &Paid) -> Line {
    lines.heading(
        "Financial case",
        "Cash in the prices of each year, tax and transfers included; optimism bias, risk and benefits that release no cash are left out.",
    );
    let factors =
        lines.plain(Label::of("Price factor", "Rates"), Kind::Factor, |year| Expr::from(&rates.prices[year]));
    let plain = Look::Formula;
    let us = lines.formula(Label::of("We pay", "us"), plain, |year| &paid.us.years[year] * &factors[year]);
    let unit = lines.formula(Label::of("Our unit pays", "others"), plain, |year| {
        &posted.unit.years[year] * &factors[year]
    });
    let rest = lines.formula(Label::of("Others pay", "others"), plain, |year| {
        (&paid.others.years[year] - &posted.unit.years[year]) * &factors[year]
    });
    let tax = lines.formula(Label::of("The tax authority pays", "tax authority"), plain, |year| {
        &paid.exchequer.years[year] * &factors[year]
    });
    lines.total(Label::of("The public purse pays", "together"), &[us.clone(), unit, rest, tax]);
    us
}
