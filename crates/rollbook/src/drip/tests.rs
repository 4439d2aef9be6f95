//! What must hold for every rule and every member, tried on such as came about by chance.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::ids::{ChapterId, CourseId, ItemId, LessonId, ProductId};
use crate::outline::{Chapter, Lesson, Outline, Quiz};
use crate::time::{Zone, day_of, from_local, local};

const ZONES: [&str; 5] =
    ["UTC", "America/Sao_Paulo", "Europe/Lisbon", "Australia/Lord_Howe", "America/St_Johns"];
const N_LESSONS: i64 = 6;
const DAY: i64 = 86_400_000;
const PRODUCT: ProductId = ProductId(1);

fn zone() -> impl Strategy<Value = Zone> {
    select(&ZONES[..]).prop_map(|name| Zone::parse(name).unwrap())
}

/// Some instant from 2016 to 2030, among them those around which clocks change.
fn instant() -> impl Strategy<Value = i64> {
    let quarter = 900_000;
    (1_451_606_400_000_i64 / quarter..1_900_000_000_000 / quarter).prop_map(move |n| n * quarter)
}

fn span() -> impl Strategy<Value = Span> {
    let units = [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months];
    let n = prop_oneof![9 => 0..40_u32, 1 => Just(9999)];
    (n, select(units.to_vec())).prop_map(|(n, unit)| Span { n, unit })
}

