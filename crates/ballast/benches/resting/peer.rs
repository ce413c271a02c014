//! The numpy peer (`tools/peers/resting.py`, which tells the format): writes the instance, reads the answer.

use std::path::Path;
use std::process::Command;

use register::tables::PoolKind;
use serde_json::{Value, json};
use stability::resting::{Cascade, alternative};

use crate::draws::Draws;
use crate::instance::Instance;

/// Who left in one draw, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    left: u64,
    /// Sum of a 64-bit key for each line that left.
    hash: u64,
    rounds: u64,
}

impl Found {
    pub fn of(lines: &[usize], has_left: impl Fn(usize) -> bool, rounds: u32) -> Found {
        let left = (0..lines.len()).filter(|place| has_left(lines[*place]));
        let mut found = Found { left: 0, hash: 0, rounds: u64::from(rounds) };
        for place in left {
            found.left += 1;
            found.hash = found.hash.wrapping_add(key(place as u64));
        }
        found
    }
}

/// The splitmix64 of a place.
fn key(place: u64) -> u64 {
    let mut z = (place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What the peer says.
pub struct Answer {
    pub numpy: String,
    pub way: String,
    pub seconds: f64,
    /// Each way that was tried, with microseconds a draw.
    pub ways: Vec<(String, f64)>,
    pub found: Vec<Found>,
}

/// Runs the peer. Errors: why it can't be asked, in words.
pub fn ask(python: &str, instance: &Instance, draws: &Draws) -> Result<Answer, String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("resting-instance.bin");
    std::fs::write(&file, written(instance, draws)).map_err(|error| error.to_string())?;
    let peer = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/peers/resting.py");
    let output = Command::new(python).arg(peer).arg(&file).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_string());
    }
    let value: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    read(&value).ok_or_else(|| "its answer lacks a part".to_string())
}

fn read(value: &Value) -> Option<Answer> {
    let mut found = Vec::new();
    let (left, hash, rounds) =
        (value["left"].as_array()?, value["hash"].as_array()?, value["rounds"].as_array()?);
    for ((left, hash), rounds) in left.iter().zip(hash).zip(rounds) {
        found.push(Found {
            left: left.as_u64()?,
            hash: u64::from_str_radix(hash.as_str()?, 16).ok()?,
            rounds: rounds.as_u64()?,
        });
    }
    let ways = value["microseconds_by_way"].as_object()?.iter();
    Some(Answer {
        numpy: value["numpy"].as_str()?.to_string(),
        way: value["way"].as_str()?.to_string(),
        seconds: value["seconds"].as_f64()?,
        ways: ways.filter_map(|(way, taken)| Some((way.clone(), taken.as_f64()?))).collect(),
        found,
    })
}

/// Arrays under way to a file: the header, and the bytes that follow it.
#[derive(Default)]
struct Arrays {
    header: Vec<Value>,
    bytes: Vec<u8>,
}

impl Arrays {
    fn floats(&mut self, name: &str, shape: &[usize], values: impl Iterator<Item = f64>) {
        self.header.push(json!({ "name": name, "dtype": "<f8", "shape": shape }));
        values.for_each(|value| self.bytes.extend(value.to_le_bytes()));
    }

    fn places(&mut self, name: &str, shape: &[usize], values: impl Iterator<Item = i32>) {
        self.header.push(json!({ "name": name, "dtype": "<i4", "shape": shape }));
        values.for_each(|value| self.bytes.extend(value.to_le_bytes()));
    }
}

fn written(instance: &Instance, draws: &Draws) -> Vec<u8> {
    let Instance { model, numbers, units, cells, lines, .. } = instance;
    let place = |list: &[usize], wanted: usize| {
        list.iter().position(|one| *one == wanted).map_or(-1, |place| place as i32)
    };
    let mut arrays = Arrays::default();
    let count = [lines.len()];
    arrays.floats("line_annual", &count, lines.iter().map(|line| numbers.line_annual[*line]));
    arrays.floats("line_volume", &count, lines.iter().map(|line| numbers.line_volume[*line]));
    let outside = |line: &usize| {
        let known = alternative(model, numbers, *line);
        known.filter(|_| model.lines[*line].fixed_until.is_some()).unwrap_or(f64::INFINITY)
    };
    arrays.floats("line_alternative", &count, lines.iter().map(outside));
    let cell_of = |line: &usize| model.lines[*line].cell.map_or(-1, |cell| place(cells, cell));
    arrays.places("line_cell", &count, lines.iter().map(cell_of));
    let cascade = Cascade::of(model, numbers, units, &[]);
    let service = |cell: &usize| {
        let label = model.cells[*cell].service;
        cascade.services().iter().position(|other| *other == label).map_or(-1, |place| place as i32)
    };
    arrays.places(
        "cell_unit",
        &[cells.len()],
        cells.iter().map(|cell| place(units, model.cells[*cell].unit)),
    );
    arrays.places("cell_service", &[cells.len()], cells.iter().map(service));
    pools(&mut arrays, instance);
    let Draws { count, first, .. } = *draws;
    arrays.floats("reluctance", &[count], draws.reluctance.iter().copied());
    arrays.floats("elsewhere", &[count, draws.services], draws.elsewhere.iter().copied());
    arrays.floats("standing", &[count, draws.units], draws.standing.iter().copied());
    arrays.places("leavers", &[count, first], draws.places.iter().map(|place| *place as i32));
    let mut file = serde_json::to_vec(&json!({ "arrays": arrays.header })).unwrap_or_default();
    file.push(b'\n');
    file.extend(arrays.bytes);
    file
}

/// The cost pools as the register has them.
fn pools(arrays: &mut Arrays, instance: &Instance) {
    let Instance { model, numbers, units, cells, .. } = instance;
    let mut rows: Vec<(i32, i32, usize)> = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        rows.extend(model.units[*unit].overhead.iter().map(|pool| (-1, place as i32, *pool)));
    }
    for (place, cell) in cells.iter().enumerate() {
        let unit = units.iter().position(|unit| *unit == model.cells[*cell].unit).unwrap_or(0) as i32;
        rows.extend(model.cells[*cell].pools.iter().map(|pool| (place as i32, unit, *pool)));
    }
    let count = [rows.len()];
    arrays.places("pool_cell", &count, rows.iter().map(|row| row.0));
    arrays.places("pool_unit", &count, rows.iter().map(|row| row.1));
    let variable = |pool: usize| i32::from(model.pools[pool].kind == PoolKind::Variable);
    arrays.places("pool_kind", &count, rows.iter().map(|row| variable(row.2)));
    arrays.floats("pool_annual", &count, rows.iter().map(|row| numbers.pool_annual[row.2]));
}
