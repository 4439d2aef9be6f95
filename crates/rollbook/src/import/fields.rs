//! The import side of the field registry: what a column of a file can be.
//!
//! One entry per field says its key, what its values look like, whether it is about access, and
//! the headers it is known by. The headers are those real platforms export (Thinkific, MemberKit,
//! Kajabi, Gumroad, Hotmart, Kiwify, Eduzz, …), written as [`squeeze`] leaves them. A list in a cell
//! ("Courses") is a field of its own, because a list is not the title of one course.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::purpose::Purpose;
use crate::fields::{FieldKind, Shape};
use crate::text::fold;

/// What a column of a file is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(rename = "FieldKey", type = "string")]
pub enum Field {
    Name,
    FirstName,
    LastName,
    Email,
    /// Who was given what somebody else bought: the row is about them, not about the buyer.
    GifteeEmail,
    Company,
    Phone,
    /// What is dialled before the phone number, where a file has it in a column of its own.
    PhoneArea,
    Status,
    JoinedAt,
    LastSeenAt,
    ExternalId,
    Course,
    Product,
    /// Several courses or products in one cell; see [`super::lists`].
    Courses,
    Products,
    Cohort,
    EnrolledAt,
    ExpiresAt,
    /// How much of the course was looked at, and how much completed.
    Viewed,
    Progress,
    StartedAt,
    /// Of the course or, where the row names one, of the lesson.
    CompletedAt,
    LastActivityAt,
    AccessStatus,
    /// A yes means that the row gives no access: refunded, revoked.
    NoAccess,
    /// A yes means the same, unless another says that the dispute was won.
    Disputed,
    DisputeWon,
    /// The lesson or quiz that a row is about, and the chapter it is in.
    Lesson,
    Chapter,
    ViewedAt,
    /// How far somebody came in a lesson, in a word.
    LessonStatus,
    /// The column is about one lesson: `Chapter / Lesson`.
    OfLesson(String),
    Score,
    /// What the score of the row would be if all were right.
    OutOf,
    Passed,
    TakenAt,
    /// Which try it was, from 1.
    Attempt,
    /// A field of the school's own, by its key.
    Custom(String),
    Ignore,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a field; use one like “email” or “custom:city”")]
pub struct UnknownField(pub String);

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    Text,
    Email,
    Date,
    Status,
    Progress,
    YesNo,
    Nothing,
}

/// What a field is about, which decides in which files it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// Who a row is about.
    Person,
    Member,
    Access,
    /// How far somebody came in a course.
    Course,
    /// What somebody did in a lesson.
    Lesson,
    /// A try at a quiz.
    Quiz,
    /// The lesson or quiz itself.
    LessonOrQuiz,
}

/// A field and how it is recognised.
#[derive(Debug)]
pub struct Entry {
    pub field: Field,
    pub key: &'static str,
    pub takes: Takes,
    about: About,
    /// Headers that mean this field and nothing else, best first, with spaces between them.
    headers: &'static str,
}

impl Entry {
    pub(super) fn headers(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.headers.split_ascii_whitespace()
    }
}

/// Declares a field about one of these.
macro_rules! about {
    ($($name:ident: $about:ident,)*) => {$(
        const fn $name(
            field: Field,
            key: &'static str,
            takes: Takes,
            headers: &'static str,
        ) -> Entry {
            Entry { field, key, takes, about: About::$about, headers }
        }
    )*};
}

about! {
    person: Person,
    member: Member,
    access: Access,
    course: Course,
    lesson: Lesson,
    quiz: Quiz,
    lesson_or_quiz: LessonOrQuiz,
}

