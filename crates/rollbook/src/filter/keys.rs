//! The keys of filters, once: how each is written, what it takes, and whose it is.
//!
//! The parser, the printer, the evaluation, the suggestions and the window's filter bar all read
//! this list.

use serde::Serialize;

use crate::fields::{FieldKind, Shape};
use crate::text::fold;

/// What a condition is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Status,
    Access,
    Course,
    Product,
    Bundle,
    Subscription,
    Cohort,
    Source,
    Enrolled,
    Expires,
    Progress,
    Completed,
    /// A lesson that can be opened now.
    Opens,
    /// The day on which a lesson opens, or opened, by its title.
    OpensOn(String),
    /// A lesson that was opened.
    Viewed,
    /// A lesson that was completed, or a quiz that was passed.
    Done,
    /// A quiz that was passed.
    Passed,
    Name,
    Email,
    Company,
    Phone,
    PlatformId,
    Joined,
    Seen,
    Added,
    Import,
    In,
    /// A custom field by its label.
    Custom(String),
}

/// What values a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its own words.
    Words(&'static [Word]),
    /// Titles and ids of what the book holds.
    Title,
    /// A whole text, case and accents aside.
    Whole,
    /// A part of a text, case and accents aside.
    Part,
    /// Days, months, years, spans of them and comparisons with them.
    Days,
    /// Whole percents, spans of them and comparisons with them.
    Percent,
    /// The number of a journal entry.
    Entry,
    /// What the kind of a custom field says.
    Own,
}

/// A word, and the folded words that mean the same.
pub type Word = (&'static str, &'static [&'static str]);

/// A key as it is written.
#[derive(Debug)]
pub(super) struct Known {
    pub key: Key,
    pub name: &'static str,
    /// Folded names that are read as well.
    pub also: &'static [&'static str],
}

pub(super) const ANY: Word = ("any", &["qualquer"]);
pub(super) const NONE: Word = ("none", &["never", "nenhum", "nenhuma", "nunca"]);
pub(super) const NEVER: &str = "never";
pub(super) const TODAY: Word = ("today", &["hoje"]);

const ACTIVE: Word = ("active", &["ativo", "ativa"]);
const PENDING: Word = ("pending", &["pendente"]);
const DISABLED: Word = ("disabled", &["blocked", "bloqueado", "bloqueada"]);
const EXPIRED: Word = ("expired", &["expirado", "expirada"]);

pub(super) const EXPIRED_STATUS: &str = EXPIRED.0;
pub(super) const NO_ACCESS: &str = NONE.0;
pub(super) const ACTIVE_ACCESS: &str = ACTIVE.0;

/// What stands before the label of a custom field.
pub(super) const CUSTOM: &str = "custom";

/// What stands before the lesson in the key about the day on which that opens.
const OPENS: &str = "opens";

macro_rules! keys {
    ($($key:ident $name:literal $also:expr, $kind:expr;)*) => {
        pub(super) static KNOWN: &[Known] = &[
            $(Known { key: Key::$key, name: $name, also: &$also },)*
        ];

        impl Key {
            /// As it is written, but for [what stands behind it](Key::title).
            pub fn name(&self) -> &'static str {
                match self {
                    $(Key::$key => $name,)*
                    Key::Custom(_) => CUSTOM,
                    Key::OpensOn(_) => OPENS,
                }
            }

            pub fn kind(&self) -> Kind {
                match self {
                    $(Key::$key => $kind,)*
                    Key::Custom(_) => Kind::Own,
                    Key::OpensOn(_) => Kind::Days,
                }
            }
        }
    };
}

keys! {
    Status "status" ["situacao"], Kind::Words(&[ACTIVE, PENDING, DISABLED, EXPIRED]);
    Access "access" ["acesso"], Kind::Words(&[ACTIVE, PENDING, EXPIRED, DISABLED, NONE, ANY]);
    Course "course" ["curso"], Kind::Title;
    Product "product" ["produto"], Kind::Title;
    Bundle "bundle" ["pacote"], Kind::Title;
    Subscription "subscription" ["assinatura"], Kind::Title;
    Cohort "cohort" ["turma"], Kind::Title;
    Source "source" ["origem"], Kind::Whole;
    Enrolled "enrolled" ["matricula", "matriculado"], Kind::Days;
    Expires "expires" ["expira"], Kind::Days;
    Progress "progress" ["progresso"], Kind::Percent;
    Completed "completed" ["concluido", "conclusao"], Kind::Days;
    Opens "opens" ["abre", "libera"], Kind::Title;
    Viewed "viewed" ["viu", "visualizou"], Kind::Title;
    Done "done" ["fez", "concluiu"], Kind::Title;
    Passed "passed" ["passou", "aprovado", "aprovada"], Kind::Title;
    Name "name" ["nome"], Kind::Part;
    Email "email" [], Kind::Part;
    Company "company" ["empresa"], Kind::Part;
    Phone "phone" ["telefone"], Kind::Part;
    PlatformId "platform_id" ["id", "external_id"], Kind::Whole;
    Joined "joined" ["entrou", "cadastro"], Kind::Days;
    Seen "seen" ["last_seen", "visto"], Kind::Days;
    Added "added" ["created", "adicionado"], Kind::Days;
    Import "import" ["importacao"], Kind::Entry;
    In "in" ["em"], Kind::Words(&[("trash", &["lixeira"])]);
}