fn event() -> impl Strategy<Value = Event<ItemId>> {
    let id = (1..=N_LESSONS).prop_map(ItemId);
    prop_oneof![
        3 => Just(Event::Enrollment),
        1 => Just(Event::CohortStart),
        1 => Just(Event::FirstLesson),
        2 => id.clone().prop_map(|id| Event::Completed(Item::Lesson(id))),
        1 => (1..=2_i64).prop_map(|id| Event::Completed(Item::Chapter(ItemId(id)))),
        1 => Just(Event::Completed(Item::Course(ItemId(7)))),
        1 => id.clone().prop_map(Event::Passed),
        1 => id.clone().prop_map(Event::Submitted),
        1 => (id, 0..=100_u8).prop_map(|(quiz, at_least)| Event::Scored(Score { quiz, at_least })),
        1 => instant().prop_map(|at| Event::At(LocalTime(local(Zone::UTC, at)))),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let weekdays = [Weekday::Mon, Weekday::Thu, Weekday::Sun];
    let on = prop_oneof![
        select(weekdays.to_vec()).prop_map(On::Weekday),
        Just(On::Workdays),
        (1..=31_u32).prop_map(On::DayOfMonth),
    ];
    let time = (0..24_u32, select(&[0, 15, 30, 59][..]))
        .prop_map(|(h, m)| TimeOfDay(chrono::NaiveTime::from_hms_opt(h, m, 0).unwrap()));
    let every = (span(), select(&[Per::Lesson, Per::Chapter][..]))
        .prop_map(|(span, per)| Every { span, per });
    (event(), span(), prop::option::of(every), prop::option::of(on), prop::option::of(time))
        .prop_map(|(event, wait, every, on, time)| {
            let wait = if matches!(event, Event::At(_)) { Span::default() } else { wait };
            Condition { event, wait, every, on, time }
        })
}

fn rule() -> impl Strategy<Value = Rule> {
    let conditions = || prop::collection::vec(condition(), 1..4);
    prop_oneof![
        1 => Just(Rule::Open),
        1 => Just(Rule::Manual),
        4 => conditions().prop_map(Rule::All),
        4 => conditions().prop_map(Rule::Any),
    ]
}

/// A schedule with a rule for everything, some chapter or some lesson.
fn schedule() -> impl Strategy<Value = Schedule> {
    let from = prop::option::of((1..=N_LESSONS).prop_map(LessonId));
    let chapters = prop::collection::btree_map((1..=2_i64).prop_map(ChapterId), rule(), 0..3);
    let lessons = prop::collection::btree_map((1..=N_LESSONS).prop_map(LessonId), rule(), 0..4);
    (any::<(bool, bool)>(), prop::option::of(rule()), from, chapters, lessons).prop_map(
        |((in_order, hide_locked), rule, from, chapters, lessons)| Schedule {
            product: None,
            in_order,
            hide_locked,
            rule,
            from,
            chapters,
            lessons,
        },
    )
}

fn outline() -> impl Strategy<Value = Outline> {
    let lessons = prop::collection::vec(any::<(bool, bool)>(), N_LESSONS as usize);
    (lessons, schedule(), prop::option::of(schedule())).prop_map(|(lessons, own, of_product)| {
        let mut lessons: Vec<Lesson> = (1..)
            .zip(lessons)
            .map(|(id, (published, is_quiz))| Lesson {
                id: LessonId(id),
                title: format!("Lesson {id}"),
                published,
                quiz: is_quiz.then(Quiz::default),
            })
            .collect();
        let rest = lessons.split_off(3);
        let chapter =
            |id, lessons| Chapter { id: ChapterId(id), title: format!("Chapter {id}"), lessons };
        let of_product = of_product.map(|it| Schedule { product: Some(PRODUCT), ..it });
        Outline {
            course: CourseId(1),
            title: "Drawing".to_owned(),
            chapters: vec![chapter(1, lessons), chapter(2, rest)],
            own,
            by_product: of_product.into_iter().collect(),
        }
    })
}

fn held() -> impl Strategy<Value = Held> {
    let product = prop::option::of(Just(PRODUCT));
    (product, instant(), prop::option::of(0..2000_i64), prop::option::of(instant())).prop_map(
        |(product, starts_at, days, cohort_starts_at)| Held {
            product,
            starts_at,
            expires_at: days.map(|days| starts_at + days * DAY),
            cohort_starts_at,
        },
    )
}

fn attendance() -> impl Strategy<Value = Attendance> {
    let by_hand =
        prop_oneof![instant().prop_map(ByHand::Unlocked), instant().prop_map(ByHand::Locked)];
    let maybe = || prop::option::of(instant());
    let attempt = (instant(), 0..=100_u8).prop_map(|(taken_at, score)| Attempt { taken_at, score });
    let attempts = prop::collection::vec(attempt, 0..3).prop_map(|mut attempts| {
        attempts.sort_by_key(|it| it.taken_at);
        attempts
    });
    (maybe(), maybe(), attempts, prop::option::weighted(0.3, by_hand)).prop_map(
        |(viewed_at, completed_at, attempts, by_hand)| Attendance {
            viewed_at,
            completed_at,
            passed_at: attempts.iter().find(|it| it.score >= 70).map(|it| it.taken_at),
            attempts,
            by_hand,
        },
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    let lessons =
        prop::collection::hash_map((1..=N_LESSONS).prop_map(LessonId), attendance(), 0..6);
    let (course, own_start) = (prop::option::of(instant()), prop::option::weighted(0.2, instant()));
    (prop::collection::vec(held(), 0..4), own_start, lessons, course).prop_map(
        |(held, own_start, lessons, course)| {
            let courses = course.map(|at| (CourseId(7), at)).into_iter().collect::<HashMap<_, _>>();
            Facts { held, own_start, lessons, courses }
        },
    )
}

fn states(outline: &Outline, facts: &Facts, at: i64, zone: Zone) -> Vec<LessonState> {
    Timetable::new(outline, zone).states(facts, at)
}

/// A later reading of calendar and clock on another day, at the same time of day.
fn days_later(wall: NaiveDateTime, days: u64) -> NaiveDateTime {
    wall.checked_add_days(chrono::Days::new(days)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Time alone never brings an opening forward, opens nothing before the time that was told, and
    /// locks nothing again but by a hand or the end of access.
    #[test]
    fn an_opening_never_moves_earlier_as_time_passes(
        outline in outline(), facts in facts(), zone in zone(), at in instant(), later in 0..4000_i64,
    ) {
        let then = at + later * DAY;
        let (now, then) = (states(&outline, &facts, at, zone), states(&outline, &facts, then, zone));
        for (now, then) in now.iter().zip(&then) {
            if let (Some(told), Some(found)) = (now.opens_at, then.opens_at) {
                match (now.open, then.open) {
                    (true, true) => prop_assert_eq!(found, told, "it opened when it did"),
                    (false, true) => prop_assert!(told <= at + later * DAY, "{now:?} {then:?}"),
                    (false, false) => prop_assert!(found >= told, "{now:?} {then:?}"),
                    (true, false) => prop_assert!(found > at, "access ended: {now:?} {then:?}"),
                }
            }
            if now.opens_at.is_none() {
                prop_assert!(!then.open, "what nobody knows does not open by itself: {now:?} {then:?}");
            }
        }
    }

    /// What opens is open at the very moment that was told, and not a moment before.
    #[test]
    fn a_lesson_opens_when_it_was_told_to(
        outline in outline(), facts in facts(), zone in zone(), at in instant(),
    ) {
        for state in states(&outline, &facts, at, zone).iter().filter(|state| !state.open) {
            let find = |at| {
                let states = states(&outline, &facts, at, zone);
                states.into_iter().find(|it| it.lesson_id == state.lesson_id).unwrap()
            };
            let Some(told) = state.opens_at else { continue };
            prop_assert!(told > at);
            let is_locked_by_then = facts.lessons.get(&state.lesson_id).is_some_and(
                |it| matches!(it.by_hand, Some(ByHand::Locked(since)) if since <= told));
            prop_assert_eq!(find(told).open, !is_locked_by_then, "{:?}", state);
            prop_assert!(!find(told - 1).open, "{:?}", state);
        }
    }

    /// Nothing opens before what it counts from, and each answer has a reason.
    #[test]
    fn nothing_opens_before_its_event(
        outline in outline(), facts in facts(), zone in zone(), at in instant(),
    ) {
        for state in states(&outline, &facts, at, zone) {
            prop_assert!(!state.because.is_empty(), "{:?}", state);
            for because in &state.because {
                if let (Some(since), Some(opens_at)) = (because.since, because.opens_at) {
                    prop_assert!(opens_at >= since, "{:?}", state);
                }
            }
            if state.open {
                let first = facts.held.iter().map(|held| held.starts_at).min();
                let by_hand = state.because.iter().any(|it| it.code == Code::Unlocked);
                prop_assert!(by_hand || state.opens_at >= first, "{:?}", state);
            }
            prop_assert!(!state.hidden || !state.open);
        }
    }

    /// Whoever came on a later day waits at least until that day's opening; with the same time of
    /// day, until that very moment, unless hours were counted across a change of the clocks and the
    /// hour they reached was kept for another day.
    #[test]
    fn a_later_event_never_opens_earlier(
        condition in condition(), zone in zone(), at in instant(), days in 1..400_u64, nth in 0..50_u32,
    ) {
        let wall = local(zone, at);
        let event = from_local(zone, wall);
        let later = from_local(zone, days_later(wall, days));
        let (first, second) =
            (condition.met_at(event, nth, zone), condition.met_at(later, nth, zone));
        let in_hours = |span: Span| span.n > 0 && span.unit == Unit::Hours;
        let counts_hours =
            in_hours(condition.wait) || condition.every.is_some_and(|every| in_hours(every.span));
        let by_hours = counts_hours && condition.on.is_some() && condition.time.is_none();
        let is_same_hour = local(zone, later).time() == wall.time();
        prop_assert!(second >= first || by_hours || !is_same_hour, "{first} {second}");
        prop_assert!(day_of(zone, second) >= day_of(zone, first), "{first} {second}");
    }

    /// Whoever enrolled at the same hour of a later day, or has their own start there, waits for every
    /// lesson at least as long.
    #[test]
    fn a_later_enrollment_never_opens_earlier(
        outline in outline(), facts in facts(), held in held(), zone in zone(), days in 1..400_u64,
        own in any::<bool>(),
    ) {
        let later = |at| from_local(zone, days_later(local(zone, at), days));
        let first = from_local(zone, local(zone, held.starts_at));
        let held = |starts_at| vec![Held { starts_at, expires_at: None, ..held }];
        let (first, second) = if own {
            let at = |own_start| Facts { held: held(first), own_start, ..facts.clone() };
            (at(Some(first)), at(Some(later(first))))
        } else {
            let at = |starts_at| Facts { held: held(starts_at), own_start: None, ..facts.clone() };
            (at(first), at(later(first)))
        };
        let timetable = Timetable::new(&outline, zone);
        for (lesson, _) in timetable.lessons() {
            let (first, second) = (
                timetable.openings(&first, i64::MAX).opened(lesson).0,
                timetable.openings(&second, i64::MAX).opened(lesson).0,
            );
            let day = |at: Option<i64>| at.map_or(NaiveDate::MAX, |at| day_of(zone, at));
            prop_assert!(day(second) >= day(first), "{:?} {:?}", first, second);
        }
    }

    /// The more lessons before it, the later a lesson of a series opens.
    #[test]
    fn a_series_is_in_order(condition in condition(), zone in zone(), at in instant(), n in 0..20_u32) {
        let wall_hours = condition.on.is_some() || condition.time.is_some();
        let (this, next) = (condition.met_at(at, n, zone), condition.met_at(at, n + 1, zone));
        prop_assert!(next >= this || wall_hours);
        prop_assert!(day_of(zone, next) >= day_of(zone, this));
    }

    /// Several grants give what each of them gives alone, and no more: the earliest opening.
    #[test]
    fn several_grants_are_the_union_of_each(
        outline in outline(), facts in facts(), zone in zone(), at in instant(),
    ) {
        // Without an end, so that what each gives is what it opens.
        let endless = |held: &Held| Held { expires_at: None, ..*held };
        let facts = Facts { held: facts.held.iter().map(endless).collect(), ..facts };
        let all = states(&outline, &facts, at, zone);
        let alone: Vec<Vec<LessonState>> = facts
            .held
            .iter()
            .map(|held| states(&outline, &Facts { held: vec![*held], ..facts.clone() }, at, zone))
            .collect();
        for (n, state) in all.iter().enumerate() {
            prop_assert_eq!(state.open, alone.iter().any(|it| it[n].open), "{:?}", state);
            // By hand a lesson may be open for a grant that begins later only: then that one's time.
            if !state.because.iter().any(|it| it.code == Code::Unlocked) {
                let first = alone.iter().filter_map(|it| it[n].opens_at).min();
                prop_assert_eq!(state.opens_at, first, "{:?}", state);
            }
        }
    }

    /// What is asked for a million members is what one of them is told.
    #[test]
    fn an_opening_alone_is_the_one_with_its_reasons(
        outline in outline(), facts in facts(), zone in zone(), at in instant(),
    ) {
        let timetable = Timetable::new(&outline, zone);
        let states = timetable.states(&facts, at);
        prop_assert_eq!(states.len(), timetable.lessons().count());
        let openings = timetable.openings(&facts, at);
        // The last first: what is kept from one lesson to the next is of no use then.
        for (state, (lesson, it)) in states.iter().zip(timetable.lessons()).collect::<Vec<_>>().into_iter().rev() {
            prop_assert_eq!(timetable.find(it.id), Some(lesson));
            let Opening { open, opens_at } = openings.of(lesson);
            prop_assert_eq!((state.lesson_id, state.open, state.opens_at), (it.id, open, opens_at));
        }
    }

    /// The same question has the same answer; a rule is what it was after it was kept.
    #[test]
    fn the_same_question_has_the_same_answer(
        outline in outline(), facts in facts(), zone in zone(), at in instant(),
    ) {
        let answer = states(&outline, &facts, at, zone);
        let mut kept = outline;
        let json = serde_json::to_string(&kept.own).unwrap();
        kept.own = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(states(&kept, &facts, at, zone), answer);
    }
}

/// Monday to Friday, one lesson a day, however the series begins.
#[test]
fn thirty_lessons_of_working_days_are_on_thirty_working_days() {
    let zone = Zone::parse("America/Sao_Paulo").unwrap();
    for first in 1..=7 {
        let event = NaiveDate::from_ymd_opt(2026, 1, first).unwrap().and_hms_opt(10, 0, 0).unwrap();
        let condition = Condition {
            event: Event::<ItemId>::Enrollment,
            wait: Span { n: 1, unit: Unit::Days },
            every: Some(Every { span: Span { n: 1, unit: Unit::Days }, per: Per::Lesson }),
            on: Some(On::Workdays),
            time: None,
        };
        let is_workday = |day: &NaiveDateTime| day.weekday().num_days_from_monday() < 5;
        let days = (0..).map(|n| event + TimeDelta::days(n)).filter(is_workday).skip(1);
        for (nth, expected) in days.take(30).enumerate() {
            let met_at = condition.met_at(from_local(zone, event), nth as u32, zone);
            assert_eq!(local(zone, met_at), expected);
        }
    }
}

#[test]
fn thirty_lessons_of_a_year_are_where_a_calendar_has_them() {
    let zone = Zone::parse("America/Sao_Paulo").unwrap();
    let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap().and_hms_opt(10, 0, 0).unwrap();
    let condition = Condition {
        event: Event::<ItemId>::Enrollment,
        wait: Span { n: 1, unit: Unit::Weeks },
        every: Some(Every { span: Span { n: 2, unit: Unit::Weeks }, per: Per::Lesson }),
        on: None,
        time: None,
    };
    for nth in 0..30 {
        let expected = day(1, 1) + TimeDelta::days(7 + 14 * i64::from(nth));
        let met_at = condition.met_at(from_local(zone, day(1, 1)), nth, zone);
        assert_eq!(local(zone, met_at), expected);
    }
}
