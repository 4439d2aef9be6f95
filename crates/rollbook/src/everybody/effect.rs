//! What another schedule does to everybody today: who can open a lesson more, who can't any longer,
//! and who keeps one that they had opened.

use rusqlite::Connection;
use serde::Serialize;

use super::Everybody;
use crate::drip::{Asks, Facts, LessonNo, Timetable};
use crate::error::Result;
use crate::ids::{LessonId, MemberId};
use crate::outline::{Lesson, Outline};
use crate::progress::{Phase, Progress};
use crate::time::Zone;
use crate::views::Lists;

/// What a change of when lessons open does at this moment. Members are counted once, however many
/// lessons it is about; those in the trash and those who are blocked are left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ScheduleEffect {
    /// Members who have the course now.
    pub members: u64,
    /// Those who can open something that they could not.
    pub gain: u64,
    /// Those who can't open something any longer.
    pub lose: u64,
    /// Those who keep something that they had opened, unlocked for them.
    pub kept: u64,
    /// The lessons of which this is true for somebody, in order.
    pub lessons: Vec<LessonEffect>,
}

/// What it does to one lesson, in members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct LessonEffect {
    pub lesson: LessonId,
    pub title: String,
    pub gain: u64,
    pub lose: u64,
    pub kept: u64,
}

/// What becomes of a lesson for somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Gain,
    Lose,
    Kept,
}

/// Two outlines that differ in their schedules only, and how they are compared.
pub(crate) struct Change<'a> {
    pub before: &'a Outline,
    pub after: &'a Outline,
    /// Whoever opened a lesson keeps it.
    pub keep_opened: bool,
    pub now: i64,
    pub zone: Zone,
}

impl Change<'_> {
    /// What it does, and what has to be unlocked for whom, in the order of the members.
    pub fn effect(
        &self,
        db: &Connection,
        lists: &Lists,
        progress: &Progress,
    ) -> Result<(ScheduleEffect, Vec<(MemberId, LessonId)>)> {
        let before = Timetable::new(self.before, self.zone);
        let after = Timetable::new(self.after, self.zone);
        let lessons: Vec<LessonNo> = before
            .lessons()
            .map(|(lesson, _)| lesson)
            .filter(|lesson| before.differs(&after, *lesson))
            .collect();
        let asks = Asks::of(&[&before, &after], &lessons);
        let everybody = Everybody::with(db, lists, self.before.course, &asks, self.zone)?;
        let mut effect = ScheduleEffect {
            lessons: lessons
                .iter()
                .map(|lesson| LessonEffect::none(before.lesson(*lesson)))
                .collect(),
            ..ScheduleEffect::default()
        };
        let mut kept = Vec::new();
        let fate = |lesson, facts: &Facts| {
            let opens = |timetable: &Timetable| timetable.opening(lesson, facts, self.now).open;
            match (opens(&before), opens(&after)) {
                (false, true) => Some(Fate::Gain),
                (true, false) if self.keep_opened && was_opened(before.lesson(lesson), facts) => {
                    Some(Fate::Kept)
                }
                (true, false) => Some(Fate::Lose),
                _ => None,
            }
        };
        everybody.each(Phase::Checking, progress, |member, facts| {
            if !facts.has_access(self.now) {
                return Ok(());
            }
            let mut fates = Vec::new();
            for (lesson, counts) in lessons.iter().zip(&mut effect.lessons) {
                let Some(fate) = fate(*lesson, facts) else { continue };
                *counts.of(fate) += 1;
                fates.push(fate);
                if fate == Fate::Kept {
                    kept.push((member, counts.lesson));
                }
            }
            let has = |fate| u64::from(fates.contains(&fate));
            effect.members += 1;
            effect.gain += has(Fate::Gain);
            effect.lose += has(Fate::Lose);
            effect.kept += has(Fate::Kept);
            Ok(())
        })?;
        effect.lessons.retain(|counts| counts.gain + counts.lose + counts.kept > 0);
        Ok((effect, kept))
    }
}

fn was_opened(lesson: &Lesson, facts: &Facts) -> bool {
    facts.lessons.get(&lesson.id).is_some_and(|attendance| attendance.opened_at().is_some())
}

impl LessonEffect {
    fn none(lesson: &Lesson) -> Self {
        Self { lesson: lesson.id, title: lesson.title.clone(), gain: 0, lose: 0, kept: 0 }
    }

    fn of(&mut self, fate: Fate) -> &mut u64 {
        match fate {
            Fate::Gain => &mut self.gain,
            Fate::Lose => &mut self.lose,
            Fate::Kept => &mut self.kept,
        }
    }
}
