//! Rules, as they are kept and as they are written in an outline file.
//!
//! Both are the same JSON; they differ in how lessons, chapters and courses are named: by ids in a
//! book, by titles in a file. Reading is strict and says what it expected, because rules are typed
//! by people.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::words::{LocalTime, On, Span, TimeOfDay};
use crate::ids::ItemId;

/// When something opens; `N` names what it may depend on.
#[derive(Clone, Debug, PartialEq, Eq, ts_rs::TS)]
#[ts(
    rename = "DripRule",
    concrete(N = ItemId),
    type = "'open' | 'manual' | { all: DripCondition[] } | { any: DripCondition[] }"
)]
pub enum Rule<N = ItemId> {
    Open,
    /// By hand only.
    Manual,
    All(Vec<Condition<N>>),
    Any(Vec<Condition<N>>),
}

/// An event and what is counted from it; see the [module](super) for how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(
    rename = "DripCondition",
    concrete(N = ItemId),
    type = "{ after_enrollment?: string; after_cohort_start?: string; after_first_lesson?: string; \
            after_completed?: { lesson: Id } | { chapter: Id } | { course: Id }; quiz_passed?: Id; \
            quiz_submitted?: Id; quiz_score?: { quiz: Id; at_least: number }; at?: string; \
            wait?: string; every?: string; per?: 'lesson' | 'chapter'; on?: string; time?: string }"
)]
#[serde(
    try_from = "Keys<N>",
    into = "Keys<N>",
    bound(serialize = "N: Clone + Serialize", deserialize = "N: Deserialize<'de>")
)]
pub struct Condition<N = ItemId> {
    pub event: Event<N>,
    pub wait: Span,
    pub every: Option<Every>,
    pub on: Option<On>,
    pub time: Option<TimeOfDay>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<N> {
    Enrollment,
    CohortStart,
    FirstLesson,
    Completed(Item<N>),
    /// The first attempt at a quiz that passed.
    Passed(N),
    /// The first attempt at a quiz.
    Submitted(N),
    /// The first attempt at a quiz that reached a score.
    Scored(Score<N>),
    At(LocalTime),
}

/// A score in a quiz that has to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score<N> {
    pub quiz: N,
    /// In percent.
    pub at_least: u8,
}

/// A step of a series: what opens one after the other, this span apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "DripEvery")]
pub struct Every {
    #[ts(type = "string")]
    pub span: Span,
    pub per: Per,
}

/// What is counted in a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "DripPer")]
pub enum Per {
    #[default]
    Lesson,
    /// The lessons of one chapter open together.
    Chapter,
}

/// Something that can be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Item<N> {
    Lesson(N),
    Chapter(N),
    Course(N),
}

impl<N> Rule<N> {
    pub fn conditions(&self) -> &[Condition<N>] {
        match self {
            Rule::Open | Rule::Manual => &[],
            Rule::All(conditions) | Rule::Any(conditions) => conditions,
        }
    }

    /// The same rule with other names for what it depends on.
    pub fn renamed<M, E>(
        &self,
        mut name: impl FnMut(&Event<N>) -> Result<Event<M>, E>,
    ) -> Result<Rule<M>, E> {
        let mut all = |conditions: &[Condition<N>]| {
            conditions
                .iter()
                .map(|one| {
                    let Condition { wait, every, on, time, .. } = *one;
                    Ok(Condition { event: name(&one.event)?, wait, every, on, time })
                })
                .collect::<Result<_, E>>()
        };
        Ok(match self {
            Rule::Open => Rule::Open,
            Rule::Manual => Rule::Manual,
            Rule::All(conditions) => Rule::All(all(conditions)?),
            Rule::Any(conditions) => Rule::Any(all(conditions)?),
        })
    }
}

impl<N> Event<N> {
    /// The same event with another kind of name for what it is about.
    pub fn map<M, E>(&self, mut name: impl FnMut(&N) -> Result<M, E>) -> Result<Event<M>, E> {
        Ok(match self {
            Event::Enrollment => Event::Enrollment,
            Event::CohortStart => Event::CohortStart,
            Event::FirstLesson => Event::FirstLesson,
            Event::Completed(Item::Lesson(id)) => Event::Completed(Item::Lesson(name(id)?)),
            Event::Completed(Item::Chapter(id)) => Event::Completed(Item::Chapter(name(id)?)),
            Event::Completed(Item::Course(id)) => Event::Completed(Item::Course(name(id)?)),
            Event::Passed(quiz) => Event::Passed(name(quiz)?),
            Event::Submitted(quiz) => Event::Submitted(name(quiz)?),
            Event::Scored(Score { quiz, at_least }) => {
                Event::Scored(Score { quiz: name(quiz)?, at_least: *at_least })
            }
            Event::At(at) => Event::At(*at),
        })
    }
}

