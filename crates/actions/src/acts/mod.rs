//! One file an act. An act is named in the audit by its file.

mod add_person;
mod change_password;
mod close_person;
mod confirm_import;
mod end_role;
mod first_administrator;
mod give_role;
mod make_token;
mod revoke_token;
mod see_accounts;
mod see_audit;
mod see_market;
mod see_register;
mod sign_in;
mod sign_out;
mod undo_import;
mod upload_register;
mod who;

pub use add_person::{NewAccount, add_person};
pub use change_password::change_password;
pub use close_person::close_person;
pub use confirm_import::{Confirmed, confirm_import};
pub use end_role::end_role;
pub use first_administrator::first_administrator;
pub use give_role::give_role;
pub use make_token::{MadeToken, make_token};
pub use revoke_token::revoke_token;
pub use see_accounts::{Account, see_accounts};
pub use see_audit::see_audit;
pub use see_market::see_market;
pub use see_register::{CurrentRegister, see_register, see_registers};
pub use sign_in::{SignedIn, sign_in};
pub use sign_out::sign_out;
pub use undo_import::undo_import;
pub use upload_register::{Upload, see_upload, upload_register};
pub use who::{who_has_session, who_has_token};
