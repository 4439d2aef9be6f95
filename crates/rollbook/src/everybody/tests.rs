//! What is said of everybody is what is said of each, on books that came about by chance.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::book::Book;
use crate::book::tests::{NOW, book, by};
use crate::drip::LessonState;
use crate::filter::Filter;
use crate::filter::tests::naive::{Dice, Person, World};
use crate::filter::tests::school;
use crate::ids::{CourseId, LessonId, MemberId, ProductId};
use crate::outline::NewSchedule;
use crate::progress::Progress;
use crate::time::{day_of, iso_day};
use crate::views::Query;

const COURSE: CourseId = CourseId(1);

fn seeds() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 10..30)
}

fn written(seeds: &[u32], book: &Book) -> World {
    let mut world = World::new(seeds);
    world.write(book);
    world
}

/// Everybody who is not in the trash.
fn people(world: &World) -> impl Iterator<Item = &Person> {
    world.people.iter().filter(|one| World::selects(&Filter::default(), one))
}

fn states(book: &Book, member: i64) -> Vec<LessonState> {
    book.drip(COURSE, MemberId(member), NOW).unwrap()
}

/// Who can open what.
fn open(book: &Book, world: &World) -> BTreeSet<(i64, LessonId)> {
    let open = |one: &Person| {
        let id = one.id;
        let states = states(book, id).into_iter().filter(|state| state.open);
        states.map(move |state| (id, state.lesson_id)).collect::<Vec<_>>()
    };
    people(world).flat_map(open).collect()
}

/// Who has the course now.
fn holders(book: &Book) -> BTreeSet<i64> {
    let filter = "course:#1 access:active -status:disabled".to_owned();
    let view = book.open_view(&Query { filter, ..Query::default() }, NOW).unwrap();
    view.ids.iter().map(|id| id.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_schedule_does_what_its_preview_said(
        seeds in seeds(),
        changes in prop::collection::vec((any::<u64>(), any::<bool>(), any::<bool>()), 4),
    ) {
        let (_dir, book) = book();
        let world = written(&seeds, &book);
        let go = Progress::default();
        let mut n_saved = 0;
        for (seed, keep_opened, of_product) in changes {
            let product = of_product.then_some(ProductId(1));
            let schedule = school::schedule(&mut Dice(seed), COURSE, product);
            let schedule = (!of_product || seed % 4 > 0).then_some(schedule);
            let new = NewSchedule { course: COURSE, product, schedule, keep_opened };
            let Ok(promised) = book.preview_schedule(&by(), &new, &go) else { continue };
            let without = NewSchedule { keep_opened: false, ..new.clone() };
            let without = book.preview_schedule(&by(), &without, &go).unwrap();
            let before = open(&book, &world);
            let effect = book.save_schedule(&by(), &new, &go).unwrap().value;
            let after = open(&book, &world);
            n_saved += 1;
            prop_assert_eq!(&effect, &promised);
            prop_assert_eq!(effect.members, holders(&book).len() as u64);
            let gained: Vec<_> = after.difference(&before).collect();
            let lost: Vec<_> = before.difference(&after).collect();
            let n = |pairs: &[&(i64, LessonId)]| {
                pairs.iter().map(|(member, _)| member).collect::<BTreeSet<_>>().len() as u64
            };
            prop_assert_eq!((effect.gain, effect.lose), (n(&gained), n(&lost)));
            for counts in &effect.lessons {
                let of = |pairs: &[&(i64, LessonId)]| {
                    pairs.iter().filter(|(_, lesson)| *lesson == counts.lesson).count() as u64
                };
                prop_assert_eq!((counts.gain, counts.lose), (of(&gained), of(&lost)));
                let same = without.lessons.iter().find(|it| it.lesson == counts.lesson).unwrap();
                prop_assert_eq!((same.gain, same.lose), (counts.gain, counts.lose + counts.kept));
            }
            for (member, lesson) in lost {
                let one = people(&world).find(|one| one.id == *member).unwrap();
                let opened = school::was_opened(&one.attended, *lesson);
                prop_assert!(!(keep_opened && opened), "{} lost {}", member, lesson);
            }
        }
        prop_assume!(n_saved > 0);
    }

    #[test]
    fn the_calendar_and_the_counts_are_those_of_each_member(seeds in seeds(), days in 0..40_u32) {
        let (_dir, book) = book();
        let world = written(&seeds, &book);
        let zone = book.settings().zone;
        let today = day_of(zone, NOW);
        let last = today + chrono::Days::new(days.into());
        let holders = holders(&book);
        let mut openings: BTreeMap<(String, LessonId), u64> = BTreeMap::new();
        let mut counts: BTreeMap<LessonId, [u64; 3]> = BTreeMap::new();
        for one in people(&world) {
            for state in states(&book, one.id) {
                let day = state.opens_at.map(|at| day_of(zone, at));
                if let Some(day) = day.filter(|day| !state.open && *day <= last) {
                    *openings.entry((iso_day(day), state.lesson_id)).or_default() += 1;
                }
                let counts = counts.entry(state.lesson_id).or_default();
                if holders.contains(&one.id) {
                    counts[if state.open { 0 } else if day.is_some() { 1 } else { 2 }] += 1;
                }
            }
        }
        let go = Progress::default();
        let found = book.next_openings(COURSE, days, NOW, &go).unwrap();
        let found: BTreeMap<_, _> =
            found.into_iter().map(|it| ((it.day, it.lesson), it.members)).collect();
        prop_assert_eq!(found, openings);
        for lesson in book.lesson_counts(COURSE, NOW, &go).unwrap() {
            let expect = counts.get(&lesson.lesson).copied().unwrap_or_default();
            prop_assert_eq!([lesson.open, lesson.opens_later, lesson.locked], expect);
        }
    }
}
