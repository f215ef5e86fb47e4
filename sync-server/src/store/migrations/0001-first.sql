-- Released migrations are never edited: add the next one.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The log is the order of everything; each entry carries the hash of the one before.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    entry TEXT NOT NULL CHECK (entry IN ('received', 'decided', 'granted', 'revoked', 'erased')),
    at INTEGER NOT NULL,
    record BLOB CHECK (length(record) = 32),
    verdict INTEGER,
    reason TEXT,
    again INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    prefix TEXT,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX log_decided_again ON log (seq) WHERE again = 1;
CREATE INDEX log_revoked ON log (author, seq) WHERE entry = 'revoked';

CREATE TABLE chains (
    chain_id BLOB PRIMARY KEY CHECK (length(chain_id) = 16),
    author TEXT NOT NULL,
    public_key BLOB NOT NULL CHECK (length(public_key) = 65),
    head_seq INTEGER NOT NULL,
    head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
    closed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX chains_author ON chains (author);

CREATE TABLE records (
    received_seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    chain_id BLOB NOT NULL REFERENCES chains (chain_id),
    chain_seq INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    prefix TEXT NOT NULL,
    class TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    reason TEXT,
    body BLOB NOT NULL,
    UNIQUE (chain_id, chain_seq)
) STRICT;
CREATE INDEX records_prefix ON records (prefix, received_seq);
CREATE INDEX records_class ON records (class, received_seq);
CREATE INDEX records_author ON records (author, received_seq);

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    why TEXT NOT NULL,
    hash BLOB NOT NULL,
    chain_id BLOB NOT NULL,
    chain_seq INTEGER NOT NULL,
    author TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (hash, why)
) STRICT;

-- What follows is projected from accepted records and can be rebuilt from them.
CREATE TABLE heads (
    subject TEXT NOT NULL,
    received_seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE replaced (
    subject TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE persons (
    person BLOB NOT NULL,
    received_seq INTEGER NOT NULL,
    PRIMARY KEY (person, received_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE postings (
    person BLOB NOT NULL,
    since TEXT NOT NULL,
    received_seq INTEGER NOT NULL,
    office TEXT NOT NULL,
    superior BLOB,
    PRIMARY KEY (person, since, received_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX postings_since ON postings (since);

CREATE TABLE present (
    person BLOB PRIMARY KEY,
    office TEXT NOT NULL,
    superior BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX present_superior ON present (superior);
CREATE INDEX present_office ON present (office);

CREATE TABLE offices (
    code TEXT NOT NULL,
    received_seq INTEGER NOT NULL,
    parent TEXT,
    PRIMARY KEY (code, received_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX offices_parent ON offices (parent);

CREATE TABLE peer_requests (
    peer BLOB NOT NULL,
    period TEXT NOT NULL,
    person BLOB NOT NULL,
    received_seq INTEGER NOT NULL,
    stands INTEGER NOT NULL,
    PRIMARY KEY (peer, period, person, received_seq)
) STRICT, WITHOUT ROWID;

-- Enrolments in order of acceptance; never taken back, a withdrawal is the next line.
CREATE TABLE enrolments (
    programme TEXT NOT NULL,
    session TEXT NOT NULL,
    accepted_seq INTEGER NOT NULL,
    person BLOB NOT NULL,
    enrolled INTEGER NOT NULL,
    PRIMARY KEY (programme, session, accepted_seq)
) STRICT, WITHOUT ROWID;

-- Deferred records and what they wait for.
CREATE TABLE waiting (
    key TEXT NOT NULL,
    received_seq INTEGER NOT NULL,
    PRIMARY KEY (key, received_seq)
) STRICT, WITHOUT ROWID;

-- What the server still has to derive.
CREATE TABLE derive_queue (
    what TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    author TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    person BLOB,
    password TEXT,
    disabled INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    author TEXT NOT NULL REFERENCES accounts (author),
    role TEXT NOT NULL,
    PRIMARY KEY (author, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    author TEXT NOT NULL REFERENCES accounts (author),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_author ON sessions (author);

CREATE TABLE sign_in_failures (
    name_digest BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE grants (
    author TEXT NOT NULL,
    prefix TEXT NOT NULL,
    granted_seq INTEGER NOT NULL,
    revoked_seq INTEGER,
    PRIMARY KEY (author, prefix, granted_seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX grants_active ON grants (author, prefix) WHERE revoked_seq IS NULL;
