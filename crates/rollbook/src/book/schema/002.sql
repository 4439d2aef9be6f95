-- Views of the member list that were saved under a name, shown in the order of `position`.
CREATE TABLE saved_views (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    filter     TEXT NOT NULL,
    sort       TEXT NOT NULL,                   -- JSON
    columns    TEXT NOT NULL,                   -- JSON; empty for the usual ones
    created_at INTEGER NOT NULL
);

-- What filters ask of the ledger is answered from its indexes alone, in the order of the members.
DROP INDEX grants_member;
DROP INDEX grants_course;
DROP INDEX grants_product;
CREATE INDEX grants_member ON grants
    (member_id, ended_at, course_id, product_id, state, starts_at, expires_at);
CREATE INDEX grants_course ON grants
    (course_id, member_id, ended_at, product_id, state, starts_at, expires_at) WHERE course_id IS NOT NULL;
CREATE INDEX grants_product ON grants
    (product_id, member_id, ended_at, course_id, state, starts_at, expires_at) WHERE product_id IS NOT NULL;
CREATE INDEX grants_source ON grants (source);
CREATE INDEX custom_values_field ON custom_values (field_id);
