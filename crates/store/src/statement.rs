//! Statements are constants, so that each can be prepared on both databases by a test, and none is put together
//! from what somebody typed.

use crate::nouns;

/// One statement that both databases read: `$1` placeholders, and only words that both know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement {
    /// Module and constant.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
}

/// Declares statements, and `ALL` of them together: one that isn't in the list can't be declared.
macro_rules! statements {
    ($($name:ident = $text:literal;)*) => {
        $(
            pub(crate) const $name: $crate::statement::Statement = $crate::statement::Statement {
                name: concat!(module_path!(), "::", stringify!($name)),
                text: $text,
            };
        )*
        /// Every statement of this module.
        pub(crate) const ALL: &[$crate::statement::Statement] = &[$($name),*];
    };
}
pub(crate) use statements;

/// Every statement there is.
pub(crate) fn all() -> impl Iterator<Item = Statement> {
    nouns::STATEMENTS.iter().copied().chain([crate::migrate::ALL, crate::doctor::ALL]).flatten().copied()
}
