//! Lists as other platforms take them: their columns, their dates, their limits.
//!
//! A platform refuses a whole file for one row too many or for an accent. So a list is cut at the
//! platform's limit, letters it does not take are written with those it does, and who can't be
//! written at all is left out. [`Book::export_for`] without a path says how many that will be,
//! before anything is written. The limits are those of the platforms' help pages.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use tempfile::{NamedTempFile, TempPath};

use super::{STEP, half_file, refuse_bad_target};
use crate::access::{AccessStatus, Enrollments};
use crate::book::Book;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::import::values::neutralise;
use crate::members::Status;
use crate::progress::{Phase, Progress};
use crate::time::{Zone, day_of};
use crate::views::Query;

/// Whom a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Thinkific's older import: 5,000 rows of plain ASCII.
    Thinkific,
    /// Thinkific's Smart Importer: 50,000 rows.
    ThinkificSmart,
    /// Thrive Apprentice: 1,000 buyers.
    Thrive,
    /// MemberKit: one file for each course, with days as `dd/mm/aaaa`.
    MemberKit,
}

/// What became of a list, or what would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileReport {
    pub rows: u64,
    /// Rows with letters the platform does not take, written with those it does.
    pub transliterated: u64,
    /// Members without a last name, which the platform asks for.
    pub without_last_name: u64,
    /// Members without an e-mail, or with one the platform does not take.
    pub without_email: u64,
    /// Blocked members and blocked access: they would come in unblocked.
    pub blocked: u64,
    pub n_files: u64,
    /// The files in their order; none when nothing was written.
    pub files: Vec<PathBuf>,
}

/// A profile as data.
struct Form {
    headers: &'static [&'static str],
    delimiter: u8,
    /// The most rows of a file.
    most_rows: Option<u64>,
    is_ascii: bool,
    rows: Rows,
}

#[derive(Clone, Copy)]
enum Rows {
    FirstLastEmail,
    NameEmail,
    /// Name, e-mail, end and beginning of each course, in a file of its own.
    Courses,
}

impl Profile {
    fn form(self) -> &'static Form {
        match self {
            Self::Thinkific => &Form {
                headers: &["first_name", "last_name", "user_email"],
                delimiter: b',',
                most_rows: Some(5_000),
                is_ascii: true,
                rows: Rows::FirstLastEmail,
            },
            Self::ThinkificSmart => &Form {
                headers: &["First name", "Last name", "Email"],
                delimiter: b',',
                most_rows: Some(50_000),
                is_ascii: false,
                rows: Rows::FirstLastEmail,
            },
            Self::Thrive => &Form {
                headers: &["Buyer Name", "Buyer Email"],
                delimiter: b',',
                most_rows: Some(1_000),
                is_ascii: false,
                rows: Rows::NameEmail,
            },
            Self::MemberKit => &Form {
                headers: &["Nome", "Email", "Data de expiração", "Data de matrícula"],
                delimiter: b';',
                most_rows: None,
                is_ascii: false,
                rows: Rows::Courses,
            },
        }
    }
}

impl Book {
    /// Writes a list for a platform: at `path`, or, where it takes several files, beside it as
    /// `name-1.csv`, `name-2.csv` or `name-Course.csv`. Without a path nothing is written, and the
    /// report says what would be. Only `path` itself is replaced when it is there.
    pub fn export_for(
        &self,
        profile: Profile,
        query: Option<&Query>,
        path: Option<&Path>,
        now: i64,
        progress: &Progress,
    ) -> Result<ProfileReport> {
        if let Some(path) = path {
            refuse_bad_target(path, self)?;
        }
        let view = self.open_view(query.unwrap_or(&Query::default()), now)?;
        if let Some(problem) = view.problem {
            return Err(problem.into());
        }
        let zone = self.settings().zone;
        progress.begin(Phase::Exporting, view.ids.len() as u64)?;
        self.read(|db| {
            let mut list = List::begin(profile.form(), path);
            let mut people = People::new(db, zone, now)?;
            for ids in view.ids.chunks(STEP) {
                for id in ids {
                    people.write(*id, &mut list)?;
                }
                progress.step(ids.len() as u64)?;
            }
            list.finish()
        })
    }
}

