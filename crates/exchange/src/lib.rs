//! Bytes to domain values plus findings, and back: CSV, XLSX and zip packs, scenarios, templates, schemas.
//!
//! Everything here works on bytes and on lists of files in memory; only [`disk`] touches the file system, and
//! it checks the [`Limits`] before it reads. What comes from outside is never trusted: whatever is wrong with
//! it is a finding, all of them at once, and nothing here panics on input.

mod appraisal;
pub mod assurance;
pub mod bundle;
pub mod casework;
mod coalition;
mod csv;
pub mod disk;
pub mod document;
mod evidence;
mod joint;
mod kinds;
mod limits;
pub mod listing;
mod pack;
pub mod paper;
pub mod public;
pub mod result;
mod scenario;
mod schema;
pub mod spend;
mod template;
mod text;
mod verified;
mod workbook;

pub use crate::csv::csv_bytes;
pub use appraisal::{
    AppraisalManifest, appraisal_files, appraisal_hash, appraisal_json, banded_appraisal_files,
    read_appraisal, read_appraisal_manifest, write_appraisal,
};
pub use bundle::verify_bundle;
pub use coalition::{coalition_json, read_coalitions};
pub use disk::{read_file, read_pack};
pub use evidence::{EVIDENCE_WORDS, evidence_kind, evidence_size};
pub use joint::{joint_csv, joint_json};
pub use limits::Limits;
pub use pack::{pack_from_files, read_pack_bytes, write_folder, write_xlsx, write_zip};
pub use scenario::{read_scenario, scenario_hash, write_scenario};
pub use schema::generated_files;
pub use template::{TemplateFile, TemplateFormat, template, template_names};
pub use text::read_text;
pub use verified::{CannotVerify, LookedAt, SeenDifference, verify_bytes};
pub use workbook::{Results, appraisal_workbook, appraisal_workbook_with, listing_workbook};
