//! What a pasted list or a table makes of an outline, shown before and written after.
//!
//! Chapters and lessons are known by their titles. Rules of when they open stay with what stays, and
//! what the text doesn't say of a lesson stays as it is, or as it was when the lesson was removed.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::edit::{TakenOut, taken_out};
use super::read::outline;
use super::text::{Flaw, ListedChapter, ListedLesson, Listing};
use super::write::{Known, Opened, save};
use super::{Chapter, Lesson, Outline, Quiz, file, text};
use crate::book::{Book, By, Tx};
use crate::error::Result;
use crate::export::Locale;
use crate::ids::{ChapterId, CourseId, LessonId};
use crate::journal::{Op, OpKind, Outcome};
use crate::text::fold;

/// What becomes of chapters and lessons that the text doesn't list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OutlineFit")]
pub enum Fit {
    /// They stay, and so does everything that is there; what is new comes after it.
    #[default]
    Add,
    /// They are removed, and the order is that of the text.
    Exactly,
}

/// What a text would make of an outline, or made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "OutlineReading")]
pub struct ReadList {
    /// In the order they would have, and what is removed behind what it stood with.
    pub chapters: Vec<BecomesChapter>,
    pub flaws: Vec<Flaw>,
    /// Whom the lessons that are removed concern.
    pub removed: TakenOut,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "ReadChapter")]
pub struct BecomesChapter {
    pub title: String,
    pub becomes: Becomes,
    pub lessons: Vec<BecomesLesson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "ReadLesson")]
pub struct BecomesLesson {
    pub title: String,
    pub becomes: Becomes,
    pub quiz: Option<Quiz>,
    pub published: bool,
    /// The chapter that one that moves comes from.
    pub from: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Becomes {
    New,
    Stays,
    /// To another place among its neighbours, or to another chapter.
    Moved,
    /// Published or not, a quiz or not, another pass mark or spelling.
    Changed,
    Removed,
}

impl Book {
    /// What [`take_list`](Book::take_list) would do.
    pub fn preview_list(
        &self,
        by: &By,
        course: CourseId,
        text: &str,
        fit: Fit,
    ) -> Result<ReadList> {
        Ok(self.preview(by, |tx| take(tx, course, text, fit, Opened::Locked))?.value)
    }

    /// Makes an outline what a list or a table says; see [`Listing::read`]. Whoever opened a lesson
    /// that this would lock for them keeps it, unlocked.
    pub fn take_list(
        &self,
        by: &By,
        course: CourseId,
        text: &str,
        fit: Fit,
    ) -> Result<Outcome<ReadList>> {
        let opened = Opened::Kept(&self.lists);
        self.write(by, Op::new(OpKind::OutlineWrite), |tx| take(tx, course, text, fit, opened))
    }