/// Where the rows come from.
struct People<'db> {
    member: rusqlite::Statement<'db>,
    enrollments: Enrollments<'db>,
    zone: Zone,
    now: i64,
}

struct Person {
    name: String,
    given: String,
    family: String,
    email: String,
    status: Status,
}

impl<'db> People<'db> {
    fn new(db: &'db Connection, zone: Zone, now: i64) -> Result<Self> {
        let member =
            db.prepare("SELECT name, given, family, email, status FROM members WHERE id = ?1")?;
        Ok(Self { member, enrollments: Enrollments::new(db)?, zone, now })
    }

    fn write(&mut self, id: MemberId, list: &mut List) -> Result<()> {
        let person = self.member.query_row([id], |row| {
            let (name, given, family) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Person { name, given, family, email: row.get(3)?, status: row.get(4)? })
        });
        let Some(person) = person.optional()? else { return Ok(()) };
        if person.status == Status::Disabled {
            list.report.blocked += 1;
            return Ok(());
        }
        if person.email.is_empty() || (list.form.is_ascii && !person.email.is_ascii()) {
            list.report.without_email += 1;
            return Ok(());
        }
        match list.form.rows {
            Rows::FirstLastEmail => {
                let (first, last) = person.first_and_last();
                list.report.without_last_name += u64::from(last.is_empty());
                list.write("", &[first, last, &person.email])
            }
            Rows::NameEmail => list.write("", &[&person.name, &person.email]),
            Rows::Courses => self.write_courses(id, &person, list),
        }
    }

    fn write_courses(&mut self, id: MemberId, person: &Person, list: &mut List) -> Result<()> {
        let day = |at: Option<i64>| {
            at.map(|at| day_of(self.zone, at).format("%d/%m/%Y").to_string()).unwrap_or_default()
        };
        for enrollment in self.enrollments.of(id, self.now, self.zone)? {
            if enrollment.status == AccessStatus::Disabled {
                list.report.blocked += 1;
                continue;
            }
            let (until, from) = (day(enrollment.expires_at), day(enrollment.enrolled_at));
            list.write(&enrollment.course, &[&person.name, &person.email, &until, &from])?;
        }
        Ok(())
    }
}

impl Person {
    /// The parts of the name: as a source gave them, or the first word and the rest.
    fn first_and_last(&self) -> (&str, &str) {
        if !self.given.is_empty() && !self.family.is_empty() {
            return (&self.given, &self.family);
        }
        self.name.split_once(' ').unwrap_or((&self.name, ""))
    }
}

/// A list on its way into its files.
struct List {
    form: &'static Form,
    path: Option<PathBuf>,
    /// By course, or one under no name.
    groups: BTreeMap<String, Group>,
    report: ProfileReport,
}

/// The files of one group: those that are full, and the one under way.
#[derive(Default)]
struct Group {
    full: Vec<TempPath>,
    open: Option<csv::Writer<BufWriter<NamedTempFile<File>>>>,
    n_files: u64,
    n_rows: u64,
}

impl List {
    fn begin(form: &'static Form, path: Option<&Path>) -> Self {
        let path = path.map(Path::to_owned);
        Self { form, path, groups: BTreeMap::new(), report: ProfileReport::default() }
    }