/// The fields of files about members and what they have.
pub static FIELDS: &[Entry] = &[
    person(
        Field::Name,
        "name",
        Takes::Text,
        "name fullname nome nomecompleto nombre nombrecompleto nombreyapellidos studentname \
         membername displayname contactname buyername customername nomedoaluno aluno \
         nombredelalumno alumno nomedocliente nomecliente clientenome nomecontato \
         nomedocomprador nombredelcliente comprador cliente",
    ),
    person(
        Field::FirstName,
        "first_name",
        Takes::Text,
        "firstname givenname forename studentfirstname billingfirstname userfirstname \
         primeironome prenome primernombre nombredepila",
    ),
    person(
        Field::LastName,
        "last_name",
        Takes::Text,
        "lastname surname familyname studentlastname billinglastname userlastname sobrenome \
         ultimonome apellido apellidos",
    ),
    person(
        Field::Email,
        "email",
        Takes::Email,
        "email emailaddress mail useremail memberemail studentemail buyeremail purchaseemail \
         customeremail contactemail billingemail billingemailaddress enderecodeemail \
         emaildoaluno clienteemail emailcliente emaildocliente emaildocomprador emailcontato \
         correo correoelectronico direcciondecorreo direcciondecorreoelectronico \
         emaildelalumno emaildelcliente correodelcliente",
    ),
    member(
        Field::GifteeEmail,
        "giftee_email",
        Takes::Email,
        "gifteeemail giftrecipientemail emaildopresenteado",
    ),
    member(
        Field::Company,
        "company",
        Takes::Text,
        "company companyname organization organisation organizationname empresa nomedaempresa \
         nombredelaempresa organizacao organizacion",
    ),
    member(
        Field::Phone,
        "phone",
        Takes::Text,
        "phone phonenumber telephone mobile mobilephone mobilephonenumber cellphone \
         billingphone whatsapp telefone celular fone sms clientefones telefonedocliente \
         telefono movil numerodetelefono telefonomovil",
    ),
    member(Field::PhoneArea, "phone_area", Takes::Text, "ddd areacode phoneareacode codigodearea"),
    member(
        Field::Status,
        "status",
        Takes::Status,
        "status memberstatus userstatus accountstatus situacao estadodoaluno statusdoaluno \
         situacion estatus",
    ),
    member(
        Field::JoinedAt,
        "joined_at",
        Takes::Date,
        "joined joinedat datejoined joindate membersince signup signupdate signedupat \
         dateregistered registeredat registrationdate addedtime optintime entrada \
         datadeentrada datadecadastro cadastro cadastradoem membrodesde fechaderegistro \
         fechadealta registradoel createdat created datecreated creationdate createddate \
         criadoem datadecriacao creadoel fechadecreacion",
    ),
    member(
        Field::LastSeenAt,
        "last_seen_at",
        Takes::Date,
        "lastseen lastseenat lastsignin lastsigninat lastlogin lastlogindate lastactive \
         lastactivity lastactivityat ultimoacesso ultimaatividade ultimologin \
         dataultimoacesso ultimoacceso ultimaactividad ultimaconexion",
    ),
    person(
        Field::ExternalId,
        "external_id",
        Takes::Text,
        "externalid platformid memberid userid studentid customerid stripecustomerid \
         codigodoassinante iddaplataforma iddoaluno iddelaplataforma iddelalumno id",
    ),
    course(
        Field::Course,
        "course",
        Takes::Text,
        "course coursename coursetitle curso nomedocurso titulodocurso nombredelcurso \
         titulodelcurso",
    ),
    access(
        Field::Product,
        "product",
        Takes::Text,
        "product productname productname1 subscription itemname offertitle produto \
         nomedoproduto nomeproduto assinatura producto nombredelproducto suscripcion",
    ),
    access(
        Field::Courses,
        "courses",
        Takes::Text,
        "courses coursenames enrolledcourses enrollmentslist cursos nomesdoscursos \
         cursosmatriculados cursosinscritos",
    ),
    access(
        Field::Products,
        "products",
        Takes::Text,
        "products productnames purchasedproducts produtos nomesdosprodutos productos",
    ),
    access(
        Field::Cohort,
        "cohort",
        Takes::Text,
        "cohort classroom turma nomedaturma cohorte grupodocurso",
    ),
    access(
        Field::EnrolledAt,
        "enrolled_at",
        Takes::Date,
        "enrolled enrolledat enrollmentdate enrolledon dateenrolled activatedat \
         activatedatdate coursestartedon firstpaymentat matricula datadematricula datadeinscricao \
         datadamatricula matriculadoem fechadematricula fechadeinscripcion inscritoel \
         purchasedate orderdate saledate datadavenda datadevenda datavenda datadacompra \
         datadopedido datapedido datadeconfirmacao datadatransacao fechadecompra \
         fechadepedido fechadeventa",
    ),
    access(
        Field::ExpiresAt,
        "expires_at",
        Takes::Date,
        "expires expiresat expireson expirydate expiry expiredate expirationdate expiration \
         accessuntil subscriptionenddate datadeexpiracao expiraem expiracao validade \
         datavencimento datadevencimento vencimento acessoate fechadeexpiracion \
         fechadevencimiento expira caduca fechadecaducidad",
    ),
    course(
        Field::Viewed,
        "viewed",
        Takes::Progress,
        "%viewed percentviewed percentageviewed viewed% viewrate %visto percentualvisto \
         %visualizado percentualvisualizado porcentajevisto",
    ),
    course(
        Field::Progress,
        "progress",
        Takes::Progress,
        "progress %completed %complete percentcomplete percentcompleted percentagecompleted \
         percentage completion% progressrate progresso %concluido percentualconcluido \
         progreso %completado",
    ),
    course(
        Field::CompletedAt,
        "completed_at",
        Takes::Date,
        "completed completedat completedon completeddate completiondate datecompleted \
         coursecompletedon datadeconclusao concluidoem fechadefinalizacion fechadeconclusion \
         completadoel",
    ),
    course(
        Field::StartedAt,
        "started_at",
        Takes::Date,
        "started startedat startedon startdate datestarted firstactivity firstactivityat \
         iniciado iniciadoem datadeinicio datainicio comecouem inicio fechadeinicio empezadoel",
    ),
    course(
        Field::LastActivityAt,
        "last_activity_at",
        Takes::Date,
        "lastcourseactivity lastactivityincourse lastlessonviewed ultimaatividadenocurso \
         ultimaaulavista ultimaactividadenelcurso",
    ),
    access(
        Field::AccessStatus,
        "access_status",
        Takes::Status,
        "accessstatus enrollmentstatus subscriptionstatus orderstatus statusdatransacao \
         statusdafatura statusdamatricula situacaodamatricula statusdavenda estadodelpedido \
         estadodelamatricula",
    ),
    // What these columns are called elsewhere, others call the sum that was paid back.
    access(Field::NoAccess, "no_access", Takes::YesNo, ""),
    access(Field::Disputed, "disputed", Takes::YesNo, ""),
    access(Field::DisputeWon, "dispute_won", Takes::YesNo, "disputewon"),
    person(Field::Ignore, "ignore", Takes::Nothing, ""),
];