impl Key {
    /// The key written so, in either language.
    pub(super) fn named(text: &str) -> Option<Key> {
        let wanted = fold(text);
        let is_it = |known: &&Known| known.name == wanted || known.also.contains(&wanted.as_str());
        KNOWN.iter().find(is_it).map(|known| known.key.clone())
    }

    /// The key of a name with a title behind it: `custom.City` and `opens."Oil / Brushes"`.
    pub(super) fn titled(name: &str, title: &str) -> Option<Key> {
        let title = title.trim().to_owned();
        match Key::named(name) {
            Some(Key::Opens) => Some(Key::OpensOn(title)),
            None if fold(name) == CUSTOM => Some(Key::Custom(title)),
            _ => None,
        }
    }

    /// The custom field or the lesson that is part of the key.
    pub(super) fn title(&self) -> Option<&str> {
        match self {
            Key::Custom(title) | Key::OpensOn(title) => Some(title),
            _ => None,
        }
    }

    /// Whether it names something that members have: a course or a product of some kind.
    pub(super) fn is_name(&self) -> bool {
        matches!(self, Key::Course | Key::Product | Key::Bundle | Key::Subscription)
    }

    /// Whether it is about a member's status, days or company, which are in memory.
    pub(super) fn is_of_roll(&self) -> bool {
        matches!(self, Key::Status | Key::Company | Key::Joined | Key::Seen | Key::Added)
    }

    /// Whether it is about a text by which a member is known.
    pub(super) fn is_of_texts(&self) -> bool {
        matches!(self, Key::Name | Key::Email | Key::Phone | Key::PlatformId)
    }

    /// Whether it names a lesson, as `Course / Lesson`.
    pub(super) fn is_of_lessons(&self) -> bool {
        use Key::{Done, Opens, OpensOn, Passed, Viewed};
        matches!(self, Opens | OpensOn(_) | Viewed | Done | Passed)
    }

    /// Whether it is about an enrollment or what else is named, rather than about the member.
    pub(super) fn is_detail(&self) -> bool {
        use Key::{Access, Cohort, Completed, Enrolled, Expires, Progress, Source};
        matches!(self, Access | Cohort | Source | Enrolled | Expires | Progress | Completed)
    }
}

impl Kind {
    /// Whether it can be compared with `<` and the like.
    pub(super) fn compares(self) -> bool {
        matches!(self, Kind::Days | Kind::Percent | Kind::Own)
    }

    /// Whether there may be no value, and `any` and `none` are read.
    pub(super) fn may_be_missing(self, key: &Key) -> bool {
        match self {
            Kind::Title | Kind::Days if key.is_of_lessons() => false,
            Kind::Title | Kind::Part | Kind::Days | Kind::Percent | Kind::Own => true,
            _ => *key == Key::PlatformId,
        }
    }

    pub(super) fn words(self) -> &'static [Word] {
        match self {
            Kind::Words(words) => words,
            _ => &[],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Words(_) => "words",
            Kind::Title => "title",
            Kind::Whole | Kind::Own => "whole",
            Kind::Part => "part",
            Kind::Days => "days",
            Kind::Percent => "percent",
            Kind::Entry => "entry",
        }
    }
}

/// A key as the filter bar offers it.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FilterKey {
    /// As it stands in a filter, for example `expires` or `custom."Shirt size"`.
    pub key: String,
    /// The label of a custom field, or the lesson that is part of the key; for the rest of it the
    /// window has the words.
    pub label: Option<String>,
    /// `words`, `title`, `whole`, `part`, `days`, `percent` or `entry`; of a custom field also
    /// `number`, `choice` or `yes_no`.
    pub kind: &'static str,
    /// Whether it takes `any` and `none` (of days `never`) beside its values.
    pub may_be_missing: bool,
}

impl FilterKey {
    /// The key of a custom field, which takes what its kind says.
    pub(super) fn of_field(field: &Shape) -> Self {
        let key = Key::Custom(field.label.clone());
        let kind = match field.kind {
            FieldKind::Text => Kind::Whole.name(),
            FieldKind::Date => Kind::Days.name(),
            FieldKind::Number | FieldKind::Choice | FieldKind::YesNo => field.kind.name(),
        };
        Self { kind, ..Self::of(&key) }
    }

    pub(super) fn of(key: &Key) -> Self {
        let kind = key.kind();
        Self {
            key: key.to_string(),
            label: key.title().map(str::to_owned),
            kind: kind.name(),
            may_be_missing: kind.may_be_missing(key),
        }
    }
}