    fn write(&mut self, group: &str, cells: &[&str]) -> Result<()> {
        let is_foreign = self.form.is_ascii && !cells.iter().all(|cell| cell.is_ascii());
        self.report.transliterated += u64::from(is_foreign);
        self.report.rows += 1;
        let group = match self.groups.get_mut(group) {
            Some(group) => group,
            None => self.groups.entry(group.to_owned()).or_default(),
        };
        if group.n_files == 0 || Some(group.n_rows) == self.form.most_rows {
            (group.n_files, group.n_rows) = (group.n_files + 1, 0);
            if let Some(path) = &self.path {
                group.close(path)?;
                group.open = Some(begin_file(self.form, path)?);
            }
        }
        group.n_rows += 1;
        if let (Some(out), Some(path)) = (&mut group.open, &self.path) {
            let cells = cells.iter().map(|cell| match is_foreign {
                true => neutralise(&deunicode::deunicode(cell)).into_owned(),
                false => neutralise(cell).into_owned(),
            });
            out.write_record(cells).map_err(|e| failure(path, e))?;
        }
        Ok(())
    }

    /// Puts the files in their places.
    fn finish(mut self) -> Result<ProfileReport> {
        self.report.n_files = self.groups.values().map(|group| group.n_files).sum();
        let Some(path) = self.path else { return Ok(self.report) };
        if self.groups.is_empty() {
            let group = self.groups.entry(String::new()).or_default();
            group.open = Some(begin_file(self.form, &path)?);
            self.report.n_files = 1;
        }
        let is_grouped = self.groups.len() > 1;
        let mut places: Vec<(_, PathBuf)> = Vec::new();
        for (title, mut group) in self.groups {
            group.close(&path)?;
            let is_split = group.full.len() > 1;
            for (at, file) in group.full.into_iter().enumerate() {
                let title = if is_grouped { title.as_str() } else { "" };
                let number = is_split.then_some(at + 1);
                let mut place = beside(&path, title, number);
                // Two titles may differ only in what a file's name can't have.
                for n in 2.. {
                    if !places.iter().any(|(_, other)| is_same_name(other, &place)) {
                        break;
                    }
                    place = beside(&path, &format!("{title} {n}"), number);
                }
                places.push((file, place));
            }
        }
        let taken = places.iter().find(|(_, place)| *place != path && place.exists());
        if let Some((_, place)) = taken {
            return Err(Error::Exists { path: place.clone() });
        }
        for (file, place) in places {
            file.persist(&place).map_err(|e| Error::io(&place, &e.error))?;
            self.report.files.push(place);
        }
        Ok(self.report)
    }
}

impl Group {
    fn close(&mut self, path: &Path) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let file = open.into_inner().map_err(|e| Error::io(path, e.error()))?;
        let file = file.into_inner().map_err(|e| Error::io(path, e.error()))?;
        file.as_file().sync_all().map_err(|e| Error::io(path, &e))?;
        self.full.push(file.into_temp_path());
        Ok(())
    }
}

fn begin_file(form: &Form, path: &Path) -> Result<csv::Writer<BufWriter<NamedTempFile<File>>>> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(form.delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(BufWriter::new(half_file(path)?));
    out.write_record(form.headers).map_err(|e| failure(path, e))?;
    Ok(out)
}

