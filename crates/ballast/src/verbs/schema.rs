use std::fs;
use std::path::{Path, PathBuf};

use exchange::generated_files;

use crate::answered::Answered;
use crate::exit::Exit;

/// Writes what is generated from the declarations of tables, or what the API says of itself; or says which files
/// differ from it.
pub(super) fn run(out: &str, api: bool, check: bool) -> Answered {
    let folder = Path::new(out);
    let files = if api { vec![("openapi.json".to_string(), openapi())] } else { generated_files() };
    if check {
        return compare(folder, &files);
    }
    for (name, bytes) in &files {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        if let Err(error) = made.and_then(|()| fs::write(&path, bytes)) {
            return Answered::could_not(format!("could not write {}: {error}", path.display()));
        }
    }
    let answered = Answered::data(Vec::new()).saying(format!("{} files written to {out}", files.len()));
    left_over(folder, &files).iter().fold(answered, |said, path| {
        said.saying(format!("{}: no longer generated; remove it", path.display()))
    })
}

/// OpenAPI 3.1, as it is served.
fn openapi() -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&web::api::openapi()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn compare(folder: &Path, files: &[(String, Vec<u8>)]) -> Answered {
    let mut differ = String::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        let said = match fs::read(&path) {
            Ok(there) if there == *bytes => continue,
            Ok(_) => "differs",
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => "isn't there",
            Err(_) => "can't be read",
        };
        differ.push_str(&format!("{}: {said}\n", path.display()));
    }
    for path in left_over(folder, files) {
        differ.push_str(&format!("{}: no longer generated\n", path.display()));
    }
    if differ.is_empty() {
        return Answered::data(format!("{} files are as they should be\n", files.len()));
    }
    Answered { data: differ.into_bytes(), messages: String::new(), exit: Exit::No }
}

/// Files below the folder that nothing generates.
fn left_over(folder: &Path, files: &[(String, Vec<u8>)]) -> Vec<PathBuf> {
    let generated = |path: &PathBuf| files.iter().any(|(name, _)| folder.join(name) == *path);
    let mut found = Vec::new();
    for inside in [folder.to_path_buf(), folder.join("tables")] {
        let entries = fs::read_dir(&inside).into_iter().flatten().flatten();
        let paths = entries.map(|entry| entry.path()).filter(|path| path.is_file());
        found.extend(paths.filter(|path| !generated(path)));
    }
    found.sort();
    found
}