const OPEN: &str = "open";
const MANUAL: &str = "manual";

impl<N: Clone + Serialize> Serialize for Rule<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (word, conditions) = match self {
            Rule::Open => return to.serialize_str(OPEN),
            Rule::Manual => return to.serialize_str(MANUAL),
            Rule::All(conditions) => ("all", conditions),
            Rule::Any(conditions) => ("any", conditions),
        };
        let mut map = to.serialize_map(Some(1))?;
        map.serialize_entry(word, conditions)?;
        map.end()
    }
}

impl<'de, N: Deserialize<'de>> Deserialize<'de> for Rule<N> {
    // By hand and not as an untagged enum, which would forget the line and what is wrong in it.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(RuleVisitor(PhantomData))
    }
}

struct RuleVisitor<N>(PhantomData<N>);

/// The conditions of a rule under the word that combines them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
struct Combined<N> {
    all: Option<Vec<Condition<N>>>,
    any: Option<Vec<Condition<N>>>,
}

impl<'de, N: Deserialize<'de>> Visitor<'de> for RuleVisitor<N> {
    type Value = Rule<N>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(r#""open", "manual", {"all": [conditions]} or {"any": [conditions]}"#)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Rule<N>, E> {
        match word {
            OPEN => Ok(Rule::Open),
            MANUAL => Ok(Rule::Manual),
            _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Rule<N>, A::Error> {
        let Combined { all, any } = Combined::deserialize(MapAccessDeserializer::new(map))?;
        let rule = match (all, any) {
            (Some(conditions), None) => Rule::All(conditions),
            (None, Some(conditions)) => Rule::Any(conditions),
            _ => return Err(de::Error::custom("a rule has either \"all\" or \"any\"")),
        };
        match rule.conditions() {
            [] => Err(de::Error::custom(
                "a rule needs a condition; write \"open\" for what is open from the start",
            )),
            _ => Ok(rule),
        }
    }
}

/// A condition as it is written: the event is the key it is under.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
struct Keys<N> {
    #[serde(skip_serializing_if = "Option::is_none")]
    after_enrollment: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after_cohort_start: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after_first_lesson: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after_completed: Option<Item<N>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quiz_passed: Option<N>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quiz_submitted: Option<N>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quiz_score: Option<Score<N>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<LocalTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<Per>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<On>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<TimeOfDay>,
}

impl<N> TryFrom<Keys<N>> for Condition<N> {
    type Error = &'static str;

    fn try_from(keys: Keys<N>) -> Result<Self, &'static str> {
        let spans = [
            (keys.after_enrollment, Event::Enrollment),
            (keys.after_cohort_start, Event::CohortStart),
            (keys.after_first_lesson, Event::FirstLesson),
        ];
        let counted = spans.into_iter().filter_map(|(span, event)| Some((event, Some(span?))));
        let others = [
            keys.after_completed.map(Event::Completed),
            keys.quiz_passed.map(Event::Passed),
            keys.quiz_submitted.map(Event::Submitted),
            keys.quiz_score.map(Event::Scored),
            keys.at.map(Event::At),
        ];
        let mut events = counted.chain(others.into_iter().flatten().map(|event| (event, None)));
        let (event, span) = events.next().ok_or(
            "a condition needs one of \"after_enrollment\", \"after_cohort_start\", \
             \"after_first_lesson\", \"after_completed\", \"quiz_passed\", \"quiz_submitted\", \
             \"quiz_score\" or \"at\"",
        )?;
        if events.next().is_some() {
            return Err(
                "a condition has one event only; put the other one in a condition of its own",
            );
        }
        let wait = match (&event, span, keys.wait) {
            (_, Some(_), Some(_)) => {
                return Err(
                    "\"wait\" goes with what was completed and with quizzes; here the span stands \
                     with the event",
                );
            }
            (Event::At(_), _, Some(_)) => return Err("\"wait\" does not go with a fixed date"),
            (_, span, wait) => span.or(wait).unwrap_or_default(),
        };
        if let Event::Scored(Score { at_least: 101.., .. }) = event {
            return Err("a score is at most 100 percent");
        }
        let every = match (keys.every, keys.per) {
            (None, Some(_)) => return Err("\"per\" goes with \"every\""),
            (every, per) => every.map(|span| Every { span, per: per.unwrap_or_default() }),
        };
        Ok(Self { event, wait, every, on: keys.on, time: keys.time })
    }
}

