//! Lists as other platforms take them: their columns, their dates, their limits.
//!
//! A platform refuses a whole file for one row too many or for an accent. So a list is cut at the
//! platform's limit, letters it does not take are written with those it does, and who can't be
//! written at all is left out. [`Book::export_for`] without a path says how many that will be,
//! before anything is written. The limits are those of the platforms' help pages.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::{STEP, failure, half_file, put, target};
use crate::access::{AccessStatus, Enrollment, Enrollments};
use crate::book::Book;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::import::values::neutralise;
use crate::members::Status;
use crate::progress::{Phase, Progress};
use crate::time::{Zone, day_of};
use crate::views::Query;

/// How much of a file waits in memory, in bytes. Files are open only while some of it is written: a
/// school may have more courses than a program may have open files.
const PAGE: usize = 1 << 15;

/// The longest part of a file's name that is a course's title, in bytes. Most systems take names of
/// 255.
const LONGEST_TITLE: usize = 160;

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
    /// MemberKit: files for each course, with days as `dd/mm/aaaa`. Where a column of days is not
    /// filled in every row it refuses the file, so access without an end is in a file of its own.
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
    /// Members without an e-mail, or with one the platform does not take or a spreadsheet would run.
    pub without_email: u64,
    /// Blocked members and blocked access: they would come in unblocked.
    pub blocked: u64,
    /// Access that waits for a person: it would come in active.
    pub pending: u64,
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
    /// Name, e-mail, end, if there is one, and beginning of each course, in files of its own.
    Courses,
}

/// The headers of access without an end.
const ENDLESS: &[&str] = &["Nome", "Email", "Data de matrícula"];

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
        let path = path.map(|path| target(path, self)).transpose()?;
        let view = self.open_view(query.unwrap_or(&Query::default()), now)?;
        if let Some(problem) = view.problem {
            return Err(problem.into());
        }
        let zone = self.settings().zone;
        progress.begin(Phase::Exporting, view.ids.len() as u64)?;
        self.read(|db| {
            let mut list = List::begin(profile.form(), path.as_deref());
            let mut people = People::new(db, zone, now)?;
            for ids in view.ids.chunks(STEP) {
                for id in ids {
                    people.write(*id, &mut list)?;
                }
                progress.step(ids.len() as u64)?;
            }
            list.finish(progress)
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
        if !list.form.takes(&person.email) {
            list.report.without_email += 1;
            return Ok(());
        }
        match list.form.rows {
            Rows::FirstLastEmail => {
                let (first, last) = person.first_and_last();
                list.report.without_last_name += u64::from(last.is_empty());
                list.write(Group::default(), &[first, last, &person.email])
            }
            Rows::NameEmail => list.write(Group::default(), &[person.called(), &person.email]),
            Rows::Courses => self.write_courses(id, &person, list),
        }
    }

    fn write_courses(&mut self, id: MemberId, person: &Person, list: &mut List) -> Result<()> {
        let day = |at: i64| day_of(self.zone, at).format("%d/%m/%Y").to_string();
        for enrollment in self.enrollments.of(id, self.now, self.zone)? {
            let Enrollment { course, status, is_scheduled, enrolled_at, expires_at, .. } =
                enrollment;
            match status {
                AccessStatus::Disabled => list.report.blocked += 1,
                AccessStatus::Pending if !is_scheduled => list.report.pending += 1,
                _ => {
                    let (name, email) = (person.called(), &*person.email);
                    let from = enrolled_at.map(day).unwrap_or_default();
                    match expires_at.map(day) {
                        Some(until) => list.write(Group::of(course), &[name, email, &until, &from]),
                        None => list.write(Group::endless(course), &[name, email, &from]),
                    }?;
                }
            }
        }
        Ok(())
    }
}

impl Form {
    /// Whether an address can be written as it is. One that a spreadsheet would take for a formula
    /// can't: made harmless, it would be somebody else's.
    fn takes(&self, email: &str) -> bool {
        !email.is_empty() && (!self.is_ascii || email.is_ascii()) && neutralise(email) == email
    }
}

impl Person {
    /// The name, or who has none is called as their address begins, as Thrive does.
    fn called(&self) -> &str {
        match self.name.is_empty() {
            true => self.email.split('@').next().unwrap_or_default(),
            false => &self.name,
        }
    }

    /// The parts of the name: as a source gave them, or the first word and the rest.
    fn first_and_last(&self) -> (&str, &str) {
        if !self.given.is_empty() && !self.family.is_empty() {
            return (&self.given, &self.family);
        }
        let name = self.called();
        name.split_once(' ').unwrap_or((name, ""))
    }
}

/// A list on its way into its files.
struct List {
    form: &'static Form,
    path: Option<PathBuf>,
    groups: BTreeMap<Group, Written>,
    report: ProfileReport,
}

/// Rows that belong in files of their own. Most lists have one group, under no name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    course: String,
    is_endless: bool,
}

/// What is written of a group: the files that are full, and the one under way.
#[derive(Default)]
struct Written {
    full: Vec<TempPath>,
    open: Option<Page>,
    n_files: u64,
    n_rows: u64,
}

