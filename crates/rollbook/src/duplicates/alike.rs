//! What makes two members look like one person.
//!
//! An e-mail is compared in four steps, each coarser than the one before: as it is, as the mailbox
//! it is delivered to, with letters that only look Latin read as Latin, and with the domain that a
//! slip of one key missed. Two addresses that are equal after the first two reach the same person;
//! the last two are a guess, for somebody to look at.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A provider whose addresses have more than one spelling.
struct Provider {
    /// Every domain that is the same mailbox, the usual one first.
    domains: &'static [&'static str],
    ignores_dots: bool,
}

/// Providers that deliver `name+tag` to `name`, from their own help pages: Gmail
/// (support.google.com/mail/answer/7436150 and /10313), Outlook.com (support.microsoft.com, "Add or
/// remove an email alias in Outlook.com"), iCloud (support.apple.com/102581), Fastmail
/// (fastmail.help, "Plus addressing and subdomain addressing"), Proton (proton.me/support,
/// "Creating aliases"). Other domains may do the same; nobody can tell from outside.
const PROVIDERS: &[Provider] = &[
    Provider { domains: &["gmail.com", "googlemail.com"], ignores_dots: true },
    Provider { domains: &["outlook.com"], ignores_dots: false },
    Provider { domains: &["outlook.com.br"], ignores_dots: false },
    Provider { domains: &["hotmail.com"], ignores_dots: false },
    Provider { domains: &["live.com"], ignores_dots: false },
    Provider { domains: &["msn.com"], ignores_dots: false },
    Provider { domains: &["icloud.com", "me.com", "mac.com"], ignores_dots: false },
    Provider { domains: &["fastmail.com"], ignores_dots: false },
    Provider { domains: &["proton.me", "protonmail.com", "pm.me"], ignores_dots: false },
];

/// Domains that are mistyped often enough to look for it.
const OFTEN_MISTYPED: &[&str] = &[
    "gmail.com",
    "hotmail.com",
    "hotmail.com.br",
    "outlook.com",
    "outlook.com.br",
    "yahoo.com",
    "yahoo.com.br",
    "icloud.com",
];

/// Domains one key away from those that are somebody's own.
const NO_SLIP: &[&str] = &["mail.com", "email.com", "ymail.com", "qmail.com", "gmail.co"];

/// Letters that look like a Latin one, in lower case, from the confusables of Unicode's UTS #39.
const LOOK_ALIKES: &[(char, char)] = &[
    // Cyrillic
    ('а', 'a'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('с', 'c'),
    ('ԝ', 'w'),
    ('х', 'x'),
    ('у', 'y'),
    // Greek
    ('α', 'a'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('χ', 'x'),
];

/// How many digits at the end of a phone number count: area and country codes, and the zeros before
/// them, are written or left out.
const PHONE_DIGITS: usize = 8;

/// An address as the mailbox it is delivered to. `key` is an [`Email`](crate::members::Email)'s.
pub(super) fn mailbox(key: &str) -> Cow<'_, str> {
    if !key.is_ascii() {
        let compatible: String = key.nfkc().flat_map(char::to_lowercase).collect();
        if compatible != key {
            return Cow::Owned(mailbox(&compatible).into_owned());
        }
    }
    let Some((name, domain)) = key.rsplit_once('@') else { return Cow::Borrowed(key) };
    let Some(provider) = PROVIDERS.iter().find(|provider| provider.domains.contains(&domain))
    else {
        return Cow::Borrowed(key);
    };
    let untagged = name.split('+').next().filter(|name| !name.is_empty()).unwrap_or(name);
    let usual = provider.domains[0];
    let has_dots = provider.ignores_dots && untagged.contains('.');
    if !has_dots && untagged.len() == name.len() && usual == domain {
        return Cow::Borrowed(key);
    }
    let name = if has_dots { untagged.replace('.', "") } else { untagged.to_owned() };
    Cow::Owned(format!("{name}@{usual}"))
}

/// An address with every letter that only looks Latin read as Latin, if then all of it is. One in
/// another script stays as it is.
pub(super) fn read_as_latin(key: &str) -> Cow<'_, str> {
    if key.is_ascii() {
        return Cow::Borrowed(key);
    }
    let latin = |letter: char| {
        let look_alike = LOOK_ALIKES.iter().find(|(known, _)| *known == letter);
        look_alike.map(|(_, latin)| *latin).or(letter.is_ascii().then_some(letter))
    };
    key.chars().map(latin).collect::<Option<String>>().map_or(Cow::Borrowed(key), Cow::Owned)
}

