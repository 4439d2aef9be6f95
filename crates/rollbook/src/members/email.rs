//! An e-mail address: what a person is recognised by.
//!
//! The address is kept as the person writes it and compared by its [`key`](Email::key), because
//! importers that compare the text make `M1@X.COM` a second member beside `m1@x.com`.

use email_address::{EmailAddress, Options};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::text::is_invisible;

/// The longest address that can be delivered to (RFC 5321, erratum 1690), in bytes.
pub const MAX_EMAIL_LEN: usize = 254;

/// A well-formed address with the key it is compared by. Two addresses are the same one when
/// their keys are equal.
#[derive(Debug, Clone)]
pub struct Email {
    text: String,
    /// `None` when the text is its own key, which saves a string for most of a million members.
    key: Option<String>,
}

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EmailProblem {
    #[error("the e-mail address is missing")]
    Missing,
    #[error("an e-mail address cannot contain a space")]
    Space,
    #[error("an e-mail address cannot be longer than {MAX_EMAIL_LEN} bytes")]
    TooLong,
    #[error("this is not an e-mail address")]
    Malformed,
}

impl Email {
    /// Reads an address as people paste it: `mailto:`, angle brackets, surrounding blanks and
    /// invisible characters are taken off. Everything else is kept as written.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        if text.contains(is_invisible) {
            return Self::parse_bare(&text.replace(is_invisible, ""));
        }
        Self::parse_bare(text)
    }

    fn parse_bare(text: &str) -> Result<Self, EmailProblem> {
        let text = without_wrapping(text);
        if text.is_empty() {
            return Err(EmailProblem::Missing);
        }
        if text.contains(char::is_whitespace) {
            return Err(EmailProblem::Space);
        }
        if text.len() > MAX_EMAIL_LEN {
            return Err(EmailProblem::TooLong);
        }
        if !is_well_formed(text) {
            return Err(EmailProblem::Malformed);
        }
        let key = Some(key(text)).filter(|key| key != text);
        let text = text.to_owned();
        Ok(Self { text, key })
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address as it is compared: Unicode-normalised (NFC), in lower case.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.text)
    }
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Email {}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

fn without_wrapping(text: &str) -> &str {
    let text = text.trim();
    let text =
        text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(text).trim();
    match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text[7..].trim(),
        _ => text,
    }
}

/// The grammar knows letters but not combining marks, so it is asked about the composed form.
fn is_well_formed(text: &str) -> bool {
    let options =
        Options::default().with_required_tld().without_domain_literal().without_display_text();
    let composed = (!text.is_ascii()).then(|| text.nfc().collect::<String>());
    let text = composed.as_deref().unwrap_or(text);
    EmailAddress::parse_with_options(text, options).is_ok()
}

fn key(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Lower-casing can undo the normal form, so it is made once more.
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<(&str, &str), EmailProblem>) {
        let email = Email::parse(text);
        let seen = email.as_ref().map(|email| (email.as_str(), email.key())).map_err(|e| *e);
        assert_eq!(seen, expect, "{text:?}");
    }

    #[test]
    fn addresses_are_kept_as_written_and_compared_in_lower_case() {
        check("ana@x.com", Ok(("ana@x.com", "ana@x.com")));
        check("Ana.Souza@X.COM", Ok(("Ana.Souza@X.COM", "ana.souza@x.com")));
        check("JOÃO@exemplo.com.br", Ok(("JOÃO@exemplo.com.br", "joão@exemplo.com.br")));
        check("o'neil+courses@sub.example.org", {
            let same = "o'neil+courses@sub.example.org";
            Ok((same, same))
        });
    }

    #[test]
    fn both_ways_to_write_an_accent_are_the_same_address() {
        let composed = Email::parse("jos\u{e9}@x.com");
        let decomposed = Email::parse("JOSE\u{301}@x.com");
        assert_eq!(composed, decomposed);
    }

    #[test]
    fn what_comes_along_with_a_paste_is_taken_off() {
        check("  ana@x.com\u{a0}", Ok(("ana@x.com", "ana@x.com")));
        check("<ana@x.com>", Ok(("ana@x.com", "ana@x.com")));
        check("MailTo:ana@x.com", Ok(("ana@x.com", "ana@x.com")));
        check("<mailto:ana@x.com>", Ok(("ana@x.com", "ana@x.com")));
        check("\u{feff}ana\u{200b}@x.com", Ok(("ana@x.com", "ana@x.com")));
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        check("", Err(EmailProblem::Missing));
        check(" \u{200b} ", Err(EmailProblem::Missing));
        check("mailto:", Err(EmailProblem::Missing));
        check("ana souza@x.com", Err(EmailProblem::Space));
        check("ana@x.com bob@x.com", Err(EmailProblem::Space));
        check(&format!("a@{}.com", "x".repeat(260)), Err(EmailProblem::TooLong));
        for text in ["not-an-email", "@x.com", "ana@", "ana@x", "ana@@x.com", "ana@x..com", "-"] {
            check(text, Err(EmailProblem::Malformed));
        }
        check("Ana <ana@x.com>", Err(EmailProblem::Space));
        check("ana@[127.0.0.1]", Err(EmailProblem::Malformed));
    }
}
