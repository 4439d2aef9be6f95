//! Which encoding a file is in.
//!
//! A byte order mark decides; then NUL bytes that betray UTF-16; then UTF-8, judged over the whole
//! file, because one `ã` in the last row must not turn the names before it to mojibake. Only what
//! is left is guessed, and the guess can be corrected by the name of any encoding of the web.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of lines with letters beyond ASCII settle a guess.
const ENOUGH: usize = 1 << 20;

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// Finds an encoding by any of its names on the web, or by what people call the Mac's.
pub fn by_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim();
    if label.eq_ignore_ascii_case("macroman") {
        return Some(encoding_rs::MACINTOSH);
    }
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// What is learnt about a file's encoding while its bytes pass by.
#[derive(Debug, Default)]
pub(super) struct Survey {
    has_begun: bool,
    utf16: Option<&'static Encoding>,
    has_utf8_bom: bool,
    /// A character that the end of a chunk has cut.
    cut: Vec<u8>,
    n_long_chars: u64,
    n_invalid: u64,
}

impl Survey {
    pub fn feed(&mut self, chunk: &[u8]) {
        if !self.has_begun {
            self.has_begun = true;
            self.utf16 = utf16(chunk);
            self.has_utf8_bom = chunk.starts_with(UTF8_BOM);
        }
        if self.utf16.is_some() || (self.cut.is_empty() && chunk.is_ascii()) {
            return;
        }
        let mut bytes = std::mem::take(&mut self.cut);
        bytes.extend_from_slice(chunk);
        self.count(&bytes);
    }

    fn count(&mut self, mut bytes: &[u8]) {
        loop {
            let (valid, invalid) = match std::str::from_utf8(bytes) {
                Ok(valid) => (valid.as_bytes(), None),
                Err(error) => (&bytes[..error.valid_up_to()], Some(error.error_len())),
            };
            self.n_long_chars += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            let rest = &bytes[valid.len()..];
            match invalid {
                None => return,
                Some(None) => {
                    self.cut = rest.to_vec();
                    return;
                }
                Some(Some(len)) => {
                    self.n_invalid += 1;
                    bytes = &rest[len..];
                }
            }
        }
    }

    /// The encoding, unless it has to be guessed from the letters.
    ///
    /// A file with many whole UTF-8 characters and a few broken ones is a damaged UTF-8 file:
    /// reading it as anything else would break every name to save one.
    pub fn verdict(&self) -> Option<&'static Encoding> {
        let n_invalid = self.n_invalid + u64::from(!self.cut.is_empty());
        let is_utf8 = n_invalid == 0 || self.has_utf8_bom || self.n_long_chars >= n_invalid * 4;
        self.utf16.or(is_utf8.then_some(UTF_8))
    }
}

/// Reads a short text as what it says it is or looks like.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let mut survey = Survey::default();
    survey.feed(bytes);
    let encoding = survey.verdict().unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    encoding.decode(bytes).0.into_owned()
}

/// Guesses the encoding of a file that is neither UTF-16 nor UTF-8.
///
/// Lines of plain ASCII say nothing and are passed over. The guess sees the other lines of the
/// whole file, up to more of them than it takes to be sure.
pub(super) fn guess_legacy(mut file: File) -> io::Result<&'static Encoding> {
    file.seek(SeekFrom::Start(0))?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut chunk = vec![0; 256 * 1024];
    let mut country = None;
    let mut n_fed = 0;
    while n_fed < ENOUGH {
        let n_read = file.read(&mut chunk)?;
        if n_read == 0 {
            break;
        }
        let bytes = &chunk[..n_read];
        country = country.or_else(|| usual_country(bytes));
        for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
            detector.feed(line, false);
            n_fed += line.len();
        }
    }
    detector.feed(&[], true);
    let country = country.as_ref().map(<[u8; 2]>::as_slice);
    Ok(detector.guess(country, Utf8Detection::Deny))
}

