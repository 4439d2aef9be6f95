//! What a cell says that somebody did in a lesson: a mark such as a tick, a word, or a share.
//!
//! A day says that the lesson was completed on it, and is read by [`dates`](super::dates).

use super::values::{ProgressScale, parse_decimal, parse_progress};
use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Nothing,
    /// Begun, and not completed.
    Viewed,
    /// When (UTC milliseconds), where that is known.
    Completed(Option<i64>),
}

impl Doing {
    /// Reads what is no day.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_word(&fold(text)).or_else(|| Self::of_number(text.trim()))
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "x" | "✓" | "✔" | "✅" | "☑" | "yes" | "y" | "sim" | "s" | "si" | "true"
            | "verdadeiro" | "verdadero" | "done" | "complete" | "completed" | "finished"
            | "passed" | "feito" | "feita" | "completo" | "completa" | "concluido"
            | "concluida" | "finalizado" | "finalizada" | "terminado" | "terminada"
            | "aprovado" | "hecho" | "hecha" | "completado" | "completada" | "aprobado" => {
                Self::Completed(None)
            }
            "viewed" | "started" | "in progress" | "in-progress" | "in_progress" | "opened"
            | "incomplete" | "visto" | "vista" | "visualizado" | "visualizada" | "iniciado"
            | "iniciada" | "em andamento" | "em progresso" | "incompleto" | "incompleta"
            | "empezado" | "empezada" | "en progreso" | "en curso" | "failed" | "reprovado"
            | "reprobado" => Self::Viewed,
            "-" | "–" | "—" | "no" | "n" | "nao" | "false" | "falso" | "not started"
            | "not_started" | "notstarted" | "not completed" | "never" | "locked" | "pending"
            | "nao iniciado" | "nao iniciada" | "nao concluido" | "nao concluida" | "pendente"
            | "bloqueado" | "bloqueada" | "no iniciado" | "no iniciada" | "sin empezar"
            | "pendiente" => Self::Nothing,
            _ => return None,
        })
    }

    /// 1, 100 and 100 % are done, and 0 is nothing; what lies between is begun.
    fn of_number(text: &str) -> Option<Self> {
        let is_one = parse_decimal(text) == Some(1.0);
        let share = parse_progress(text, ProgressScale::Percent).ok()?;
        Some(match share {
            _ if is_one || share >= 1.0 => Self::Completed(None),
            0.0 => Self::Nothing,
            _ => Self::Viewed,
        })
    }

    /// The further of two.
    pub fn further(self, other: Self) -> Self {
        let rank = |doing| match doing {
            Self::Nothing => 0,
            Self::Viewed => 1,
            Self::Completed(None) => 2,
            Self::Completed(Some(_)) => 3,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expect: Option<Doing>) {
        for text in texts {
            assert_eq!(Doing::parse(text), expect, "{text:?}");
        }
    }

    #[test]
    fn marks_words_and_shares_are_read() {
        let done =
            ["x", "X", "✓", "Yes", "SIM", "Sí", "Concluído", "completed", "1", "100", "100%"];
        check(&done, Some(Doing::Completed(None)));
        check(
            &["Viewed", "in progress", "Em andamento", "45", "45 %", "0.5", "1%"],
            Some(Doing::Viewed),
        );
        check(&["No", "Não", "-", "0", "0 %", "Not started"], Some(Doing::Nothing));
        check(&["2026-03-01", "01/03/2026", "101", "banana", "-5", "1/3"], None);
    }
}
