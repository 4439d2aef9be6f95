//! Access is a ledger of grants; enrollments are what follows from it.
//!
//! A grant is one reason: a member has a course or a product, from some source, from a start to an
//! end. Several may overlap. An enrollment (member × course) is active if any reason is active now,
//! else pending, expired or disabled; its date is the earliest start, its expiry the latest end.
//! "Expired" is computed, never written: time passes without writes.

mod bulk;
mod edit;
mod enrollment;
mod grant;
mod span;

pub use bulk::{
    AccessChange, BulkChange, Changed, CohortMove, End, Exception, NewAccess, NewExpiry,
};
pub use edit::{AccessEdit, ChangedGrant, GrantEdit, GrantSpec};
pub(crate) use edit::{NewGrant, grant, insert};
pub use enrollment::Enrollment;
pub(crate) use enrollment::{Enrollments, latest_end, unite_source};
pub use grant::{AccessStatus, Grant, State, Target, TargetKind};
pub(crate) use grant::{grants, has_course, is_scheduled, status_of};
pub(crate) use span::Span;
