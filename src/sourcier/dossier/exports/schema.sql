-- The tables of an exported dossier (docs/exports.md says what each column holds). Rows are numbered in reading order.
-- Keys are whole numbers, and what other tables point to has a `title`: Datasette shows that in place of a foreign key.
CREATE TABLE articles (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT, byline TEXT, publisher TEXT, published TEXT, updated TEXT,
  lang TEXT NOT NULL, url TEXT, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE sentences (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles(number),
  title TEXT NOT NULL, words TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, block TEXT NOT NULL,
  reason TEXT
);
CREATE TABLE claims (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles(number),
  sentence INTEGER REFERENCES sentences(number), part_of INTEGER REFERENCES claims(number),
  title TEXT NOT NULL, words TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  focus TEXT, focus_start INTEGER, focus_end INTEGER,
  kind TEXT, source_kind TEXT, source TEXT, commitment TEXT, polarity TEXT, checkability TEXT, presupposed INTEGER,
  worth REAL, verdict TEXT, why_none TEXT, verdict_words TEXT, at_publication TEXT, checkable_from TEXT, caveats TEXT,
  justification TEXT, decision TEXT, decided_verdict TEXT, rating TEXT, disputed INTEGER, added_by TEXT
);
CREATE TABLE quantities (
  number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(number), title TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, low NUMERIC, high NUMERIC, unit TEXT NOT NULL,
  comparator TEXT NOT NULL, half_width NUMERIC NOT NULL, per TEXT, "of" TEXT
);
CREATE TABLE claim_quantities (
  claim INTEGER NOT NULL REFERENCES claims(number), quantity INTEGER NOT NULL REFERENCES quantities(number),
  PRIMARY KEY (claim, quantity)
);
CREATE TABLE times (
  number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(number), title TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, first_day TEXT, day_after TEXT, grain TEXT NOT NULL,
  mod TEXT NOT NULL, relative INTEGER NOT NULL
);
CREATE TABLE claim_times (
  claim INTEGER NOT NULL REFERENCES claims(number), time INTEGER NOT NULL REFERENCES times(number),
  PRIMARY KEY (claim, time)
);
CREATE TABLE findings (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims(number), title TEXT NOT NULL,
  verdict TEXT NOT NULL, decides INTEGER NOT NULL, clock TEXT NOT NULL, probability REAL NOT NULL,
  operation TEXT NOT NULL, measure TEXT NOT NULL, definition TEXT NOT NULL, period TEXT, pack TEXT NOT NULL,
  pack_version TEXT, resource TEXT NOT NULL, statement TEXT NOT NULL, arithmetic TEXT, comparison TEXT, caveats TEXT
);
CREATE TABLE cells (
  number INTEGER PRIMARY KEY, finding INTEGER NOT NULL REFERENCES findings(number), place INTEGER NOT NULL,
  pack TEXT NOT NULL, resource TEXT NOT NULL, "key" TEXT NOT NULL, "column" TEXT NOT NULL, value TEXT NOT NULL,
  figure NUMERIC, unit TEXT NOT NULL, label TEXT NOT NULL, source TEXT NOT NULL, url TEXT, issuer TEXT, party TEXT,
  issued TEXT, note TEXT
);
CREATE TABLE passages (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims(number),
  stance TEXT NOT NULL, decides INTEGER NOT NULL, clock TEXT NOT NULL, supported REAL, refuted REAL,
  not_enough_evidence REAL, statement TEXT NOT NULL, text TEXT NOT NULL, differences TEXT, caveats TEXT,
  copies INTEGER NOT NULL, publisher TEXT, published TEXT, title TEXT, url TEXT, location TEXT NOT NULL,
  document_id TEXT NOT NULL, origin TEXT NOT NULL
);
CREATE TABLE factchecks (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims(number),
  claim_reviewed TEXT NOT NULL, rating TEXT NOT NULL, rated TEXT, probability REAL NOT NULL, differences TEXT,
  clock TEXT NOT NULL, statement TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT, title TEXT, url TEXT,
  claimant TEXT
);
CREATE TABLE quotations (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, claim INTEGER REFERENCES claims(number), words TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, speaker TEXT, status TEXT NOT NULL, decides INTEGER NOT NULL,
  clock TEXT NOT NULL, statement TEXT NOT NULL, said_by TEXT, edits TEXT, cut TEXT, turn TEXT, text TEXT,
  publisher TEXT, published TEXT, title TEXT, url TEXT, location TEXT
);
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, claim INTEGER REFERENCES claims(number), claim_id TEXT NOT NULL,
  action TEXT NOT NULL, verdict TEXT, rating TEXT, reason TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
  seen TEXT, spans TEXT, evidence_url TEXT, evidence_title TEXT, evidence_passage TEXT, evidence_stance TEXT
);
CREATE INDEX sentences_article ON sentences(article);
CREATE INDEX claims_id ON claims(id);
CREATE INDEX claims_article ON claims(article);
CREATE INDEX claims_sentence ON claims(sentence);
CREATE INDEX claims_part_of ON claims(part_of);
CREATE INDEX claims_verdict ON claims(verdict);
CREATE INDEX quantities_article ON quantities(article);
CREATE INDEX claim_quantities_quantity ON claim_quantities(quantity);
CREATE INDEX times_article ON times(article);
CREATE INDEX claim_times_time ON claim_times(time);
CREATE INDEX findings_claim ON findings(claim);
CREATE INDEX cells_finding ON cells(finding);
CREATE INDEX passages_claim ON passages(claim);
CREATE INDEX factchecks_claim ON factchecks(claim);
CREATE INDEX quotations_claim ON quotations(claim);
CREATE INDEX decisions_claim ON decisions(claim);
CREATE VIRTUAL TABLE claims_fts USING fts5(
  words, justification, content="claims", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);
