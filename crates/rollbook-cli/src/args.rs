//! What can be asked for.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use rollbook::EntryId;
use rollbook::access::State;
use rollbook::export::{FileKind, Locale, Profile};
use rollbook::import::{DateOrder, Missing, Policy};

/// Keeps the member list of a school in one local file.
#[derive(Debug, Parser)]
#[command(name = "rollbook", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a book.
    New(New),
    /// Imports a list of members from a CSV file or a workbook (XLSX, ODS).
    Import(Box<Import>),
    /// Lists members.
    Members(Members),
    /// Writes enrollments, subscriptions, members or the progress of a course, as CSV or as a workbook.
    Export(Export),
    /// Prints the outline of a course with its drip rules, or makes it what a file says.
    Outline(Outline),
    /// Says which lessons of a course are open for a member, since when or from when, and why; or
    /// for how many members.
    Drip(Drip),
    /// Lets a course count from a day of their own for members, whenever they enrolled.
    Start(Start),
    /// Opens lessons for members, whatever the rules say.
    Unlock(OnLessons),
    /// Locks lessons for members, whatever the rules say.
    Lock(OnLessons),
    /// Completes lessons for members, and opens them.
    Complete(OnLessons),
    /// Forgets views, completion, unlocks and quiz results of lessons for members.
    Reset(OnLessons),
    /// Lists members who may be one person, and why.
    Duplicates(Duplicates),
    /// Makes several members one, who has the access of all.
    Merge(MergeMembers),
    /// Takes back an entry of the history, or the newest.
    Undo(Undo),
    /// Does again what the last undo took back.
    Redo(Redo),
    /// Lists what was done.
    History(History),
    /// Verifies that the book is whole and the history tells the truth.
    Check(Check),
    /// Copies the book, which is open nowhere else.
    Backup(Backup),
}

#[derive(Debug, Group)]
pub struct New {
    pub book: PathBuf,
    /// Fill it with invented people.
    #[arg(long)]
    pub sample: bool,
    /// The school's IANA time zone; the system's without this.
    #[arg(long, value_name = "IANA")]
    pub zone: Option<String>,
    /// The school's language; the system's without this.
    #[arg(long, value_enum)]
    pub locale: Option<LocaleTag>,
}

