//! Saved views: a filter, an order and columns under a name, in the book, so that they travel with it
//! and can be undone like everything else.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::SortKey;
use crate::book::{Book, By, Tx};
use crate::courses::required;
use crate::error::{Error, Result};
use crate::filter::Filter;
use crate::ids::SavedViewId;
use crate::journal::{Op, OpKind, Outcome};
use crate::text::fold;

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct SavedView {
    pub id: SavedViewId,
    pub name: String,
    /// The text of a [`Filter`].
    pub filter: String,
    pub sort: Vec<SortKey>,
    /// As the window keeps them; none for the usual ones.
    pub columns: Vec<String>,
}

/// What to save; `None` leaves it, and in a new view is nothing.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct SavedViewEdit {
    pub name: Option<String>,
    pub filter: Option<String>,
    pub sort: Option<Vec<SortKey>>,
    pub columns: Option<Vec<String>>,
}

impl Book {
    /// In their order.
    pub fn saved_views(&self) -> Result<Vec<SavedView>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT id, name, filter, sort, columns FROM saved_views ORDER BY position, id",
            )?;
            let views = statement.query_map([], saved_view)?;
            Ok(views.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Saves a view behind the others. Its name must be new, and its filter must be one.
    pub fn save_view(&self, by: &By, view: &SavedViewEdit) -> Result<Outcome<SavedViewId>> {
        let name = view.name.as_deref().unwrap_or_default().trim();
        self.write(by, Op::new(OpKind::ViewSave).with("title", name), |tx| {
            let id = SavedViewId(tx.new_id()?);
            tx.execute(
                "INSERT INTO saved_views (id, name, position, filter, sort, columns, created_at)
                 SELECT ?1, '', coalesce(max(position), 0) + 1, '', '[]', '[]', ?2 FROM saved_views",
                params![id, tx.now()],
            )?;
            let name = Some(name.to_owned());
            set(tx, id, &SavedViewEdit { name, ..view.clone() })?;
            Ok(id)
        })
    }

    pub fn edit_view(&self, by: &By, id: SavedViewId, edit: &SavedViewEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ViewEdit), |tx| {
            let name = name_of(tx, id)?;
            tx.say("title", edit.name.clone().unwrap_or(name));
            set(tx, id, edit)
        })
    }

    /// Brings the views into an order; those not named come after the others.
    pub fn order_views(&self, by: &By, ids: &[SavedViewId]) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ViewsOrder), |tx| {
            let mut statement = tx.prepare("SELECT id FROM saved_views ORDER BY position, id")?;
            let present: Vec<SavedViewId> =
                statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let named = ids.iter().filter(|id| present.contains(id));
            let others = present.iter().filter(|id| !ids.contains(id));
            for (position, id) in (1_i64..).zip(named.chain(others)) {
                tx.execute(
                    "UPDATE saved_views SET position = ?2 WHERE id = ?1 AND position <> ?2",
                    params![id, position],
                )?;
            }
            Ok(())
        })
    }

    pub fn delete_view(&self, by: &By, id: SavedViewId) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ViewDelete), |tx| {
            tx.say("title", name_of(tx, id)?);
            tx.execute("DELETE FROM saved_views WHERE id = ?1", [id])?;
            Ok(())
        })
    }
}

/// Lets `change` give things of the book other titles; the filters of saved views name them by those
/// afterwards, in the same entry. A filter that `change` itself wrote is left as it is.
pub(crate) fn following_names<T>(tx: &Tx, change: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut views = Vec::new();
    for (id, text, filter) in filters(tx)? {
        let meaning = filter.meaning(tx)?;
        views.push((id, text, filter, meaning));
    }
    let value = change()?;
    for (id, text, filter, meaning) in views {
        let mut followed = filter.clone();
        followed.follow(tx, &meaning)?;
        if followed != filter {
            set_filter(tx, id, &text, &followed)?;
        }
    }
    Ok(value)
}

/// Has saved views name choices of a custom field by what they are called now.
pub(crate) fn rename_choices(
    tx: &Tx,
    label: &str,
    renamed: &BTreeMap<String, String>,
) -> Result<()> {
    for (id, text, filter) in filters(tx)? {
        let mut followed = filter.clone();
        followed.rename_choices(label, renamed);
        if followed != filter {
            set_filter(tx, id, &text, &followed)?;
        }
    }
    Ok(())
}

/// The filters of the saved views that can be read, with their texts.
fn filters(tx: &Tx) -> Result<Vec<(SavedViewId, String, Filter)>> {
    let mut statement = tx.prepare_cached("SELECT id, filter FROM saved_views ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut filters = Vec::new();
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        if let Ok(filter) = text.parse() {
            filters.push((row.get(0)?, text, filter));
        }
    }
    Ok(filters)
}

/// Writes a filter where `text` still is.
fn set_filter(tx: &Tx, id: SavedViewId, text: &str, filter: &Filter) -> Result<()> {
    tx.prepare_cached("UPDATE saved_views SET filter = ?3 WHERE id = ?1 AND filter = ?2")?
        .execute(params![id, text, filter.to_string()])?;
    Ok(())
}

