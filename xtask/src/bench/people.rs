//! Invented people as a platform would export them, the same in every run.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};

const GIVEN: [&str; 24] = [
    "Ana", "Bruno", "Caio", "Dora", "Érica", "Fábio", "Grace", "Hugo", "Inês", "João", "Karen",
    "Luís", "Marta", "Noah", "Olívia", "Paulo", "Quentin", "Rita", "Sofia", "Tomás", "Ursula",
    "Vera", "William", "Zoë",
];
const FAMILY: [&str; 24] = [
    "Almeida",
    "Brown",
    "Conceição",
    "Dias",
    "Evans",
    "Ferreira",
    "García",
    "Hughes",
    "Ito",
    "Jansen",
    "Keller",
    "Lima",
    "Moreira",
    "Novak",
    "Oliveira",
    "Pereira",
    "Quinn",
    "Rocha",
    "Souza",
    "Taylor",
    "Umeda",
    "Vasquez",
    "Wilson",
    "Young",
];
const COMPANY: [&str; 8] =
    ["", "", "", "", "Ateliê Azul", "Harbour & Sons", "\"Pixel\", Studio", "Nova Escola"];
const COURSE: [&str; 6] =
    ["Drawing", "Watercolour Basics", "Fotografia", "Bread, Slowly", "Ukulele", "Bookkeeping"];
const DOMAIN: [&str; 5] =
    ["example.com", "example.org", "mail.example.net", "correio.example", "estudio.example"];

/// A file with `n_rows` people in `folder`.
pub fn file(folder: &Path, n_rows: u32) -> Result<PathBuf> {
    let path = folder.join(format!("members-{n_rows}.csv"));
    write(&path, n_rows)?;
    Ok(path)
}

fn write(path: &Path, n_rows: u32) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "Name,Email,Phone,Company,Joined,Course,Expires")?;
    let mut draw = Draw(1);
    for row in 0..n_rows {
        let (given, family) = (draw.of(&GIVEN), draw.of(&FAMILY));
        // The row makes the address unique; the letters before it scatter them as real ones are.
        let address = format!(
            "{}{}.{}{row}@{}",
            letter(&mut draw),
            letter(&mut draw),
            plain(family),
            draw.of(&DOMAIN)
        );
        let company = quoted(draw.of(&COMPANY));
        let course = quoted(draw.of(&COURSE));
        let phone = 900_000_000 + draw.below(99_999_999);
        let (month, day) = (1 + draw.below(12), 1 + draw.below(28));
        let joined = format!("{}-{month:02}-{day:02}", 2015 + draw.below(11));
        let expires = match draw.below(2) {
            0 => String::new(),
            _ => format!("{}-{month:02}-{day:02}", 2026 + draw.below(4)),
        };
        writeln!(
            out,
            "{given} {family},{address},+55 11 {phone},{company},{joined},{course},{expires}"
        )?;
    }
    out.flush()
}

fn letter(draw: &mut Draw) -> char {
    char::from(b'a' + draw.below(26) as u8)
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase()
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Numbers that look drawn at random and are always the same (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}
