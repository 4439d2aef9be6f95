//! The people of the school.

mod bulk;
mod edit;
mod merged;
pub(crate) mod set;
mod show;

pub mod email;
pub mod name;

pub use bulk::{ChangedMembers, MemberChange, MemberException, NewValue};
pub use edit::MemberFields;
pub(crate) use edit::{display_name, edit};
pub use email::{Email, EmailProblem};
pub(crate) use merged::{
    addresses, addresses_of, all_of, refuse_any_merged, refuse_merged, who_stays, with_who_stays,
};
pub use name::Name;
pub use show::{Custom, Member, Status};
pub(crate) use show::{bare, custom_values, full, holder, own};
