-- The hashed files of the app's newest releases: a page that was opened before an upgrade finds what it
-- asks for, which the new binary has not.
CREATE TABLE releases (
    version TEXT PRIMARY KEY,
    served_at BIGINT NOT NULL
);

CREATE TABLE release_files (
    version TEXT NOT NULL,
    path TEXT NOT NULL,
    raw BYTEA NOT NULL,
    brotli BYTEA,
    PRIMARY KEY (version, path)
);
CREATE INDEX release_files_by_path ON release_files (path);
