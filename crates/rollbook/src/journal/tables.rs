//! The tables the journal records, in an order in which parents come before children.

/// How a change finds the member it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The row is the member.
    Key,
    /// The first column of the key is the member's id.
    KeyColumn,
    /// A column that points at members ([`Table::members`]) holds it; an update that leaves it alone
    /// does not carry it, so it is looked up by the row's id.
    Column { lookup: &'static str },
    /// The change is about no single member.
    Nobody,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    /// All columns, in table order; the changeset numbers them like this.
    pub columns: &'static [&'static str],
    /// How many leading columns are the primary key.
    pub n_key: usize,
    pub subject: Subject,
    /// The columns that point at a row of another table, and that table.
    pub parents: &'static [(usize, &'static str)],
    /// The table whose rows these are a part of, by the first column: a product that stays keeps its
    /// courses.
    pub part_of: Option<&'static str>,
}

impl Table {
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// The columns beside the first by which a row points at members: a change is about them as well.
    pub fn members(&self) -> impl Iterator<Item = usize> {
        let points = |(index, parent): &&(usize, &str)| *index > 0 && *parent == "members";
        self.parents.iter().filter(points).map(|(index, _)| *index)
    }

    /// The tables whose rows point at rows of this one, and the column they do it by.
    pub fn children(&self) -> impl Iterator<Item = (&'static Table, &'static str)> {
        TABLES.iter().flat_map(move |table| {
            let points_here = move |(_, parent): &&(usize, &str)| *parent == self.name;
            let by = move |(index, _): &(usize, &str)| (table, table.columns[*index]);
            table.parents.iter().filter(points_here).map(by)
        })
    }

    /// Parents come first.
    pub fn rank(name: &str) -> usize {
        TABLES.iter().position(|table| table.name == name).unwrap_or(TABLES.len())
    }
}

