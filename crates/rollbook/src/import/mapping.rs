//! What each column of a file is: suggested, with what is unclear asked and not guessed.
//!
//! A header that is known decides; then one that is nearly known; then what the values look like.
//! Where two columns could be the same e-mail or the same date, none is taken: importing the wrong
//! one looks right until somebody's access ends on the wrong day.

use serde::{Deserialize, Serialize};

use super::failed;
use super::fields::{self, Field, Takes};
use super::layout::{Column, Columns, Kind, numbered};
use super::origins::Origin;
use super::purpose::Purpose;
use super::values::parse_status;
use crate::fields::FieldKind;

/// How alike a header must be to one that is known, from 0 to 1.
const ALIKE: f64 = 0.88;

/// How many of a column's values must be e-mails for the column to be taken for one.
const MOSTLY: f64 = 0.8;

/// A field for every column of a file, in the file's order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    pub columns: Vec<Choice>,
}

/// What one column is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    pub field: Field,
    /// From 0 to 1.
    pub confidence: f64,
    pub reason: Reason,
    /// What a person has to decide.
    pub ask: Option<Ask>,
    /// The kind a person wants of a custom field that the book doesn't have yet.
    #[serde(default)]
    pub kind: Option<FieldKind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The header is known.
    Synonym,
    /// The header is nearly known.
    Similar,
    /// The values look like it.
    Values,
    /// Passwords are never imported.
    Password,
    /// A person said so.
    Chosen,
    /// A person said so for an earlier file with these headers.
    Remembered,
    None,
}

/// A question instead of a guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Ask {
    /// Several columns could be the field: which is it?
    WhichColumn { field: Field, columns: Vec<usize> },
    /// The column could be several fields: which is it?
    WhichField { fields: Vec<Field> },
}

impl Mapping {
    /// The column that is a field.
    pub fn column_of(&self, field: &Field) -> Option<usize> {
        self.columns.iter().position(|choice| choice.field == *field)
    }

    /// The field a column is.
    pub fn field_of(&self, column: usize) -> &Field {
        self.columns.get(column).map_or(&Field::Ignore, |choice| &choice.field)
    }

    /// Takes a column for a field because a person says so. The column that was the field before
    /// is ignored from then on, and questions that this answers are settled.
    pub fn choose(&mut self, column: usize, field: Field) {
        if column >= self.columns.len() {
            return;
        }
        if !field.is_repeatable() {
            for choice in self.columns.iter_mut().filter(|choice| choice.field == field) {
                *choice = Choice::chosen(Field::Ignore);
            }
        }
        let answered = self.columns[column].ask.take();
        for choice in &mut self.columns {
            if choice.ask.as_ref().is_some_and(|ask| Some(ask) == answered.as_ref())
                || choice.ask.as_ref().is_some_and(|ask| ask.is_settled_by(&field))
            {
                choice.ask = None;
            }
        }
        self.columns[column] = Choice::chosen(field);
    }

    /// Takes a column for a field because the file is known. Others that seemed to be the field are
    /// not, and questions about it are settled.
    pub(super) fn settle(&mut self, column: usize, field: Field) {
        if !field.is_repeatable() {
            for choice in &mut self.columns {
                let is_asked = choice.ask.as_ref().is_some_and(|ask| ask.is_settled_by(&field));
                if choice.field == field || is_asked {
                    *choice = Choice::nothing();
                }
            }
        }
        self.columns[column] = Choice::known(field);
    }

    /// An order has its second product in a column of its own: *Product Name #2* beside *Product
    /// Name #1*.
    fn take_numbered(&mut self, columns: &Columns) {
        let headers: Vec<String> = columns.headers().map(fields::squeeze).collect();
        for field in [Field::Course, Field::Product] {
            let Some(first) = self.column_of(&field) else { continue };
            let stem = headers[first].trim_end_matches('1').to_owned();
            let is_further = |header: &str| {
                let number = header.strip_prefix(&stem).and_then(|rest| rest.parse::<u8>().ok());
                number.is_some_and(|number| number > 1)
            };
            let further = (0..headers.len()).filter(|column| is_further(&headers[*column]));
            for column in further {
                self.columns[column] = self.columns[first].clone();
            }
        }
    }

