//! The people of the school.

mod edit;
mod merged;
mod show;
mod trash;

pub mod email;
pub mod name;

pub use edit::MemberFields;
pub(crate) use edit::{custom_field, display_name, edit};
pub use email::{Email, EmailProblem};
pub(crate) use merged::{addresses, addresses_of, all_of, refuse_merged, who_stays};
pub use name::Name;
pub use show::{Custom, Member, Status};
pub(crate) use show::{bare, full, own};
