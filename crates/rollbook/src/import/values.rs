//! What a cell means: status, progress, text within its limits, and text that a spreadsheet must
//! not take for a formula.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::fields::Field;
use crate::text::fold;

/// Why a row, or one of its values, could not be taken. The words for it live in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    MissingEmail,
    BadEmail,
    BadDate,
    /// A date that can be read in two ways, or only in an order that is not the file's.
    AmbiguousDate,
    BadStatus,
    BadProgress,
    BadNumber,
    /// A number that means another where a comma stands for the point, and nothing says which.
    AmbiguousNumber,
    BadYesNo,
    /// None of the field's choices.
    NotAChoice,
    /// Neither a date nor a mark by which a lesson is done.
    BadDoing,
    BadScore,
    /// A result of a quiz that has no score.
    MissingScore,
    /// The course has no lesson of this title.
    UnknownLesson,
    /// Several lessons are called so, and the row does not say in which chapter.
    AmbiguousLesson,
    NotAQuiz,
    /// Access that would be over before it begins.
    EndsBeforeStart,
    TooLong,
    ControlCharacter,
    /// Bytes that are no text in the file's encoding.
    InvalidText,
    /// More cells than the file has columns.
    ExtraCells,
    UnclosedQuote,
    /// What a spreadsheet shows where a formula went wrong, such as `#N/A`.
    CellError,
    /// No row of a person: it sums up those above it.
    TotalsRow,
    /// A sale that was refunded, disputed, cancelled or never paid.
    NotPaid,
}

/// What is wrong with a row, so that it can be found and mended in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u64,
    /// The header of the column, when one cell is to blame.
    pub column: Option<String>,
    pub value: String,
    /// A [`Code`]'s name, or that of another reason worth telling.
    pub code: &'static str,
}

impl Code {
    /// Whether a row with it is passed over as it should be, and not something to be mended.
    pub fn is_skip(self) -> bool {
        matches!(self, Self::TotalsRow | Self::NotPaid)
    }

    /// The code as the outside knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingEmail => "missing_email",
            Self::BadEmail => "bad_email",
            Self::BadDate => "bad_date",
            Self::AmbiguousDate => "ambiguous_date",
            Self::BadStatus => "bad_status",
            Self::BadProgress => "bad_progress",
            Self::BadNumber => "bad_number",
            Self::AmbiguousNumber => "ambiguous_number",
            Self::BadYesNo => "bad_yes_no",
            Self::NotAChoice => "not_a_choice",
            Self::BadDoing => "bad_doing",
            Self::BadScore => "bad_score",
            Self::MissingScore => "missing_score",
            Self::UnknownLesson => "unknown_lesson",
            Self::AmbiguousLesson => "ambiguous_lesson",
            Self::NotAQuiz => "not_a_quiz",
            Self::EndsBeforeStart => "ends_before_start",
            Self::TooLong => "too_long",
            Self::ControlCharacter => "control_character",
            Self::InvalidText => "invalid_text",
            Self::ExtraCells => "extra_cells",
            Self::UnclosedQuote => "unclosed_quote",
            Self::CellError => "cell_error",
            Self::TotalsRow => "totals_row",
            Self::NotPaid => "not_paid",
        }
    }
}

/// A status as a file gives it, of a member or of an enrollment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Active,
    Pending,
    Disabled,
    Expired,
    /// Access that begins later by itself.
    Scheduled,
}

/// How a file writes progress: `45` or `0.45`. One value cannot tell, a column can.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub enum ProgressScale {
    #[default]
    Percent,
    Fraction,
}

/// The longest text of a field, in characters.
pub fn max_chars(field: &Field) -> usize {
    match field {
        Field::Name | Field::FirstName | Field::LastName => 300,
        list if list.is_list() => 100_000,
        _ => 1000,
    }
}

/// Refuses a text that is too long for its field, or that is no text but an error.
pub(super) fn check_cell(text: &str, field: &Field) -> Result<(), Code> {
    if text.starts_with('#') && is_cell_error(text) {
        return Err(Code::CellError);
    }
    check_length(text, field)
}