impl<N> From<Condition<N>> for Keys<N> {
    fn from(condition: Condition<N>) -> Self {
        let Condition { event, wait, every, on, time } = condition;
        let mut keys = Self {
            after_enrollment: None,
            after_cohort_start: None,
            after_first_lesson: None,
            after_completed: None,
            quiz_passed: None,
            quiz_submitted: None,
            quiz_score: None,
            at: None,
            wait: None,
            every: every.map(|every| every.span),
            per: every.map(|every| every.per).filter(|per| *per != Per::Lesson),
            on,
            time,
        };
        let waits = (wait.n > 0).then_some(wait);
        match event {
            Event::Enrollment => keys.after_enrollment = Some(wait),
            Event::CohortStart => keys.after_cohort_start = Some(wait),
            Event::FirstLesson => keys.after_first_lesson = Some(wait),
            Event::Completed(item) => (keys.after_completed, keys.wait) = (Some(item), waits),
            Event::Passed(quiz) => (keys.quiz_passed, keys.wait) = (Some(quiz), waits),
            Event::Submitted(quiz) => (keys.quiz_submitted, keys.wait) = (Some(quiz), waits),
            Event::Scored(score) => (keys.quiz_score, keys.wait) = (Some(score), waits),
            Event::At(at) => keys.at = Some(at),
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Rule<String>, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rule_is_written_as_it_was_read() {
        for json in [
            r#""open""#,
            r#""manual""#,
            r#"{"all":[{"after_enrollment":"1w","time":"09:00"}]}"#,
            r#"{"any":[{"at":"2026-03-01T09:00"},{"after_completed":{"lesson":"A"},"wait":"3d"}]}"#,
            r#"{"all":[{"after_cohort_start":"0d","every":"1mo","on":"day:31"}]}"#,
            r#"{"all":[{"after_enrollment":"0d","every":"1d","on":"workdays"}]}"#,
            r#"{"all":[{"after_first_lesson":"12h","on":"monday"},{"quiz_passed":"Quiz 1"}]}"#,
            r#"{"all":[{"quiz_submitted":"Q"},{"quiz_score":{"quiz":"Q","at_least":80},"wait":"1d"}]}"#,
            r#"{"all":[{"after_enrollment":"0d","every":"1w","per":"chapter"}]}"#,
            r#"{"any":[{"after_completed":{"chapter":"B"}},{"after_completed":{"course":"C"}}]}"#,
        ] {
            assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_is_right() {
        for (json, said) in [
            (r#""opened""#, r#"expected "open", "manual", {"all""#),
            (r#"{"all":[]}"#, "a rule needs a condition"),
            (r#"{"all":[{"at":"2026-03-01T09:00"}],"any":[]}"#, "either \"all\" or \"any\""),
            (r#"{"all":[{"after_enrolment":"1w"}]}"#, "unknown field `after_enrolment`"),
            (r#"{"all":[{"time":"09:00"}]}"#, "a condition needs one of"),
            (r#"{"all":[{"after_enrollment":"1 week"}]}"#, "\"1 week\" is not a span of time"),
            (r#"{"all":[{"after_enrollment":"-1d"}]}"#, "write it like 12h, 7d, 2w or 1mo"),
            (r#"{"all":[{"after_enrollment":"10000d"}]}"#, "not a span of time"),
            (r#"{"all":[{"at":"2026-02-30T09:00"}]}"#, "is not a date and time"),
            (r#"{"all":[{"at":"2026-03-01T09:00","wait":"1d"}]}"#, "does not go with a fixed date"),
            (r#"{"all":[{"after_enrollment":"1d","wait":"1d"}]}"#, "stands with the event"),
            (r#"{"all":[{"after_enrollment":"1d","on":"day:32"}]}"#, "monday, workdays or day:15"),
            (r#"{"all":[{"after_enrollment":"1d","time":"9h"}]}"#, "is not a time of day"),
            (r#"{"all":[{"after_enrollment":"1d","quiz_passed":"Q"}]}"#, "one event only"),
            (r#"{"all":[{"after_enrollment":"é"}]}"#, "not a span of time"),
            (r#"{"all":[{"after_enrollment":"1d","per":"chapter"}]}"#, "\"per\" goes with"),
            (r#"{"all":[{"quiz_score":{"quiz":"Q","at_least":101}}]}"#, "at most 100 percent"),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.contains(said), "{json}: {error}");
            assert!(error.contains("line 1 column"), "{json}: {error}");
        }
    }
}
