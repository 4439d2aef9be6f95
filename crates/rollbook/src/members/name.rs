//! A person's name: one field, as the person writes it.
//!
//! A name is not split by us, because no rule splits the names of the world. The given and family
//! parts are kept when a source has them, for the platforms that want them back.

/// A name with its whitespace tidied. All three parts may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    full: String,
    given: String,
    family: String,
}

impl Name {
    /// A name in one field.
    pub fn new(full: &str) -> Self {
        Self { full: tidy(full), ..Self::default() }
    }

    /// A name as a source gives it, with any of its parts blank. Without a full name the parts
    /// make it, given name first.
    pub fn with_parts(full: &str, given: &str, family: &str) -> Self {
        let (mut full, given, family) = (tidy(full), tidy(given), tidy(family));
        if full.is_empty() {
            full = tidy(&format!("{given} {family}"));
        }
        Self { full, given, family }
    }

    /// The name as the person writes it.
    pub fn full(&self) -> &str {
        &self.full
    }

    /// The first name, blank unless a source gave it.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The last name, blank unless a source gave it.
    pub fn family(&self) -> &str {
        &self.family
    }

    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }
}

fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: [&str; 3], expect: [&str; 3]) {
        let name = Name::with_parts(source[0], source[1], source[2]);
        assert_eq!([name.full(), name.given(), name.family()], expect);
    }

    #[test]
    fn parts_make_the_full_name_only_when_it_is_missing() {
        check(["", "Ana", "Souza"], ["Ana Souza", "Ana", "Souza"]);
        check(["", "Ana", ""], ["Ana", "Ana", ""]);
        check(["", "", "Souza"], ["Souza", "", "Souza"]);
        check(["Souza Ana", "Ana", "Souza"], ["Souza Ana", "Ana", "Souza"]);
        check(["Ana de Souza", "", ""], ["Ana de Souza", "", ""]);
        check(["", " ", ""], ["", "", ""]);
    }

    #[test]
    fn whitespace_is_tidied_and_nothing_else() {
        let name = Name::new("  ana\u{a0}  MARIA\tde \n Souza ");
        assert_eq!(name.full(), "ana MARIA de Souza");
        assert!(Name::new(" \u{a0}").is_empty());
    }
}