/// The errors of Excel and LibreOffice, in the languages whose headers are known.
fn is_cell_error(text: &str) -> bool {
    let name = fold(text.trim_end_matches(['!', '?']));
    [
        "#n/a",
        "#n/d",
        "#n/disp",
        "#div/0",
        "#name",
        "#nome",
        "#nombre",
        "#null",
        "#nulo",
        "#num",
        "#ref",
        "#value",
        "#valor",
        "#spill",
        "#calc",
        "#¡num",
        "#¡ref",
        "#¡valor",
        "#¡div/0",
        "#¿nombre",
        "#¡nulo",
    ]
    .contains(&name.as_str())
}

/// Whether the first cell of a row says that the row is a sum.
pub(super) fn is_total(text: &str) -> bool {
    let word = fold(text.trim_end_matches([':', '.']));
    let words = [
        "total",
        "totals",
        "totais",
        "totales",
        "subtotal",
        "sub-total",
        "subtotals",
        "subtotais",
        "subtotales",
        "grand total",
        "total geral",
        "total general",
        "sum",
        "soma",
        "suma",
    ];
    words.contains(&word.as_str())
}

/// Reads a yes or a no.
pub(crate) fn parse_yes_no(text: &str) -> Result<bool, Code> {
    match fold(text).as_str() {
        "yes" | "y" | "sim" | "s" | "si" | "true" | "verdadeiro" | "verdadero" | "1" | "x" => {
            Ok(true)
        }
        "no" | "n" | "nao" | "false" | "falso" | "0" => Ok(false),
        _ => Err(Code::BadStatus),
    }
}

/// Refuses a text that is too long for its field.
pub fn check_length(text: &str, field: &Field) -> Result<(), Code> {
    let max = max_chars(field);
    // A text has at most as many characters as bytes, which spares counting most of them.
    if text.len() <= max || text.chars().count() <= max { Ok(()) } else { Err(Code::TooLong) }
}

/// Reads a status in English, Portuguese or Spanish. A paid order counts as active; what a
/// refunded or disputed one means for access is for a person to say.
pub fn parse_status(text: &str) -> Result<Status, Code> {
    match fold(text).as_str() {
        "active" | "activated" | "enabled" | "ativo" | "ativa" | "ativado" | "ativada"
        | "activo" | "activa" | "activado" | "activada" | "habilitado" | "habilitada" | "paid"
        | "pago" | "paga" | "pagado" | "pagada" | "approved" | "aprovado" | "aprovada"
        | "aprobado" | "aprobada" | "complete" | "completed" | "completo" | "completa"
        | "concluido" | "concluida" | "completado" | "completada" | "trialing" => {
            Ok(Status::Active)
        }
        "pending" | "pendente" | "pendiente" | "invited" | "convidado" | "convidada"
        | "invitado" | "invitada" => Ok(Status::Pending),
        "disabled" | "inactive" | "deactivated" | "blocked" | "suspended" | "banned"
        | "desativado" | "desativada" | "inativo" | "inativa" | "bloqueado" | "bloqueada"
        | "suspenso" | "suspensa" | "desactivado" | "desactivada" | "inactivo" | "inactiva"
        | "deshabilitado" | "deshabilitada" | "suspendido" | "suspendida" => Ok(Status::Disabled),
        "expired" | "ended" | "expirado" | "expirada" | "vencido" | "vencida" | "caducado"
        | "caducada" => Ok(Status::Expired),
        "scheduled" | "agendado" | "agendada" | "programado" | "programada" => {
            Ok(Status::Scheduled)
        }
        _ => Err(Code::BadStatus),
    }
}

/// Reads a progress as a share from 0 to 1. A percent sign overrules the scale.
pub fn parse_progress(text: &str, scale: ProgressScale) -> Result<f64, Code> {
    let text = text.trim();
    let (number, scale) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), ProgressScale::Percent),
        None => (text, scale),
    };
    let number = parse_decimal(number).ok_or(Code::BadProgress)?;
    let share = match scale {
        ProgressScale::Percent => number / 100.0,
        ProgressScale::Fraction => number,
    };
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(Code::BadProgress) }
}

