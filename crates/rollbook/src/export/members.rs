//! One row per member: what a person is, with the school's own fields at the end.

use std::io::Write;

use rusqlite::{Connection, Statement};

use super::sheet::{Cell, Sheet};
use super::words::Words;
use crate::error::Result;
use crate::fields::{self, CustomField};
use crate::ids::{FieldId, MemberId};
use crate::import::fields::own_header;

const HEADERS: &[(&str, &str)] = &[
    ("Name", "Nome"),
    ("First name", "Primeiro nome"),
    ("Last name", "Sobrenome"),
    ("Email", "E-mail"),
    ("Status", "Situação"),
    ("Company", "Empresa"),
    ("Phone", "Telefone"),
    ("Joined", "Data de entrada"),
    ("Last seen", "Último acesso"),
    ("Platform ID", "ID da plataforma"),
];

pub(super) struct Rows<'db> {
    words: Words,
    member: Statement<'db>,
    values: Statement<'db>,
    fields: Vec<CustomField>,
}

impl<'db> Rows<'db> {
    pub fn new(db: &'db Connection, words: Words) -> Result<Self> {
        Ok(Self {
            words,
            member: db.prepare(
                "SELECT name, given, family, email, status, company, phone, joined_at, last_seen_at,
                        external_id
                 FROM members WHERE id = ?1",
            )?,
            values: db.prepare("SELECT field_id, value FROM custom_values WHERE member_id = ?1")?,
            fields: fields::all(db)?,
        })
    }

    pub fn headers(&self) -> Vec<String> {
        let mut headers = self.words.headers(HEADERS);
        headers.extend(self.fields.iter().map(|field| own_header(&field.shape)));
        headers
    }

    pub fn write<W: Write>(&mut self, id: MemberId, sheet: &mut Sheet<W>) -> Result<()> {
        let mut values = vec![String::new(); self.fields.len()];
        if !self.fields.is_empty() {
            let mut rows = self.values.query([id])?;
            while let Some(row) = rows.next()? {
                let field: FieldId = row.get(0)?;
                if let Some(at) = self.fields.iter().position(|known| known.id == field) {
                    values[at] = row.get(1)?;
                }
            }
        }
        let mut rows = self.member.query([id])?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let text = |at: usize| -> rusqlite::Result<Cell> {
            Ok(Cell::Text(row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?))
        };
        let cells = [
            text(0)?,
            text(1)?,
            text(2)?,
            text(3)?,
            Cell::Text(self.words.member_status(row.get(4)?)),
            text(5)?,
            text(6)?,
            Cell::From(row.get(7)?),
            Cell::From(row.get(8)?),
            text(9)?,
        ];
        let own = self.fields.iter().zip(&values);
        let own = own.map(|(field, value)| Cell::own(field.shape.kind, value));
        sheet.write(cells.into_iter().chain(own))
    }
}
