// SPDX-License-Identifier: Apache-2.0
#include "core/store/schema.h"

#include "core/store/row_state.h"

namespace marginalia::store {

namespace {

/// Text of one message list as search reads it: contents joined by newlines. In SQL, so that the
/// view serves any program.
constexpr const char* kTables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- deleted_by stands early, so that reading or setting it never touches the text's overflow pages.
CREATE TABLE record(
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, kind INTEGER NOT NULL, text_mode INTEGER NOT NULL,
  import_id INTEGER NOT NULL, deleted_by INTEGER NOT NULL DEFAULT 0, origin INTEGER NOT NULL,
  label_bool INTEGER, flaws INTEGER NOT NULL, len_words_a INTEGER NOT NULL, len_words_b INTEGER NOT NULL,
  line INTEGER NOT NULL, byte INTEGER NOT NULL, length INTEGER NOT NULL, digest BLOB NOT NULL,
  margin REAL, strength REAL, split TEXT NOT NULL, codes TEXT NOT NULL,
  prompt TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, steps TEXT NOT NULL, tools_json TEXT NOT NULL,
  template_arguments TEXT NOT NULL, meta TEXT NOT NULL);
CREATE UNIQUE INDEX record_uid ON record(uid);
CREATE TABLE import(
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL DEFAULT '', format TEXT NOT NULL,
  mapping TEXT NOT NULL, counts TEXT NOT NULL DEFAULT '{}', at INTEGER NOT NULL,
  next_byte INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL DEFAULT 0,
  undone_by INTEGER NOT NULL DEFAULT 0);

CREATE TABLE label_event(
  seq INTEGER PRIMARY KEY, uuid BLOB NOT NULL, record_uid BLOB NOT NULL, annotator TEXT NOT NULL,
  kind TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL, prev_hash BLOB NOT NULL, hash BLOB NOT NULL);
CREATE UNIQUE INDEX label_event_uuid ON label_event(uuid);
CREATE INDEX label_event_record ON label_event(record_uid, kind, seq);
CREATE INDEX label_event_annotator ON label_event(annotator, seq);

-- From here to tally: projections, rebuilt from record and label_event.
CREATE TABLE undone_event(seq INTEGER PRIMARY KEY);
CREATE TABLE label_state(
  record_id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, import_id INTEGER NOT NULL, hidden INTEGER NOT NULL,
  verdict INTEGER NOT NULL, source INTEGER NOT NULL, event INTEGER NOT NULL, flagged INTEGER NOT NULL,
  desirable INTEGER NOT NULL, flaws INTEGER NOT NULL, words_a INTEGER NOT NULL, words_b INTEGER NOT NULL);
CREATE TABLE prompt_order(record_id INTEGER PRIMARY KEY, key BLOB NOT NULL);
CREATE TABLE tally(import_id INTEGER NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY(import_id, name)) WITHOUT ROWID;

CREATE TABLE change(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, annotator TEXT NOT NULL, event BLOB,
  forward TEXT NOT NULL, inverse TEXT NOT NULL, state INTEGER NOT NULL, undone_order INTEGER NOT NULL DEFAULT 0);
CREATE INDEX change_state ON change(state, id);
CREATE INDEX change_undone ON change(state, undone_order);
CREATE INDEX change_kind ON change(kind, annotator, state, id);
CREATE INDEX change_event ON change(event) WHERE event IS NOT NULL;

CREATE TABLE draft(record_uid BLOB PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE view(id INTEGER PRIMARY KEY, name TEXT NOT NULL, filter TEXT NOT NULL);
CREATE TABLE run_note(run_id TEXT PRIMARY KEY, name TEXT NOT NULL, colour TEXT NOT NULL, shown INTEGER NOT NULL);
CREATE TABLE prompt_set(id INTEGER PRIMARY KEY, messages TEXT NOT NULL, topic TEXT NOT NULL);
CREATE TABLE answer(
  id INTEGER PRIMARY KEY, prompt_id INTEGER NOT NULL REFERENCES prompt_set(id), model TEXT NOT NULL,
  settings TEXT NOT NULL, text TEXT NOT NULL, tokens TEXT NOT NULL, cut INTEGER NOT NULL, seconds REAL NOT NULL);
CREATE INDEX answer_prompt ON answer(prompt_id, id);
CREATE TABLE vote(uid BLOB PRIMARY KEY, seq INTEGER NOT NULL, payload TEXT NOT NULL);
CREATE TABLE margin(
  run_id TEXT NOT NULL, record_id INTEGER NOT NULL, last REAL NOT NULL, n INTEGER NOT NULL, spark BLOB NOT NULL,
  PRIMARY KEY(run_id, record_id)) WITHOUT ROWID;

CREATE VIEW record_text(id, prompt, a, b) AS SELECT id,
  (SELECT group_concat(json_extract(value, '$.content'), char(10)) FROM json_each(record.prompt)),
  coalesce((SELECT group_concat(json_extract(value, '$.content'), char(10)) FROM json_each(record.a)),
           (SELECT group_concat(value, char(10)) FROM json_each(nullif(record.steps, ''), '$.steps'))),
  (SELECT group_concat(json_extract(value, '$.content'), char(10)) FROM json_each(record.b)) FROM record;
)sql";

// Words are found from their beginning: up to three letters would be thousands of terms without an
// index of their own.
constexpr const char* kSearchTable = R"sql(
CREATE VIRTUAL TABLE record_search USING fts5(
  prompt, a, b, content='record_text', content_rowid='id', tokenize='unicode61', prefix='1 2 3');
)sql";

constexpr const char* kTriggers = R"sql(
CREATE TRIGGER label_event_update BEFORE UPDATE ON label_event
  BEGIN SELECT RAISE(ABORT, 'label events are never changed'); END;
CREATE TRIGGER label_event_delete BEFORE DELETE ON label_event
  BEGIN SELECT RAISE(ABORT, 'label events are never removed'); END;
)sql";

/// Words of three letters get their index, which is then built in slices as after an import; pairs
/// are counted apart from other records.
void toVersionTwo(Database& database)
{
    database.script("DROP TABLE record_search");
    database.script(kSearchTable);
    setMeta(database, "indexed_to", "0");
    Tally pairs;
    pairs.addPairs(database);
    pairs.write(database);
}

}  // namespace

const char* eventTriggers()
{
    return kTriggers;
}

void createSchema(Database& database, const Uid& project, const std::string& name)
{
    Transaction transaction(database);
    database.script(kTables);
    database.script(kSearchTable);
    database.script(kTriggers);
    setMeta(database, "project", project.hex());
    setMeta(database, "name", name);
    setMeta(database, "indexed_to", "0");
    setMeta(database, "batch", "");
    database.script("PRAGMA application_id=" + std::to_string(kApplicationId) +
                    "; PRAGMA user_version=" + std::to_string(kSchemaVersion));
    transaction.commit();
}

const std::vector<Migration>& migrations()
{
    static const std::vector<Migration> list = {{2, toVersionTwo}};
    return list;
}

std::string metaText(Database& database, const std::string& key, const std::string& fallback)
{
    return database.text("SELECT value FROM meta WHERE key=?", key).value_or(fallback);
}

void setMeta(Database& database, const std::string& key, const std::string& value)
{
    database.run(
        "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET "
        "value=excluded.value",
        key, value);
}

}  // namespace marginalia::store
