CREATE TABLE articles (
    article_id TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    name TEXT,
    title TEXT,
    byline TEXT,
    publisher TEXT,
    language TEXT NOT NULL,
    published TEXT,
    added_at TEXT NOT NULL,
    sorting TEXT NOT NULL,
    supported INTEGER NOT NULL,
    refuted INTEGER NOT NULL,
    conflicting INTEGER NOT NULL,
    not_enough_evidence INTEGER NOT NULL,
    without INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    open INTEGER NOT NULL,
    conflicts INTEGER NOT NULL
);
CREATE INDEX articles_added ON articles (added_at);
CREATE INDEX articles_published ON articles (published, added_at);
CREATE INDEX articles_sorting ON articles (sorting);
CREATE INDEX articles_open ON articles (open, added_at);
CREATE INDEX articles_publisher ON articles (publisher);
CREATE INDEX articles_language ON articles (language);

CREATE TABLE searching (
    article_id TEXT PRIMARY KEY REFERENCES articles (article_id) ON DELETE CASCADE,
    folded TEXT NOT NULL
);

CREATE TABLE texts (
    article_id TEXT PRIMARY KEY REFERENCES articles (article_id) ON DELETE CASCADE,
    content {bytes} NOT NULL
);

CREATE TABLE editions (
    edition TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (article_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    dossier {bytes} NOT NULL,
    UNIQUE (article_id, number)
);

CREATE TABLE claims (
    article_id TEXT NOT NULL REFERENCES articles (article_id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT,
    verdict TEXT,
    words TEXT NOT NULL,
    folded TEXT NOT NULL,
    is_added BOOLEAN NOT NULL,
    part_of TEXT,
    is_present BOOLEAN NOT NULL,
    is_decided BOOLEAN NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    shown TEXT,
    PRIMARY KEY (article_id, claim_id)
);
CREATE INDEX claims_kind ON claims (kind, shown, is_present, article_id);

CREATE TABLE revisions (
    number {serial},
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    edition TEXT NOT NULL,
    record TEXT NOT NULL,
    FOREIGN KEY (article_id, claim_id) REFERENCES claims (article_id, claim_id) ON DELETE CASCADE
);
CREATE INDEX revisions_claim ON revisions (article_id, claim_id, number);

CREATE TABLE tags (
    article_id TEXT NOT NULL REFERENCES articles (article_id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (article_id, tag)
);
CREATE INDEX tags_tag ON tags (tag, article_id);

CREATE TABLE jobs (
    number {serial},
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    step TEXT,
    steps_done INTEGER NOT NULL,
    steps_total INTEGER NOT NULL,
    name TEXT NOT NULL,
    article_id TEXT,
    slug TEXT,
    message TEXT,
    added_at TEXT NOT NULL,
    added_by TEXT,
    attempt INTEGER NOT NULL,
    resumed BOOLEAN NOT NULL,
    worker TEXT,
    beat_at TEXT,
    media_type TEXT,
    url TEXT,
    lang TEXT,
    published TEXT,
    tags TEXT NOT NULL,
    content {bytes}
);
CREATE INDEX jobs_state ON jobs (state, number);

CREATE TABLE people (
    folded TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    added_at TEXT NOT NULL
);

CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (folded) ON DELETE CASCADE,
    added_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE attempts (
    tried TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