    /// The questions that are open, each once.
    pub fn open_questions(&self) -> Vec<&Ask> {
        let mut open: Vec<&Ask> = Vec::new();
        for ask in self.columns.iter().filter_map(|choice| choice.ask.as_ref()) {
            if !open.contains(&ask) {
                open.push(ask);
            }
        }
        open
    }
}

impl Ask {
    fn is_settled_by(&self, chosen: &Field) -> bool {
        matches!(self, Self::WhichColumn { field, .. } if field == chosen)
    }
}

impl Choice {
    fn chosen(field: Field) -> Self {
        Self { reason: Reason::Chosen, ..Self::known(field) }
    }

    /// The column says itself what it is.
    pub(super) fn known(field: Field) -> Self {
        Self { field, confidence: 1.0, reason: Reason::Synonym, ask: None, kind: None }
    }

    fn nothing() -> Self {
        Self { confidence: 0.0, reason: Reason::None, ..Self::known(Field::Ignore) }
    }
}

/// Suggests what the columns of a file are. Where the file is known by its headers, what is known
/// of it decides.
pub fn suggest(columns: &Columns, purpose: Purpose) -> Mapping {
    let mut draft = Draft::new(&columns.columns, purpose);
    draft.take_nameless_name();
    draft.take_given_name();
    draft.settle_creation_date();
    draft.settle_status();
    draft.settle_activity(purpose);
    draft.settle_rivals();
    let mut mapping = Mapping { columns: draft.into_choices() };
    if let Some(origin) = Origin::of(columns.headers()) {
        origin.settle(columns, &mut mapping);
        for choice in mapping.columns.iter_mut().filter(|it| !it.field.is_for(purpose)) {
            *choice = Choice::nothing();
        }
    }
    mapping.take_numbered(columns);
    mapping
}

/// Identifies a set of headers, so that the mapping of one file is remembered for the next.
pub fn header_key(columns: &Columns) -> String {
    let headers = columns.headers().filter(|header| !failed::is_ours(header));
    let headers: Vec<String> = headers.map(fields::squeeze).collect();
    headers.join("\u{1f}")
}

/// A field that a column could be.
#[derive(Debug, Clone)]
struct Claim {
    field: Field,
    reason: Reason,
    confidence: f64,
    /// How far down the list of known headers; the first mean the field most plainly.
    rank: usize,
}

struct Draft<'a> {
    columns: &'a [Column],
    claims: Vec<Option<Claim>>,
    asks: Vec<Option<Ask>>,
}

impl<'a> Draft<'a> {
    fn new(columns: &'a [Column], purpose: Purpose) -> Self {
        let claims = columns.iter().map(|column| Claim::of(column, purpose)).collect();
        Self { columns, claims, asks: vec![None; columns.len()] }
    }

    fn has(&self, field: &Field) -> bool {
        self.claimants(field).next().is_some()
    }

    fn claimants<'b>(&'b self, field: &'b Field) -> impl Iterator<Item = usize> + 'b {
        let is_claimed = |claim: &Option<Claim>| claim.as_ref().is_some_and(|c| c.field == *field);
        (0..self.claims.len()).filter(move |index| is_claimed(&self.claims[*index]))
    }

    fn change(&mut self, column: usize, field: Field) {
        if let Some(claim) = &mut self.claims[column] {
            claim.field = field;
        }
    }

    fn has_access(&self) -> bool {
        self.has(&Field::Course) || self.has(&Field::Product)
    }

    /// In a list without headers the one column of words beside the e-mails is the name.
    fn take_nameless_name(&mut self) {
        let is_nameless = |(index, column): (usize, &Column)| column.header == numbered(index);
        if !self.has(&Field::Email) || !self.columns.iter().enumerate().all(is_nameless) {
            return;
        }
        let is_words = |index: &usize| self.columns[*index].kind == Kind::Text;
        let words: Vec<usize> = (0..self.columns.len()).filter(is_words).collect();
        if let [column] = words[..] {
            self.claims[column] = Some(Claim {
                field: Field::Name,
                reason: Reason::Values,
                confidence: 0.5,
                rank: usize::MAX,
            });
        }
    }