    /// The outline of a course as a list that can be pasted again.
    pub fn outline_list(&self, course: CourseId, locale: Locale) -> Result<String> {
        Ok(text::print(&self.outline(course)?, locale))
    }
}

fn take(tx: &Tx, course: CourseId, text: &str, fit: Fit, opened: Opened) -> Result<ReadList> {
    let now = outline(tx, course)?;
    tx.say("title", now.title.clone());
    let Listing { chapters, flaws } = Listing::read(text);
    let listed = match fit {
        Fit::Add => together(&now, chapters),
        Fit::Exactly => chapters,
    };
    let (own, by_product) = (now.own.clone(), now.by_product.clone());
    let next = Outline { own, by_product, ..fitted(tx, &now, &listed)? };
    save(tx, &now, &next, opened)?;
    let gone = now.lessons().filter(|(_, lesson)| next.lesson(lesson.id).is_none());
    let removed = taken_out(tx, gone.map(|(_, lesson)| lesson))?;
    Ok(ReadList { chapters: compare(&now, &next), flaws, removed })
}

/// What is there, and behind it what is new.
fn together(now: &Outline, listed: Vec<ListedChapter>) -> Vec<ListedChapter> {
    let mut all: Vec<ListedChapter> = now.chapters.iter().map(ListedChapter::of).collect();
    let mut places: HashMap<String, (usize, HashSet<String>)> = HashMap::new();
    for (place, chapter) in all.iter().enumerate() {
        let titles = chapter.lessons.iter().map(|lesson| fold(&lesson.title)).collect();
        places.insert(fold(&chapter.title), (place, titles));
    }
    for chapter in listed {
        match places.get(&fold(&chapter.title)) {
            Some((place, known)) => {
                let is_new = |lesson: &ListedLesson| !known.contains(&fold(&lesson.title));
                all[*place].lessons.extend(chapter.lessons.into_iter().filter(is_new));
            }
            None => all.push(chapter),
        }
    }
    all
}

impl ListedChapter {
    /// A chapter as it is, with nothing said of its lessons.
    fn of(chapter: &Chapter) -> Self {
        let lesson = |lesson: &Lesson| ListedLesson {
            title: lesson.title.clone(),
            quiz: None,
            published: None,
        };
        Self { title: chapter.title.clone(), lessons: chapter.lessons.iter().map(lesson).collect() }
    }
}

impl Listing {
    /// The outline of a course that has nothing yet.
    pub(crate) fn into_outline(self, course: String) -> file::Outline {
        file_of(course, &self.chapters)
    }
}

fn file_of(course: String, listed: &[ListedChapter]) -> file::Outline {
    let lesson = |lesson: &ListedLesson| file::Lesson {
        title: lesson.title.clone(),
        published: lesson.published.unwrap_or(true),
        quiz: lesson.quiz.flatten(),
        drip: None,
    };
    let chapter = |chapter: &ListedChapter| file::Chapter {
        title: chapter.title.clone(),
        drip: None,
        lessons: chapter.lessons.iter().map(lesson).collect(),
    };
    let chapters = listed.iter().map(chapter).collect();
    file::Outline { course, chapters, ..file::Outline::default() }
}

/// The outline that a list asks for, with the ids of what the course has or had.
fn fitted(tx: &Tx, now: &Outline, listed: &[ListedChapter]) -> Result<Outline> {
    let wanted = file_of(now.title.clone(), listed);
    let mut known = Known::of(tx, now.course)?;
    let mut next = known.skeleton(tx, now, &wanted)?;
    let lessons = next.chapters.iter_mut().flat_map(|chapter| &mut chapter.lessons);
    for (lesson, listed) in lessons.zip(listed.iter().flat_map(|chapter| &chapter.lessons)) {
        if let Some(known) = known.lesson(lesson.id) {
            lesson.quiz = listed.quiz.unwrap_or(known.quiz);
            lesson.published = listed.published.unwrap_or(known.published);
        }
    }
    Ok(next)
}

fn compare(now: &Outline, next: &Outline) -> Vec<BecomesChapter> {
    let places: HashMap<LessonId, (&Chapter, usize, &Lesson)> = now
        .chapters
        .iter()
        .flat_map(|chapter| {
            let lessons = chapter.lessons.iter().enumerate();
            lessons.map(move |(place, lesson)| (lesson.id, (chapter, place, lesson)))
        })
        .collect();
    let left: HashSet<LessonId> = next.lessons().map(|(_, lesson)| lesson.id).collect();
    let was = |id: ChapterId| now.chapters.iter().position(|chapter| chapter.id == id);
    let order: Vec<Option<usize>> = next.chapters.iter().map(|chapter| was(chapter.id)).collect();
    let mut chapters = Vec::new();
    for (chapter, (place, is_moved)) in next.chapters.iter().zip(out_of_order(order)) {
        let before = place.map(|place| &now.chapters[place]);
        let order = chapter.lessons.iter().map(|lesson| {
            places.get(&lesson.id).filter(|(home, ..)| home.id == chapter.id).map(|it| it.1)
        });
        let mut lessons = Vec::new();
        for (lesson, (_, is_moved)) in chapter.lessons.iter().zip(out_of_order(order.collect())) {
            let known = places.get(&lesson.id);
            let home = known.map(|(home, ..)| *home).filter(|home| home.id != chapter.id);
            let becomes = match known {
                None => Becomes::New,
                Some(_) if home.is_some() || is_moved => Becomes::Moved,
                Some((.., before)) if *before != lesson => Becomes::Changed,
                Some(_) => Becomes::Stays,
            };
            lessons.push(BecomesLesson::of(lesson, becomes, home));
        }
        let gone = before.iter().flat_map(|before| &before.lessons);
        let gone = gone.filter(|lesson| !left.contains(&lesson.id));
        lessons.extend(gone.map(|lesson| BecomesLesson::of(lesson, Becomes::Removed, None)));
        let becomes = match before {
            None => Becomes::New,
            Some(_) if is_moved => Becomes::Moved,
            Some(before) if before.title != chapter.title => Becomes::Changed,
            Some(_) => Becomes::Stays,
        };
        chapters.push(BecomesChapter { title: chapter.title.clone(), becomes, lessons });
    }
    let gone = now.chapters.iter().filter(|chapter| next.chapter(chapter.id).is_none());
    chapters.extend(gone.map(|chapter| {
        let lessons = chapter.lessons.iter().filter(|lesson| !left.contains(&lesson.id));
        let lessons = lessons.map(|lesson| BecomesLesson::of(lesson, Becomes::Removed, None));
        let (title, becomes) = (chapter.title.clone(), Becomes::Removed);
        BecomesChapter { title, becomes, lessons: lessons.collect() }
    }));
    chapters
}

impl BecomesLesson {
    fn of(lesson: &Lesson, becomes: Becomes, from: Option<&Chapter>) -> Self {
        Self {
            title: lesson.title.clone(),
            becomes,
            quiz: lesson.quiz,
            published: lesson.published,
            from: from.map(|chapter| chapter.title.clone()),
        }
    }
}

/// Each former place, and whether it moved: as few as can be, so that the rest keep their order.
fn out_of_order(places: Vec<Option<usize>>) -> Vec<(Option<usize>, bool)> {
    // The longest run of rising places: for each length, the end of the run that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        let length = ends.partition_point(|end| places[*end] < Some(*place));
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut keeps = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        keeps[at] = true;
        next = before[at];
    }
    places.into_iter().zip(keeps).map(|(place, keeps)| (place, place.is_some() && !keeps)).collect()
}

#[cfg(test)]
mod tests;
