//! Who may do what.

/// What a command needs the caller to be allowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Use the app itself: its state, preferences, recent books, jobs.
    UseApp,
    /// Create, open and close books.
    OpenBooks,
    Read,
    EditMembers,
    EditAccess,
    EditCourses,
    Import,
    Export,
    Undo,
    Settings,
    BackUp,
}

/// What somebody is in the school. Staff come with their own roles; until they do, whoever has the
/// file is its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Owner,
}

impl Role {
    pub fn may(self, _right: Right) -> bool {
        match self {
            Role::Owner => true,
        }
    }

    /// Who the journal says it was.
    pub fn actor(self) -> &'static str {
        match self {
            Role::Owner => "owner",
        }
    }
}
