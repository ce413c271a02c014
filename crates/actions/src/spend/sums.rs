use std::collections::{BTreeMap, BTreeSet};

use exchange::spend::{Payment, SpendFile, repeated};
use market::SupplierMatcher;
use register::Snapshot;
use vocabulary::{Code, Date, Pence};

use super::Supplier;
use super::content::Content;

/// A file of payments as it was read.
pub(crate) struct ReadFile {
    /// Its name.
    pub name: String,
    /// Hash of its bytes.
    pub hash: String,
    /// What it holds.
    pub file: SpendFile,
}

/// What somebody paid to a unit in a month, by one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Which file, by its place.
    pub file: usize,
    /// The unit.
    pub unit: Code,
    /// Who paid, as published.
    pub payer: String,
    /// The body of that name in the register.
    pub payer_code: Option<Code>,
    /// The month as `2020-04`; blank where the payments have no date.
    pub month: String,
    /// How many payments.
    pub payments: usize,
    /// What they add up to.
    pub total: Pence,
    /// The spellings of the supplier.
    pub spellings: BTreeSet<String>,
    /// A twelfth of what the register's agreement lines between the two come to in that month; none where it has
    /// none, or doesn't know who paid.
    pub register_says: Option<Pence>,
}

/// The payments that count, each once: those of a later file that an earlier one holds as well are left out.
fn counted(files: &[ReadFile]) -> (Vec<(usize, &Payment)>, usize) {
    let all: Vec<SpendFile> = files.iter().map(|read| read.file.clone()).collect();
    let again: BTreeSet<(usize, usize)> = repeated(&all).into_iter().collect();
    let mut payments = Vec::new();
    for (at, read) in files.iter().enumerate() {
        let of_file = read.file.payments.iter().enumerate();
        payments.extend(of_file.filter(|(index, _)| !again.contains(&(at, *index))).map(|(_, p)| (at, p)));
    }
    (payments, again.len())
}

/// The suppliers that may be a unit, by name; how many others there are; and how many payments stood twice.
pub(crate) fn suppliers(
    files: &[ReadFile],
    snapshot: &Snapshot,
    content: &Content,
) -> (Vec<Supplier>, usize, usize) {
    let (payments, twice) = counted(files);
    let mut by_name: BTreeMap<&str, (usize, Pence)> = BTreeMap::new();
    for (_, payment) in payments {
        let sum = by_name.entry(payment.supplier.as_str()).or_default();
        *sum = (sum.0 + 1, sum.1 + payment.amount);
    }
    let all = by_name.len();
    let matcher = SupplierMatcher::of(snapshot);
    let mut found = Vec::new();
    for (name, (payments, total)) in by_name {
        let matches = matcher.matches(name);
        if !matches.is_empty() {
            let proposed = matcher.proposed(name).map(|found| found.unit_code);
            let (name, said) = (name.to_string(), content.of(name));
            found.push(Supplier { name, payments, total, matches, proposed, said });
        }
    }
    let others = all - found.len();
    (found, others, twice)
}

/// What the payments to units add up to, as people have said whose they are, or as it is proposed until they have.
pub(crate) fn sums(files: &[ReadFile], suppliers: &[Supplier], snapshot: &Snapshot) -> Vec<Sum> {
    let unit_of: BTreeMap<&str, Code> = suppliers
        .iter()
        .filter_map(|supplier| {
            let unit = supplier.said.clone().unwrap_or_else(|| supplier.proposed.clone())?;
            Some((supplier.name.as_str(), unit))
        })
        .collect();
    let mut sums: BTreeMap<(usize, Code, String, String), Sum> = BTreeMap::new();
    for (file, payment) in counted(files).0 {
        let Some(unit) = unit_of.get(payment.supplier.as_str()) else { continue };
        let month =
            payment.date.map(|day| format!("{:04}-{:02}", day.year(), day.month())).unwrap_or_default();
        let key = (file, unit.clone(), payment.payer.clone(), month.clone());
        let sum = sums.entry(key).or_insert_with(|| {
            let payer_code = body_named(snapshot, &payment.payer);
            let register_says = payer_code
                .as_ref()
                .zip(payment.date)
                .and_then(|(buyer, day)| says(snapshot, unit, buyer, day));
            Sum {
                file,
                unit: unit.clone(),
                payer: payment.payer.clone(),
                payer_code,
                month,
                payments: 0,
                total: Pence(0),
                spellings: BTreeSet::new(),
                register_says,
            }
        });
        sum.payments += 1;
        sum.total += payment.amount;
        sum.spellings.insert(payment.supplier.clone());
    }
    sums.into_values().collect()
}

/// The body whose name is the payer's, letter by letter but for case and space.
fn body_named(snapshot: &Snapshot, payer: &str) -> Option<Code> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let payer = plain(payer);
    let found = snapshot.rows.bodies.iter().find(|body| plain(&body.name.0) == payer)?;
    Some(found.body_code.clone())
}

/// A twelfth of the agreement lines between a unit and a buyer that are in force on a day.
fn says(snapshot: &Snapshot, unit: &Code, buyer: &Code, day: Date) -> Option<Pence> {
    let lines = snapshot.rows.agreement_lines.iter().filter(|line| {
        line.supplier_code == *unit
            && line.buyer_code == *buyer
            && line.start_date.is_none_or(|start| start <= day)
            && line.end_date.is_none_or(|end| end >= day)
    });
    let annual: Vec<Pence> = lines.map(|line| line.annual_gbp).collect();
    (!annual.is_empty()).then(|| Pence::round(annual.into_iter().sum::<Pence>().as_f64() / 12.0))
}
