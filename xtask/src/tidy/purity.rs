//! Engines are functions of (snapshot, scenario, seed): they touch no file, network, environment, clock, or
//! randomness but their own. Source is read, tests left out.

use super::{Finding, Tree, source};
use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const ENGINES: &[&str] =
    &["vocabulary", "ledger", "register", "costing", "market", "stability", "record", "casework"];

/// A path that begins so, and what it reaches.
const FORBIDDEN: &[(&str, &str)] = &[
    ("std::fs", "files"),
    ("std::net", "the network"),
    ("std::env", "the environment"),
    ("std::process", "other processes"),
    ("std::time::SystemTime", "the clock"),
    ("std::time::Instant", "the clock"),
    ("std::time::*", "the clock"),
    ("SystemTime::now", "the clock"),
    ("Instant::now", "the clock"),
    ("jiff::Zoned::now", "the clock"),
    ("jiff::Timestamp::now", "the clock"),
    ("Zoned::now", "the clock"),
    ("Timestamp::now", "the clock"),
    ("rand::thread_rng", "randomness that nobody seeded"),
    ("rand::rng", "randomness that nobody seeded"),
    ("rand::random", "randomness that nobody seeded"),
    ("thread_rng", "randomness that nobody seeded"),
];

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".rs") {
        let engine = ENGINES.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")));
        if engine && !source::is_test_file(path) {
            let file = syn::parse_file(text).map_err(|e| format!("{path}: {e}"))?;
            let mut visitor = Reached { found: Vec::new() };
            visitor.visit_file(&file);
            findings.extend(visitor.found.into_iter().map(|(line, name, what)| {
                Finding::new(
                    path,
                    line,
                    format!("`{name}`, which reaches {what}"),
                    "an engine is a function of snapshot, scenario and seed",
                    "hand the value in from the caller",
                )
            }));
        }
    }
    Ok(findings)
}

/// The forbidden paths that a file names outside of its tests.
struct Reached {
    found: Vec<(usize, String, &'static str)>,
}

impl Reached {
    fn look(&mut self, name: &str, at: Span) {
        let begins = |with: &str| {
            name.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        if let Some((_, what)) = FORBIDDEN.iter().find(|(with, _)| begins(with)) {
            self.found.push((at.start().line, name.to_string(), what));
        }
    }

    fn look_through_use(&mut self, before: &str, tree: &syn::UseTree) {
        let join =
            |name: &str| if before.is_empty() { name.to_string() } else { format!("{before}::{name}") };
        match tree {
            syn::UseTree::Path(path) => self.look_through_use(&join(&path.ident.to_string()), &path.tree),
            syn::UseTree::Name(name) if name.ident == "self" => self.look(before, name.span()),
            syn::UseTree::Name(name) => self.look(&join(&name.ident.to_string()), name.span()),
            syn::UseTree::Rename(name) => self.look(&join(&name.ident.to_string()), name.span()),
            syn::UseTree::Glob(glob) => self.look(&join("*"), glob.span()),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.look_through_use(before, item));
            }
        }
    }

    /// Inside a macro nothing is parsed: names joined by `::` are put together from the tokens.
    fn look_through_tokens(&mut self, tokens: TokenStream) {
        let mut name = String::new();
        let mut begun = Span::call_site();
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(ident) => {
                    if name.is_empty() || !name.ends_with("::") {
                        self.look(&name, begun);
                        (name, begun) = (String::new(), ident.span());
                    }
                    name.push_str(&ident.to_string());
                }
                proc_macro2::TokenTree::Punct(punct) if punct.as_char() == ':' && !name.is_empty() => {
                    name.push(':')
                }
                proc_macro2::TokenTree::Group(group) => {
                    self.look(&std::mem::take(&mut name), begun);
                    self.look_through_tokens(group.stream());
                }
                _ => self.look(&std::mem::take(&mut name), begun),
            }
        }
        self.look(&name, begun);
    }
}

impl<'ast> Visit<'ast> for Reached {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !source::is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !source::is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.look_through_use("", &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.look(&names.join("::"), path.span());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.look_through_tokens(item.tokens.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<usize> {
        let tree = Tree::of(&[("crates/ledger/src/lib.rs", text), ("crates/exchange/src/lib.rs", text)]);
        check(&tree).unwrap().into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn forbidden_paths_are_found_however_they_are_written() {
        assert_eq!(seen("use std::fs;"), [1]);
        assert_eq!(seen("\nuse std::{collections::BTreeMap, env::var};"), [2]);
        assert_eq!(seen("use std::{fs::{self, File}};"), [1, 1]);
        assert_eq!(seen("fn f() {\n    let _ = std::time::Instant::now();\n}"), [2]);
        assert_eq!(seen("fn f() {\n    println!(\"{}\", std::env::var(\"X\").is_ok());\n}"), [2]);
    }

    #[test]
    fn words_tests_and_other_crates_are_free() {
        assert!(seen("// std::fs\nfn f() -> &'static str { \"std::fs\" }").is_empty());
        assert!(seen("#[cfg(test)]\nmod tests { use std::fs; }").is_empty());
        assert!(seen("use std::time::Duration;\nfn envelope() {}").is_empty());
    }
}
