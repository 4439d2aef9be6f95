//! What another schedule, or another outline, does to everybody today: who can open a lesson more, who can't any longer,
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

/// Two outlines of one course, and how they are compared: by the lessons that both have.
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
        let lessons = before.differing(&after);
        let everybody = self.everybody(db, lists, (&before, &after), &lessons)?;
        let mut effect = ScheduleEffect {
            lessons: lessons
                .iter()
                .map(|(lesson, _)| LessonEffect::none(before.lesson(*lesson)))
                .collect(),
            ..ScheduleEffect::default()
        };
        let mut kept = Vec::new();
        everybody.each(Phase::Checking, progress, |member, facts| {
            if !facts.has_access(self.now) {
                return Ok(());
            }
            let (opened, opens) =
                (before.openings(facts, self.now), after.openings(facts, self.now));
            let mut fates = Vec::new();
            for ((was, is), counts) in lessons.iter().zip(&mut effect.lessons) {
                let fate = match (opened.of(*was).open, opens.of(*is).open) {
                    (false, true) => Fate::Gain,
                    (true, false) if self.keep_opened && was_opened(before.lesson(*was), facts) => {
                        Fate::Kept
                    }
                    (true, false) => Fate::Lose,
                    _ => continue,
                };
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

    /// What it does to whom; nobody is looked at where no lesson may open at another time.
    pub fn foreseen(
        &self,
        db: &Connection,
        lists: &Lists,
        progress: &Progress,
    ) -> Result<ScheduleEffect> {
        let before = Timetable::new(self.before, self.zone);
        if before.differing(&Timetable::new(self.after, self.zone)).is_empty() {
            return Ok(ScheduleEffect::default());
        }
        Ok(self.effect(db, lists, progress)?.0)
    }

    /// What has to be unlocked for whom, in the order of the members, so that whoever opened a lesson
    /// keeps it. Only lessons that somebody opened are looked at; mostly that is none.
    pub fn kept(&self, db: &Connection, lists: &Lists) -> Result<Vec<(MemberId, LessonId)>> {
        let before = Timetable::new(self.before, self.zone);
        let after = Timetable::new(self.after, self.zone);
        let mut lessons = Vec::new();
        for (was, is) in before.differing(&after) {
            if some_opened(db, before.lesson(was).id)? {
                lessons.push((was, is));
            }
        }
        let mut kept = Vec::new();
        if lessons.is_empty() {
            return Ok(kept);
        }
        let everybody = self.everybody(db, lists, (&before, &after), &lessons)?;
        everybody.each(Phase::Checking, &Progress::default(), |member, facts| {
            let (opened, opens) =
                (before.openings(facts, self.now), after.openings(facts, self.now));
            for (was, is) in &lessons {
                let lesson = before.lesson(*was);
                if was_opened(lesson, facts) && opened.of(*was).open && !opens.of(*is).open {
                    kept.push((member, lesson.id));
                }
            }
            Ok(())
        })?;
        Ok(kept)
    }

    /// Everybody, with what decides when these lessons opened and will open.
    fn everybody<'db>(
        &self,
        db: &'db Connection,
        lists: &Lists,
        (before, after): (&Timetable, &Timetable),
        lessons: &[(LessonNo, LessonNo)],
    ) -> Result<Everybody<'db>> {
        let asks = Asks::of(before, lessons.iter().map(|(was, _)| *was))
            .and(after, lessons.iter().map(|(_, is)| *is));
        Everybody::with(db, lists, self.before.course, &asks, self.zone)?.outside_trash()
    }
}

/// Whether anything is known of what anybody did in a lesson.
fn some_opened(db: &Connection, lesson: LessonId) -> Result<bool> {
    let mut statement = db.prepare_cached(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM lesson_progress WHERE lesson_id = ?1)
             OR EXISTS (SELECT 1 FROM quiz_results WHERE lesson_id = ?1)",
    )?;
    Ok(statement.exists([lesson])?)
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
