//! The tables of a register pack: their columns, in order, and how they become CSV.

use crate::Result;
use crate::folder::File;

/// Every table of the pack with its columns, as in `files.md`; `labels` and `words` are this pack's own.
const TABLES: [(&str, &str); 23] = [
    ("sources", "source_id,title,publisher,published,rank,note"),
    ("facts", "fact_id,subject_code,measure,low,high,unit,period,as_printed,source,basis"),
    ("bodies", "body_code,name,roles,region_code,oversight_code,valid_from,valid_to"),
    ("labels", "role,label,label_plural"),
    ("successions", "from_code,to_code,effective_date,share_percent,kind"),
    ("populations", "body_code,as_of,people,measure,source"),
    ("neighbours", "body_code,neighbour_code,kind,shared_km,source"),
    ("allowances", "body_code,financial_year,amount_gbp,source,basis"),
    ("services", "service_code,title,parent_code,component,min_people,statutory,source"),
    ("words", "press_words,service_code,fact_id,note"),
    ("units", "unit_code,opening_reserve_gbp,required_margin_percent,review_month,source,basis"),
    (
        "agreement_lines",
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,\
         end_date,notice_months,source,basis",
    ),
    (
        "cost_pools",
        "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,\
         release_over_months,source,basis",
    ),
    ("post_groups", "unit_code,service_code,band,tier,wte,mean_service_years,place,source,basis"),
    (
        "alternatives",
        "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,\
         step_volume,irrecoverable_vat_percent,switching_gbp,spread_years,lead_months,source,basis",
    ),
    (
        "intentions",
        "buyer_code,supplier_code,service_code,financial_year,low_gbp,high_gbp,per_head,stated_on,source,basis",
    ),
    ("plans", "unit_code,service_code,buyer_code,financial_year,income_gbp,cost_gbp,source"),
    (
        "moves",
        "move_id,group_id,buyer_code,from_code,services,to_kind,to_code,effective_date,annual_gbp,status,\
         as_printed,source,basis",
    ),
    ("ratings", "unit_code,checkpoint,outcome,date,source"),
    (
        "quality",
        "buyer_code,supplier_code,service_code,measure,higher_is_better,baseline,target,measured,period,source",
    ),
    ("satisfaction", "buyer_code,supplier_code,service_code,period,score_percent,respondents,source"),
    ("agenda_for_change_pay", "effective_from,band,step,annual_gbp,basis,source_url,review_date"),
    ("gdp_deflator", "financial_year,index,basis,source,review_date"),
];

/// A table being filled; rows may come in any order.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The columns of a table, in order.
pub fn columns(name: &str) -> Result<Vec<&'static str>> {
    let found = TABLES.iter().find(|(n, _)| *n == name);
    found.map(|(_, columns)| columns.split(',').collect()).ok_or_else(|| format!("no table {name}"))
}

impl Table {
    /// An empty table. Errors: no such table.
    pub fn new(name: &str) -> Result<Self> {
        let known = TABLES.iter().find(|(n, _)| *n == name).ok_or_else(|| format!("no table {name}"))?;
        Ok(Self { name: known.0, columns: columns(name)?, rows: Vec::new() })
    }

    /// Adds a row, its cells in the order of the columns.
    pub fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// CSV with sorted rows: UTF-8, header, commas, line feeds.
    pub fn into_bytes(mut self) -> Result<Vec<u8>> {
        self.rows.sort();
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let wrong = |e: csv::Error| format!("{}: {e}", self.name);
        writer.write_record(&self.columns).map_err(wrong)?;
        for row in &self.rows {
            writer.write_record(row).map_err(wrong)?;
        }
        writer.into_inner().map_err(|e| format!("{}: {e}", self.name))
    }

    /// The table as a file of a register.
    pub fn into_file(self, register: &str) -> Result<File> {
        let path = format!("{register}/{}.csv", self.name);
        Ok(File::new(&path, self.into_bytes()?))
    }
}

/// A row from words and owned text alike.
#[macro_export]
macro_rules! row {
    ($($cell:expr),+ $(,)?) => { vec![$($cell.to_string()),+] };
}
