//! What pages are dressed with: style, scripts, icon. Embedded, each at an address with its hash.

/// One embedded file.
#[derive(Debug)]
pub struct Asset {
    /// Its name without hash and ending.
    pub stem: &'static str,
    /// Its file name with the hash of its bytes.
    pub name: &'static str,
    /// What it is.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The same, compressed.
    pub gzip: &'static [u8],
}

/// Every embedded file.
pub const ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file of a name with its hash.
pub fn named(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// The address of a file by its stem, such as `ballast`; of an unknown one, an address that isn't found.
pub fn address(stem: &str) -> String {
    let asset = ASSETS.iter().find(|asset| asset.stem == stem);
    format!("/assets/{}", asset.map_or(stem, |asset| asset.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(stem: &str) -> &'static str {
        let asset = ASSETS.iter().find(|asset| asset.stem == stem).unwrap();
        std::str::from_utf8(asset.bytes).unwrap()
    }

    #[test]
    fn the_style_fetches_nothing_from_anywhere() {
        let css = text("ballast");
        for part in ["@font-face", "Frutiger", "https://", "@import", "sourceMappingURL"] {
            assert!(!css.contains(part), "{part}");
        }
        assert!(css.contains(".nhsuk-table"));
        for image in css.split("url(/assets/").skip(1).map(|part| part.split(')').next().unwrap()) {
            assert!(named(image.trim_matches('"')).is_some(), "{image}");
        }
    }

    #[test]
    fn the_script_finds_the_components_beside_it() {
        let asset = ASSETS.iter().find(|asset| asset.stem == "nhsuk").unwrap();
        assert!(text("page").contains(&format!("'./{}'", asset.name)));
        assert!(text("nhsuk").contains("initAll") && !text("nhsuk").contains("sourceMappingURL"));
        assert!(named(asset.name).is_some() && named("other.css").is_none());
    }
}
