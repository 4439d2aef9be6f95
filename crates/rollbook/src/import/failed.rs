//! The rows that could not be taken, as a file that imports again once they are mended.
//!
//! Why is said in words of the book's language, because the file is for a person with a spreadsheet.
//! The column that says so is known when the file comes again: it is skipped, and what was decided
//! for the first file is remembered as if it were not there.

use super::facts::{Cells, Reading};
use super::options::Verdict;
use super::plan::Plan;
use super::records::{Record, Records};
use super::session::Draft;
use super::values::neutralise;
use crate::error::{Error, Result};
use crate::export::Locale;
use crate::time::Zone;

/// The column that says what is wrong.
fn header(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "Problem (Rollbook)",
        Locale::PtBr => "Problema (Rollbook)",
    }
}

/// Whether a column is that of an earlier file of failed rows.
pub(super) fn is_ours(column: &str) -> bool {
    [Locale::En, Locale::PtBr].map(header).contains(&column.trim())
}

/// The failed and conflicting rows with the file's own headers, or `None` when there are none.
/// Columns of passwords are left blank.
pub(super) fn csv(draft: &Draft, plan: &Plan, zone: Zone) -> Result<Option<Vec<u8>>> {
    let wanted = |verdict| matches!(verdict, Verdict::Failed | Verdict::Conflict);
    if !plan.rows.iter().any(|row| wanted(row.verdict)) {
        return Ok(None);
    }
    let broken = |e: csv::Error| Error::Internal(format!("writing failed rows: {e}"));
    let mut out = csv::WriterBuilder::new()
        .delimiter(draft.layout.delimiter)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // What an earlier file said is said anew.
    let headers: Vec<&str> = draft.columns.headers().collect();
    let is_kept = |at: &usize| headers.get(*at).is_none_or(|column| !is_ours(column));
    let kept = (0..headers.len()).filter(is_kept).map(|at| headers[at]);
    out.write_record(kept.chain([header(draft.locale)])).map_err(broken)?;
    let reading = Reading::new(draft, zone)?;
    let mut records = Records::open(&draft.source, &draft.layout)?;
    let mut record = Record::default();
    for (index, row) in plan.rows.iter().enumerate().filter(|(_, row)| wanted(row.verdict)) {
        records.read_at(row.offset, u64::from(row.line), &mut record)?;
        let cells = Cells { record: &record, fixes: draft.fixes.get(&(index as u32)) };
        // Cells beyond the last column come before the problem only in rows that have them.
        let n_cells = draft.columns.len().max(record.len());
        let mut line: Vec<String> = (0..n_cells)
            .filter(is_kept)
            .map(|at| match draft.is_password(at) {
                true => String::new(),
                false => neutralise(cells.get(at)).into_owned(),
            })
            .collect();
        let code = plan.reason(index).unwrap_or_default();
        let column = reading.facts(&cells).err().and_then(|fault| headers.get(fault.column?));
        line.push(match column {
            Some(column) => format!("{column}: {}", reason(code, draft.locale)),
            None => reason(code, draft.locale).to_owned(),
        });
        out.write_record(&line).map_err(broken)?;
    }
    let bytes = out.into_inner().map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Some(bytes))
}

