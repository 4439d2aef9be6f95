-- Who has which value of a field is read from this alone.
DROP INDEX custom_values_field;
CREATE INDEX custom_values_field ON custom_values (field_id, member_id, value);