/// The fields of files about lessons and quizzes. Their headers mean something else in other files.
static FIELDS_OF_LESSONS: &[Entry] = &[
    lesson_or_quiz(
        Field::Lesson,
        "lesson",
        Takes::Text,
        "lesson lessonname lessontitle content contentname contenttitle activity activityname quiz \
         quizname quiztitle exam assessment assignment test testname aula nomedaaula titulodaaula \
         licao conteudo atividade questionario prova avaliacao leccion nombredelaleccion clase \
         contenido actividad cuestionario examen",
    ),
    lesson_or_quiz(
        Field::Chapter,
        "chapter",
        Takes::Text,
        "chapter chaptername chaptertitle module modulename section sectionname unit topic capitulo \
         nomedocapitulo modulo nomedomodulo secao unidade seccion unidad tema",
    ),
    lesson(
        Field::ViewedAt,
        "viewed_at",
        Takes::Date,
        "viewed viewedat viewedon dateviewed vieweddate firstviewed firstviewedat lastviewed \
         lastviewedat openedat vistoem visualizadoem datadevisualizacao assistidoem vistoel \
         fechadevisualizacion",
    ),
    lesson(
        Field::LessonStatus,
        "lesson_status",
        Takes::Text,
        "status state lessonstatus completionstatus completionstate iscompleted situacao \
         statusdaaula situacaodaaula estado estadodelaleccion situacion",
    ),
    quiz(
        Field::Score,
        "score",
        Takes::Text,
        "score grade points result mark percentage percent scorepercent quizscore finalscore \
         finalgrade nota pontuacao pontos resultado acertos calificacion puntuacion puntos \
         puntaje",
    ),
    quiz(
        Field::OutOf,
        "out_of",
        Takes::Text,
        "outof maxscore maximumscore maxpoints pointspossible totalpoints possiblepoints maxgrade \
         notamaxima pontuacaomaxima totaldepontos totaldequestoes puntuacionmaxima \
         puntajemaximo totalquestions questions",
    ),
    quiz(
        Field::Passed,
        "passed",
        Takes::YesNo,
        "passed pass ispassed passfail passedfailed approved status outcome aprovado aprovada \
         situacao aprobado aprobada estado situacion",
    ),
    quiz(
        Field::TakenAt,
        "taken_at",
        Takes::Date,
        "date takenat takenon datetaken submitted submittedat submittedon submissiondate \
         dateattempted attemptedat attemptdate completed completedat completedon completeddate \
         completiondate datecompleted finishedat timestamp data realizadoem enviadoem \
         datadeenvio datadarealizacao feitoem concluidoem datadeconclusao fecha enviadoel \
         realizadoel fechadeenvio",
    ),
    quiz(
        Field::Attempt,
        "attempt",
        Takes::Text,
        "attempt attemptnumber attemptno tentativa numerodatentativa intento numerodeintento",
    ),
];