#[derive(Debug, Group)]
pub struct Import {
    pub book: PathBuf,
    /// The file, or - for the standard input.
    pub file: PathBuf,
    /// What a column is, for example 'Full name=name' or 'T-shirt=custom:Shirt size'.
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    pub maps: Vec<String>,
    /// One character, or "tab".
    #[arg(long, value_name = "C", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// The sheet of a workbook that holds the list.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    #[arg(long, value_enum)]
    pub date_order: Option<Order>,
    /// The first row is a member already.
    #[arg(long)]
    pub no_header: bool,
    /// A course that everybody gets; created when missing.
    #[arg(long = "course", value_name = "TITLE")]
    pub courses: Vec<String>,
    /// A product that everybody gets; created when missing.
    #[arg(long = "product", value_name = "TITLE")]
    pub products: Vec<String>,
    /// The last day of that access.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub expires: Option<String>,
    /// The state of that access.
    #[arg(long, value_enum)]
    pub status: Option<AccessState>,
    /// How members the book knows already are taken.
    #[arg(long, value_enum, default_value = "fill")]
    pub policy: PolicyName,
    /// The cohort of the course that everybody gets, or that the roster is of.
    #[arg(long, value_name = "TITLE")]
    pub cohort: Option<String>,
    /// The file has new dates of access to this course or product and changes nothing else.
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["courses", "products", "roster"])]
    pub expiry_of: Option<String>,
    /// A blank day means that access has no end.
    #[arg(long, requires = "expiry_of")]
    pub blank_is_endless: bool,
    /// The file is everyone in this course or product.
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["courses", "products"])]
    pub roster: Option<String>,
    /// What becomes of those who have it now and are not in the file.
    #[arg(long, value_enum, default_value = "list", requires = "roster")]
    pub missing: MissingName,
    /// How many percent may be missing before their number has to be confirmed.
    #[arg(long, value_name = "PERCENT", requires = "roster", value_parser = clap::value_parser!(u8).range(..=100))]
    pub threshold: Option<u8>,
    /// So many are missing, and that is right.
    #[arg(long, value_name = "N", requires = "roster")]
    pub confirm_missing: Option<u64>,
    /// Where the missing go, as a list.
    #[arg(long, value_name = "FILE", requires = "roster")]
    pub save_missing: Option<PathBuf>,
    /// The file is what members did in this course: in its lessons, or as a whole. It only records.
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["courses", "products", "roster", "expiry_of", "quiz_results_of"])]
    pub progress_of: Option<String>,
    /// The file is results of the quizzes of this course.
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["courses", "products", "roster", "expiry_of"])]
    pub quiz_results_of: Option<String>,
    /// The lesson or quiz of rows that name none; 'Start / Welcome' names the chapter too.
    #[arg(long, value_name = "TITLE")]
    pub lesson: Option<String>,
    /// The day of what is done without a date; the day the file was last changed without this.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub done_on: Option<String>,
    /// What a plain number of a score is of; found out from the column without this.
    #[arg(long, value_name = "N", requires = "quiz_results_of", value_parser = clap::value_parser!(u32).range(1..))]
    pub score_of: Option<u32>,
    /// Say what would happen and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Where rows that can't be taken go, as a file that imports again once they are mended.
    #[arg(long, value_name = "FILE")]
    pub failed_rows: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Members {
    pub book: PathBuf,
    /// Words that must all occur in the name or the e-mail.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub search: String,
    /// For example 'course:Drawing (expires<2026-12-31 or access:expired)'; several must all hold.
    #[arg(long = "filter", value_name = "EXPR", allow_hyphen_values = true)]
    pub filters: Vec<String>,
    /// A field such as name or -joined_at (newest first).
    #[arg(long = "sort", value_name = "[-]FIELD", allow_hyphen_values = true)]
    pub sorts: Vec<String>,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Export {
    pub book: PathBuf,
    #[arg(value_enum)]
    pub kind: Kind,
    /// The course whose progress it is; of the other lists, say --filter 'course:TITLE'.
    #[arg(long, value_name = "TITLE", required_if_eq("kind", "progress"))]
    pub course: Option<String>,
    /// Whose; everybody's without this.
    #[arg(long = "filter", value_name = "EXPR", allow_hyphen_values = true)]
    pub filters: Vec<String>,
    /// One character, or "tab".
    #[arg(long, value_name = "C", value_parser = delimiter, default_value = ",")]
    pub delimiter: u8,
    /// Begin with a byte order mark, by which Excel recognises UTF-8.
    #[arg(long)]
    pub bom: bool,
    /// Write what this platform's import takes, in as many files as it needs. It decides what the
    /// rows are.
    #[arg(long = "for", value_name = "PLATFORM", value_enum, conflicts_with_all = ["format", "delimiter", "bom"])]
    pub profile: Option<Platform>,
    /// CSV without this, unless the file's name ends in .xlsx.
    #[arg(long, value_enum)]
    pub format: Option<ListFile>,
    /// The standard output without this.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What an export has a row for.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum Kind {
    /// Each member and course.
    Enrollments,
    /// Each member and subscription.
    Subscriptions,
    /// Each member.
    Members,
    /// Each member of a course: how far they got.
    Progress,
}

#[derive(Debug, Group)]
pub struct Outline {
    pub book: PathBuf,
    #[arg(long, value_name = "TITLE")]
    pub course: String,
    /// The new outline as JSON, or chapters and lessons as an indented list or a CSV, or - for the
    /// standard input; without it the outline is printed.
    pub file: Option<PathBuf>,
    /// Print an indented list instead of JSON.
    #[arg(long, conflicts_with = "file")]
    pub list: bool,
    /// Remove what a list leaves out, and take its order; otherwise it only adds.
    #[arg(long, requires = "file")]
    pub exactly: bool,
    /// Say what a list would do and write nothing.
    #[arg(long, requires = "file")]
    pub dry_run: bool,
    /// Let members lose lessons they had opened, where the new outline locks them; otherwise they keep
    /// them.
    #[arg(long, requires = "file")]
    pub lock_opened: bool,
}

#[derive(Debug, Group)]
pub struct Drip {
    pub book: PathBuf,
    #[arg(long, value_name = "TITLE")]
    pub course: String,
    /// Whose lessons; without it, how many members can open each lesson.
    #[arg(long, value_name = "EMAIL")]
    pub member: Option<String>,
    /// The moment to look at, such as 2026-03-01T09:00 on the school's clocks; now without it.
    #[arg(long, value_name = "DATETIME", requires = "member")]
    pub at: Option<String>,
    /// What opens for how many members from today on until so many days later.
    #[arg(long, value_name = "DAYS", conflicts_with = "member", num_args = 0..=1, default_missing_value = "30")]
    pub calendar: Option<u32>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Start {
    pub book: PathBuf,
    #[arg(long, value_name = "TITLE")]
    pub course: String,
    #[arg(long = "member", value_name = "EMAIL", required_unless_present = "filters")]
    pub members: Vec<String>,
    /// Everybody for whom this holds, for example 'cohort:March'; several must all hold.
    #[arg(
        long = "filter",
        value_name = "EXPR",
        allow_hyphen_values = true,
        conflicts_with = "members"
    )]
    pub filters: Vec<String>,
    /// The moment the course counts from, such as 2026-03-01T09:00 on the school's clocks.
    #[arg(long, value_name = "DATETIME", required_unless_present = "clear")]
    pub at: Option<String>,
    /// Count from the enrollment and the cohort again.
    #[arg(long, conflicts_with = "at")]
    pub clear: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Duplicates {
    pub book: PathBuf,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct OnLessons {
    pub book: PathBuf,
    #[arg(long, value_name = "TITLE")]
    pub course: String,
    /// 'Start / Welcome' names the chapter too.
    #[arg(long = "lesson", value_name = "TITLE", required = true)]
    pub lessons: Vec<String>,
    #[arg(long = "member", value_name = "EMAIL", required_unless_present = "filters")]
    pub members: Vec<String>,
    /// Everybody for whom this holds, for example 'course:Drawing'; several must all hold.
    #[arg(
        long = "filter",
        value_name = "EXPR",
        allow_hyphen_values = true,
        conflicts_with = "members"
    )]
    pub filters: Vec<String>,
    /// Say what would happen and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct MergeMembers {
    pub book: PathBuf,
    /// The member who stays.
    #[arg(long, value_name = "EMAIL")]
    pub keep: String,
    /// The members who go; their addresses go on finding the one who stays.
    #[arg(value_name = "EMAIL", required = true)]
    pub gone: Vec<String>,
    /// Say what would come of it and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Undo {
    pub book: PathBuf,
    #[arg(value_parser = entry)]
    pub entry: Option<EntryId>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Redo {
    pub book: PathBuf,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct History {
    pub book: PathBuf,
    /// Only what happened to this member, field by field.
    #[arg(long, value_name = "EMAIL")]
    pub member: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Check {
    pub book: PathBuf,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Backup {
    pub book: PathBuf,
    pub file: PathBuf,
}

/// Declares a value of the command line that stands for one of the library.
macro_rules! choices {
    ($($name:ident for $of:ty { $($choice:ident $(as $text:literal)? => $value:expr,)* })*) => {$(
        #[derive(Clone, Copy, Debug, ValueEnum)]
        pub enum $name { $($(#[value(name = $text)])? $choice,)* }

        impl From<$name> for $of {
            fn from(choice: $name) -> Self {
                match choice { $($name::$choice => $value,)* }
            }
        }
    )*};
}

choices! {
    LocaleTag for Locale {
        English as "en" => Locale::En,
        Portuguese as "pt-BR" => Locale::PtBr,
    }
    Order for DateOrder {
        Dmy => DateOrder::Dmy,
        Mdy => DateOrder::Mdy,
        Ymd => DateOrder::Ymd,
    }
    AccessState for State {
        Active => State::Active,
        Pending => State::Pending,
        Disabled => State::Disabled,
    }
    PolicyName for Policy {
        Fill => Policy::Fill,
        Overwrite => Policy::Overwrite,
        Skip => Policy::Skip,
        UpdateOnly => Policy::UpdateOnly,
    }
    MissingName for Missing {
        List => Missing::List,
        End => Missing::End,
        Disable => Missing::Disable,
    }
    Platform for Profile {
        Thinkific => Profile::Thinkific,
        ThinkificSmart => Profile::ThinkificSmart,
        Thrive => Profile::Thrive,
        Memberkit => Profile::MemberKit,
    }
    ListFile for FileKind {
        Csv => FileKind::Csv,
        Xlsx => FileKind::Xlsx,
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if text.eq_ignore_ascii_case("tab") || text == "\\t" => Ok(b'\t'),
        [one] => Ok(*one),
        _ => Err("must be one ASCII character, or tab".to_owned()),
    }
}

fn entry(text: &str) -> Result<EntryId, String> {
    text.parse().map_err(|_| "must be the number of an entry; `history` lists them".to_owned())
}
