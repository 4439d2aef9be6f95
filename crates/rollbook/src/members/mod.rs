//! The people of the school.

mod edit;
mod show;
mod trash;

pub mod email;
pub mod name;

pub use edit::MemberFields;
pub(crate) use edit::{custom_field, display_name};
pub use email::{Email, EmailProblem};
pub use name::Name;
pub(crate) use show::bare;
pub use show::{Custom, Member, Status};