/// A plain decimal number with a point or a comma, without a thousands separator.
pub(super) fn parse_decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal =
        digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            && digits.bytes().filter(|byte| !byte.is_ascii_digit()).count() <= 1
            && digits.starts_with(|char: char| char.is_ascii_digit());
    if is_decimal { text.replace(',', ".").parse().ok() } else { None }
}

/// Makes a text that a spreadsheet would run as a formula harmless, by an apostrophe in front.
/// A text that already looks so gets one more, so that [`unneutralise`] always gives it back.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes off the apostrophe that [`neutralise`] puts in front, and no other.
pub fn unneutralise(text: &str) -> &str {
    text.strip_prefix('\'').filter(|text| is_risky(text)).unwrap_or(text)
}

fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_status(text: &str, expect: Result<Status, Code>) {
        assert_eq!(parse_status(text), expect, "{text:?}");
    }

    #[track_caller]
    fn check_progress(text: &str, scale: ProgressScale, expect: Result<f64, Code>) {
        assert_eq!(parse_progress(text, scale), expect, "{text:?} as {scale:?}");
    }

    #[test]
    fn statuses_are_read_in_three_languages() {
        for text in ["Active", "ATIVO", "Ativada", "activo", "Paid", "aprovado", "Paga"] {
            check_status(text, Ok(Status::Active));
        }
        for text in ["pending", "Pendente", "pendiente"] {
            check_status(text, Ok(Status::Pending));
        }
        for text in ["Disabled", "blocked", "Bloqueado", "desativada", "Inactive", "inativo"] {
            check_status(text, Ok(Status::Disabled));
        }
        for text in ["expired", "Expirado", "vencida"] {
            check_status(text, Ok(Status::Expired));
        }
        for text in ["Scheduled", "Agendado", "programada"] {
            check_status(text, Ok(Status::Scheduled));
        }
        for text in ["refunded", "Reembolsado", "chargeback", "", "banana"] {
            check_status(text, Err(Code::BadStatus));
        }
    }

    #[test]
    fn progress_is_a_share() {
        use ProgressScale::{Fraction, Percent};
        check_progress("45%", Percent, Ok(0.45));
        check_progress("45 %", Fraction, Ok(0.45));
        check_progress("45", Percent, Ok(0.45));
        check_progress("12,5", Percent, Ok(0.125));
        check_progress("0.45", Fraction, Ok(0.45));
        check_progress("1", Fraction, Ok(1.0));
        check_progress("1", Percent, Ok(0.01));
        check_progress("100", Percent, Ok(1.0));
        for text in ["101", "-1", "", "%", "half", "1.000,0", "nan", "inf", "1e1", ".5"] {
            check_progress(text, Percent, Err(Code::BadProgress));
        }
        check_progress("1.2", Fraction, Err(Code::BadProgress));
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        assert_eq!(check_length(&"é".repeat(300), &Field::Name), Ok(()));
        assert_eq!(check_length(&"é".repeat(301), &Field::Name), Err(Code::TooLong));
        assert_eq!(check_length(&"é".repeat(1000), &Field::Company), Ok(()));
        assert_eq!(check_length(&"é".repeat(1001), &Field::Company), Err(Code::TooLong));
    }

    #[test]
    fn foreign_texts_survive() {
        for text in ["-5", "+44 123", "@handle", "=SUM(A1)", "'quoted'", "O'Neil", "'", ""] {
            assert_eq!(unneutralise(text), text);
        }
    }

    #[test]
    fn formulas_get_one_apostrophe() {
        for (text, expect) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("'plain", "'plain"),
            ("plain", "plain"),
        ] {
            assert_eq!(neutralise(text), expect);
        }
    }

    #[test]
    fn codes_are_written_in_snake_case() {
        let json = serde_json::to_string(&Code::UnclosedQuote).unwrap();
        assert_eq!(json, "\"unclosed_quote\"");
    }

    proptest! {
        #[test]
        fn unneutralise_takes_back_neutralise(text in prop_oneof![
            any::<String>(),
            "['=+@\t\r-]{0,5}.{0,3}",
        ]) {
            let safe = neutralise(&text).into_owned();
            prop_assert_eq!(unneutralise(&safe), text);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}