    /// "Nome" beside "Sobrenome" is the first name.
    fn take_given_name(&mut self) {
        if !self.has(&Field::LastName) || self.has(&Field::FirstName) {
            return;
        }
        let names: Vec<usize> = self.claimants(&Field::Name).collect();
        if let [column] = names[..]
            && matches!(
                fields::squeeze(&self.columns[column].header).as_str(),
                "name" | "nome" | "nombre"
            )
        {
            self.change(column, Field::FirstName);
        }
    }

    /// "Created" is when the person joined, or when the order or subscription of the row began.
    fn settle_creation_date(&mut self) {
        if !self.has_access() {
            return;
        }
        let is_subscription = |header: &str| {
            ["subscription", "assinatura", "suscripcion"]
                .contains(&fields::squeeze(header).as_str())
        };
        let is_of_subscriptions = self.columns.iter().any(|column| is_subscription(&column.header));
        let created: Vec<usize> = self
            .claimants(&Field::JoinedAt)
            .filter(|column| is_creation(&self.columns[*column].header))
            .collect();
        for column in created {
            if self.has(&Field::EnrolledAt) {
                continue;
            }
            if is_of_subscriptions {
                self.change(column, Field::EnrolledAt);
            } else {
                self.claims[column] = None;
                let fields = vec![Field::JoinedAt, Field::EnrolledAt];
                self.asks[column] = Some(Ask::WhichField { fields });
            }
        }
    }

    /// In a file of enrollments or orders the status is that of the access. The status of an order
    /// is never that of a person.
    fn settle_status(&mut self) {
        if self.has(&Field::AccessStatus) || !self.has_access() {
            return;
        }
        let statuses: Vec<usize> = self.claimants(&Field::Status).collect();
        for column in statuses {
            self.change(column, Field::AccessStatus);
        }
    }

    /// Where a file knows how far somebody came in a course, the last activity is one in it, and an
    /// activation beside the enrollment is when they began.
    fn settle_activity(&mut self, purpose: Purpose) {
        let squeezed = |column: usize| fields::squeeze(&self.columns[column].header);
        let is_of_course =
            purpose == Purpose::Progress || self.has(&Field::Progress) || self.has(&Field::Viewed);
        let is_activity = |column: &usize| {
            let header = squeezed(*column);
            let is_known =
                fields::by_header(&header).is_some_and(|(field, _)| *field == Field::LastSeenAt);
            is_known && ["activity", "atividade", "actividad"].iter().any(|it| header.contains(it))
        };
        let activity = (0..self.columns.len()).find(is_activity);
        if let Some(column) = activity.filter(|_| is_of_course && !self.has(&Field::LastActivityAt))
        {
            self.claims[column] = Some(Claim {
                field: Field::LastActivityAt,
                reason: Reason::Synonym,
                confidence: 1.0,
                rank: 0,
            });
        }
        // A status beside no lesson is that of a member or of access.
        if purpose == Purpose::Progress && !self.has(&Field::Lesson) {
            for claim in &mut self.claims {
                claim.take_if(|claim| claim.field == Field::LessonStatus);
            }
        }
        let enrolled: Vec<usize> = self.claimants(&Field::EnrolledAt).collect();
        let is_activation = |column: &usize| squeezed(*column).starts_with("activatedat");
        if enrolled.len() > 1
            && !self.has(&Field::StartedAt)
            && let Some(column) = enrolled.into_iter().find(is_activation)
        {
            self.change(column, Field::StartedAt);
        }
    }

