//! From what people type to rows: names resolved kindly, and never by guessing between two.

use rusqlite::{OptionalExtension, named_params, params};

use crate::error::{Error, Result, Sentence, Suggestion};
use crate::model::records::Target;
use crate::model::{SpeakerKind, namesake};
use crate::store::Store;
use crate::store::records::rows::{first, list};
use crate::text::names_alike::TITLES;
use crate::text::normalize::{clean_name, name_key};
use crate::text::suggest::did_you_mean;

/// A row that a typed name may mean.
struct Candidate {
    id: i64,
    person: i64,
    name: String,
    kind: String,
    note: Option<String>,
    key: String,
}

impl Store {
    /// The names of so many speakers who have one, the newest first.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn newest_names(&self, most: u64) -> Result<Vec<String>> {
        self.texts("select name from speaker where kind <> 'unnamed' order by id desc limit ?1", most)
    }

    /// The titles of so many documents, the newest first.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn newest_titles(&self, most: u64) -> Result<Vec<String>> {
        self.texts("select title from document order by id desc limit ?1", most)
    }

    fn texts(&self, query: &str, most: u64) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached(query)?;
        let rows = query.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The named speaker whom a name means, where a new one is made if there is none: by number, by the whole name or an
    /// alias, or, of a person, by some words of the name when it is the only one. Of two papers one is often called by some
    /// words of the other. An unnamed speaker is meant by number only.
    ///
    /// # Errors
    /// A name that may mean several; a number that means none.
    pub fn find_speaker(&self, typed: &str) -> Result<Option<i64>> {
        self.one_speaker(typed, &|candidate, key| {
            candidate.kind == SpeakerKind::Person.as_str() || without_article(&candidate.key) == without_article(key)
        })
    }

    /// The speaker whom a name means, where there must be one: as [`Store::find_speaker`], and by some words of any name.
    ///
    /// # Errors
    /// A name that means none or several.
    pub fn speaker(&self, typed: &str) -> Result<i64> {
        if let Some(id) = self.one_speaker(typed, &|_, _| true)? {
            return Ok(id);
        }
        let unnamed = self.speakers_called(typed, true)?;
        match one_person(&unnamed) {
            Some(candidate) => Ok(candidate.id),
            None if unnamed.is_empty() => Err(self.no_such_speaker(typed)?),
            None => Err(ambiguous("speakers", typed, &unnamed)),
        }
    }

    fn one_speaker(&self, typed: &str, may: &dyn Fn(&Candidate, &str) -> bool) -> Result<Option<i64>> {
        if let Some(id) = number(typed) {
            return self.speaker_exists(id).map(Some);
        }
        if let Some((name, id)) = namesake::read(typed)
            && self.speakers_called(name, false)?.iter().any(|candidate| candidate.id == id)
        {
            return Ok(Some(id));
        }
        let key = name_key(typed);
        let mut found = self.speakers_called(typed, false)?;
        found.retain(|candidate| candidate.key.is_empty() || may(candidate, &key));
        match one_person(&found) {
            Some(candidate) => Ok(Some(candidate.id)),
            None if found.is_empty() => Ok(None),
            None => Err(ambiguous("speakers", typed, &found)),
        }
    }

    /// Every speaker, after joins, that a name in a filter may mean; unnamed ones of one wording are all meant.
    ///
    /// # Errors
    /// A name that means nobody, or several named speakers.
    pub fn persons(&self, typed: &str) -> Result<Vec<i64>> {
        let mut query = self.conn.prepare_cached("select canonical_id from canonical_speaker where speaker_id = ?1")?;
        if let Some(id) = self.one_speaker(typed, &|_, _| true)? {
            return Ok(vec![query.query_row([id], |row| row.get(0))?]);
        }
        let mut persons: Vec<i64> = self.speakers_called(typed, true)?.into_iter().map(|found| found.person).collect();
        persons.sort_unstable();
        persons.dedup();
        if persons.is_empty() { Err(self.no_such_speaker(typed)?) } else { Ok(persons) }
    }

    /// The name of a named speaker that is much like a typed one, to warn of a typing error.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn speaker_like(&self, typed: &str, but: i64) -> Result<Option<String>> {
        if let Some(like) = self.in_name_index(|index| {
            let names = index.similar(typed).into_iter().filter(|name| name.speaker != but);
            like(typed, &names.map(|name| (name.shown.as_str(), name.key.as_str())).collect::<Vec<_>>())
        })? {
            return Ok(like);
        }
        let all = self.speaker_candidates(false)?;
        let all = all.iter().filter(|candidate| candidate.id != but);
        Ok(like(typed, &all.map(|candidate| (candidate.name.as_str(), candidate.key.as_str())).collect::<Vec<_>>()))
    }

    /// The named speaker who has a name or alias already, unless it is this one, or joined to it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn name_taken(&self, name: &str, but: Option<i64>) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select p.canonical_id from canonical_speaker p join speaker s on s.id = p.speaker_id
             where s.kind <> 'unnamed'
               and s.id in (select id from speaker where name = ?1 collate nocase
                            union all select speaker_id from speaker_alias where name = ?1 collate nocase)
               and p.canonical_id is not (select canonical_id from canonical_speaker where speaker_id = ?2)
             order by s.id limit 1",
            params![clean_name(name), but],
        )
    }

    fn no_such_speaker(&self, typed: &str) -> Result<Error> {
        let like = self.speaker_like(typed, 0)?;
        let hint =
            like.map_or_else(|| Suggestion::Speakers.into(), |name| Sentence::from(format!("did you mean {name}?")));
        Ok(Error::not_found(format!("no such speaker: {typed}")).hint(hint))
    }

    /// The speakers whose name or alias is what was typed or, where there is none, has all of its words.
    fn speakers_called(&self, typed: &str, unnamed: bool) -> Result<Vec<Candidate>> {
        let mut exact = self.conn.prepare_cached(
            "select p.speaker_id, p.canonical_id, p.name, p.kind, s.note from canonical_speaker p join speaker s on s.id = p.speaker_id
             where (s.kind = 'unnamed') = :unnamed
               and s.id in (select id from speaker where name = :name collate nocase
                            union all select speaker_id from speaker_alias where name = :name collate nocase)",
        )?;
        let rows = exact.query_map(named_params! { ":name": clean_name(typed), ":unnamed": unnamed }, |row| {
            Ok(Candidate {
                id: row.get(0)?,
                person: row.get(1)?,
                name: row.get(2)?,
                kind: row.get(3)?,
                note: row.get(4)?,
                key: String::new(),
            })
        })?;
        let found: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
        if !found.is_empty() {
            return Ok(found);
        }
        let key = name_key(typed);
        let words = significant_words(&key);
        let all = match self.in_name_index(|index| index.with_words(&words, unnamed))? {
            Some(speakers) => {
                let mut all = Vec::new();
                for speaker in speakers {
                    all.extend(self.candidates(unnamed, Some(speaker))?);
                }
                all
            }
            None => self.speaker_candidates(unnamed)?,
        };
        Ok(by_words(typed, all))
    }

    fn speaker_candidates(&self, unnamed: bool) -> Result<Vec<Candidate>> {
        self.candidates(unnamed, None)
    }

    /// All names and aliases, or those of one speaker.
    fn candidates(&self, unnamed: bool, only: Option<i64>) -> Result<Vec<Candidate>> {
        let which = if only.is_some() { "= ?2" } else { "is not ?2" };
        let mut query = self.conn.prepare_cached(&format!(
            "select p.speaker_id, p.canonical_id, p.name, p.kind, s.note, n.name as called
             from (select id, name from speaker where id {which}
                   union all select speaker_id, name from speaker_alias where speaker_id {which}) n
             join speaker s on s.id = n.id join canonical_speaker p on p.speaker_id = n.id
             where (s.kind = 'unnamed') = ?1 order by n.id"
        ))?;
        let rows = query.query_map(params![unnamed, only], |row| {
            let called: String = row.get("called")?;
            Ok(Candidate {
                id: row.get(0)?,
                person: row.get(1)?,
                name: row.get(2)?,
                kind: row.get(3)?,
                note: row.get(4)?,
                key: name_key(&called),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn speaker_exists(&self, id: i64) -> Result<i64> {
        self.must_exist("speaker", id, Suggestion::Speakers)
    }

    /// The document that a number, an address, a title or some words of title and publisher mean.
    ///
    /// # Errors
    /// Words that mean none or several.
    pub fn document_id(&self, typed: &str) -> Result<i64> {
        if let Some(id) = number(typed) {
            return self.document_exists(id);
        }
        let mut exact = self.conn.prepare_cached(
            "select id from document where url = :typed or title = :typed collate nocase
             union select document_id from document_alias where url = :typed or title = :typed collate nocase order by id",
        )?;
        let ids: Vec<i64> = exact
            .query_map(named_params! { ":typed": typed.trim() }, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if let [id] = ids[..] {
            return Ok(id);
        }
        if let Some(id) = self.document_at(typed)? {
            return Ok(id);
        }
        let all = self.document_candidates()?;
        let found = by_words(typed, all);
        match &found[..] {
            [one] => Ok(one.id),
            [] => {
                let all = self.document_candidates()?;
                let like = did_you_mean(typed, all.iter().map(|candidate| candidate.name.as_str()));
                let hint = like.map_or_else(
                    || Suggestion::Documents.into(),
                    |title| Sentence::from(format!("did you mean “{title}”?")),
                );
                Err(Error::not_found(format!("no such document: {typed}")).hint(hint))
            }
            _ => Err(ambiguous("documents", typed, &found)),
        }
    }

    fn document_exists(&self, id: i64) -> Result<i64> {
        match self.must_exist("document", id, Suggestion::Documents) {
            Err(error) => Err(match self.document_joined_into(id)? {
                Some(into) => Error::not_found(format!("document {id} was joined into document {into}"))
                    .hint(Suggestion::Document(into) + " shows it"),
                None => error,
            }),
            found => found,
        }
    }

    fn document_candidates(&self) -> Result<Vec<Candidate>> {
        let mut query = self.conn.prepare_cached(
            "select d.id, d.title, d.kind, (select name from canonical_speaker where speaker_id = d.publisher_id) as publisher
             from document d order by d.id",
        )?;
        let rows = query.query_map([], |row| {
            let (id, title, kind): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let publisher: Option<String> = row.get(3)?;
            let key = name_key(&format!("{title} {}", publisher.as_deref().unwrap_or_default()));
            let name = publisher.map_or_else(|| title.clone(), |publisher| format!("{title} ({publisher})"));
            Ok(Candidate { id, person: id, name, kind, note: None, key })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A claim by its number, which must exist.
    ///
    /// # Errors
    /// No such claim.
    pub fn claim_id(&self, id: i64) -> Result<i64> {
        match self.must_exist("claim", id, Suggestion::Claims + " shows what is recorded") {
            Err(error) => Err(match self.joined_into(id)? {
                Some(into) => Error::not_found(format!("claim {id} was joined into claim {into}"))
                    .hint(Suggestion::Claim(Some(into)) + " shows it"),
                None => error,
            }),
            found => found,
        }
    }

    /// The claims with a number from the first to the last, in order.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn claims_between(&self, first: i64, last: i64) -> Result<Vec<i64>> {
        list(&self.conn, "select id from claim where id between ?1 and ?2 order by id", [first, last])
    }

    /// A target, which must exist.
    ///
    /// # Errors
    /// No such claim, statement or document.
    pub fn target(&self, target: Target) -> Result<Target> {
        match target {
            Target::Claim(id) => self.claim_id(id)?,
            Target::Statement(id) => {
                self.must_exist("statement", id, Suggestion::Claim(None) + " lists its statements")?
            }
            Target::Document(id) => self.document_exists(id)?,
        };
        Ok(target)
    }

    /// A row by its number, which must exist; otherwise the error says so and hints at `how`.
    pub(in crate::store) fn must_exist(&self, table: &str, id: i64, how: impl Into<Sentence>) -> Result<i64> {
        let mut query = self.conn.prepare_cached(&format!("select id from {table} where id = ?1"))?;
        query
            .query_row([id], |row| row.get(0))
            .optional()?
            .ok_or_else(|| Error::not_found(format!("no such {table}: {id}")).hint(how))
    }
}

/// A name of digits only is a number; one that no row can have is taken for 0, which none has.
fn number(typed: &str) -> Option<i64> {
    let digits = typed.trim();
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().unwrap_or_default())
}

fn without_article(key: &str) -> &str {
    key.strip_prefix("the ").unwrap_or(key)
}

/// The words of a key by which a name is found.
fn significant_words(key: &str) -> Vec<&str> {
    without_article(key).split(' ').filter(|word| !word.is_empty() && !TITLES.contains(word)).collect()
}

/// The first of some names, each with its key, that is much like a typed one.
fn like(typed: &str, names: &[(&str, &str)]) -> Option<String> {
    if let Some(name) = did_you_mean(typed, names.iter().map(|(name, _)| *name)) {
        return Some(name.to_string());
    }
    // A single word may be meant for one of a longer name.
    let words = names.iter().flat_map(|(_, key)| key.split(' ').filter(|word| word.len() > 3));
    let word = did_you_mean(&name_key(typed), words)?;
    names.iter().find(|(_, key)| key.split(' ').any(|has| has == word)).map(|(name, _)| (*name).to_string())
}

/// The candidates whose key has every word that was typed, as a whole word or, from three letters on, as its beginning.
fn by_words(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
    let key = name_key(typed);
    let (typed, words) = (without_article(&key), significant_words(&key));
    if words.is_empty() {
        return Vec::new();
    }
    let begins = |has: &str, word: &str| has == word || (word.chars().count() >= 3 && has.starts_with(word));
    let fits = |candidate: &Candidate| words.iter().all(|word| candidate.key.split(' ').any(|has| begins(has, word)));
    let mut found: Vec<_> = all.into_iter().filter(fits).collect();
    if found.iter().any(|candidate| without_article(&candidate.key) == typed) {
        found.retain(|candidate| without_article(&candidate.key) == typed);
    }
    found.dedup_by_key(|candidate| candidate.id);
    found
}

fn one_person(found: &[Candidate]) -> Option<&Candidate> {
    let first = found.first()?;
    found.iter().all(|candidate| candidate.person == first.person).then_some(first)
}

fn ambiguous(what: &str, typed: &str, found: &[Candidate]) -> Error {
    let mut found: Vec<_> = found.iter().collect();
    found.sort_by_key(|one| (one.person, one.id != one.person));
    found.dedup_by_key(|one| one.person);
    let told = |one: &&Candidate| {
        let note = one.note.as_ref().filter(|note| note.chars().count() <= 40).map(|note| format!(", {note}"));
        format!("{} {} ({}{})", one.id, one.name, one.kind, note.unwrap_or_default())
    };
    let list: Vec<_> = found.iter().take(8).map(told).collect();
    let more = if found.len() > 8 { format!("; and {} more", found.len() - 8) } else { String::new() };
    Error::usage(format!("{typed} may mean {} {what}: {}{more}", found.len(), list.join("; ")))
        .hint("type more of the name, or the number before it")
}