/// What stands before the title of a lesson in the key of a column that is about it.
const OF_LESSON: &str = "lesson:";

/// What stands before the label of a custom field in the header of an export.
const OWN: &str = "custom.";

/// The header of a custom field in an export, by which an empty book knows it for one and what its
/// values are, whatever it is called and whatever they look like: `custom.Postal code (text)`.
pub(crate) fn own_header(shape: &Shape) -> String {
    format!("{OWN}{} ({})", shape.label, shape.kind)
}

const PASSWORDS: &[&str] =
    &["password", "passwd", "passphrase", "senha", "contrasena", "clavedeacceso", "passwordhash"];

impl Field {
    /// Reads a field's key, as the command line spells it.
    pub fn parse(key: &str) -> Result<Self, UnknownField> {
        let trimmed = key.trim();
        for (prefix, field) in
            [("custom:", Self::Custom as fn(String) -> Self), (OF_LESSON, Self::OfLesson)]
        {
            if let Some(named) = trimmed.strip_prefix(prefix) {
                return match named.trim() {
                    "" => Err(UnknownField(key.to_owned())),
                    named => Ok(field(named.to_owned())),
                };
            }
        }
        let entry = entries().find(|entry| entry.key == trimmed);
        entry.map(|entry| entry.field.clone()).ok_or_else(|| UnknownField(key.to_owned()))
    }

    pub fn takes(&self) -> Takes {
        self.entry().map_or(Takes::Text, |entry| entry.takes)
    }

    /// Whether a file of this purpose has such a field.
    pub fn is_for(&self, purpose: Purpose) -> bool {
        let about = match self {
            Self::OfLesson(_) => About::LessonOrQuiz,
            Self::Custom(_) => About::Member,
            _ => match self.entry() {
                Some(entry) => entry.about,
                None => return false,
            },
        };
        match (purpose, about) {
            (_, About::Person) | (Purpose::Quizzes, About::Quiz | About::LessonOrQuiz) => true,
            (Purpose::Members | Purpose::Expiry | Purpose::Roster, about) => {
                matches!(about, About::Member | About::Access | About::Course)
            }
            (Purpose::Progress, about) => {
                matches!(about, About::Course | About::Lesson | About::LessonOrQuiz)
            }
            (Purpose::Quizzes, _) => *self == Self::Course,
        }
    }

    /// Whether several columns may be this field.
    pub fn is_repeatable(&self) -> bool {
        matches!(self, Self::Ignore | Self::NoAccess | Self::Courses | Self::Products)
    }

    /// Whether a cell of it holds several values.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Courses | Self::Products)
    }

    fn entry(&self) -> Option<&'static Entry> {
        entries().find(|entry| entry.field == *self)
    }
}

/// Every field that has a key of its own.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> + Clone {
    FIELDS_OF_LESSONS.iter().chain(FIELDS)
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Custom(key) => write!(f, "custom:{key}"),
            Self::OfLesson(title) => write!(f, "{OF_LESSON}{title}"),
            _ => f.write_str(self.entry().map_or("", |entry| entry.key)),
        }
    }
}

impl TryFrom<String> for Field {
    type Error = UnknownField;

