/// Where somebody wanted to go, if it is a path of this site; else the start. What a browser would read as the
/// address of another site (`//there`, `/\there`) isn't one.
pub(crate) fn inside(next: &str) -> &str {
    let is_path = next.starts_with('/') && !next.starts_with("//");
    let is_plain = !next.contains(|c: char| c == '\\' || c.is_control());
    if is_path && is_plain { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for kept in ["/", "/market?as=now", "/registers/A/facts"] {
            assert_eq!(inside(kept), kept);
        }
        let strange =
            ["", "market", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"];
        for strange in strange.into_iter().chain(["/a\r\nset-cookie: x", "javascript:alert(1)"]) {
            assert_eq!(inside(strange), "/", "{strange:?}");
        }
    }
}