/// An address with the domain that a slip of one key missed.
pub(super) fn without_slip(key: &str) -> Cow<'_, str> {
    let Some((name, domain)) = key.rsplit_once('@') else { return Cow::Borrowed(key) };
    let is_real = OFTEN_MISTYPED.contains(&domain)
        || NO_SLIP.contains(&domain)
        || PROVIDERS.iter().any(|provider| provider.domains.contains(&domain));
    if is_real {
        return Cow::Borrowed(key);
    }
    match OFTEN_MISTYPED.iter().find(|meant| is_one_slip(domain.as_bytes(), meant.as_bytes())) {
        Some(meant) => Cow::Owned(format!("{name}@{meant}")),
        None => Cow::Borrowed(key),
    }
}

/// Whether one text becomes the other by one letter more, less or other, or by two that change
/// places.
fn is_one_slip(a: &[u8], b: &[u8]) -> bool {
    let same_first = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same_first..], &b[same_first..]);
    let same_last = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - same_last], &b[..b.len() - same_last]) {
        ([] | [_], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

/// The digits by which a phone number is compared; `None` when there are too few to tell.
pub(super) fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let last = digits.len().checked_sub(PHONE_DIGITS)?;
    let all_same = digits.bytes().all(|digit| Some(digit) == digits.bytes().next());
    (!all_same).then(|| digits[last..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(f: fn(&str) -> Cow<'_, str>, from: &str, to: &str) {
        assert_eq!(f(from), to, "{from}");
    }

    #[test]
    fn dots_and_tags_go_where_the_provider_ignores_them() {
        check(mailbox, "ana.souza+aulas@gmail.com", "anasouza@gmail.com");
        check(mailbox, "ana.souza@googlemail.com", "anasouza@gmail.com");
        check(mailbox, "ana.souza+x@outlook.com", "ana.souza@outlook.com");
        check(mailbox, "ana+x@me.com", "ana@icloud.com");
        check(mailbox, "ana+x@pm.me", "ana@proton.me");
        check(mailbox, "ana.souza+x@escola.com.br", "ana.souza+x@escola.com.br");
        check(mailbox, "+x@gmail.com", "+x@gmail.com");
        check(mailbox, "ａｎａ@gmail.com", "ana@gmail.com");
        check(mailbox, "josé@gmail.com", "josé@gmail.com");
    }

    #[test]
    fn letters_that_only_look_latin_are_read_as_latin() {
        check(read_as_latin, "аnа@gmail.com", "ana@gmail.com");
        check(read_as_latin, "ana@gmаil.com", "ana@gmail.com");
        check(read_as_latin, "jοhn@x.com", "john@x.com");
        check(read_as_latin, "иван@x.com", "иван@x.com");
        check(read_as_latin, "josé@x.com", "josé@x.com");
    }

    #[test]
    fn a_domain_one_key_away_is_the_one_that_was_meant() {
        for slip in ["gmial.com", "gmai.com", "gmail.con", "gmaill.com", "gnail.com", "gmail.cm"] {
            check(without_slip, &format!("ana@{slip}"), "ana@gmail.com");
        }
        check(without_slip, "ana@hotmal.com", "ana@hotmail.com");
        check(without_slip, "ana@hotmail.com.b", "ana@hotmail.com.br");
        for other in ["mail.com", "ymail.com", "googlemail.com", "escola.com", "gmial.org"] {
            check(without_slip, &format!("ana@{other}"), &format!("ana@{other}"));
        }
    }

    #[test]
    fn phones_are_compared_without_what_goes_before_the_number() {
        let same = ["+55 (11) 98765-4321", "011 98765 4321", "98765-4321", "8765-4321"];
        for text in same {
            assert_eq!(phone(text).as_deref(), Some("87654321"), "{text}");
        }
        for text in ["", "4321", "0000 0000", "+55", "999999999"] {
            assert_eq!(phone(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn each_step_done_twice_is_done_once(
            name in "[a-zа-я.+é]{1,8}",
            domain in prop::sample::select(&["gmail.com", "gmial.com", "me.com", "x.com", "gmаil.com"][..]),
        ) {
            let key = format!("{name}@{domain}");
            for step in [mailbox, read_as_latin, without_slip] {
                let once = step(&key).into_owned();
                prop_assert_eq!(step(&once), once.clone());
            }
        }

        #[test]
        fn a_slip_is_an_edit_of_one(a in "[abc]{0,5}", b in "[abc]{0,5}") {
            let is_one = strsim::osa_distance(&a, &b) == 1;
            prop_assert_eq!(is_one_slip(a.as_bytes(), b.as_bytes()), is_one);
        }
    }
}