    fn try_from(key: String) -> Result<Self, UnknownField> {
        Self::parse(&key)
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}

/// The field a header is known by in files of members, and how far down its list.
pub(super) fn by_header(header: &str) -> Option<(&'static Field, usize)> {
    by_header_for(header, Purpose::Members)
}

/// The same in files of a purpose.
pub(super) fn by_header_for(header: &str, purpose: Purpose) -> Option<(&'static Field, usize)> {
    let squeezed = squeeze(header);
    entries().filter(|entry| entry.field.is_for(purpose)).find_map(|entry| {
        let rank = entry.headers().position(|known| known == squeezed)?;
        Some((&entry.field, rank))
    })
}

/// The label in a header that says it is a field of the school's own, and its kind, where the header
/// says that, too: `custom.Shirt size`, `custom.Shirt size (choice)`.
pub(super) fn own_label(header: &str) -> Option<(&str, Option<FieldKind>)> {
    let (prefix, rest) = header.split_at_checked(OWN.len())?;
    let is_label = |text: &str| !fold(text).is_empty();
    if !prefix.eq_ignore_ascii_case(OWN) || !is_label(rest) {
        return None;
    }
    let with_kind = rest.trim().strip_suffix(')').and_then(|rest| {
        let (label, kind) = rest.rsplit_once('(')?;
        Some((label.trim(), Some(kind.parse().ok()?)))
    });
    Some(with_kind.filter(|(label, _)| is_label(label)).unwrap_or((rest.trim(), None)))
}

/// Whether a column holds passwords, which are never kept, not even as a sample.
pub(super) fn is_password(header: &str) -> bool {
    let squeezed = squeeze(header);
    squeezed == "clave" || PASSWORDS.iter().any(|word| squeezed.contains(word))
}

/// A header without what does not count: case, accents, punctuation, spacing and asides in
/// brackets, such as the API names Kajabi adds: `Phone Number (phone_number)`.
pub(super) fn squeeze(header: &str) -> String {
    let letters = |text: &str| -> String {
        fold(text).chars().filter(|char| char.is_alphanumeric() || *char == '%').collect()
    };
    let mut depth = 0_usize;
    let outside: String = header
        .chars()
        .filter(|char| {
            depth += usize::from(*char == '(');
            let is_outside = depth == 0;
            depth = depth.saturating_sub(usize::from(*char == ')'));
            is_outside
        })
        .collect();
    let squeezed = letters(&outside);
    if squeezed.is_empty() { letters(header) } else { squeezed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[track_caller]
    fn check(header: &str, expect: Option<Field>) {
        assert_eq!(by_header(header).map(|(field, _)| field.clone()), expect, "{header:?}");
    }

    #[test]
    fn headers_of_platforms_are_known() {
        check("E-mail Address", Some(Field::Email));
        check("Cliente / E-mail", Some(Field::Email));
        check("Email do(a) Comprador(a)", Some(Field::Email));
        check("EmailCliente", Some(Field::Email));
        check("Comprador(a)", Some(Field::Name));
        check("first_name", Some(Field::FirstName));
        check("Phone Number (phone_number)", Some(Field::Phone));
        check("Data de expiração", Some(Field::ExpiresAt));
        check("% Completed", Some(Field::Progress));
        check("Completed Date", Some(Field::CompletedAt));
        check("Created (UTC)", Some(Field::JoinedAt));
        check("user_name", None);
        check("Tags", None);
    }

    #[test]
    fn each_header_means_one_field() {
        for purpose in [Purpose::Members, Purpose::Progress, Purpose::Quizzes] {
            let mut seen = HashMap::new();
            for entry in entries().filter(|entry| entry.field.is_for(purpose)) {
                for header in entry.headers() {
                    assert_eq!(squeeze(header), header, "a header must be written as compared");
                    assert_eq!(seen.insert(header, entry.key), None, "{header} means two fields");
                }
            }
        }
    }

    #[test]
    fn keys_are_those_of_the_command_line() {
        let keys = "name first_name last_name email giftee_email company phone phone_area status joined_at last_seen_at \
                    external_id course product courses products cohort enrolled_at expires_at viewed progress \
                    started_at completed_at last_activity_at access_status no_access disputed dispute_won ignore lesson \
                    chapter viewed_at lesson_status score out_of passed taken_at attempt custom:city";
        let keys: Vec<&str> = keys.split_whitespace().chain(["lesson:Start / Welcome"]).collect();
        for key in &keys {
            assert_eq!(Field::parse(key).unwrap().to_string(), *key);
        }
        assert_eq!(entries().count(), keys.len() - 2);
        for key in ["", "e-mail", "custom:", "custom", "lesson:"] {
            assert_eq!(Field::parse(key), Err(UnknownField(key.to_owned())));
        }
        let json = serde_json::to_string(&Field::Custom("city".into())).unwrap();
        assert_eq!(json, "\"custom:city\"");
    }

    #[test]
    fn a_header_of_an_export_says_whose_and_what_a_field_is() {
        for kind in FieldKind::ALL {
            let shape = Shape { kind, ..Shape::text("Size (number)") };
            let header = own_header(&shape);
            assert_eq!(own_label(&header), Some(("Size (number)", Some(kind))), "{header}");
        }
        assert_eq!(own_label("Custom.Size"), Some(("Size", None)), "of an older export");
        assert_eq!(own_label("custom.Size (cm)"), Some(("Size (cm)", None)));
        assert_eq!(own_label("custom.(text)"), Some(("(text)", None)));
        for header in ["custom.", "custom. ", "Size", "custom", "é"] {
            assert_eq!(own_label(header), None, "{header}");
        }
    }

    #[test]
    fn passwords_are_recognised() {
        for header in ["Password", "user_password", "Senha", "Contraseña", "Clave", "password_hash"]
        {
            assert!(is_password(header), "{header}");
        }
        for header in ["Email", "chave", "Passport"] {
            assert!(!is_password(header), "{header}");
        }
    }
}
