//! The words that texts use of lessons, in English, Portuguese and Spanish. All of them are folded.

use super::super::Quiz;
use crate::export::Locale;
use crate::text::fold;

const LESSON: &[&str] = &["lesson", "aula", "licao", "leccion", "clase"];
/// What platforms call lessons by what is in them.
const KINDS: &[&str] = &[
    "video",
    "text",
    "texto",
    "article",
    "artigo",
    "articulo",
    "audio",
    "pdf",
    "download",
    "arquivo",
    "archivo",
    "live",
    "assignment",
    "tarefa",
    "tarea",
];
const QUIZ: &[&str] = &[
    "quiz",
    "prova",
    "questionario",
    "avaliacao",
    "teste",
    "test",
    "exam",
    "exame",
    "examen",
    "cuestionario",
    "evaluacion",
];
const PUBLISHED: &[&str] = &["published", "publicado", "publicada"];
const UNPUBLISHED: &[&str] = &[
    "unpublished",
    "draft",
    "hidden",
    "rascunho",
    "nao publicado",
    "nao publicada",
    "oculto",
    "oculta",
    "borrador",
    "no publicado",
    "no publicada",
];
const YES: &[&str] = &["yes", "y", "true", "1", "sim", "s", "si", "x", "verdadeiro", "verdadero"];
const NO: &[&str] = &["no", "n", "false", "0", "nao", "falso"];
/// Says of a line of a list only that its title ends before it.
pub(super) const CHAPTER: &str = "chapter";

/// Whether the type of a lesson is that of a quiz; `None` for what is no type of lesson.
pub(super) fn is_quiz(word: &str) -> Option<bool> {
    let word = fold(word);
    let word = word.as_str();
    let is_lesson = LESSON.contains(&word) || KINDS.contains(&word);
    (is_lesson || QUIZ.contains(&word)).then_some(!is_lesson)
}

pub(super) fn is_published(word: &str) -> Option<bool> {
    let word = fold(word);
    let word = word.as_str();
    let yes = PUBLISHED.contains(&word) || YES.contains(&word);
    (yes || UNPUBLISHED.contains(&word) || NO.contains(&word)).then_some(yes)
}

/// `70`, `70%` and `70 %`, from 0 to 100.
pub(super) fn percent(text: &str) -> Option<u8> {
    let number = text.trim().trim_end_matches('%').trim_end();
    number.parse().ok().filter(|percent| *percent <= 100)
}

/// What stands in parentheses behind a title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Notes {
    pub quiz: Option<Option<Quiz>>,
    pub published: Option<bool>,
}

/// Reads `quiz 70%, unpublished`; `None` if there is any other word in it, because then it belongs to
/// the title.
pub(super) fn notes(text: &str) -> Option<Notes> {
    let mut notes = Notes::default();
    for word in text.split([',', ';']) {
        let word = fold(word).replace(" %", "%");
        let (word, pass) = match word.rsplit_once(' ') {
            Some((before, last)) if percent(last).is_some() => (before, percent(last)),
            _ if word.ends_with('%') => ("quiz", Some(percent(&word)?)),
            _ => (word.as_str(), None),
        };
        if QUIZ.contains(&word) {
            let known = notes.quiz.flatten().and_then(|quiz| quiz.pass);
            notes.quiz = Some(Some(Quiz { pass: pass.or(known) }));
        } else if pass.is_some() {
            return None;
        } else if LESSON.contains(&word) {
            notes.quiz = Some(None);
        } else if PUBLISHED.contains(&word) || UNPUBLISHED.contains(&word) {
            notes.published = is_published(word);
        } else if word != CHAPTER {
            return None;
        }
    }
    Some(notes)
}

pub(super) fn name_a_kind(notes: &str) -> bool {
    let folded = fold(&notes.replace([',', ';'], " "));
    let is_kind = |word: &str| QUIZ.contains(&word) || LESSON.contains(&word) || word == CHAPTER;
    folded.split(' ').any(is_kind)
}

/// The title behind `Quiz:`.
pub(super) fn after_quiz(title: &str) -> Option<&str> {
    let (word, rest) = title.split_once(':')?;
    let is_prefix = QUIZ.contains(&fold(word).as_str()) && !rest.trim().is_empty();
    is_prefix.then(|| rest.trim())
}

/// The word for a lesson that is no quiz.
pub(super) fn lesson(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "lesson",
        Locale::PtBr => "aula",
    }
}

/// What a list says of a lesson, or nothing where the title alone says it all.
pub(super) fn told(notes: Notes, locale: Locale) -> Option<String> {
    let (quiz, unpublished) = match locale {
        Locale::En => ("quiz", "unpublished"),
        Locale::PtBr => ("prova", "não publicada"),
    };
    let kind = notes.quiz.map(|it| match it {
        Some(Quiz { pass: Some(pass) }) => format!("{quiz} {pass}%"),
        Some(Quiz { pass: None }) => quiz.to_owned(),
        None => lesson(locale).to_owned(),
    });
    let state = (notes.published == Some(false)).then(|| unpublished.to_owned());
    let words: Vec<String> = kind.into_iter().chain(state).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