/// The end of a file, which waits in memory.
struct Page {
    file: TempPath,
    rows: csv::Writer<Vec<u8>>,
    builder: csv::WriterBuilder,
}

impl Group {
    fn of(course: String) -> Self {
        Self { course, is_endless: false }
    }

    fn endless(course: String) -> Self {
        Self { course, is_endless: true }
    }

    /// What the file is called after. The words are of those who import it.
    fn title(&self) -> String {
        let course = shortened(&self.course);
        if self.is_endless { format!("{course} sem expiração") } else { course }
    }
}

impl List {
    fn begin(form: &'static Form, path: Option<&Path>) -> Self {
        let path = path.map(Path::to_owned);
        Self { form, path, groups: BTreeMap::new(), report: ProfileReport::default() }
    }

    fn write(&mut self, group: Group, cells: &[&str]) -> Result<()> {
        let is_foreign = self.form.is_ascii && !cells.iter().all(|cell| cell.is_ascii());
        self.report.transliterated += u64::from(is_foreign);
        self.report.rows += 1;
        let is_endless = group.is_endless;
        let files = self.groups.entry(group).or_default();
        if files.n_files == 0 || Some(files.n_rows) == self.form.most_rows {
            (files.n_files, files.n_rows) = (files.n_files + 1, 0);
            if let Some(path) = &self.path {
                files.close(path)?;
                let headers = if is_endless { ENDLESS } else { self.form.headers };
                files.open = Some(Page::begin(headers, self.form.delimiter, path)?);
            }
        }
        files.n_rows += 1;
        if let (Some(page), Some(path)) = (&mut files.open, &self.path) {
            let cells = cells.iter().map(|cell| match is_foreign {
                true => neutralise(&ascii(cell)).into_owned(),
                false => neutralise(cell).into_owned(),
            });
            page.write(cells).map_err(|e| failure(path, e))?;
        }
        Ok(())
    }

    /// Puts the files in their places, or none of them.
    fn finish(mut self, progress: &Progress) -> Result<ProfileReport> {
        self.report.n_files = self.groups.values().map(|files| files.n_files).sum();
        let Some(path) = self.path else { return Ok(self.report) };
        if self.groups.is_empty() {
            let page = Page::begin(self.form.headers, self.form.delimiter, &path)?;
            let files = Written { open: Some(page), ..Written::default() };
            self.groups.insert(Group::default(), files);
            self.report.n_files = 1;
        }
        let is_grouped = self.groups.len() > 1;
        let mut places: Vec<(_, PathBuf)> = Vec::new();
        for (group, mut files) in self.groups {
            files.close(&path)?;
            let title = if is_grouped { group.title() } else { String::new() };
            let is_split = files.full.len() > 1;
            for (at, file) in files.full.into_iter().enumerate() {
                let number = is_split.then_some(at + 1);
                let mut place = beside(&path, &title, number);
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
            if let Err(error) = put(file, &place, progress) {
                // Of those that are in their places, only `path` may have taken that of another.
                let is_new = |file: &&PathBuf| **file != path;
                self.report.files.iter().filter(is_new).for_each(|file| _ = fs::remove_file(file));
                return Err(error);
            }
            self.report.files.push(place);
        }
        Ok(self.report)
    }
}

impl Written {
    fn close(&mut self, path: &Path) -> Result<()> {
        let Some(mut page) = self.open.take() else { return Ok(()) };
        page.turn().map_err(|e| Error::io(path, &e))?;
        self.full.push(page.file);
        Ok(())
    }
}

impl Page {
    fn begin(headers: &[&str], delimiter: u8, path: &Path) -> Result<Self> {
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(delimiter).terminator(csv::Terminator::CRLF);
        let file = half_file(path)?.into_temp_path();
        let mut page = Self { file, rows: builder.from_writer(Vec::new()), builder };
        let headers = headers.iter().map(|header| (*header).to_owned());
        page.write(headers).map_err(|e| failure(path, e))?;
        Ok(page)
    }

    fn write(&mut self, cells: impl Iterator<Item = String>) -> csv::Result<()> {
        self.rows.write_record(cells)?;
        if self.rows.get_ref().len() >= PAGE {
            self.turn()?;
        }
        Ok(())
    }