    /// A field is one column. Rivals for an e-mail or a date are asked about; of others the plainer
    /// header wins, then the first.
    fn settle_rivals(&mut self) {
        for entry in fields::entries().filter(|entry| !entry.field.is_repeatable()) {
            let mut rivals: Vec<usize> = self.claimants(&entry.field).collect();
            if rivals.len() < 2 {
                continue;
            }
            // A column that is always blank is no rival.
            let filled = |column: &usize| self.columns[*column].n_filled > 0;
            if rivals.iter().any(filled) {
                let blank: Vec<usize> = rivals.iter().copied().filter(|c| !filled(c)).collect();
                rivals.retain(|column| !blank.contains(column));
                for column in blank {
                    self.claims[column] = None;
                }
            }
            if rivals.len() < 2 {
                continue;
            }
            let is_asked = matches!(entry.takes, Takes::Email | Takes::Date);
            let known = |c: &usize| self.claims[*c].as_ref().is_some_and(Claim::is_known);
            let n_known = rivals.iter().filter(|column| known(column)).count();
            if is_asked && n_known != 1 {
                self.ask_which(&entry.field, &rivals);
            } else {
                self.keep_plainest(&rivals);
            }
        }
    }

    fn ask_which(&mut self, field: &Field, rivals: &[usize]) {
        for column in rivals {
            self.claims[*column] = None;
            self.asks[*column] =
                Some(Ask::WhichColumn { field: field.clone(), columns: rivals.to_vec() });
        }
    }

    fn keep_plainest(&mut self, rivals: &[usize]) {
        let plainness = |column: &&usize| {
            let claim = self.claims[**column].as_ref();
            claim.map(|claim| (!claim.is_known(), claim.rank, **column))
        };
        let plainest = rivals.iter().min_by_key(plainness).copied();
        for column in rivals.iter().filter(|column| Some(**column) != plainest) {
            self.claims[*column] = None;
        }
    }

    fn into_choices(self) -> Vec<Choice> {
        let with_ask = |(claim, ask): (Option<Claim>, Option<Ask>)| Choice {
            ask,
            ..claim.map_or_else(Choice::nothing, Claim::into_choice)
        };
        self.claims.into_iter().zip(self.asks).map(with_ask).collect()
    }
}

impl Claim {
    fn of(column: &Column, purpose: Purpose) -> Option<Self> {
        if failed::is_ours(&column.header) {
            return Some(Self {
                field: Field::Ignore,
                reason: Reason::Synonym,
                confidence: 1.0,
                rank: 0,
            });
        }
        if fields::is_password(&column.header) {
            return Some(Self {
                field: Field::Ignore,
                reason: Reason::Password,
                confidence: 1.0,
                rank: 0,
            });
        }
        if let Some((field, rank)) = fields::by_header_for(&column.header, purpose) {
            return Self::known(column, field, rank);
        }
        Self::similar(&column.header, purpose).or_else(|| Self::by_values(column))
    }

    /// A header that is known but whose values are something else is doubted, not dropped: the
    /// review shows what is wrong with each.
    fn known(column: &Column, field: &Field, rank: usize) -> Option<Self> {
        let is_other = match field {
            Field::CompletedAt => column.kind == Kind::YesNo,
            // What was done in a lesson of that title, not which lesson it was.
            Field::Lesson => !matches!(column.kind, Kind::Text | Kind::Empty),
            // How many courses somebody has, not which.
            Field::Courses | Field::Products => !matches!(column.kind, Kind::Text | Kind::Empty),
            _ => false,
        };
        if is_other {
            return None;
        }
        let is_doubted = match field.takes() {
            Takes::Email => !matches!(column.kind, Kind::Email | Kind::Empty),
            Takes::Date => !matches!(column.kind, Kind::Date | Kind::Empty),
            Takes::Status => !column.samples.iter().any(|sample| parse_status(sample).is_ok()),
            Takes::Progress => !matches!(column.kind, Kind::Number | Kind::Percent | Kind::Empty),
            Takes::YesNo => !matches!(column.kind, Kind::YesNo | Kind::Number | Kind::Empty),
            Takes::Text | Takes::Nothing => false,
        };
        let confidence = if is_doubted && column.n_filled > 0 { 0.6 } else { 1.0 };
        Some(Self { field: field.clone(), reason: Reason::Synonym, confidence, rank })
    }

