//! Drip: when a lesson opens for a member, and why it has not yet.
//!
//! Everything here is plain computation: an outline with its rules, what is known of one member, an
//! instant and a time zone go in, the state of each lesson comes out. There is no SQL and no clock,
//! so that the same answer serves the list, the question "why is this locked", and the question what
//! somebody will see on another day. `crate::outline` reads and writes what this needs.
//!
//! **A schedule** holds the rules of a course: of lessons, of chapters, and one for everything else.
//! The course has one; a product may have its own, which then counts alone for its grants. A lesson
//! follows its own rule, else its chapter's, else the schedule's from a given lesson on, else it is
//! open. A rule is `open`, `manual` (by hand only), or conditions of which *all* or *any* must be met.
//!
//! **A condition** is an event and what is counted from it. The events are the member's enrollment,
//! the start of their cohort, the first lesson they opened in the course, something they completed,
//! a quiz they submitted, passed or reached a score in, and a fixed date. Counting goes like this:
//!
//! 1. Days, weeks and months are counted on the school's calendar and keep the time of day of the
//!    event; a month without that day ends on its last. Hours are hours that pass, whatever the
//!    clocks do. With `on: workdays` days are counted from Monday to Friday.
//! 2. With `every`, the k-th (from 0) is k such spans later: the k-th published lesson of the chapter
//!    in the rule of a chapter or lesson, of the course in the rule of a schedule; or the k-th
//!    chapter. They are counted from the event, not from one another: the 31st stays the 31st after a
//!    short month.
//! 3. With `on`, the day is moved to the first such day that is not earlier.
//! 4. With `time`, the hour is that one.
//! 5. An hour that clocks skip is the first after the gap; one they show twice is the first.
//! 6. Nothing opens before its event.
//!
//! Of an event that has not come, or will never (a cohort without a start), nothing is known: the
//! condition is not met, and the answer says which one. A member's own start takes the place of their
//! enrollment and of their cohort's start.
//!
//! **Several grants**: each counts from its own start and by its own schedule, whether or not its end
//! has passed, so that whoever comes back goes on where they were. The earliest opening wins. A lesson
//! can be entered only while some grant runs.
//!
//! **In order**: a lesson waits until all published ones before it are complete, the quizzes among
//! them passed or marked as complete. What is complete itself stays open. **By hand**: an unlocked
//! lesson is open whatever the rules say, one that was locked again is not.
//!
//! A [`Timetable`] is an outline with its rules laid out. [`Timetable::opening`] answers for a lesson
//! and a member without allocating, so that it can be asked a million times; [`Timetable::states`]
//! answers for all lessons with the reasons, and asks the same function.

mod asks;
mod calendar;
mod facts;
mod opening;
mod rule;
mod schedule;
mod state;
mod timetable;
mod words;

pub(crate) use asks::Asks;
pub use facts::{Attempt, Attendance, ByHand, Facts, Held};
pub use opening::{Opening, Openings};
pub use rule::{Condition, Event, Every, Item, Per, Rule, Score};
pub use schedule::Schedule;
pub use state::{Because, Code, LessonState};
pub use timetable::{LessonNo, Timetable};
pub use words::{LocalTime, NotA, On, Span, TimeOfDay, Unit};

#[cfg(test)]
mod tests;
