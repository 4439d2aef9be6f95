//! The one way text is folded so that it can be found, sorted and compared: case, accents and
//! spacing don't count.
//!
//! Search, header matching and title matching must agree on what "the same" means, so they all
//! call [`fold`]. E-mails are the exception: there accents distinguish people, see
//! [`crate::members::Email::key`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds `text` for comparison: compatibility-decomposed, without combining marks, in lower case,
/// whitespace runs as one space, trimmed.
///
/// Letters that Unicode does not decompose but people type without their stroke (`ø`, `ł`, `ß`, …)
/// are spelled out. The result never contains a control character, so those are free to serve as
/// separators in the search index. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = Folded(String::with_capacity(text.len()));
    if text.is_ascii() {
        for byte in text.bytes() {
            folded.push(byte.to_ascii_lowercase() as char);
        }
    } else {
        for char in text.nfkd().flat_map(char::to_lowercase) {
            match spelled_out(char) {
                Some(letters) => folded.0.push_str(letters),
                None => folded.push(char),
            }
        }
    }
    folded.finish()
}

/// A phone number without what people write between its digits, as they dial it.
pub(crate) fn dialled(text: &str) -> String {
    fold(text).chars().filter(|char| char.is_alphanumeric()).collect()
}

/// A string being folded: it never begins with a space and never has two in a row.
struct Folded(String);

impl Folded {
    fn push(&mut self, char: char) {
        if char.is_whitespace() || char.is_control() {
            if !self.0.is_empty() && !self.0.ends_with(' ') {
                self.0.push(' ');
            }
        } else if char.is_ascii() || !(is_combining_mark(char) || is_invisible(char)) {
            self.0.push(char);
        }
    }

    fn finish(mut self) -> String {
        if self.0.ends_with(' ') {
            self.0.pop();
        }
        self.0
    }
}

/// Lower-case letters that stand for others without being decomposable.
fn spelled_out(char: char) -> Option<&'static str> {
    Some(match char {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Characters that have no width and come along when text is copied from a web page.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(fold(text), expect, "{text:?}");
    }

    #[test]
    fn case_and_accents_do_not_count() {
        check("José ÁLVARES", "jose alvares");
        check("Conceição", "conceicao");
        check("Straße", "strasse");
        check("STRASSE", "strasse");
        check("Łukasz Ørsted", "lukasz orsted");
        check("Đorđe Æsir Œuvre", "dorde aesir oeuvre");
        check("İstanbul ışık", "istanbul isik");
        check("ΟΔΥΣΣΕΥΣ", "οδυσσευσ");
        check("Иван", "иван");
        check("ﬁnal ①", "final 1");
    }

    #[test]
    fn spacing_does_not_count() {
        check("  Ana \t\r\n Souza ", "ana souza");
        check("Ana\u{a0}\u{3000}Souza", "ana souza");
        check("\u{feff}E\u{200b}mail", "email");
        check("", "");
        check(" \u{a0} ", "");
    }

    #[test]
    fn control_characters_separate_words() {
        check("a\u{1}b\0c", "a b c");
        check("é\u{1}\u{0}", "e");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn both_paths_agree_on_ascii(text in "[ -~\t\r\n]*") {
            // The letter é takes the long way and is then cut off again.
            let long_way = fold(&format!("{text}é"));
            let short_way = fold(&format!("{text}e"));
            prop_assert_eq!(long_way, short_way);
        }

        #[test]
        fn no_control_characters_come_out(text in any::<String>()) {
            prop_assert!(fold(&text).chars().all(|char| !char.is_control()));
        }
    }
}