    /// Writes what waits to the file.
    fn turn(&mut self) -> io::Result<()> {
        let next = self.builder.from_writer(Vec::new());
        let rows = std::mem::replace(&mut self.rows, next).into_inner();
        let rows = rows.map_err(csv::IntoInnerError::into_error)?;
        OpenOptions::new().append(true).open(&self.file)?.write_all(&rows)
    }
}

/// A text in the letters that every old program has.
fn ascii(text: &str) -> String {
    let letters = deunicode::deunicode(text);
    // Letters of other scripts become syllables, and leave a space behind.
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `list.csv` as `list-Drawing.csv`, `list-2.csv` or `list-Drawing-2.csv`.
fn beside(path: &Path, title: &str, number: Option<usize>) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    let title = title.replace(|char: char| char.is_control() || r#"<>:"/\|?*"#.contains(char), "-");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.is_empty() {
        name.push(format!("-{title}"));
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

/// Of a title that is too long, its beginning and its end, by which those of a series differ.
fn shortened(title: &str) -> String {
    if title.len() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let half = LONGEST_TITLE / 2;
    let (begin, end) =
        (title.floor_char_boundary(half), title.ceil_char_boundary(title.len() - half));
    format!("{}…{}", &title[..begin], &title[end..])
}

/// Whether a file system that takes no notice of case would put one over the other.
fn is_same_name(one: &Path, other: &Path) -> bool {
    let name = |path: &Path| path.to_string_lossy().to_lowercase();
    name(one) == name(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{GrantSpec, State};
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
        fs::read_to_string(path).unwrap()
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
            text(&dir.path().join("alunos-Oil-Acrylic.csv")),
            "Nome;Email;Data de expiração;Data de matrícula\r\n\
             Ana;ana@example.com;31/12/2026;05/01/2026\r\n"
        );
        let blocked = MemberFields { status: Some(Status::Disabled), ..MemberFields::default() };
        book.edit_member(&by(), ana, &blocked).unwrap();
        assert_eq!(export(&book, Profile::MemberKit, None).blocked, 1);
    }

    #[test]
    fn courses_of_a_series_are_told_apart_by_their_files() {
        let long = |n: u32| format!("{} – Módulo {n}", "Formação em desenho ".repeat(10));
        let names = [long(2), long(10), "Inglês: A1".to_owned(), "Inglês A1".to_owned()]
            .map(|course| beside(Path::new("alunos.csv"), &Group::of(course).title(), None));
        assert!(names[0].to_string_lossy().ends_with("– Módulo 2.csv"), "{names:?}");
        assert!(names[1].to_string_lossy().ends_with("– Módulo 10.csv"), "{names:?}");
        assert!(names.iter().all(|name| name.as_os_str().len() < 255), "{names:?}");
        assert_ne!(names[2], names[3]);
    }

    #[test]
    fn memberkit_gets_no_column_of_days_with_a_blank_in_it() {
        let (dir, book) = book();
        let course = book.add_course(&by(), "Drawing").unwrap().value;
        let give = |name: &str, expires_on: Option<&str>, state: State| {
            let spec = GrantSpec {
                courses: vec![course],
                starts_on: Some("2026-01-05".into()),
                expires_on: expires_on.map(Into::into),
                state,
                ..GrantSpec::default()
            };
            let member = add(&book, name, &format!("{}@example.com", name.to_lowercase()));
            book.grant(&by(), &[member], &spec, &Progress::default()).unwrap();
        };
        give("Ana", Some("2026-12-31"), State::Active);
        give("Bia", None, State::Active);
        give("Caio", None, State::Pending);
        give("Duda", None, State::Disabled);
        let path = dir.path().join("alunos.csv");
        let report = export(&book, Profile::MemberKit, Some(&path));
        assert_eq!((report.rows, report.pending, report.blocked), (2, 1, 1));
        let name = |file: &PathBuf| file.file_name().unwrap().to_str().unwrap().to_owned();
        let names: Vec<String> = report.files.iter().map(name).collect();
        assert_eq!(names, ["alunos-Drawing.csv", "alunos-Drawing sem expiração.csv"]);
        let endless = "Nome;Email;Data de matrícula\r\nBia;bia@example.com;05/01/2026\r\n";
        assert_eq!(text(&report.files[1]), endless);
    }

    #[test]
    fn nobody_gets_an_address_that_is_not_theirs() {
        let (dir, book) = book();
        add(&book, "=cmd|' /C calc'!A0", "eve@example.com");
        add(&book, "", "bia@example.com");
        add(&book, "Caio", "+caio@example.com");
        let path = dir.path().join("buyers.csv");
        let report = export(&book, Profile::Thrive, Some(&path));
        assert_eq!((report.rows, report.without_email), (2, 1));
        let mut lines: Vec<String> = text(&path).lines().map(str::to_owned).collect();
        lines.sort();
        let expect = [
            "'=cmd|' /C calc'!A0,eve@example.com",
            "Buyer Name,Buyer Email",
            "bia,bia@example.com",
        ];
        assert_eq!(lines, expect);
    }

    #[test]
    fn titles_that_are_too_long_for_a_file_are_cut() {
        let (dir, book) = book();
        let ana = add(&book, "Ana", "ana@example.com");
        let titles = ["1", "2"].map(|end| "é".repeat(250) + end);
        let courses = titles.map(|title| book.add_course(&by(), &title).unwrap().value);
        let spec = GrantSpec { courses: courses.to_vec(), ..GrantSpec::default() };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let path = dir.path().join("alunos.csv");
        let report = export(&book, Profile::MemberKit, Some(&path));
        assert_eq!(report.files.len(), 2);
        assert!(report.files.iter().all(|file| text(file).lines().count() == 2));
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