/// `list.csv` as `list-Drawing.csv`, `list-2.csv` or `list-Drawing-2.csv`.
fn beside(path: &Path, title: &str, number: Option<usize>) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    let title = title.replace(|char: char| char.is_control() || r#"<>:"/\|?*"#.contains(char), " ");
    if !title.trim().is_empty() {
        name.push(format!("-{}", title.trim()));
    }
    if let Some(number) = number {
        name.push(format!("-{number}"));
    }
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Whether a file system that takes no notice of case would put one over the other.
fn is_same_name(one: &Path, other: &Path) -> bool {
    let name = |path: &Path| path.to_string_lossy().to_lowercase();
    name(one) == name(other)
}

fn failure(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(path, &error),
        other => Error::Internal(format!("writing {}: {other:?}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::GrantSpec;
    use crate::book::tests::{NOW, book, by};
    use crate::members::MemberFields;

    fn add(book: &Book, name: &str, email: &str) -> MemberId {
        let fields = MemberFields {
            name: Some(name.into()),
            email: Some(email.into()),
            ..MemberFields::default()
        };
        book.add_member(&by(), &fields).unwrap().value
    }

    fn export(book: &Book, profile: Profile, path: Option<&Path>) -> ProfileReport {
        book.export_for(profile, None, path, NOW, &Progress::default()).unwrap()
    }

    fn text(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn thinkific_gets_ascii_and_is_told_what_that_costs() {
        let (dir, book) = book();
        add(&book, "Ana Beatriz Souza", "ana@example.com");
        add(&book, "João Conceição", "joao@example.com");
        add(&book, "Zé", "ze@example.com");
        add(&book, "Ñandú Pérez", "ñandú@example.com");
        let path = dir.path().join("list.csv");
        let expect = ProfileReport {
            rows: 3,
            transliterated: 2,
            without_last_name: 1,
            without_email: 1,
            n_files: 1,
            ..ProfileReport::default()
        };
        assert_eq!(export(&book, Profile::Thinkific, None), expect, "said before it is written");
        assert!(!path.exists());
        let files = vec![path.clone()];
        assert_eq!(
            export(&book, Profile::Thinkific, Some(&path)),
            ProfileReport { files, ..expect }
        );
        assert_eq!(
            text(&path),
            "first_name,last_name,user_email\r\nAna,Beatriz Souza,ana@example.com\r\n\
             Joao,Conceicao,joao@example.com\r\nZe,,ze@example.com\r\n"
        );
    }

    #[test]
    fn a_list_is_cut_at_the_platforms_limit() {
        let (dir, book) = book();
        for n in 0..1001 {
            add(&book, &format!("Person {n:04}"), &format!("p{n:04}@example.com"));
        }
        let path = dir.path().join("buyers.csv");
        let report = export(&book, Profile::Thrive, Some(&path));
        let [first, second] = report.files.as_slice() else { panic!("{report:?}") };
        assert_eq!(second.file_name().unwrap(), "buyers-2.csv");
        assert_eq!(text(first).lines().count(), 1001, "a header and a thousand");
        assert_eq!(text(second), "Buyer Name,Buyer Email\r\nPerson 1000,p1000@example.com\r\n");
        assert!(!path.exists());
        let again = book.export_for(Profile::Thrive, None, Some(&path), NOW, &Progress::default());
        assert_eq!(again.unwrap_err().code(), "exists", "nobody was asked about buyers-1.csv");
    }

    #[test]
    fn memberkit_gets_a_file_for_each_course() {
        let (dir, book) = book();
        let ana = add(&book, "Ana", "ana@example.com");
        add(&book, "Bia", "bia@example.com");
        let courses = ["Drawing", "Oil/Acrylic"].map(|c| book.add_course(&by(), c).unwrap().value);
        let spec = GrantSpec {
            courses: courses.to_vec(),
            starts_on: Some("2026-01-05".into()),
            expires_on: Some("2026-12-31".into()),
            ..GrantSpec::default()
        };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let path = dir.path().join("alunos.csv");
        let report = export(&book, Profile::MemberKit, Some(&path));
        assert_eq!((report.rows, report.n_files), (2, 2));
        assert_eq!(
            text(&dir.path().join("alunos-Oil Acrylic.csv")),
            "Nome;Email;Data de expiração;Data de matrícula\r\n\
             Ana;ana@example.com;31/12/2026;05/01/2026\r\n"
        );
        let blocked = MemberFields { status: Some(Status::Disabled), ..MemberFields::default() };
        book.edit_member(&by(), ana, &blocked).unwrap();
        assert_eq!(export(&book, Profile::MemberKit, None).blocked, 1);
    }

    #[test]
    fn nobody_makes_one_file_with_its_header() {
        let (dir, book) = book();
        let path = dir.path().join("none.csv");
        let report = export(&book, Profile::Thrive, Some(&path));
        assert_eq!((report.rows, report.files), (0, vec![path.clone()]));
        assert_eq!(text(&path), "Buyer Name,Buyer Email\r\n");
    }
}
