//! One command being done: for whom, when, and at which desk.

use std::sync::Arc;

use rollbook::By;
use serde::Deserialize;
use ts_rs::TS;

use crate::desk::Desk;
use crate::error::{ApiError, Result};
use crate::jobs::Running;
use crate::open_book::OpenBook;
use crate::rights::Role;

pub(crate) struct Call<'a> {
    pub desk: &'a Desk,
    pub now: i64,
    pub role: Role,
}

/// The request of a command that needs none.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct Nothing {}

impl Call<'_> {
    pub fn by(&self) -> By {
        By { actor: self.role.actor().to_owned(), now: self.now }
    }

    pub fn book(&self) -> Result<Arc<OpenBook>> {
        self.desk.book().ok_or_else(ApiError::no_book)
    }

    /// Progress that whoever knows the job's id can watch.
    pub fn job(&self, id: Option<&str>) -> Running {
        self.desk.jobs.run(id, self.now)
    }
}
