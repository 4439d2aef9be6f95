//! What decides when the lessons of a course open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rule::Rule;
use crate::ids::{ChapterId, LessonId, ProductId};

/// The rules of a course. A product may have its own for a course that it holds; whoever has the
/// course by that product follows these alone, and nothing of the course's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Schedule {
    /// The product it belongs to; the course itself without one.
    pub product: Option<ProductId>,
    /// Each lesson waits until all before it are complete.
    pub in_order: bool,
    /// Members don't see lessons that are locked for them.
    pub hide_locked: bool,
    /// For the lessons that have none themselves and in their chapter; open without one.
    pub rule: Option<Rule>,
    /// The lesson with which `rule` begins; those before it are open. The first without one.
    pub from: Option<LessonId>,
    #[ts(type = "Record<Id, DripRule>")]
    pub chapters: BTreeMap<ChapterId, Rule>,
    /// A lesson's own rule goes before its chapter's.
    #[ts(type = "Record<Id, DripRule>")]
    pub lessons: BTreeMap<LessonId, Rule>,
}

impl Schedule {
    /// The rule of a lesson or of its chapter; without one, that of the whole schedule holds.
    pub(crate) fn named(&self, chapter: ChapterId, lesson: LessonId) -> Option<&Rule> {
        self.lessons.get(&lesson).or_else(|| self.chapters.get(&chapter))
    }

    /// All of its rules.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rule.iter().chain(self.chapters.values()).chain(self.lessons.values())
    }
}
