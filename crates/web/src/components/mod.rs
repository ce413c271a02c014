//! The design system's components: a struct each, with its template beside it in `templates/components`.
//!
//! Each is tested against the fixtures that the design system ships (`tests/fixtures.rs`) for the options
//! that are here. Put one into a page as `{{ component }}`, or make it markup with `into()`.

mod choices;
mod fields;
mod lists;
mod navigation;
mod notices;
mod table;

pub use choices::{Checkboxes, Choice, Legend, Radios};
pub use fields::{DateInput, FileUpload, Input, Question, Select, Textarea};
pub use lists::{Action, SummaryList, SummaryRow, Task, TaskList};
pub use navigation::{Account, BackLink, Breadcrumbs, Footer, Header, Link, PageLink, Pagination};
pub use notices::{
    Button, ButtonKind, Details, ErrorSummary, InsetText, NotificationBanner, Panel, Progress, Tag, TagColour,
};
pub use table::{Column, Table};