/// What is wrong with a row, as the window's review says it.
fn reason(code: &'static str, locale: Locale) -> &'static str {
    let Some((_, en, pt)) = REASONS.iter().find(|(known, ..)| *known == code) else { return code };
    match locale {
        Locale::En => en,
        Locale::PtBr => pt,
    }
}

/// Of every code that makes a row fail or a conflict.
const REASONS: &[(&str, &str, &str)] = &[
    ("missing_email", "No e-mail address", "Falta o e-mail"),
    ("bad_email", "Not an e-mail address", "Não é um e-mail"),
    ("bad_date", "Not a date", "Não é uma data"),
    (
        "ambiguous_date",
        "A date that can be read in two ways",
        "Uma data que pode ser lida de duas formas",
    ),
    (
        "ends_before_start",
        "The access would end before it starts; mend one of the dates",
        "O acesso terminaria antes de começar; corrija uma das datas",
    ),
    ("bad_status", "Not a known status", "Situação desconhecida"),
    ("bad_progress", "Not a progress between 0 and 100 %", "Não é um progresso entre 0 e 100 %"),
    ("bad_number", "Not a number", "Não é um número"),
    (
        "ambiguous_number",
        "A number that can be read in two ways",
        "Um número que pode ser lido de duas formas",
    ),
    ("bad_yes_no", "Neither yes nor no", "Nem sim nem não"),
    ("not_a_choice", "None of the choices of this field", "Nenhuma das opções deste campo"),
    (
        "bad_doing",
        "Neither a date nor a mark such as yes, x or 100 %",
        "Nem uma data nem uma marca como sim, x ou 100 %",
    ),
    ("bad_score", "Not a score between 0 and 100 %", "Não é uma nota entre 0 e 100 %"),
    ("missing_score", "A result without a score", "Um resultado sem nota"),
    ("unknown_lesson", "The course has no lesson called so", "O curso não tem aula com este nome"),
    (
        "ambiguous_lesson",
        "Several lessons are called so; write Chapter / Lesson",
        "Várias aulas têm este nome; escreva Capítulo / Aula",
    ),
    ("not_a_quiz", "This lesson is no quiz", "Esta aula não é uma prova"),
    ("too_long", "Too long", "Longo demais"),
    (
        "control_character",
        "Holds a character that cannot be shown",
        "Tem um caractere que não pode ser mostrado",
    ),
    (
        "invalid_text",
        "Holds characters the chosen encoding cannot read",
        "Tem caracteres que a codificação escolhida não lê",
    ),
    (
        "extra_cells",
        "More cells than the file has columns",
        "Mais células do que colunas no arquivo",
    ),
    (
        "unclosed_quote",
        "A quotation mark is opened and never closed",
        "Uma aspa é aberta e nunca fechada",
    ),
    ("cell_error", "Holds an error of the spreadsheet", "Contém um erro da planilha"),
    (
        "id_elsewhere",
        "The e-mail and the platform ID belong to different members",
        "O e-mail e o ID na plataforma são de membros diferentes",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::values::Code;

    #[test]
    fn every_code_of_a_row_that_fails_has_words() {
        use Code::*;
        // A match, so that a new code is not forgotten here.
        let is_named = |code: Code| match code {
            MissingEmail | BadEmail | BadDate | AmbiguousDate | BadStatus | BadProgress
            | BadNumber | AmbiguousNumber | BadYesNo | NotAChoice | BadDoing | BadScore
            | MissingScore | UnknownLesson | AmbiguousLesson | NotAQuiz | EndsBeforeStart
            | TooLong | ControlCharacter | InvalidText | ExtraCells | UnclosedQuote | CellError => {
                !code.is_skip()
            }
            TotalsRow | NotPaid => code.is_skip(),
        };
        let codes = [
            MissingEmail,
            BadEmail,
            BadDate,
            AmbiguousDate,
            BadStatus,
            BadProgress,
            BadNumber,
            AmbiguousNumber,
            BadYesNo,
            NotAChoice,
            BadDoing,
            BadScore,
            MissingScore,
            UnknownLesson,
            AmbiguousLesson,
            NotAQuiz,
            EndsBeforeStart,
            TooLong,
            ControlCharacter,
            InvalidText,
            ExtraCells,
            UnclosedQuote,
            CellError,
        ];
        for code in codes {
            assert!(is_named(code));
            for locale in [Locale::En, Locale::PtBr] {
                assert_ne!(reason(code.name(), locale), code.name());
            }
        }
        assert_ne!(reason("id_elsewhere", Locale::PtBr), "id_elsewhere");
    }
}
