//! Addresses of registers and uploads, and the way to them.

use actions::acts::Upload;
use actions::{Id, Refusal};
use vocabulary::Code;

use crate::Shell;
use crate::components::Link;
use crate::site::{Names, Refused, Site, Visitor, encoded, shell};

/// The address of a register.
pub(super) fn register(body: &Code, name: &str) -> String {
    format!("/registers/{}/{}", encoded(body.as_str()), encoded(name))
}

/// The address of an upload.
pub(super) fn upload(draft: &Id) -> String {
    format!("/uploads/{draft}")
}

/// The id in an address. What isn't one names nothing.
pub(super) fn id(text: &str) -> Result<Id, Refused> {
    text.parse().map_err(|_| Refusal::NotFound.into())
}

/// What stands around a page below a register.
pub(super) fn below(site: &Site, visitor: &Visitor, body: &Code, name: &str, names: &Names) -> Shell {
    let title = format!("{name} of {}", names.short(body));
    let breadcrumbs = vec![Link::to("/registers", "Registers"), Link::to(register(body, name), title)];
    Shell { breadcrumbs, ..shell(site, visitor) }
}

/// What stands around a page of an upload.
pub(super) async fn of_upload(site: &Site, visitor: &Visitor, upload: &Upload) -> Shell {
    let names = Names::of(site, visitor).await;
    below(site, visitor, &upload.body, &upload.register, &names)
}