/// The country that most e-mail addresses end in, which tells scripts apart where letters alone
/// are too few to.
fn usual_country(bytes: &[u8]) -> Option<[u8; 2]> {
    let mut counts: HashMap<[u8; 2], usize> = HashMap::new();
    for at in memchr::memchr_iter(b'@', bytes) {
        let domain = &bytes[at + 1..];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        let len = domain.iter().position(|byte| !is_part(byte)).unwrap_or(domain.len());
        if let Some([a, b]) = domain[..len].rsplit(|byte| *byte == b'.').next()
            && a.is_ascii_alphabetic()
            && b.is_ascii_alphabetic()
        {
            *counts.entry([a.to_ascii_lowercase(), b.to_ascii_lowercase()]).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(country, count)| (*count, *country)).map(|(country, _)| country)
}

/// UTF-16 with or without its mark: most characters of a list are ASCII, and in UTF-16 those have
/// a NUL as every other byte.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let pairs = head[..head.len().min(8192)].chunks_exact(2);
    let (n_pairs, mut n_first, mut n_second) = (pairs.len(), 0, 0);
    for pair in pairs {
        n_first += usize::from(pair[0] == 0);
        n_second += usize::from(pair[1] == 0);
    }
    let often = |n: usize| n >= 2 && n * 5 > n_pairs;
    let rarely = |n: usize| n * 50 <= n_pairs;
    if often(n_second) && rarely(n_first) {
        Some(UTF_16LE)
    } else if often(n_first) && rarely(n_second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether a file cannot be text of any encoding. A stray NUL is a problem of its row; a file full
/// of control characters is no list.
pub(super) fn is_binary(head: &[u8]) -> bool {
    if utf16(head).is_some() {
        return false;
    }
    let is_control =
        |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let n_control = head.iter().filter(is_control).count();
    n_control > 8 && n_control * 20 > head.len()
}

pub(super) fn utf8_bom_len(file: &mut File) -> io::Result<u64> {
    let mut head = Vec::with_capacity(UTF8_BOM.len());
    file.take(UTF8_BOM.len() as u64).read_to_end(&mut head)?;
    Ok(if head == UTF8_BOM { head.len() as u64 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Source;

    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let source = Source::from_bytes("list.csv", bytes.to_vec()).unwrap();
        assert_eq!(source.encoding().name(), expect, "{:?}", bytes.escape_ascii().to_string());
    }

    /// A list of people of one country in that country's old encoding.
    #[track_caller]
    fn check_legacy(label: &str, domain: &str, names: &[&str]) {
        use std::fmt::Write;
        let encoding = by_label(label).unwrap();
        let mut text = String::from("Name;Email\r\n");
        for (n, name) in names.iter().enumerate() {
            write!(text, "{name};person{n}@{domain}\r\n").unwrap();
        }
        let (bytes, _, had_errors) = encoding.encode(&text);
        assert!(!had_errors, "the names do not fit into {label}");
        let source = Source::from_bytes("list.csv", bytes.to_vec()).unwrap();
        let (decoded, _) = source.encoding().decode_without_bom_handling(&bytes);
        assert_eq!(decoded, text, "read as {}", source.encoding().name());
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn marks_decide() {
        check(b"\xef\xbb\xbfNome\nJo\xc3\xa3o", "UTF-8");
        check(b"\xff\xfeN\0o\0", "UTF-16LE");
        check(b"\xfe\xff\0N\0o", "UTF-16BE");
    }

    #[test]
    fn utf16_needs_no_mark() {
        let text = "Имя;Email\nИван;ivan@example.ru\nОльга;olga@example.ru\n";
        check(&utf16(text, u16::to_le_bytes), "UTF-16LE");
        check(&utf16(text, u16::to_be_bytes), "UTF-16BE");
    }

    #[test]
    fn utf8_is_judged_over_the_whole_file() {
        check("Nome\nJoão\n".as_bytes(), "UTF-8");
        check(b"Nome\nAna\n", "UTF-8");
        let mut late = b"Ana;ana@x.com\n".repeat(60_000);
        late.extend_from_slice(b"Jos\xe9;jose@x.com\n");
        check(&late, "windows-1252");
    }

    #[test]
    fn characters_cut_by_a_chunk_are_whole() {
        for shift in 0..4 {
            let mut bytes = vec![b'x'; 256 * 1024 - shift];
            bytes.extend_from_slice("日本語\n".as_bytes());
            check(&bytes, "UTF-8");
        }
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_another_encoding() {
        let mut bytes = "João;Conceição;Ávila;São;Ação;Mário\n".repeat(3).into_bytes();
        bytes.extend_from_slice(b"Jos\xe9\n");
        check(&bytes, "UTF-8");
    }

    #[test]
    fn old_encodings_are_recognised() {
        let brazil = ["João Conceição", "Antônio Araújo", "Lúcia Magalhães", "José Simão"];
        check_legacy("windows-1252", "escola.com.br", &brazil);
        let poland = ["Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Paweł Wójcik", "Żaneta Gołąb"];
        check_legacy("windows-1250", "szkola.pl", &poland);
        check_legacy("iso-8859-2", "szkola.pl", &poland);
        let russia = ["Иван Петров", "Ольга Смирнова", "Дмитрий Кузнецов"];
        check_legacy("windows-1251", "shkola.ru", &russia);
        let japan = ["山田太郎", "佐藤花子", "鈴木一郎", "高橋さくら"];
        check_legacy("shift_jis", "gakko.jp", &japan);
        let china = ["王小明", "李晓红", "张伟", "刘洋"];
        check_legacy("gbk", "xuexiao.cn", &china);
        let taiwan = ["陳怡君", "林志明", "黃雅婷", "張家豪"];
        check_legacy("big5", "xuexiao.tw", &taiwan);
        let korea = ["김민수", "이서연", "박지훈", "최유진"];
        check_legacy("euc-kr", "hakgyo.kr", &korea);
    }

    #[test]
    fn encodings_are_named_by_any_of_their_names() {
        for label in ["UTF-8", "latin1", "windows-1252", "MacRoman", "x-mac-roman", " Shift_JIS "] {
            assert!(by_label(label).is_some(), "{label}");
        }
        for label in ["", "klingon", "replacement"] {
            assert!(by_label(label).is_none(), "{label}");
        }
    }
}
