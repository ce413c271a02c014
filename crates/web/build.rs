//! Fetches the design system's components with `npm ci`, takes from them what the pages serve, and writes the
//! list of assets that `src/assets.rs` embeds: each with a hash in its address, and compressed where it helps.
//!
//! npm runs again only when the lock file changes; our own style and scripts are small and made anew each time.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::{env, fs};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

fn main() {
    println!("cargo::rerun-if-changed=theme");
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(why) = build() {
        // One line that says what to do; a panic would bury it.
        println!("cargo::error={why}");
        exit(1);
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gives no OUT_DIR")?);
    let components = out.join("components");
    fetch(&out, &components)?;
    println!("cargo::rustc-env=BALLAST_COMPONENTS={}", components.display());
    let (css, images) = with_images(&without_fonts(&read(&components.join("nhsuk.css"))?), &components)?;
    let script = asset("nhsuk", "js", read(&components.join("nhsuk.js"))?.into_bytes());
    let page = read(Path::new("theme/page.js"))?.replace("NHSUK_ADDRESS", &format!("./{}", script.name));
    let mut assets = vec![
        asset("ballast", "css", format!("{css}\n{}", read(Path::new("theme/ballast.css"))?).into_bytes()),
        asset("start", "js", read(Path::new("theme/start.js"))?.into_bytes()),
        asset("page", "js", page.into_bytes()),
        asset("icon", "svg", read(Path::new("theme/icon.svg"))?.into_bytes()),
        script,
    ];
    assets.extend(images);
    let mut list = String::from("&[\n");
    for asset in &assets {
        let plain = out.join(&asset.name);
        let packed = out.join(format!("{}.gz", asset.name));
        write(&plain, &asset.bytes)?;
        write(&packed, &gzip(&asset.bytes)?)?;
        let _ = writeln!(
            list,
            "Asset {{ stem: {:?}, name: {:?}, media_type: {:?}, bytes: include_bytes!({:?}), gzip: include_bytes!({:?}) }},",
            asset.stem, asset.name, asset.media_type, plain, packed
        );
    }
    list.push(']');
    write(&out.join("assets.rs"), list.as_bytes())
}

/// One file that is served.
struct Asset {
    stem: String,
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

fn asset(stem: &str, ending: &str, bytes: Vec<u8>) -> Asset {
    let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let media_type = match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
    Asset { stem: stem.to_string(), name: format!("{stem}-{hash}.{ending}"), media_type, bytes }
}

/// The style with the addresses of its images as they are served, and the images.
fn with_images(css: &str, components: &Path) -> Result<(String, Vec<Asset>), String> {
    const BEFORE: &str = "/assets/images/";
    let mut images: Vec<(String, Asset)> = Vec::new();
    for part in css.split(BEFORE).skip(1) {
        let file = part.split([')', '"', '\'']).next().unwrap_or_default();
        if images.iter().all(|(known, _)| known != file) {
            let stem = file.trim_end_matches(".svg").to_string();
            let bytes = read(&components.join("images").join(file))?.into_bytes();
            images.push((file.to_string(), asset(&stem, "svg", bytes)));
        }
    }
    let mut css = css.to_string();
    for (file, image) in &images {
        css = css.replace(&format!("{BEFORE}{file}"), &format!("/assets/{}", image.name));
    }
    Ok((css, images.into_iter().map(|(_, image)| image).collect()))
}

/// Puts style, script, icons and fixtures of the components into `components`, unless those of this lock file are
/// there already.
fn fetch(out: &Path, components: &Path) -> Result<(), String> {
    let lock = format!("{}{TAKEN}", read(Path::new("theme/package-lock.json"))?);
    let stamp = components.join("package-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|there| there == lock) {
        return Ok(());
    }
    let npm = out.join("npm");
    let _ = fs::remove_dir_all(&npm);
    let _ = fs::remove_dir_all(components);
    make(&npm)?;
    make(&components.join("fixtures"))?;
    for file in ["package.json", "package-lock.json"] {
        write(&npm.join(file), read(&Path::new("theme").join(file))?.as_bytes())?;
    }
    run_npm(&npm)?;
    let dist = npm.join("node_modules/nhsuk-frontend/dist/nhsuk");
    copy(&dist.join("nhsuk-frontend.min.css"), &components.join("nhsuk.css"))?;
    let script = read(&dist.join("nhsuk-frontend.min.js"))?;
    write(&components.join("nhsuk.js"), without_map(&script).as_bytes())?;
    make(&components.join("images"))?;
    let icons = fs::read_dir(dist.join("assets/images")).map_err(|e| format!("icons: {e}"))?;
    for icon in icons.flatten().filter(|icon| icon.file_name().to_string_lossy().starts_with("nhsuk-icon-")) {
        copy(&icon.path(), &components.join("images").join(icon.file_name()))?;
    }
    let folders = fs::read_dir(dist.join("components")).map_err(|e| format!("components: {e}"))?;
    for folder in folders.flatten() {
        let fixtures = folder.path().join("fixtures.json");
        if fixtures.is_file() {
            let name = format!("{}.json", folder.file_name().to_string_lossy());
            copy(&fixtures, &components.join("fixtures").join(name))?;
        }
    }
    let _ = fs::remove_dir_all(&npm);
    write(&stamp, lock.as_bytes())
}

/// What is taken from the package; another word here fetches it again.
const TAKEN: &str = "style, script without its map, icons, fixtures";

fn run_npm(folder: &Path) -> Result<(), String> {
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    match Command::new(program).args(words).current_dir(folder).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).lines().collect::<Vec<_>>().join(" / ");
            Err(format!("`npm ci` could not fetch nhsuk-frontend for the pages: {said}"))
        }
        Err(why) => Err(format!(
            "the pages need npm (Node.js 20 or later) once, to fetch nhsuk-frontend: install it and build again ({why})"
        )),
    }
}

/// The style without its `@font-face` rules (they fetch a licensed font from elsewhere), without its name, and
/// without the address of a map that isn't served.
fn without_fonts(css: &str) -> String {
    let mut left = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("@font-face") {
        left.push_str(&rest[..start]);
        rest = rest[start..].find('}').map_or("", |end| &rest[start + end + 1..]);
    }
    left.push_str(rest);
    without_map(&left)
        .replace("Frutiger W01,arial,sans-serif", "arial,sans-serif")
        .replace("Frutiger W01", "arial")
}

/// Without the comment that names a map; in what is minified it may stand on the only line.
fn without_map(text: &str) -> String {
    let before = |line: &str| {
        let end = ["//# sourceMappingURL=", "/*# sourceMappingURL="]
            .iter()
            .filter_map(|mark| line.find(mark))
            .min();
        line[..end.unwrap_or(line.len())].to_string()
    };
    text.lines().map(before).collect::<Vec<_>>().join("\n")
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| format!("gzip: {e}"))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn make(path: &Path) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|e| format!("{}: {e}", from.display()))
}
