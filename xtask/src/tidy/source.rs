//! Reading Rust source: what is test and what isn't, and how long functions are.

use proc_macro2::Span;
use std::ops::RangeInclusive;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// Whether a whole file holds tests or benchmarks.
pub fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.split('/').any(|part| part == "tests" || part == "benches")
}

/// Whether an item is only there when testing: `#[test]` or `#[cfg(test)]`.
pub fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        path.segments.last().is_some_and(|last| last.ident == "test")
            || (path.is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|inner| inner.is_ident("test")))
    })
}

/// A function and the lines it covers, from `fn` to its closing brace.
#[derive(Debug, PartialEq)]
pub struct Function {
    /// Its name with the types and modules around it: `Money::from_pounds`.
    pub name: String,
    /// Line of `fn`.
    pub line: usize,
    /// Number of lines.
    pub lines: usize,
}

/// Every function that isn't a test, methods and inner functions included.
pub fn functions(file: &syn::File) -> Vec<Function> {
    let mut visitor = Functions { around: Vec::new(), found: Vec::new() };
    visitor.visit_file(file);
    visitor.found
}

/// The lines of a file that are only there when testing.
pub fn test_lines(file: &syn::File) -> Vec<RangeInclusive<usize>> {
    let mut visitor = TestLines { found: Vec::new() };
    visitor.visit_file(file);
    visitor.found
}

struct Functions {
    around: Vec<String>,
    found: Vec<Function>,
}

impl Functions {
    fn measure(&mut self, signature: &syn::Signature, end: Span, inside: impl FnOnce(&mut Self)) {
        self.around.push(signature.ident.to_string());
        let (first, last) = (signature.fn_token.span.start().line, end.end().line);
        self.found.push(Function { name: self.around.join("::"), line: first, lines: last + 1 - first });
        inside(self);
        self.around.pop();
    }

    fn within(&mut self, name: String, inside: impl FnOnce(&mut Self)) {
        self.around.push(name);
        inside(self);
        self.around.pop();
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            self.measure(&item.sig, item.block.brace_token.span.close(), |v| visit::visit_item_fn(v, item));
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            self.measure(&item.sig, item.block.brace_token.span.close(), |v| {
                visit::visit_impl_item_fn(v, item)
            });
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.measure(&item.sig, block.brace_token.span.close(), |v| visit::visit_trait_item_fn(v, item));
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            self.within(item.ident.to_string(), |v| visit::visit_item_mod(v, item));
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_test(&item.attrs) {
            self.within(type_name(&item.self_ty), |v| visit::visit_item_impl(v, item));
        }
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.within(item.ident.to_string(), |v| visit::visit_item_trait(v, item));
    }
}

fn type_name(kind: &syn::Type) -> String {
    match kind {
        syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        syn::Type::Reference(reference) => Some(type_name(&reference.elem)),
        _ => None,
    }
    .unwrap_or_else(|| "_".to_string())
}

struct TestLines {
    found: Vec<RangeInclusive<usize>>,
}

impl<'ast> Visit<'ast> for TestLines {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if is_test(attributes) {
            self.found.push(item.span().start().line..=item.span().end().line);
        } else {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if is_test(&item.attrs) {
            self.found.push(item.span().start().line..=item.span().end().line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
/// Said about it.
#[inline]
fn short() {}

struct Money;
impl Money {
    pub fn of(
        pounds: i64,
    ) -> Self {
        fn inner() {
        }
        Money
    }
}

trait Named {
    fn name(&self) -> String;
    fn shout(&self) -> String {
        self.name().to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn long_but_a_test() {
        assert!(true);
    }
}
";

    fn parsed() -> syn::File {
        syn::parse_file(SAMPLE).unwrap()
    }

    #[test]
    fn measures_from_fn_to_brace_and_names_what_is_around() {
        let found: Vec<_> = functions(&parsed()).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
        let expected =
            [("short", 3, 1), ("Money::of", 7, 7), ("Money::of::inner", 10, 2), ("Named::shout", 18, 3)];
        assert_eq!(found, expected.map(|(name, line, lines)| (name.to_string(), line, lines)));
    }

    #[test]
    fn knows_which_lines_are_test() {
        assert_eq!(test_lines(&parsed()), vec![23..=29]);
    }

    #[test]
    fn knows_test_files_by_their_place() {
        assert!(is_test_file("crates/ledger/tests/cancel.rs"));
        assert!(is_test_file("crates/ledger/src/query/tests.rs"));
        assert!(!is_test_file("crates/ledger/src/query.rs"));
    }
}
