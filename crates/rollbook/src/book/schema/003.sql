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
