//! The people of the school.

mod bulk;
mod edit;
mod show;

pub mod email;
pub mod name;

pub use bulk::{ChangedMembers, MemberChange, MemberException, NewValue};
pub use edit::MemberFields;
pub(crate) use edit::display_name;
pub use email::{Email, EmailProblem};
pub use name::Name;
pub use show::{Custom, Member, Status};
pub(crate) use show::{bare, custom_values};
