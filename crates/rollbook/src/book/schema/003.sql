-- The last day on which somebody may join a cohort.
ALTER TABLE cohorts ADD COLUMN closes_on TEXT;

-- What a field of the school's own holds.
ALTER TABLE custom_fields ADD COLUMN kind TEXT NOT NULL DEFAULT 'text'
    CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no'));
ALTER TABLE custom_fields ADD COLUMN choices TEXT NOT NULL DEFAULT '[]';  -- JSON: the titles, in order
ALTER TABLE custom_fields ADD COLUMN position INTEGER NOT NULL DEFAULT 0;

-- Somebody who turned out to be somebody else's duplicate; the addresses kept here still find the person.
ALTER TABLE members ADD COLUMN merged_into INTEGER REFERENCES members (id);
CREATE INDEX members_merged ON members (merged_into) WHERE merged_into IS NOT NULL;

-- Two members that look alike and are two people, the smaller id first.
CREATE TABLE distinct_people (
    member_id INTEGER NOT NULL REFERENCES members (id),
    other_id  INTEGER NOT NULL REFERENCES members (id),
    PRIMARY KEY (member_id, other_id)
) WITHOUT ROWID;
CREATE INDEX distinct_people_other ON distinct_people (other_id);

-- Filters walk the open grants in memory, and wider indexes made each grant dearer to write.
DROP INDEX grants_member;
DROP INDEX grants_course;
DROP INDEX grants_product;
CREATE INDEX grants_member ON grants (member_id);
CREATE INDEX grants_course ON grants (course_id, member_id) WHERE course_id IS NOT NULL;
CREATE INDEX grants_product ON grants (product_id, member_id) WHERE product_id IS NOT NULL;

-- What a course is made of, and when it opens.
ALTER TABLE courses ADD COLUMN in_order INTEGER NOT NULL DEFAULT 0;     -- each lesson waits for all earlier ones
ALTER TABLE courses ADD COLUMN hide_locked INTEGER NOT NULL DEFAULT 0;  -- lessons that are locked are not shown

-- A rule stands with what it is about, so that one changes, is undone and is merged without the others.
-- It names lessons by their ids: they can be renamed and moved.
CREATE TABLE chapters (
    id         INTEGER PRIMARY KEY,
    course_id  INTEGER NOT NULL REFERENCES courses (id),
    title      TEXT NOT NULL,
    position   INTEGER NOT NULL,
    drip       TEXT,                            -- JSON: the rule; open without one
    created_at INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE INDEX chapters_course ON chapters (course_id);

CREATE TABLE lessons (
    id         INTEGER PRIMARY KEY,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id),
    title      TEXT NOT NULL,
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL DEFAULT 'lesson' CHECK (kind IN ('lesson', 'quiz')),
    pass_mark  INTEGER,                         -- of a quiz, in percent
    published  INTEGER NOT NULL DEFAULT 1,
    drip       TEXT,                            -- JSON: the rule; the chapter's without one
    created_at INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE INDEX lessons_chapter ON lessons (chapter_id);

CREATE TABLE lesson_progress (
    member_id    INTEGER NOT NULL REFERENCES members (id),
    lesson_id    INTEGER NOT NULL REFERENCES lessons (id),
    viewed_at    INTEGER,
    completed_at INTEGER,
    PRIMARY KEY (member_id, lesson_id)
) WITHOUT ROWID;
CREATE INDEX lesson_progress_lesson ON lesson_progress (lesson_id);

-- What was opened or locked by hand, whatever the rule says.
CREATE TABLE unlocks (
    member_id INTEGER NOT NULL REFERENCES members (id),
    lesson_id INTEGER NOT NULL REFERENCES lessons (id),
    state     TEXT NOT NULL CHECK (state IN ('open', 'locked')),
    set_at    INTEGER NOT NULL,
    PRIMARY KEY (member_id, lesson_id)
) WITHOUT ROWID;
CREATE INDEX unlocks_lesson ON unlocks (lesson_id);

-- One row, one attempt.
CREATE TABLE quiz_results (
    id        INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members (id),
    lesson_id INTEGER NOT NULL REFERENCES lessons (id),
    score     INTEGER NOT NULL,                 -- percent
    passed    INTEGER NOT NULL,                 -- by the pass mark of that day
    taken_at  INTEGER NOT NULL
);
CREATE INDEX quiz_results_member ON quiz_results (member_id, lesson_id);
CREATE INDEX quiz_results_lesson ON quiz_results (lesson_id);