pub static TABLES: &[Table] = &[
    Table {
        name: "settings",
        columns: &["key", "value"],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[],
        part_of: None,
    },
    Table {
        name: "saved_views",
        columns: &["id", "name", "position", "filter", "sort", "columns", "created_at"],
        n_key: 1,
        subject: Subject::Nobody,
        part_of: None,
        parents: &[],
    },
    Table {
        name: "courses",
        columns: &[
            "id",
            "title",
            "external_id",
            "created_at",
            "archived_at",
            "in_order",
            "hide_locked",
            "drip",
            "drip_from",
        ],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[],
        part_of: None,
    },
    Table {
        name: "chapters",
        columns: &["id", "course_id", "title", "position", "drip", "created_at", "removed_at"],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[(1, "courses")],
        part_of: None,
    },
    Table {
        name: "lessons",
        columns: &[
            "id",
            "chapter_id",
            "title",
            "position",
            "kind",
            "pass_mark",
            "published",
            "drip",
            "created_at",
            "removed_at",
        ],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[(1, "chapters")],
        part_of: None,
    },
    Table {
        name: "cohorts",
        columns: &["id", "course_id", "title", "starts_on", "created_at", "closes_on"],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[(1, "courses")],
        part_of: None,
    },
    Table {
        name: "products",
        columns: &["id", "title", "kind", "source", "external_id", "created_at", "archived_at"],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[],
        part_of: None,
    },
    Table {
        name: "product_courses",
        columns: &["product_id", "course_id"],
        n_key: 2,
        subject: Subject::Nobody,
        parents: &[(0, "products"), (1, "courses")],
        part_of: Some("products"),
    },
    Table {
        name: "schedules",
        columns: &["product_id", "course_id", "in_order", "hide_locked", "drip", "drip_from"],
        n_key: 2,
        subject: Subject::Nobody,
        parents: &[(0, "products"), (1, "courses")],
        part_of: Some("products"),
    },
    Table {
        name: "chapter_rules",
        columns: &["product_id", "chapter_id", "drip"],
        n_key: 2,
        subject: Subject::Nobody,
        parents: &[(0, "products"), (1, "chapters")],
        part_of: Some("products"),
    },
    Table {
        name: "lesson_rules",
        columns: &["product_id", "lesson_id", "drip"],
        n_key: 2,
        subject: Subject::Nobody,
        parents: &[(0, "products"), (1, "lessons")],
        part_of: Some("products"),
    },
    Table {
        name: "custom_fields",
        columns: &["id", "key", "label", "created_at", "kind", "choices", "position"],
        n_key: 1,
        subject: Subject::Nobody,
        parents: &[],
        part_of: None,
    },
    Table {
        name: "members",
        columns: &[
            "id",
            "name",
            "name_key",
            "email",
            "email_key",
            "given",
            "family",
            "company",
            "phone",
            "external_id",
            "status",
            "joined_at",
            "last_seen_at",
            "created_at",
            "trashed_at",
            "merged_into",
        ],
        n_key: 1,
        subject: Subject::Key,
        parents: &[(15, "members")],
        part_of: None,
    },
    Table {
        name: "distinct_people",
        columns: &["member_id", "other_id"],
        n_key: 2,
        subject: Subject::KeyColumn,
        parents: &[(0, "members"), (1, "members")],
        part_of: Some("members"),
    },
    Table {
        name: "custom_values",
        columns: &["member_id", "field_id", "value"],
        n_key: 2,
        subject: Subject::KeyColumn,
        parents: &[(0, "members"), (1, "custom_fields")],
        part_of: Some("members"),
    },
    Table {
        name: "grants",
        columns: &[
            "id",
            "member_id",
            "course_id",
            "product_id",
            "cohort_id",
            "source",
            "source_ref",
            "state",
            "starts_at",
            "expires_at",
            "ended_at",
            "created_at",
        ],
        n_key: 1,
        subject: Subject::Column { lookup: "SELECT member_id FROM grants WHERE id = ?1" },
        parents: &[(1, "members"), (2, "courses"), (3, "products"), (4, "cohorts")],
        part_of: None,
    },
    Table {
        name: "course_progress",
        columns: &[
            "member_id",
            "course_id",
            "completed",
            "completed_at",
            "last_activity_at",
            "viewed",
            "started_at",
        ],
        n_key: 2,
        subject: Subject::KeyColumn,
        parents: &[(0, "members"), (1, "courses")],
        part_of: None,
    },
    Table {
        name: "drip_starts",
        columns: &["member_id", "course_id", "starts_at"],
        n_key: 2,
        subject: Subject::KeyColumn,
        parents: &[(0, "members"), (1, "courses")],
        part_of: None,
    },
    Table {
        name: "lesson_progress",
        columns: &["member_id", "lesson_id", "viewed_at", "completed_at"],
        n_key: 2,
        subject: Subject::KeyColumn,
        parents: &[(0, "members"), (1, "lessons")],
        part_of: None,
    },
    Table {
        name: "unlocks",
        columns: &["member_id", "lesson_id", "state", "set_at"],
        n_key: 2,
        subject: Subject::KeyColumn,
        parents: &[(0, "members"), (1, "lessons")],
        part_of: None,
    },
    Table {
        name: "quiz_results",
        columns: &["id", "member_id", "lesson_id", "score", "passed", "taken_at"],
        n_key: 1,
        subject: Subject::Column { lookup: "SELECT member_id FROM quiz_results WHERE id = ?1" },
        parents: &[(1, "members"), (2, "lessons")],
        part_of: None,
    },
];

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::book::tests::book;

    #[test]
    fn the_list_is_the_schema() {
        let (_dir, book) = book();
        book.read(|db| {
            for table in TABLES {
                let mut statement =
                    db.prepare(&format!("SELECT name, pk FROM pragma_table_info('{}')", table.name))?;
                let found: Vec<(String, i64)> = statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<_>>()?;
                let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
                assert_eq!(names, table.columns, "columns of {}", table.name);
                let n_key = found.iter().filter(|(_, pk)| *pk > 0).count();
                assert_eq!(n_key, table.n_key, "key of {}", table.name);
                let mut statement = db.prepare(&format!(
                    "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('{}')",
                    table.name
                ))?;
                let mut found: Vec<(String, String)> = statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<_>>()?;
                let mut listed: Vec<(String, String)> = table
                    .parents
                    .iter()
                    .map(|(index, parent)| (table.columns[*index].into(), (*parent).into()))
                    .collect();
                found.sort();
                listed.sort();
                assert_eq!(found, listed, "parents of {}", table.name);
            }
            let journaled = TABLES.len() as i64;
            let in_schema: i64 = db.query_row(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table'
                 AND name NOT IN ('journal', 'journal_changes', 'imports', 'counters', 'sqlite_sequence')",
                [],
                |row| row.get(0),
            )?;
            assert_eq!(journaled, in_schema, "every table is journaled or named as not journaled");
            Ok(())
        })
        .unwrap();
    }
}
