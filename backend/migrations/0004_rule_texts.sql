-- The file of a version that was added here, as it was written, with its remarks; NULL for those that come
-- with the program, which has their files.
ALTER TABLE rule_sets ADD COLUMN written TEXT;