    fn similar(header: &str, purpose: Purpose) -> Option<Self> {
        let squeezed = fields::squeeze(header);
        let known = fields::entries()
            .filter(|entry| entry.field.is_for(purpose))
            .flat_map(|entry| entry.headers().map(move |known| (&entry.field, known)));
        // The plural of a header is a list, and a list is not the title of one course.
        let is_plural = known.clone().any(|(_, known)| squeezed.strip_suffix('s') == Some(known));
        if squeezed.len() < 5 || is_plural || is_anothers(&squeezed) || is_login(&squeezed) {
            return None;
        }
        let alike = |known: &str| strsim::normalized_levenshtein(&squeezed, known);
        let candidates = known.map(|(field, known)| (field, alike(known)));
        let (field, likeness) = candidates.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (likeness >= ALIKE).then(|| Self {
            field: field.clone(),
            reason: Reason::Similar,
            confidence: likeness * 0.9,
            rank: usize::MAX,
        })
    }

    fn by_values(column: &Column) -> Option<Self> {
        let is_email = column.kind == Kind::Email && column.share >= MOSTLY;
        let is_claimed = is_email && !is_anothers(&fields::squeeze(&column.header));
        is_claimed.then_some(Self {
            field: Field::Email,
            reason: Reason::Values,
            confidence: column.share * 0.8,
            rank: usize::MAX,
        })
    }

    fn is_known(&self) -> bool {
        self.reason == Reason::Synonym
    }

    fn into_choice(self) -> Choice {
        Choice { confidence: self.confidence, reason: self.reason, ..Choice::known(self.field) }
    }
}

fn is_creation(header: &str) -> bool {
    let squeezed = fields::squeeze(header);
    ["created", "creation", "datecreated", "criado", "criacao", "creado", "creacion"]
        .iter()
        .any(|word| squeezed.contains(word))
}

/// Whether a column is about somebody else than the member of the row.
fn is_anothers(squeezed: &str) -> bool {
    [
        "referrer",
        "referral",
        "referred",
        "affiliate",
        "afiliado",
        "giftee",
        "gift",
        "sponsor",
        "indicado",
        "indicacao",
        "produtor",
        "producer",
        "coprodutor",
        "parent",
        "responsavel",
        "owner",
        "seller",
        "vendedor",
        "instructor",
        "author",
        "manager",
        "partner",
        "emergency",
        "padrino",
        "tutor",
        "recommend",
    ]
    .iter()
    .any(|word| squeezed.contains(word))
}

