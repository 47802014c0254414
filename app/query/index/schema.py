"""The tables of the read index."""

FORMAT = "5"
"""Another one, and the index is made anew."""
NUMBER = (
    "(SELECT entity.id FROM (SELECT ? AS asked) LEFT JOIN standing ON standing.iri = asked "
    "CROSS JOIN entity ON entity.iri = COALESCE(one, asked))"
)
"""The number of the entity with an IRI, or of the one that stands for it."""

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE standing (iri TEXT PRIMARY KEY, one TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX standing_one ON standing (one, iri);
CREATE TABLE wrong (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE article (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, identifier TEXT NOT NULL, language TEXT, headline TEXT,
    published TEXT, url TEXT, first TEXT, last TEXT, digest TEXT NOT NULL, wide TEXT NOT NULL,
    predicates TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX article_order ON article (identifier, iri);
CREATE INDEX article_published ON article (IFNULL(published, '') DESC, identifier, iri);
CREATE TABLE entity (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, type TEXT NOT NULL DEFAULT '',
    mentions INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0,
    labels TEXT NOT NULL DEFAULT '{}', wikidata TEXT
);
CREATE INDEX entity_order ON entity (mentions DESC, iri);
CREATE INDEX entity_type ON entity (type, mentions DESC, iri);
CREATE TABLE entity_in (
    entity INTEGER NOT NULL, sort TEXT NOT NULL, article INTEGER NOT NULL, type TEXT NOT NULL,
    mentions INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (entity, sort, article)
) WITHOUT ROWID;
CREATE TABLE trait (
    entity INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, uses INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (entity, kind, value)
) WITHOUT ROWID;
CREATE INDEX entity_in_article ON entity_in (article);
CREATE TABLE name (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL,
    preferred INTEGER NOT NULL, folded TEXT NOT NULL, uses INTEGER NOT NULL DEFAULT 1,
    UNIQUE (entity, preferred, language, name)
);
CREATE INDEX name_folded ON name (folded);
CREATE TABLE word (word TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE spelling USING fts5 (folded, content='', tokenize='trigram');
CREATE TABLE predicate (
    iri TEXT NOT NULL, language TEXT NOT NULL, label TEXT NOT NULL, uses INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (iri, language, label)
) WITHOUT ROWID;
CREATE TABLE fact (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, article INTEGER NOT NULL, sort TEXT NOT NULL, category TEXT NOT NULL,
    polarity TEXT NOT NULL, modality TEXT NOT NULL, asserted INTEGER NOT NULL, source INTEGER, confidence REAL NOT NULL,
    first TEXT, last TEXT, said BLOB NOT NULL, wrong INTEGER NOT NULL
);
CREATE TABLE told (id INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE INDEX fact_order ON fact (sort, id);
CREATE INDEX fact_category ON fact (category, sort, id);
CREATE INDEX fact_article ON fact (article);
CREATE INDEX fact_iri ON fact (iri);
CREATE INDEX fact_said ON fact (said, sort);
CREATE TABLE part (
    entity INTEGER NOT NULL, sort TEXT NOT NULL, fact INTEGER NOT NULL, roles TEXT NOT NULL, first TEXT,
    says INTEGER NOT NULL, PRIMARY KEY (entity, sort, fact)
) WITHOUT ROWID;
CREATE INDEX part_fact ON part (fact);
CREATE INDEX part_time ON part (entity, first, sort, fact) WHERE first IS NOT NULL;
CREATE INDEX part_says ON part (entity, sort, fact) WHERE says > 0;
CREATE TABLE edge (
    subject INTEGER NOT NULL, object INTEGER NOT NULL, predicate TEXT NOT NULL, fact INTEGER NOT NULL,
    article INTEGER NOT NULL, category TEXT NOT NULL, asserted INTEGER NOT NULL, first TEXT, last TEXT
);
CREATE INDEX edge_subject ON edge (subject, object, predicate, category, fact, article, asserted, first, last);
CREATE INDEX edge_object ON edge (object, subject, predicate, category, fact, article, asserted, first, last);
CREATE INDEX edge_fact ON edge (fact);
CREATE TABLE mention (
    entity INTEGER NOT NULL, sort TEXT NOT NULL, begin INTEGER NOT NULL, stop INTEGER NOT NULL,
    article INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (entity, sort, begin, stop)
) WITHOUT ROWID;
CREATE INDEX mention_article ON mention (article);
"""
