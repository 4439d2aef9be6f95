//! The people of the school.

pub mod email;
pub mod name;

pub use email::{Email, EmailProblem};
pub use name::Name;