/// A login name is neither the name of a person nor a name at all.
fn is_login(squeezed: &str) -> bool {
    ["username", "login", "nickname", "usuario", "handle"]
        .iter()
        .any(|word| squeezed.contains(word))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::import::{Layout, LayoutHints, Source};

    fn columns(text: &str) -> Columns {
        let source = Source::from_bytes("list.csv", text.as_bytes().to_vec()).unwrap();
        let hints = LayoutHints { has_header: Some(true), ..LayoutHints::default() };
        Layout::detect(&source, &hints).unwrap().1
    }

    fn keys(mapping: &Mapping) -> Vec<String> {
        mapping.columns.iter().map(|choice| choice.field.to_string()).collect()
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mapping = suggest(&columns(text), Purpose::Members);
        let expect: Vec<&str> = expect.split_whitespace().collect();
        assert_eq!(keys(&mapping), expect, "{text:?}");
    }

    #[track_caller]
    fn check_asked(text: &str, expect: &[Ask]) {
        let mapping = suggest(&columns(text), Purpose::Members);
        assert_eq!(mapping.open_questions(), expect.iter().collect::<Vec<_>>(), "{text:?}");
    }

    fn which_column(field: Field, columns: &[usize]) -> Ask {
        Ask::WhichColumn { field, columns: columns.to_vec() }
    }

    /// A file as a platform writes it, and how it is understood without a word from a person.
    #[track_caller]
    fn check_file(name: &str, layout: &str, n_rows: u64, expect: &str) -> Mapping {
        let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/import");
        let source = Source::from_path(&Path::new(fixtures).join(name)).unwrap();
        let (read, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
        let seen = format!(
            "{} {} {:?}{} {:?}",
            read.encoding,
            char::from(read.delimiter).escape_default(),
            read.date_order,
            if read.date_order_certain { "" } else { "?" },
            read.progress_scale,
        );
        assert_eq!(seen, layout, "{name}");
        assert!(read.has_header, "{name}");
        assert_eq!(columns.n_rows, n_rows, "{name}");
        let mapping = suggest(&columns, Purpose::Members);
        assert_eq!(keys(&mapping), expect.split_whitespace().collect::<Vec<_>>(), "{name}");
        mapping
    }

    #[test]
    fn files_of_platforms_are_understood() {
        check_file(
            "thinkific-users.csv",
            "UTF-8 , Ymd Percent",
            3,
            "first_name last_name external_id ignore joined_at email ignore courses ignore \
             last_seen_at ignore",
        );
        check_file(
            "thinkific-group-progress.csv",
            "UTF-8 , Ymd Percent",
            3,
            "first_name last_name email company ignore course enrolled_at progress completed_at \
             expires_at",
        );
        check_file(
            "memberkit.csv",
            "windows-1252 ; Dmy Percent",
            3,
            "name email expires_at enrolled_at",
        );
        check_file(
            "kajabi-contacts.csv",
            "UTF-8 , Ymd Percent",
            2,
            "ignore name first_name last_name email ignore phone products ignore external_id \
             joined_at last_seen_at",
        );
        check_file(
            "learnworlds-us.csv",
            "UTF-8 , Mdy Fraction",
            3,
            "ignore email company enrolled_at expires_at progress",
        );
        check_file("excel-unicode-text.txt", "UTF-16LE \\t Dmy Percent", 3, "name email status");
        check_file("shift-jis.csv", "Shift_JIS , Dmy Percent", 3, "ignore email ignore");
        check_file("old-mac.csv", "UTF-8 , Dmy Percent", 2, "name email ignore");
    }

    #[test]
    fn files_of_shops_that_are_known_are_not_asked_about() {
        let mapping = check_file(
            "hotmart-vendas.csv",
            "UTF-8 ; Dmy Percent",
            2,
            "product ignore ignore ignore ignore ignore ignore ignore ignore enrolled_at \
             access_status name ignore email phone_area phone ignore",
        );
        assert!(mapping.open_questions().is_empty());
        let mapping = check_file(
            "gumroad-sales.csv",
            "UTF-8 , Ymd Percent",
            3,
            "ignore product name email ignore enrolled_at ignore giftee_email no_access",
        );
        assert!(mapping.open_questions().is_empty());
    }

    #[test]
    fn files_of_other_shops_are_asked_about() {
        check_asked(
            "Produto,Data de Venda,Data de Confirmação,Nome,Email\nTinta,1/2/2026,2/2/2026,Ana,a@x.com\n",
            &[which_column(Field::EnrolledAt, &[1, 2])],
        );
        check_asked(
            "Item Name,Purchase Email,Buyer Email\nInk,a@x.com,b@x.com\n",
            &[which_column(Field::Email, &[1, 2])],
        );
    }

    #[test]
    fn our_own_exports_map_themselves() {
        for (headers, expect) in [
            (
                "Name,First name,Last name,Email,Status,Company,Phone,Joined,Last seen,Platform ID",
                "name first_name last_name email status company phone joined_at last_seen_at \
                 external_id",
            ),
            (
                "Name,Email,Course,Cohort,Status,Enrolled,Expires,Progress,Completed,Source",
                "name email course cohort access_status enrolled_at expires_at progress \
                 completed_at ignore",
            ),
            (
                "Name,Email,Subscription,Status,Created,Expires,Source",
                "name email product access_status enrolled_at expires_at ignore",
            ),
            (
                "Nome;Primeiro nome;Sobrenome;E-mail;Situação;Empresa;Telefone;Entrada;\
                 Último acesso;ID da plataforma",
                "name first_name last_name email status company phone joined_at last_seen_at \
                 external_id",
            ),
            (
                "Nome;E-mail;Curso;Turma;Situação;Data de matrícula;Data de expiração;Progresso;\
                 Data de conclusão;Origem",
                "name email course cohort access_status enrolled_at expires_at progress \
                 completed_at ignore",
            ),
            (
                "Nome;E-mail;Assinatura;Situação;Data de criação;Data de expiração;Origem",
                "name email product access_status enrolled_at expires_at ignore",
            ),
        ] {
            check(&format!("{headers}\n"), expect);
            check_asked(&format!("{headers}\n"), &[]);
        }
    }

    #[test]
    fn exports_of_platforms_map_themselves() {
        check(
            "Student First Name,Student Last Name,Student Email,Company,Group Name,Course Name,\
             Activated At Date,% Completed,Completed Date,Expiry Date\n",
            "first_name last_name email company ignore course enrolled_at progress completed_at \
             expires_at",
        );
        check(
            "Nome;Email;Data de expiração;Data de matrícula\n",
            "name email expires_at enrolled_at",
        );
        check("Buyer Name,Buyer Email\n", "name email");
        check(
            "ID,Name,First Name,Last Name,Email,Phone Number (phone_number),\
             Mobile Phone Number (mobile_phone_number),Products,Tags,Member ID,Created At,\
             Last Activity\n",
            "ignore name first_name last_name email phone ignore products ignore external_id \
             joined_at last_seen_at",
        );
        check(
            "EMAIL;LASTNAME;FIRSTNAME;SMS;ADDED_TIME\n",
            "email last_name first_name phone joined_at",
        );
        check("Email,First name,Surname,Date registered\n", "email first_name last_name joined_at");
    }

    #[test]
    fn a_login_or_a_company_is_not_a_name() {
        check("user_name,email\n", "ignore email");
        check("Username,Company name,Email\n", "ignore company email");
        check("username,email,role,password,first_name\n", "ignore email ignore ignore first_name");
    }

    #[test]
    fn somebody_elses_email_is_not_the_members() {
        let rows = "a@x.com,b@x.com\nc@x.com,d@x.com\n";
        for header in ["referrer_email", "Gift from", "affiliate email"] {
            check(&format!("{header},email\n{rows}"), "ignore email");
            check_asked(&format!("{header},email\n{rows}"), &[]);
        }
        check(&format!("Giftee Email,email\n{rows}"), "giftee_email email");
    }

    #[test]
    fn several_courses_are_a_list_or_columns_with_numbers() {
        check("Email,Courses\na@x.com,\"Drawing, Ink\"\n", "email courses");
        check("Email,Courses\na@x.com,3\n", "email ignore");
        check(
            "Email,Product Name #1,Product Quantity #1,Product Name #2,Product Name #10\n",
            "email product ignore product product",
        );
        check("Email,Course,Course 2,Course type\n", "email course course ignore");
    }

    #[test]
    fn two_emails_are_asked_about() {
        let rows = "a@x.com,b@x.com\nc@x.com,d@x.com\n";
        let ask = [which_column(Field::Email, &[0, 1])];
        check(&format!("Purchase Email,Buyer Email\n{rows}"), "ignore ignore");
        check_asked(&format!("Purchase Email,Buyer Email\n{rows}"), &ask);
        check_asked(&format!("Conta,Contato\n{rows}"), &ask);
        check("Purchase Email,Buyer Email\n,b@x.com\n,d@x.com\n", "ignore email");
    }

    #[test]
    fn two_dates_are_asked_about() {
        let text =
            "Email,Produto,Data de Venda,Data de Confirmação\na@x.com,C,01/02/2024,02/02/2024\n";
        check_asked(text, &[which_column(Field::EnrolledAt, &[2, 3])]);
    }

    #[test]
    fn created_is_asked_about_beside_a_course() {
        check("Email,Created at\n", "email joined_at");
        let either = Ask::WhichField { fields: vec![Field::JoinedAt, Field::EnrolledAt] };
        check_asked("Email,Produto,Data de Criação\n", &[either]);
        check("Email,Course,Enrolled,Created\n", "email course enrolled_at joined_at");
    }

    #[test]
    fn status_beside_a_course_is_that_of_the_access() {
        check("Email,Status\n", "email status");
        check("Email,Course,Status\n", "email course access_status");
        check("Email,Produto,Status da transação,Status\n", "email product access_status status");
    }

    #[test]
    fn a_name_beside_a_last_name_is_the_first() {
        check("Nome;Sobrenome;Email\n", "first_name last_name email");
        check("Nombre,Apellidos,Correo electrónico\n", "first_name last_name email");
        check("Nome completo;Sobrenome;Email\n", "name last_name email");
    }

    #[test]
    fn nearly_known_headers_and_values_are_recognised() {
        let mapping = suggest(&columns("Emial adress,Conta\nx,ana@x.com\n"), Purpose::Members);
        assert_eq!(mapping.columns[1].field, Field::Email);
        assert_eq!(mapping.columns[1].reason, Reason::Values);
        let mapping = suggest(&columns("Email,Date regstered\n"), Purpose::Members);
        assert_eq!(mapping.columns[1].field, Field::JoinedAt);
        assert_eq!(mapping.columns[1].reason, Reason::Similar);
        assert!(mapping.columns[1].confidence < mapping.columns[0].confidence);
        check("Email,Subscriptions,Product names\n", "email ignore products");
    }

    #[test]
    fn a_list_without_headers_is_names_and_emails() {
        let mapped = |text: &str| {
            let source = Source::from_bytes("list.csv", text.as_bytes().to_vec()).unwrap();
            let (_, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
            keys(&suggest(&columns, Purpose::Members))
        };
        assert_eq!(mapped("Ana,ana@x.com\nBia,bia@x.com\n"), ["name", "email"]);
        assert_eq!(mapped("ana@x.com\t12\tAna\n"), ["email", "ignore", "name"]);
        assert_eq!(mapped("Ana,Recife,ana@x.com\n"), ["ignore", "ignore", "email"]);
    }

    #[test]
    fn passwords_are_never_imported() {
        let mapping = suggest(&columns("Email,Senha\na@x.com,segredo\n"), Purpose::Members);
        assert_eq!(mapping.columns[1].field, Field::Ignore);
        assert_eq!(mapping.columns[1].reason, Reason::Password);
    }

    #[test]
    fn a_choice_settles_its_question_and_frees_the_column_before() {
        let rows = "a@x.com,b@x.com\nc@x.com,d@x.com\n";
        let mut mapping =
            suggest(&columns(&format!("Purchase Email,Buyer Email\n{rows}")), Purpose::Members);
        mapping.choose(1, Field::Email);
        assert_eq!(keys(&mapping), ["ignore", "email"]);
        assert!(mapping.open_questions().is_empty());
        mapping.choose(0, Field::Email);
        assert_eq!(keys(&mapping), ["email", "ignore"]);
        assert_eq!(mapping.column_of(&Field::Email), Some(0));
        mapping.choose(1, Field::Custom("other".into()));
        assert_eq!(mapping.field_of(1), &Field::Custom("other".into()));
    }

    #[test]
    fn files_with_the_same_headers_have_the_same_key() {
        let key = |text| header_key(&columns(text));
        assert_eq!(key("Name,E-mail\na,b\n"), key("name;EMAIL\nc;d\n"));
        assert_ne!(key("Name,Email\n"), key("Email,Name\n"));
    }

    #[test]
    fn a_mapping_is_kept_as_json() {
        let mapping = suggest(&columns("Email,Produto,Data de Criação,Cor\n"), Purpose::Members);
        let json = serde_json::to_string(&mapping).unwrap();
        assert!(json.contains("\"kind\":\"which_field\""), "{json}");
        assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
    }
}
