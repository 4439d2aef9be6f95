-- Journaled tables: each has an explicit primary key and is never a virtual table.

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE members (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,                 -- as the person writes it
    name_key     TEXT NOT NULL,                 -- folded: case and accents removed
    email        TEXT NOT NULL,
    email_key    TEXT NOT NULL,                 -- lower case, Unicode-normalised
    given        TEXT NOT NULL DEFAULT '',
    family       TEXT NOT NULL DEFAULT '',
    company      TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    external_id  TEXT NOT NULL DEFAULT '',      -- the platform's id, text because of leading zeros
    status       TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'pending', 'disabled')),
    joined_at    INTEGER,                       -- times are UTC milliseconds
    last_seen_at INTEGER,
    created_at   INTEGER NOT NULL,
    trashed_at   INTEGER
);
-- Not UNIQUE: two offline books that both added a person must still merge. The writer checks.
CREATE INDEX members_email ON members (email_key);
CREATE INDEX members_name ON members (name_key) WHERE trashed_at IS NULL;
CREATE INDEX members_external_id ON members (external_id) WHERE external_id <> '';
CREATE INDEX members_trashed ON members (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE TABLE custom_fields (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL,
    label      TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE custom_values (
    member_id INTEGER NOT NULL REFERENCES members (id),
    field_id  INTEGER NOT NULL REFERENCES custom_fields (id),
    value     TEXT NOT NULL,
    PRIMARY KEY (member_id, field_id)
) WITHOUT ROWID;

CREATE TABLE courses (
    id          INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    archived_at INTEGER
);

CREATE TABLE cohorts (
    id         INTEGER PRIMARY KEY,
    course_id  INTEGER NOT NULL REFERENCES courses (id),
    title      TEXT NOT NULL,
    starts_on  TEXT,                            -- days are ISO text in the book's zone
    created_at INTEGER NOT NULL
);
CREATE INDEX cohorts_course ON cohorts (course_id);

CREATE TABLE products (
    id          INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('product', 'bundle', 'subscription')),
    source      TEXT NOT NULL DEFAULT 'manual',
    external_id TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    archived_at INTEGER
);

CREATE TABLE product_courses (
    product_id INTEGER NOT NULL REFERENCES products (id),
    course_id  INTEGER NOT NULL REFERENCES courses (id),
    PRIMARY KEY (product_id, course_id)
) WITHOUT ROWID;
CREATE INDEX product_courses_course ON product_courses (course_id);

-- The ledger of access: one row, one reason. Rows are ended, never overwritten by another reason.
CREATE TABLE grants (
    id         INTEGER PRIMARY KEY,
    member_id  INTEGER NOT NULL REFERENCES members (id),
    course_id  INTEGER REFERENCES courses (id),
    product_id INTEGER REFERENCES products (id),
    cohort_id  INTEGER REFERENCES cohorts (id),
    source     TEXT NOT NULL DEFAULT 'manual',
    source_ref TEXT NOT NULL DEFAULT '',
    state      TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'pending', 'disabled')),
    starts_at  INTEGER NOT NULL,
    expires_at INTEGER,                         -- the last millisecond of access
    ended_at   INTEGER,
    created_at INTEGER NOT NULL,
    CHECK ((course_id IS NULL) <> (product_id IS NULL))
);
CREATE INDEX grants_member ON grants (member_id);
CREATE INDEX grants_course ON grants (course_id, member_id) WHERE course_id IS NOT NULL;
CREATE INDEX grants_product ON grants (product_id, member_id) WHERE product_id IS NOT NULL;
CREATE INDEX grants_cohort ON grants (cohort_id) WHERE cohort_id IS NOT NULL;

CREATE TABLE course_progress (
    member_id        INTEGER NOT NULL REFERENCES members (id),
    course_id        INTEGER NOT NULL REFERENCES courses (id),
    completed        REAL,                      -- 0 to 1
    completed_at     INTEGER,
    last_activity_at INTEGER,
    PRIMARY KEY (member_id, course_id)
) WITHOUT ROWID;
CREATE INDEX course_progress_course ON course_progress (course_id);

-- Each open reason for each course it opens: a grant of a product counts once per course it holds.
CREATE VIEW holdings AS
    SELECT id AS grant_id, member_id, course_id, product_id, cohort_id, source, state, starts_at, expires_at
    FROM grants WHERE ended_at IS NULL AND course_id IS NOT NULL
    UNION ALL
    SELECT g.id, g.member_id, h.course_id, g.product_id, g.cohort_id, g.source, g.state, g.starts_at, g.expires_at
    FROM grants g JOIN product_courses h ON h.product_id = g.product_id
    WHERE g.ended_at IS NULL AND g.product_id IS NOT NULL;

-- Not journaled: the journal itself and what belongs to it.

CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    op      TEXT NOT NULL,
    args    TEXT NOT NULL,                      -- JSON
    actor   TEXT NOT NULL,
    device  INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    rows    INTEGER NOT NULL,
    members INTEGER NOT NULL,
    undo_of INTEGER REFERENCES journal (seq)
);
CREATE INDEX journal_undo_of ON journal (undo_of) WHERE undo_of IS NOT NULL;

-- An entry's changeset in pieces of one table each, in key order, so that a piece can be read alone.
CREATE TABLE journal_changes (
    id            INTEGER PRIMARY KEY,
    seq           INTEGER NOT NULL REFERENCES journal (seq),
    tbl           TEXT NOT NULL,
    n             INTEGER NOT NULL,
    first_subject INTEGER,                      -- the members it touches: bounds …
    last_subject  INTEGER,
    subjects      BLOB,                         -- … and the set, a roaring bitmap
    changes       BLOB NOT NULL                 -- zstd of an SQLite changeset
);
CREATE INDEX journal_changes_seq ON journal_changes (seq);

CREATE TABLE imports (
    seq         INTEGER PRIMARY KEY REFERENCES journal (seq),
    file_name   TEXT NOT NULL,
    size        INTEGER NOT NULL,
    digest      TEXT NOT NULL,
    header_key  TEXT NOT NULL,
    settings    TEXT NOT NULL,                  -- JSON: layout, mapping, options
    counts      TEXT NOT NULL,                  -- JSON
    failed_rows BLOB                            -- zstd of a CSV that imports again
);
CREATE INDEX imports_header_key ON imports (header_key);

CREATE TABLE counters (
    device INTEGER PRIMARY KEY,
    next   INTEGER NOT NULL
);
