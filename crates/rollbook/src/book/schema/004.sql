-- A course has a rule for all of its lessons; a chapter's or a lesson's own goes before it.
ALTER TABLE courses ADD COLUMN drip TEXT;                   -- JSON: the rule; open without one
ALTER TABLE courses ADD COLUMN drip_from INTEGER;           -- the lesson it begins with; the first without one

-- A product may open a course by another schedule. Of such a course it takes no rule from the course.
CREATE TABLE schedules (
    product_id  INTEGER NOT NULL REFERENCES products (id),
    course_id   INTEGER NOT NULL REFERENCES courses (id),
    in_order    INTEGER NOT NULL DEFAULT 0,
    hide_locked INTEGER NOT NULL DEFAULT 0,
    drip        TEXT,
    drip_from   INTEGER,
    PRIMARY KEY (product_id, course_id)
) WITHOUT ROWID;
CREATE INDEX schedules_course ON schedules (course_id);

CREATE TABLE chapter_rules (
    product_id INTEGER NOT NULL REFERENCES products (id),
    chapter_id INTEGER NOT NULL REFERENCES chapters (id),
    drip       TEXT NOT NULL,
    PRIMARY KEY (product_id, chapter_id)
) WITHOUT ROWID;
CREATE INDEX chapter_rules_chapter ON chapter_rules (chapter_id);

CREATE TABLE lesson_rules (
    product_id INTEGER NOT NULL REFERENCES products (id),
    lesson_id  INTEGER NOT NULL REFERENCES lessons (id),
    drip       TEXT NOT NULL,
    PRIMARY KEY (product_id, lesson_id)
) WITHOUT ROWID;
CREATE INDEX lesson_rules_lesson ON lesson_rules (lesson_id);

-- Somebody for whom a course is counted from another instant than their enrollment or cohort.
CREATE TABLE drip_starts (
    member_id INTEGER NOT NULL REFERENCES members (id),
    course_id INTEGER NOT NULL REFERENCES courses (id),
    starts_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, course_id)
) WITHOUT ROWID;
CREATE INDEX drip_starts_course ON drip_starts (course_id);

-- What everybody did in one lesson, and what one did in each, is read from these alone.
DROP INDEX lesson_progress_lesson;
DROP INDEX unlocks_lesson;
DROP INDEX quiz_results_lesson;
DROP INDEX quiz_results_member;
CREATE INDEX lesson_progress_lesson ON lesson_progress (lesson_id, member_id, viewed_at, completed_at);
CREATE INDEX unlocks_lesson ON unlocks (lesson_id, member_id, state, set_at);
CREATE INDEX quiz_results_lesson ON quiz_results (lesson_id, member_id, taken_at, score, passed);
CREATE INDEX quiz_results_member ON quiz_results (member_id, lesson_id, taken_at, passed);
CREATE INDEX members_blocked ON members (status) WHERE status = 'disabled';

-- Progress that is known of a course as a whole; what is known of its lessons is counted beside it.
ALTER TABLE course_progress ADD COLUMN viewed REAL;         -- 0 to 1
ALTER TABLE course_progress ADD COLUMN started_at INTEGER;