fn saved_view(row: &Row) -> rusqlite::Result<SavedView> {
    // What a newer Rollbook wrote into them and this one can't read counts as the usual.
    let sort: String = row.get(3)?;
    let columns: String = row.get(4)?;
    Ok(SavedView {
        id: row.get(0)?,
        name: row.get(1)?,
        filter: row.get(2)?,
        sort: serde_json::from_str(&sort).unwrap_or_default(),
        columns: serde_json::from_str(&columns).unwrap_or_default(),
    })
}

fn name_of(tx: &Tx, id: SavedViewId) -> Result<String> {
    tx.query_row("SELECT name FROM saved_views WHERE id = ?1", [id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "view", id: id.to_string() })
}

fn set(tx: &Tx, id: SavedViewId, edit: &SavedViewEdit) -> Result<()> {
    if let Some(name) = &edit.name {
        let name = required(name)?;
        if is_taken(tx, id, name)? {
            return Err(Error::TitleTaken { title: name.to_owned() });
        }
        tx.execute("UPDATE saved_views SET name = ?2 WHERE id = ?1", params![id, name])?;
    }
    if let Some(filter) = &edit.filter {
        let filter: Filter = filter.parse()?;
        let text = filter.to_string();
        tx.execute("UPDATE saved_views SET filter = ?2 WHERE id = ?1", params![id, text])?;
    }
    if let Some(sort) = &edit.sort {
        tx.execute("UPDATE saved_views SET sort = ?2 WHERE id = ?1", params![id, json(sort)?])?;
    }
    if let Some(columns) = &edit.columns {
        let columns = json(columns)?;
        tx.execute("UPDATE saved_views SET columns = ?2 WHERE id = ?1", params![id, columns])?;
    }
    Ok(())
}

/// Whether another view has the name, case and accents aside.
fn is_taken(tx: &Tx, id: SavedViewId, name: &str) -> Result<bool> {
    let wanted = fold(name);
    let mut statement = tx.prepare_cached("SELECT name FROM saved_views WHERE id <> ?1")?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        if fold(row.get_ref(0)?.as_str().unwrap_or_default()) == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Internal(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{book, by};
    use crate::progress::Progress;
    use crate::views::SortField;

    fn named(name: &str, filter: &str) -> SavedViewEdit {
        SavedViewEdit {
            name: Some(name.into()),
            filter: Some(filter.into()),
            ..SavedViewEdit::default()
        }
    }

    fn names(book: &Book) -> Vec<String> {
        book.saved_views().unwrap().into_iter().map(|view| view.name).collect()
    }

    #[test]
    fn views_are_kept_in_their_order_and_every_step_is_undone() {
        let (_dir, book) = book();
        let late = SavedViewEdit {
            sort: Some(vec![SortKey { field: SortField::JoinedAt, desc: true }]),
            columns: Some(vec!["name:200".into()]),
            ..named(" Expiring ", "expires:hoje..+30d")
        };
        let late = book.save_view(&by(), &late).unwrap().value;
        let vip = book.save_view(&by(), &named("VIP", "company:ateliê")).unwrap().value;
        let views = book.saved_views().unwrap();
        assert_eq!(views[0].name, "Expiring");
        assert_eq!(views[0].filter, "expires:today..+30d");
        assert_eq!(views[0].sort, [SortKey { field: SortField::JoinedAt, desc: true }]);
        assert_eq!(views[0].columns, ["name:200"]);

        book.order_views(&by(), &[vip, late]).unwrap();
        assert_eq!(names(&book), ["VIP", "Expiring"]);
        book.edit_view(&by(), late, &named("Soon", "")).unwrap();
        book.delete_view(&by(), vip).unwrap();
        assert_eq!(names(&book), ["Soon"]);
        for expect in
            [&["VIP", "Soon"][..], &["VIP", "Expiring"], &["Expiring", "VIP"], &["Expiring"], &[]]
        {
            book.undo(&by(), None, &Progress::default()).unwrap();
            assert_eq!(names(&book), expect);
        }
        assert!(book.check(&Progress::default()).unwrap().findings.is_empty());
    }

    #[test]
    fn a_view_needs_a_name_of_its_own_and_a_filter_that_can_be_read() {
        let (_dir, book) = book();
        let save = |name, filter| book.save_view(&by(), &named(name, filter)).map(|o| o.value);
        let first = save("Sem acesso", "access:none").unwrap();
        assert_eq!(save("SEM ACESSO", "").unwrap_err().code(), "title_taken");
        assert_eq!(save(" ", "").unwrap_err().code(), "missing_title");
        assert_eq!(save("Odd", "colour:red").unwrap_err().code(), "bad_filter");
        book.edit_view(&by(), first, &named("Sem Acesso", "access:none")).unwrap();
        book.delete_view(&by(), first).unwrap();
        assert_eq!(book.delete_view(&by(), first).unwrap_err().code(), "not_found");
    }
}
