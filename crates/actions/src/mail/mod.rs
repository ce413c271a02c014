//! Mail to those whose turn it is. An act queues it in its own transaction, so that nobody is told of what didn't happen; a
//! sender delivers it afterwards. A mail isn't private: it says what to do, by when and where, and nothing of the content,
//! not even a title. Everything in it is also seen on pages, so that a server without mail works as well.

mod notice;
mod send;

pub use notice::{Notice, To, notify};
pub use send::{Letter, Mailer, NotSent, Sending, keep_sending, see_mail_trouble, send_next};
