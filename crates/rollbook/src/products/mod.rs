//! Products: what is sold. A product holds courses; who has the product has them.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::book::{Book, By, Tx};
use crate::courses::{Named, named, required, titled};
use crate::error::{Error, Result};
use crate::ids::{CourseId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::views::{Holders, following_names};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    #[default]
    Product,
    Bundle,
    Subscription,
}

impl ProductKind {
    pub const ALL: [ProductKind; 3] =
        [ProductKind::Product, ProductKind::Bundle, ProductKind::Subscription];

    pub fn name(self) -> &'static str {
        match self {
            ProductKind::Product => "product",
            ProductKind::Bundle => "bundle",
            ProductKind::Subscription => "subscription",
        }
    }
}

impl fmt::Display for ProductKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ProductKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        ProductKind::ALL
            .into_iter()
            .find(|kind| kind.name() == text)
            .ok_or_else(|| Error::InvalidValue { field: "kind", value: text.to_owned() })
    }
}

impl ToSql for ProductKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for ProductKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    pub id: ProductId,
    pub title: String,
    pub kind: ProductKind,
    pub source: String,
    pub external_id: String,
    pub archived: bool,
    pub created_at: i64,
    pub courses: Vec<Named>,
    /// Who holds it, by the status of that.
    pub holders: Holders,
}

/// What to set; `None` leaves it.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct ProductEdit {
    pub title: Option<String>,
    pub kind: Option<ProductKind>,
    pub source: Option<String>,
    pub archived: Option<bool>,
    /// All courses it holds; people who have the product follow.
    pub courses: Option<Vec<CourseId>>,
}

impl Book {
    /// Products by title, archived ones only when asked for.
    pub fn products(&self, archived: bool, now: i64) -> Result<Vec<Product>> {
        let census = self.census(now)?;
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT id, title, kind, source, external_id, archived_at IS NOT NULL, created_at
                 FROM products WHERE ?1 OR archived_at IS NULL
                 ORDER BY title COLLATE NOCASE, id",
            )?;
            let mut products = statement
                .query_map([archived], |row| {
                    let id = row.get(0)?;
                    Ok(Product {
                        id,
                        title: row.get(1)?,
                        kind: row.get(2)?,
                        source: row.get(3)?,
                        external_id: row.get(4)?,
                        archived: row.get(5)?,
                        created_at: row.get(6)?,
                        courses: Vec::new(),
                        holders: census.of_product(id),
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let mut courses = db.prepare_cached(
                "SELECT c.id, c.title FROM product_courses h JOIN courses c ON c.id = h.course_id
                 WHERE h.product_id = ?1 ORDER BY c.title COLLATE NOCASE",
            )?;
            for product in &mut products {
                product.courses =
                    courses.query_map([product.id], named)?.collect::<rusqlite::Result<_>>()?;
            }
            Ok(products)
        })
    }

    pub fn add_product(
        &self,
        by: &By,
        title: &str,
        edit: &ProductEdit,
    ) -> Result<Outcome<ProductId>> {
        self.write(by, Op::new(OpKind::ProductAdd).with("title", title.trim()), |tx| {
            let title = required(title)?;
            if find(tx, title)?.is_some() {
                return Err(Error::TitleTaken { title: title.to_owned() });
            }
            let id = add(tx, title)?;
            set(tx, id, edit)?;
            Ok(id)
        })
    }

    pub fn edit_product(&self, by: &By, id: ProductId, edit: &ProductEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ProductEdit), |tx| {
            let now: Option<String> = tx
                .query_row("SELECT title FROM products WHERE id = ?1", [id], |row| row.get(0))
                .optional()?;
            let now = now.ok_or_else(|| Error::NotFound { what: "product", id: id.to_string() })?;
            tx.say("title", edit.title.clone().unwrap_or(now));
            set(tx, id, edit)
        })
    }
}

fn set(tx: &Tx, id: ProductId, edit: &ProductEdit) -> Result<()> {
    if let Some(title) = &edit.title {
        let title = required(title)?;
        if find(tx, title)?.is_some_and(|other| other != id) {
            return Err(Error::TitleTaken { title: title.to_owned() });
        }
        following_names(tx, || {
            tx.execute("UPDATE products SET title = ?2 WHERE id = ?1", params![id, title])?;
            Ok(())
        })?;
    }
    if let Some(kind) = edit.kind {
        tx.execute("UPDATE products SET kind = ?2 WHERE id = ?1", params![id, kind])?;
    }
    if let Some(source) = &edit.source {
        tx.execute("UPDATE products SET source = ?2 WHERE id = ?1", params![id, source.trim()])?;
    }
    if let Some(archived) = edit.archived {
        let at = archived.then_some(tx.now());
        tx.execute(
            "UPDATE products SET archived_at = ?2
             WHERE id = ?1 AND (archived_at IS NULL) = (?2 IS NOT NULL)",
            params![id, at],
        )?;
    }
    if let Some(courses) = &edit.courses {
        tx.execute("DELETE FROM product_courses WHERE product_id = ?1", [id])?;
        for course in courses {
            tx.execute(
                "INSERT OR IGNORE INTO product_courses (product_id, course_id) VALUES (?1, ?2)",
                params![id, course],
            )?;
        }
    }
    Ok(())
}

/// The product with this title, case and accents aside.
pub(crate) fn find(db: &Connection, title: &str) -> Result<Option<ProductId>> {
    titled(db, "SELECT id, title FROM products ORDER BY id", [], title)
}

pub(crate) fn add(tx: &Tx, title: &str) -> Result<ProductId> {
    let id = ProductId(tx.new_id()?);
    tx.execute(
        "INSERT INTO products (id, title, kind, created_at) VALUES (?1, ?2, 'product', ?3)",
        params![id, title, tx.now()],
    )?;
    Ok(id)
}
