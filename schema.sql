-- gainsay: a book of claims: who made them, who disputed them, and what their status is.
--
-- This file defines the whole database; `sqlite3 book.db < schema.sql` makes an empty book. It has four parts:
--   1. the record  what people wrote down; every change to it is one entry of the journal
--   2. the rules   views that compute which statements carry a claim, which dispute it, and what its status is
--   3. the cache   a copy of what the rules compute, one row for each claim, which makes lists fast
--   4. the index   the words of all texts, in the form in which they are searched
-- Parts 3 and 4 contain nothing that cannot be computed from part 1. The program updates them at the end of each entry, for
-- the claims and documents that the entry affected.
--
-- Conventions. `id` is a small number for people to type; it is never used twice. `uid` is 80 bits in hex; two books
-- recognise the same row by it. 62 of these bits are random, and 16 count upwards, so that rows that are added together are
-- neighbours in the index. The first character is a letter, so that no spreadsheet reads a uid as a number. Dates are
-- ISO 8601 text, as precise as they are known (2021, 2021-11, 2021-11-18, 2021-11-18T09:30); null means unknown. Offsets
-- count characters (Unicode scalar values) of the stored text from 0.

pragma application_id = 0x6761696e;  -- 'gain'
pragma user_version = 8;

------------------------------------------------------------------------------------------------------------------------
-- 1. The record
------------------------------------------------------------------------------------------------------------------------

-- A person, organisation or outlet that says things. A named speaker has one name and any number of aliases. An unnamed
-- speaker ("an unnamed minister") has the words of its document as its name, and belongs to that one document. A person can
-- state with same_as_id that two speakers are the same one; this changes nothing that was recorded, and can be undone.
create table speaker (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    kind         text    not null constraint speaker_kind check (kind in ('person', 'organisation', 'outlet', 'unnamed')),
    name         text    not null constraint speaker_name_given check (trim(name) <> ''),
    external_id  text,                                        -- Wikidata, e.g. Q42
    document_id  integer references document (id),            -- the document that an unnamed speaker belongs to
    same_as_id   integer references speaker (id),             -- the speaker that this one is; never a chain of several steps
    note         text,
    is_desk      integer constraint speaker_is_desk check (is_desk = 1),   -- 1 for the desk that keeps this book; else null
    constraint speaker_unnamed_in_document check ((kind = 'unnamed') = (document_id is not null)),
    constraint speaker_not_same_as_itself check (same_as_id <> id)
) strict;

-- Another name of a speaker.
create table speaker_alias (
    id          integer primary key autoincrement,
    speaker_id  integer not null references speaker (id) on delete cascade,
    name        text    not null constraint speaker_alias_name_given check (trim(name) <> ''),
    unique (speaker_id, name)
) strict;

-- Something that can be read, cited, archived, and denied as a whole. A `secondhand` document is known only through another
-- document.
create table document (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    kind          text    not null constraint document_kind check (kind in ('article', 'post', 'letter', 'broadcast', 'interview', 'speech',
                                                   'press-release', 'report', 'dataset', 'video', 'draft', 'other')),
    title         text    not null constraint document_title_given check (trim(title) <> ''),
    publisher_id  integer references speaker (id),
    url           text,
    archive_url   text,
    language      text,                                       -- BCP 47, e.g. en-GB
    published_on  text,
    access        text    not null default 'read' constraint document_access check (access in ('read', 'secondhand')),
    through_id    integer references document (id),           -- the document through which a secondhand one is known
    text          text,                                       -- the stored text; replaced as a whole, never edited
    text_sha256   text,                                       -- SHA-256 of `text` in UTF-8, in hex
    retrieved_at  text,
    note          text,
    constraint document_text_with_hash check ((text is null) = (text_sha256 is null)),
    constraint document_through_is_secondhand check (through_id is null or access = 'secondhand'),
    constraint document_not_through_itself check (through_id <> id)
) strict;

-- A document that was joined into another one, by whose uid, title and address that one is still recognised.
create table document_alias (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),   -- that of the joined document
    document_id  integer not null references document (id),
    title        text    not null constraint document_alias_title_given check (trim(title) <> ''),
    url          text
) strict;

-- A passage of a stored text of which a person said something: what the program suggests there was recorded or dismissed, or nothing
-- there has to be checked. The position is that of the words in the present text, as in `statement`; null if it does not have them.
-- A claim that was recorded there keeps its place in this way; where the words changed afterwards, the row has the words that
-- stand there now, and says since when.
create table marked_passage (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    document_id  integer not null references document (id),
    mark         text    not null constraint marked_passage_mark check (mark in ('recorded', 'dismissed', 'nothing-to-check')),
    suggested    text,           -- the speaker, the stance and the claim that were suggested there
    quote        text    not null constraint marked_passage_quote_given check (trim(quote) <> ''),
    quote_start  integer,
    quote_end    integer,
    claim_id     integer references claim (id),   -- the claim that was recorded there
    changed_at   text,           -- when the words changed that the claim was recorded by; null once somebody looked at it again
    constraint marked_passage_is_whole check ((quote_start is null) = (quote_end is null))
) strict;

-- A file that is kept beside a document: the page as it was saved, a PDF, a picture. Lists do not read its content.
create table attachment (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    document_id  integer not null references document (id),
    name         text    not null constraint attachment_name_given check (trim(name) <> ''),
    media_type   text    not null,   -- by its content, not by its name
    size         integer not null constraint attachment_size check (size between 0 and 67108864),
    sha256       text    not null,   -- of its content, in hex
    added_at     text    not null
) strict;

-- The content of attachments. It is not in the history, which has its hash, and stays when an attachment is removed.
create table attachment_content (
    id       integer primary key,
    sha256   text not null,
    content  blob not null           -- compressed with DEFLATE (RFC 1951)
) strict;

-- A proposition, worded affirmatively, without a speaker in it.
create table claim (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    text         text    not null constraint claim_text_given check (trim(text) <> ''),
    text_key     integer not null,   -- 63 bits of SHA-256 of the text without case, quotation marks and extra space
    stage        text    not null default 'new'
                 constraint claim_stage check (stage in ('new', 'checking', 'awaiting-reply', 'checked', 'dropped')),
    note         text,
    ref          text,               -- its id in the system that it was imported from
    recorded_at  text    not null
) strict;

-- A tag of a claim.
create table claim_tag (
    id        integer primary key autoincrement,
    claim_id  integer not null references claim (id) on delete cascade,
    tag       text    not null constraint claim_tag_given check (trim(tag) <> ''),
    unique (claim_id, tag)
) strict;

-- Another wording of a claim: that of a claim that was joined into it. By its uid, its ref and its words the claim is still
-- recognised.
create table claim_wording (
    id        integer primary key autoincrement,
    uid       text    not null default (lower(hex(randomblob(10)))),      -- that of the joined claim
    claim_id  integer not null references claim (id),
    text      text    not null constraint claim_wording_given check (trim(text) <> ''),
    text_key  integer not null,   -- as in `claim`
    ref       text
) strict;

-- The relation of a claim to another one: it contradicts it, it updates it (a later figure of the same), or it is a part of it.
create table claim_relation (
    id        integer primary key autoincrement,
    uid       text    not null default (lower(hex(randomblob(10)))),
    claim_id  integer not null references claim (id),
    relation  text    not null constraint claim_relation_word check (relation in ('contradicts', 'updates', 'part-of', 'compatible-with')),
    other_id  integer not null references claim (id),
    constraint claim_relation_of_two check (claim_id <> other_id)
) strict;

-- Two claims, speakers or documents of which somebody said that they are not the same, so that they are not offered to be joined.
create table distinct_pair (
    id                 integer primary key autoincrement,
    uid                text    not null default (lower(hex(randomblob(10)))),
    claim_id           integer references claim (id),
    other_claim_id     integer references claim (id),
    speaker_id         integer references speaker (id),
    other_speaker_id   integer references speaker (id),
    document_id        integer references document (id),
    other_document_id  integer references document (id),
    constraint distinct_pair_of_two check (
        (claim_id is null) = (other_claim_id is null) and (speaker_id is null) = (other_speaker_id is null)
        and (document_id is null) = (other_document_id is null)
        and coalesce(claim_id, speaker_id, document_id) <> coalesce(other_claim_id, other_speaker_id, other_document_id)),
    constraint distinct_pair_of_one_kind check ((claim_id is not null) + (speaker_id is not null) + (document_id is not null) = 1)
) strict;

-- A document in which a claim can be read although nobody is known to have said it there, such as the link of a row that names
-- nobody. The document carries the claim: whoever denies the whole document disputes it. The claim stays unsourced, and the
-- appearance counts neither as a repetition nor as an origin. Where somebody is known to have said it there, the statement
-- says so.
create table claim_appearance (
    id           integer primary key autoincrement,
    claim_id     integer not null references claim (id) on delete cascade,
    document_id  integer not null references document (id),
    unique (claim_id, document_id)
) strict;

-- The stance of one speaker on exactly one claim, statement or document, with the words, the place and the time.
--
-- The target is target_document_id or target_statement_id; if both are null, it is the claim itself. Two columns give the
-- end of a chain of statements about statements, so that no query has to follow the chain:
--   claim_id   the claim at the end of the chain; null only if the chain ends at a document
--   origin_id  the first statement further down the chain that is not a report; null for a statement that targets a claim
--              or a document
create table statement (
    id                   integer primary key autoincrement,
    uid                  text    not null default (lower(hex(randomblob(10)))),
    speaker_id           integer not null references speaker (id),
    role                 text,                                -- the role as worded then: "Justice secretary"
    stance               text    not null,
    -- The family of the stance; a plain `case`, because SQLite builds a table for each `in` with more than two words.
    family               text    not null generated always as (case stance
                             when 'asserts'          then 'for'      when 'confirms'            then 'for'
                             when 'reports'          then 'relay'
                             when 'denies'           then 'against'  when 'disputes-part'       then 'against'
                             when 'calls-misleading' then 'against'  when 'corrects'            then 'against'
                             when 'retracts'         then 'withdraw'
                             when 'declines-to-deny' then 'neither'  when 'declines-to-comment' then 'neither'
                             when 'does-not-respond' then 'neither'  when 'questions'           then 'neither'
                             when 'comments'         then 'neither'
                         end) virtual,
    claim_id             integer references claim (id),
    target_statement_id  integer references statement (id),
    target_document_id   integer references document (id),
    origin_id            integer references statement (id),
    document_id          integer references document (id),    -- the document in which it can be read
    occasion             text,                                -- "Times Radio", "a press conference"
    said_on              text,
    quote                text,                                -- the words of the speaker
    quote_start          integer,                             -- the position of the quote in the stored text; the end is
    quote_end            integer,                             --   exclusive; with up to 32 characters
    quote_prefix         text,                                --   before it and
    quote_suffix         text,                                --   after it (W3C Web Annotation selectors)
    note                 text,
    for_speaker_id       integer references speaker (id),     -- for whom the speaker spoke: the organisation of a spokesperson
    constraint statement_one_target check (target_statement_id is null or target_document_id is null),
    constraint statement_origin_of_chain check ((origin_id is null) = (target_statement_id is null)),
    constraint statement_has_target check (claim_id is not null or target_statement_id is not null or target_document_id is not null),
    constraint statement_document_has_no_claim check (claim_id is null or target_document_id is null),
    constraint statement_not_about_itself check (target_statement_id <> id and origin_id <> id),
    constraint statement_for_a_claim check (stance not in ('asserts', 'confirms') or (target_statement_id is null and target_document_id is null)),
    constraint statement_report_of_statement check (stance <> 'reports' or target_statement_id is not null),
    constraint statement_anchor_is_whole check ((quote_start is null) = (quote_end is null)),
    constraint statement_anchor_of_quote check (quote_start is null or (quote is not null and document_id is not null and quote_start < quote_end))
) strict;

-- The finding of a checker. A verdict is never overwritten: a newer one supersedes it, and the old one keeps its own label
-- and scale (schema.org Rating: a value between worst and best, stored as the exact text of the number).
create table verdict (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    claim_id      integer not null references claim (id),
    label         text    not null constraint verdict_label_given check (trim(label) <> ''),
    value         text,
    worst         text,
    best          text,
    bucket        text    constraint verdict_bucket check (bucket in ('true', 'mixed', 'false', 'other')),
    rationale     text,
    reviewer_id   integer references speaker (id),
    decided_on    text,
    review_url    text,
    review_title  text,
    recorded_at   text    not null
) strict;

-- A document, or a passage of it, that supports or contradicts a claim or gives context to it.
create table evidence (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    claim_id      integer not null references claim (id),
    document_id   integer not null references document (id),
    relation      text    not null constraint evidence_relation check (relation in ('supports', 'contradicts', 'context')),
    quote         text,
    quote_start   integer,                                    -- the position of the quote, as in `statement`
    quote_end     integer,
    quote_prefix  text,
    quote_suffix  text,
    note          text,
    constraint evidence_anchor_is_whole check ((quote_start is null) = (quote_end is null)),
    constraint evidence_anchor_of_quote check (quote_start is null or (quote is not null and quote_start < quote_end))
) strict;

-- Somebody who was asked to reply to a claim: when, in which way, and by which day the reply was due. A request is open until
-- closed_on; statement_id then is what closed it: the reply, or that the speaker does not respond. One reply can close several.
create table request (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    claim_id      integer not null references claim (id),
    speaker_id    integer not null references speaker (id),
    channel       text    constraint request_channel check (channel in ('email', 'phone', 'letter', 'post', 'visit')),
    asked_on      text    not null,
    due_on        text,
    note          text,
    closed_on     text,
    statement_id  integer references statement (id),
    constraint request_closed_by_statement check ((closed_on is null) = (statement_id is null))
) strict;

-- Something of our own that was published and was wrong: of a claim, of a verdict, or of a document. What follows from it is
-- recorded by itself: another verdict, other words.
create table correction (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    claim_id      integer references claim (id),
    verdict_id    integer references verdict (id),
    document_id   integer references document (id),
    wrong         text    not null constraint correction_wrong_given check (trim(wrong) <> ''),       -- what was published
    correct       text    not null constraint correction_correct_given check (trim(correct) <> ''),   -- what is right
    cause         text,                                       -- why, in a word of the desk
    reported_by   text,
    published_on  text,                                       -- when and where the correction was published
    url           text,
    note          text,
    recorded_at   text    not null,
    constraint correction_of_one check ((claim_id is not null) + (verdict_id is not null) + (document_id is not null) = 1)
) strict;

-- A cause of corrections that the desk has chosen. Where it has chosen none, the program has a list.
create table correction_cause (
    id    integer primary key autoincrement,
    uid   text    not null default (lower(hex(randomblob(10)))),
    name  text    not null constraint correction_cause_given check (trim(name) <> '')
) strict;

-- A filter saved under a name; another filter refers to it as `@name`. It is stored as typed, and read anew each time it is
-- used: `said:>=yesterday` moves on with the days, and a tag that no longer exists is an error, not an empty list.
create table saved (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    name         text    not null constraint saved_name_given check (trim(name) <> ''),   -- letters, digits, - and _
    filter       text    not null,
    recorded_at  text    not null
) strict;

-- Somebody of the desk. A reader looks; a checker records; an editor also removes, joins and imports, undoes what others did, and says who
-- the members are. A book without members has one owner, who may do everything; a book with members has at least one editor.
create table member (
    id          integer primary key autoincrement,
    uid         text    not null default (lower(hex(randomblob(10)))),
    name        text    not null constraint member_name_given check (trim(name) <> ''),
    role        text    not null constraint member_role check (role in ('reader', 'checker', 'editor')),
    speaker_id  integer references speaker (id),              -- the speaker who this member is
    password    integer                                       -- the number of passwords that were set so far; null if none was
) strict;

-- The password of a member, as a hash that argon2id made of it (a PHC string, with its own random salt). It is not in the history, as the
-- content of attachments is not: an undo must not bring an old password back, and no export has it. The history has only that one was set.
-- It has no reference to the member, so that a member can be removed; the program removes it with the member.
create table member_password (
    member_id  integer primary key,
    hash       text not null
) strict;

-- Who of the desk works on a claim, and until which day.
create table assignment (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    claim_id     integer not null references claim (id),
    member_id    integer not null references member (id),
    due_on       text,                                        -- a day
    assigned_at  text    not null
) strict;

-- What somebody of the desk says to the others about a claim. It is in no report and in no publication. `@Ann` in the text is for Ann.
create table comment (
    id          integer primary key autoincrement,
    uid         text    not null default (lower(hex(randomblob(10)))),
    claim_id    integer not null references claim (id),
    text        text    not null constraint comment_text_given check (trim(text) <> ''),
    writer      text,                                         -- the name of the writer then; null if nobody knows it
    member_id   integer references member (id),               -- the member who wrote it
    written_at  text    not null,
    edited_at   text
) strict;

-- One entry for each command. Nothing is ever removed from the journal: an undo is an entry that undoes another one, and a
-- redo is an entry that undoes an undo.
--
-- `hash` makes the entries a chain: it is the SHA-256, in hex, of
--   - the hash of the entry before (empty for the first entry),
--   - the columns id, at, command and undoes of this entry; if it has a member, also the word `member` and that name,
--   - each of its changes in the order of id: table_name, action, row_id, last_id, claim_id, content; after an `inserted`
--     change, its rows in the order of id, as they were when the entry ended: the id, and the name and value of each stored
--     column that is not null, in the order of the table.
-- Each of these values is written as its length in bytes, a colon, its UTF-8 bytes and a comma (a number as its digits, null
-- as `-,`). So whoever changes, adds or removes an entry or a row without the program, or an earlier state of a row, breaks
-- the chain, unless all hashes from there on are recomputed; a hash that is kept elsewhere protects against that. A column
-- that is added to a table of the record must be null in the existing rows.
create table journal (
    id       integer primary key autoincrement,
    at       text    not null,                                -- UTC, ISO 8601
    command  text    not null,                                -- the command line as typed
    undoes   integer unique references journal (id),
    hash     text    not null default '',                     -- empty only while the entry is written
    member   text,                                            -- the name of who did it; null in entries of before version 7
    constraint journal_undoes_earlier check (undoes < id)
) strict;

-- What an entry changed, with what undo needs. `inserted` names the rows row_id to last_id without their content;
-- `updated` stores each changed column as {"column": [before, after]}; `deleted` stores the whole row.
create table journal_change (
    id          integer primary key,
    entry_id    integer not null references journal (id),
    table_name  text    not null,
    action      text    not null constraint journal_change_action check (action in ('inserted', 'updated', 'deleted')),
    row_id      integer not null,
    last_id     integer not null,
    claim_id    integer,                                      -- the claim that the row is or was about, if it is one row
    content     text,
    constraint journal_change_content check ((action = 'inserted') = (content is null)),
    constraint journal_change_one_row check (action = 'inserted' or last_id = row_id)
) strict;

-- An entry of another history that was merged into this book. The copies of a book begin with the same entries, which have the same
-- hashes; what each copy did since then is known to the other one by these. They say who recorded what came with a merge, and when.
create table merged_entry (
    id       integer primary key autoincrement,
    hash     text    not null,                                -- as in `journal`, there
    at       text    not null,
    member   text,
    command  text    not null,
    file     text    not null                                 -- the name of the file from which it came
) strict;

-- The entry that set a field of a row, where that is not to be seen in this book's own history: the value came with a merge. A field is
-- one column or several that belong together (`store/merge/fields.rs`). `*` stands for all fields of a row, `exists` says that the
-- row is there, `removed` that it was removed; `content` then is the row as it was.
create table merged_version (
    id          integer primary key autoincrement,
    table_name  text    not null,
    row_key     text    not null,                             -- the uid of the row; else what it is recognised by, such as `uid tag`
    field       text    not null,
    version     text,                                         -- the hash of the entry; null for entry_id; `-`: the value is nobody's
    entry_id    integer not null,                             -- the entry of this book that wrote this row
    content     text
) strict;

-- What another copy of the book says differently, beside what the record says: a value of a field, that the row was removed
-- (`removed`), or a row that is not in the record (`whole row`). Nobody but a person decides between the two; until then it stays.
--   changed  both copies changed the field
--   removed  one copy removed the row, the other one changed it, or something that belongs to it
--   needs    the value refers to a row that is not in the record: `because`
--   taken    only one row can have the value, or the value would close a circle
--   same     both say the same, or the row goes with `because`; there is nothing to decide
create table conflict (
    id          integer primary key autoincrement,
    table_name  text    not null,
    row_key     text    not null,                             -- as in merged_version
    field       text    not null,
    version     text    not null,                             -- the hash of the entry that set the value
    at          text,                                         -- when that was, and who did it
    member      text,
    value       text,                                         -- JSON: its columns, a row is named by its uid; of a removal, what it has seen
    reason      text    not null constraint conflict_reason check (reason in ('changed', 'removed', 'needs', 'taken', 'same')),
    because     text,                                         -- the table and the key of another row
    claim_id    integer                                       -- the claim that it is about, if that is in the record
) strict;

-- Indexes: each uid is unique in its table, each foreign key has an index, and the others serve filters and orders of lists.
create unique index speaker_uid   on speaker (uid);
create unique index document_uid  on document (uid);
create unique index claim_uid     on claim (uid);
create unique index statement_uid on statement (uid);
create unique index verdict_uid   on verdict (uid);
create unique index evidence_uid  on evidence (uid);
create unique index saved_uid     on saved (uid);
create unique index saved_name    on saved (name collate nocase);
create unique index member_uid    on member (uid);
create unique index member_name   on member (name collate nocase);
create unique index assignment_uid   on assignment (uid);
create unique index assignment_claim on assignment (claim_id);
create unique index comment_uid      on comment (uid);
create unique index claim_ref     on claim (ref) where ref is not null;
create unique index document_alias_uid  on document_alias (uid);
create unique index attachment_uid      on attachment (uid);
create unique index attachment_content_sha256 on attachment_content (sha256);
create unique index claim_wording_uid   on claim_wording (uid);
create unique index claim_relation_uid  on claim_relation (uid);
create unique index claim_relation_pair on claim_relation (claim_id, other_id, relation);
create unique index distinct_pair_uid   on distinct_pair (uid);
create unique index marked_passage_uid  on marked_passage (uid);
create unique index request_uid         on request (uid);
create unique index correction_uid      on correction (uid);
create unique index correction_cause_uid  on correction_cause (uid);
create unique index correction_cause_name on correction_cause (name collate nocase);

create unique index merged_entry_hash on merged_entry (hash);
create index merged_version_row on merged_version (table_name, row_key);
create index merged_version_removed on merged_version (version) where field = 'removed';
create index conflict_row       on conflict (table_name, row_key);
create index conflict_claim     on conflict (claim_id) where claim_id is not null and reason <> 'same';

create index speaker_name         on speaker (name collate nocase);
create index speaker_document     on speaker (document_id) where document_id is not null;
create index speaker_desk         on speaker (is_desk) where is_desk = 1;
create index speaker_same_as      on speaker (same_as_id) where same_as_id is not null;
create index speaker_alias_name   on speaker_alias (name collate nocase);
create index document_title       on document (title collate nocase);
create index document_publisher   on document (publisher_id);
create index document_through     on document (through_id) where through_id is not null;
create index document_url         on document (url) where url is not null;
create index document_alias_document on document_alias (document_id);
create index attachment_document     on attachment (document_id);
create index document_alias_title    on document_alias (title collate nocase);
create index document_alias_url      on document_alias (url) where url is not null;
create index marked_passage_document on marked_passage (document_id);
create index marked_passage_claim    on marked_passage (claim_id) where claim_id is not null;
create index claim_text_key       on claim (text_key);
create index claim_wording_claim  on claim_wording (claim_id);
create index claim_wording_key    on claim_wording (text_key);
create index claim_wording_ref    on claim_wording (ref) where ref is not null;
create index claim_relation_other on claim_relation (other_id);
create index distinct_pair_claim     on distinct_pair (claim_id, other_claim_id) where claim_id is not null;
create index distinct_pair_claim_2   on distinct_pair (other_claim_id) where other_claim_id is not null;
create index distinct_pair_speaker   on distinct_pair (speaker_id, other_speaker_id) where speaker_id is not null;
create index distinct_pair_speaker_2 on distinct_pair (other_speaker_id) where other_speaker_id is not null;
create index distinct_pair_document   on distinct_pair (document_id, other_document_id) where document_id is not null;
create index distinct_pair_document_2 on distinct_pair (other_document_id) where other_document_id is not null;
create index claim_tag_tag        on claim_tag (tag, claim_id);
create index claim_appearance_document on claim_appearance (document_id);
create index statement_speaker    on statement (speaker_id, family, claim_id);
create index statement_claim      on statement (claim_id);
create index statement_statement  on statement (target_statement_id) where target_statement_id is not null;
create index statement_target     on statement (target_document_id) where target_document_id is not null;
create index statement_origin     on statement (origin_id) where origin_id is not null;
create index statement_for        on statement (for_speaker_id) where for_speaker_id is not null;
create index statement_retraction on statement (target_statement_id, claim_id, target_document_id) where stance = 'retracts';
create index statement_document   on statement (document_id);
create index verdict_claim        on verdict (claim_id, reviewer_id, decided_on);
create index verdict_reviewer     on verdict (reviewer_id);
create index verdict_label        on verdict (label collate nocase);
create index verdict_url          on verdict (review_url, claim_id) where review_url is not null;
create index evidence_claim       on evidence (claim_id);
create index evidence_document    on evidence (document_id, claim_id);
create index member_speaker       on member (speaker_id) where speaker_id is not null;
create index assignment_member    on assignment (member_id, due_on);
create index assignment_due       on assignment (due_on) where due_on is not null;
create index comment_claim        on comment (claim_id);
create index comment_member       on comment (member_id) where member_id is not null;
create index request_claim        on request (claim_id);
create index request_speaker      on request (speaker_id);
create index request_statement    on request (statement_id) where statement_id is not null;
create index correction_claim     on correction (claim_id) where claim_id is not null;
create index correction_verdict   on correction (verdict_id) where verdict_id is not null;
create index correction_document  on correction (document_id) where document_id is not null;
create index journal_change_entry on journal_change (entry_id);
create index journal_change_row   on journal_change (table_name, row_id);
create index journal_change_claim on journal_change (claim_id) where claim_id is not null;

------------------------------------------------------------------------------------------------------------------------
-- 2. The rules
------------------------------------------------------------------------------------------------------------------------

-- The speaker that each speaker really is, after all `same_as_id` are followed: one row for each speaker. One step is enough.
create view canonical_speaker as
select s.id as speaker_id, p.id as canonical_id, p.name, p.kind
from speaker s
join speaker p on p.id = coalesce(s.same_as_id, s.id);

-- The first and the last date that each vague date of the record may mean (ISO 8601-2, EDTF level 1): 199X, 2023-21 (spring), 1990~ or
-- 2021-11/2021-12 have others than themselves; an open beginning is '' and an open end 9999. The program writes a row for each
-- such date when it is recorded (`store/status/vague_dates.rs`). A date is within a longer one if it begins like it.
create table vague_date (
    date       text primary key,
    first_date text not null,
    last_date  text not null
) strict, without rowid;

-- Each statement with the speaker who answers for it, `principal_id`: that for whom its speaker spoke, or the speaker; with
-- `party_id`, the same after joins; and with its `day`: that on which it was said or, if that is unknown, on which its document
-- was published; `day_from` and `day_to` are the first and the last date that it may mean.
create view dated_statement as
select s.*, coalesce(s.for_speaker_id, s.speaker_id) as principal_id,
       (select coalesce(same_as_id, id) from speaker where id = coalesce(s.for_speaker_id, s.speaker_id)) as party_id,
       coalesce(s.said_on, (select published_on from document where id = s.document_id)) as day,
       coalesce((select first_date from vague_date
                 where date = coalesce(s.said_on, (select published_on from document where id = s.document_id))),
                s.said_on, (select published_on from document where id = s.document_id)) as day_from,
       coalesce((select last_date from vague_date
                 where date = coalesce(s.said_on, (select published_on from document where id = s.document_id))),
                s.said_on, (select published_on from document where id = s.document_id)) as day_to
from statement s;

-- The retractions that were not taken back themselves. A retraction whose own retraction was taken back stands again.
create view standing_retraction as
select r.* from dated_statement r
where r.stance = 'retracts'
  and not exists (select 1 from dated_statement a
                  where a.stance = 'retracts' and a.target_statement_id = r.id and a.claim_id is r.claim_id
                    and a.party_id = r.party_id
                    and not exists (select 1 from dated_statement b
                                    where b.stance = 'retracts' and b.target_statement_id = a.id and b.claim_id is a.claim_id
                                      and b.party_id = a.party_id));

-- The retraction that took each statement back; `retracted_by_id` is null if none did. A retraction is always of the same
-- party. (`+r.id` and the claims that are compared let SQLite use the index of retractions.) It takes back
--   of a statement  that statement;
--   of a claim      what that party made or reported of the claim until the day of the retraction, that day included; if the
--                   day of either is unknown, what was recorded before it. A dispute of the claim is not among that;
--   of a document   what that party made or reported in the document.
create view statement_retracted as
select s.id as statement_id, s.claim_id, coalesce(
    (select min(+r.id) from standing_retraction r
     where r.target_statement_id = s.id and r.claim_id is s.claim_id and r.party_id = s.party_id),
    iif(s.family = 'for' or s.family = 'relay', (
        select min(+r.id) from standing_retraction r
        where r.target_statement_id is null and r.claim_id = s.claim_id and r.party_id = s.party_id
          and iif(r.day is null or s.day is null, s.id < r.id, s.day_from <= r.day_to || '~')
          and (s.family = 'for' or (select family from statement where id = s.origin_id) = 'for')), null),
    iif(s.family = 'for' or s.family = 'relay', (
        select min(+r.id) from standing_retraction r
        where r.target_statement_id is null and r.claim_id is null and r.target_document_id = s.document_id
          and r.party_id = s.party_id), null)
    ) as retracted_by_id
from dated_statement s;

-- A copy of the rows of statement_retracted where a retraction took the statement back: to work them out anew in every query
-- is slow. It is kept like claim_status_cache, below.
create table retracted_cache (
    statement_id     integer primary key,
    claim_id         integer,
    retracted_by_id  integer not null
) strict;

create index retracted_cache_claim on retracted_cache (claim_id);
create index retracted_cache_by    on retracted_cache (retracted_by_id);

-- Each statement with the retraction that took it back, if one did. (A subquery, because SQLite would read all statements where
-- a view that joins is itself joined with `left join`.)
create view standing_statement as
select s.*, (select retracted_by_id from retracted_cache where statement_id = s.id) as retracted_by_id
from dated_statement s;

-- The statements that carry a claim, and the document of each, if any: those that make the claim, and those that report that
-- somebody made it. A report that somebody would not deny a claim does not carry it: a non-denial supports nothing.
create view carrying_statement as
select s.claim_id, s.id as statement_id, s.principal_id, s.document_id, s.day, s.day_from, s.quote, s.family = 'for' as makes,
       s.retracted_by_id is null as stands
from standing_statement s
left join statement o on o.id = s.origin_id
where s.claim_id is not null and (s.family = 'for' or (s.family = 'relay' and o.family = 'for'));

-- How often a claim was made or reported, without statements that were retracted: the number of statements that carry it; of
-- their speakers, where a speaker counts once; and of origins, which are the speakers who made the claim themselves. Ten
-- reprints of one origin are ten speakers and one origin.
create view claim_repetition as
select k.claim_id, count(*) as times, count(distinct p.canonical_id) as speakers,
       count(distinct p.canonical_id) filter (where k.makes) as origins,
       substr(min(k.day_from || ' ' || k.day), instr(min(k.day_from || ' ' || k.day), ' ') + 1) as first_said_on,
       substr(max(k.day_from || ' ' || k.day), instr(max(k.day_from || ' ' || k.day), ' ') + 1) as last_said_on
from carrying_statement k
join canonical_speaker p on p.speaker_id = k.principal_id
where k.stands
group by k.claim_id;

-- Every statement that bears on a claim, with the part that it plays for the claim and the basis on which it reaches it: it
-- targets the claim itself, another statement about the claim (the attribution), or a document that carries the claim.
-- `stands` is 0 if the statement was retracted. A dispute of a part of a document, or a correction of it, does not say which
-- claim it means, so it reaches none. A dispute of a statement that was itself retracted is no dispute of an attribution.
--
-- These views are kept apart because SQLite can push a condition into a view that is a single `select`, but not into a union
-- that is aggregated: it would then read the whole table for one claim. claim_statement is the union, for reading.
--
-- Each statement with its part for the claim at the end of its chain, if there is one.
create view statement_part as
select s.*, iif(s.target_statement_id is null, 'claim', 'attribution') as basis,
       case
         when s.family = 'for' then 'makes'
         when s.target_statement_id is null then case
           when s.family = 'against'          then 'disputes'
           when s.stance = 'declines-to-deny' then 'does-not-deny'
           when s.stance = 'retracts'         then 'withdraws'
           else                                    'responds' end
         when (select family from statement where id = s.origin_id) <> 'for' then 'responds'
         when s.family = 'relay' then 'relays'
         when s.family = 'against' and exists (select 1 from standing_statement t where t.id = s.target_statement_id
              and (t.family = 'for' or t.family = 'relay') and t.retracted_by_id is null) then 'disputes'
         when s.stance = 'retracts' then 'withdraws'
         else 'responds'
       end as part
from standing_statement s;

-- The statements that bear on a claim directly or through another statement about it.
create view claim_bearing as
select claim_id, id as statement_id, principal_id, document_id, day, day_from, retracted_by_id is null as stands, basis, part
from statement_part
where claim_id is not null;

-- The statements that bear on a claim because they are about a whole document that carries it, or in which it appears.
create view document_bearing as
select k.claim_id, s.id as statement_id, s.principal_id, s.retracted_by_id is null as stands,
       case when s.stance in ('denies', 'calls-misleading') then 'disputes'
            when s.stance = 'retracts'                      then 'withdraws'
            else                                                 'responds' end as part
from carrying_statement k
join standing_statement s on s.target_document_id = k.document_id
union all
select a.claim_id, s.id, s.principal_id, s.retracted_by_id is null,
       case when s.stance in ('denies', 'calls-misleading') then 'disputes' else 'responds' end
from claim_appearance a
join standing_statement s on s.target_document_id = a.document_id;

-- All statements that bear on a claim.
create view claim_statement as
select claim_id, statement_id, principal_id, stands, part, basis from claim_bearing
union all select claim_id, statement_id, principal_id, stands, part, 'document' from document_bearing;

-- Each verdict with the reviewer after joins, `party_id`; whether that is the desk that keeps the book, as is a verdict without
-- a reviewer; and its day: that on which it was decided or, if that is unknown, recorded.
create view dated_verdict as
select v.*, coalesce((select coalesce(same_as_id, id) from speaker where id = v.reviewer_id),
                     (select min(coalesce(same_as_id, id)) from speaker where is_desk = 1), 0) as party_id,
       v.reviewer_id is null or exists (
           select 1 from speaker d join speaker r on coalesce(r.same_as_id, r.id) = coalesce(d.same_as_id, d.id)
           where d.is_desk = 1 and r.id = v.reviewer_id) as is_own,
       coalesce((select first_date from vague_date where date = v.decided_on), v.decided_on, substr(v.recorded_at, 1, 10)) as day
from verdict v;

-- The verdicts that stand: the newest of each reviewer; of two on the same day, the one recorded later. A label that is in no
-- bucket counts as `other`.
create view standing_verdict as
select id as verdict_id, claim_id, coalesce(bucket, 'other') as bucket
from (select id, claim_id, bucket, party_id, day,
             row_number() over (partition by claim_id, party_id order by day desc, id desc) as place
      from dated_verdict)
where place = 1;

-- A copy of these, kept like claim_status_cache, below.
create table verdict_cache (
    verdict_id  integer primary key,
    claim_id    integer not null,
    bucket      text    not null
) strict;

create index verdict_cache_claim  on verdict_cache (claim_id);
create index verdict_cache_bucket on verdict_cache (bucket, claim_id);

-- The status of each claim. This view is the only definition; the table claim_status_cache is a copy of it.
--   status      the strongest that applies
--   sourced     whether somebody is on record as having made the claim
--   times       the number of statements that carry it, as in claim_repetition
--   said_on     the first day of the statements about it
--   verdict_id  of the verdicts that stand, the desk's own or, if it has none, the newest
--   bucket      the bucket of that verdict
--   checkers_disagree  whether the verdicts that stand are of several buckets
create view claim_status as
select n.claim_id,
       case
         when n.makers and not n.standing_makers then 'withdrawn'
         when n.disputers                        then 'disputed'
         when n.attribution_disputers            then 'attribution-disputed'
         when exists (select 1 from document_bearing where claim_id = n.claim_id and part = 'disputes' and stands)
                                                 then 'document-disputed'
         when n.non_deniers                      then 'not-denied'
         else                                         'undisputed'
       end as status,
       n.makers > 0 as sourced, n.times, n.stage, n.said_on, v.verdict_id, v.bucket,
       (select count(distinct bucket) > 1 from verdict_cache where claim_id = n.claim_id) as checkers_disagree
from (select c.id as claim_id, c.stage, min(k.day_from) as said_on,
             count(*) filter (where k.part = 'makes') as makers,
             count(*) filter (where k.part = 'makes' and k.stands) as standing_makers,
             count(*) filter (where k.part = 'disputes' and k.stands and k.basis = 'claim') as disputers,
             count(*) filter (where k.part = 'disputes' and k.stands and k.basis = 'attribution') as attribution_disputers,
             count(*) filter (where k.part = 'does-not-deny' and k.stands) as non_deniers,
             count(*) filter (where k.part in ('makes', 'relays') and k.stands) as times
      from claim c
      left join claim_bearing k on k.claim_id = c.id
      group by c.id) n
left join verdict_cache v on v.verdict_id = (
    select k.verdict_id from verdict_cache k join dated_verdict d on d.id = k.verdict_id where k.claim_id = n.claim_id
    order by d.is_own desc, d.day desc, d.id desc limit 1);

-- One row for each statement, with the names that a reader needs and the uids by which another book finds what it refers to.
-- `speaker` is the name of the canonical speaker, `worded` the name that was recorded; `lives_in` is the document of an unnamed
-- speaker, `person_lives_in` that of a canonical speaker which is another unnamed one. A query reads only the tables whose
-- columns it asks for.
create view statement_row as
select s.id, s.uid, s.stance, s.family, s.part, s.basis, s.role, s.quote, s.quote_start, s.quote_end, s.said_on, s.day, s.occasion, s.note,
       p.id as person_id, p.uid as person_uid, p.name as speaker, p.kind as person_kind,
       w.id as speaker_id, w.uid as speaker_uid, w.name as worded, w.kind as speaker_kind,
       s.claim_id, c.uid as claim_uid, c.text as claim,
       case when s.target_statement_id is not null then 'statement'
            when s.target_document_id is not null  then 'document'
            else                                        'claim' end as target,
       s.target_statement_id, t.uid as target_statement_uid, tp.id as target_person_id, tp.name as target_speaker, s.origin_id,
       s.target_document_id, td.uid as target_document_uid, td.title as target_document, td.kind as target_document_kind,
       tb.name as target_publisher,
       s.document_id, d.uid as document_uid, d.title as document, d.kind as document_kind, d.url, d.access, d.published_on,
       b.uid as publisher_uid, b.name as publisher, b.kind as publisher_kind,
       r.id as retracted_by_id, r.uid as taken_back_by, rp.name as retracted_by, r.day as retracted_on,
       s.for_speaker_id, f.uid as for_speaker_uid, f.name as for_worded, f.kind as for_kind,
       fp.id as for_person_id, fp.uid as for_person_uid, fp.name as for_speaker, fp.kind as for_person_kind,
       ld.title as lives_in, ld.uid as lives_in_uid, pd.title as person_lives_in, pd.uid as person_lives_in_uid
from statement_part s
join speaker w on w.id = s.speaker_id
join speaker p on p.id = coalesce(w.same_as_id, w.id)
left join claim c on c.id = s.claim_id
left join statement t on t.id = s.target_statement_id
left join speaker tw on tw.id = t.speaker_id
left join speaker tp on tp.id = coalesce(tw.same_as_id, tw.id)
left join document td on td.id = s.target_document_id
left join speaker tbw on tbw.id = td.publisher_id
left join speaker tb on tb.id = coalesce(tbw.same_as_id, tbw.id)
left join document d on d.id = s.document_id
left join speaker bw on bw.id = d.publisher_id
left join speaker b on b.id = coalesce(bw.same_as_id, bw.id)
left join dated_statement r on r.id = s.retracted_by_id
left join speaker rw on rw.id = r.principal_id
left join speaker rp on rp.id = coalesce(rw.same_as_id, rw.id)
left join speaker f on f.id = s.for_speaker_id
left join speaker fp on fp.id = coalesce(f.same_as_id, f.id)
left join document ld on ld.id = coalesce(w.document_id, p.document_id)
left join document pd on pd.id = iif(p.id <> w.id, p.document_id, null);

-- One row for each verdict, with the name of its reviewer and whether it stands.
create view verdict_row as
select v.*, (select name from canonical_speaker where speaker_id = v.reviewer_id) as reviewer,
       exists (select 1 from verdict_cache where verdict_id = v.id) as standing
from dated_verdict v;

-- One row for each request, with the claim, the name of the speaker after joins, and the stance of what closed it.
create view request_row as
select q.*, c.uid as claim_uid, c.text, p.canonical_id as person_id, p.name as speaker, s.uid as statement_uid, s.stance
from request q
join claim c on c.id = q.claim_id
join canonical_speaker p on p.speaker_id = q.speaker_id
left join statement s on s.id = q.statement_id;

-- One row for each correction, with the claim also of a correction of a verdict, what it is about in words, the day by which
-- corrections are ordered, and the uid of what it is about.
create view correction_row as
select k.id, k.uid, coalesce(k.claim_id, v.claim_id) as claim_id, k.verdict_id, k.document_id,
       coalesce(c.text, d.title) as about, k.wrong, k.correct, k.cause, k.reported_by, k.published_on, k.url, k.note,
       coalesce((select first_date from vague_date where date = k.published_on), k.published_on, substr(k.recorded_at, 1, 10)) as day,
       k.recorded_at, coalesce(v.uid, c.uid, d.uid) as target_uid
from correction k
left join verdict v on v.id = k.verdict_id
left join claim c on c.id = coalesce(k.claim_id, v.claim_id)
left join document d on d.id = k.document_id;

------------------------------------------------------------------------------------------------------------------------
-- 3. The cache
------------------------------------------------------------------------------------------------------------------------

-- A copy of the view claim_status, with `text_begin`, which the program makes, and indexes for the filters and orders of lists.
-- It is not in the journal. The row of a removed claim
-- stays until the end of the entry, when its counts are subtracted from category_count.
create table claim_status_cache (
    claim_id    integer primary key,
    status      text    not null,
    sourced     integer not null,
    times       integer not null,
    stage       text    not null,
    said_on     text,
    verdict_id  integer,
    bucket      text,
    checkers_disagree integer not null,
    text_begin  text    not null default '',   -- the first letters of its text, without case, accents and punctuation
    disputed    integer not null generated always as (status in ('disputed', 'attribution-disputed', 'document-disputed')) virtual,
    strength    integer not null generated always as (case status
                    when 'withdrawn' then 1 when 'disputed' then 2 when 'attribution-disputed' then 3
                    when 'document-disputed' then 4 when 'not-denied' then 5 else 6 end) virtual
) strict;

create index claim_status_cache_disagree  on claim_status_cache (claim_id) where checkers_disagree;
create index claim_status_cache_disputed  on claim_status_cache (claim_id) where disputed;
create index claim_status_cache_unsourced on claim_status_cache (claim_id) where not sourced;
create index claim_status_cache_times     on claim_status_cache (times desc) where times > 1;
-- These three only serve the order of lists.
create index claim_status_cache_strength  on claim_status_cache (strength);
create index claim_status_cache_said      on claim_status_cache (said_on is null, said_on);
create index claim_status_cache_text      on claim_status_cache (text_begin);

-- One row for each claim: its text, status, first speaker, disputers, and the first of the verdicts that stand; `all_verdicts`
-- has them all, with who found each, where checkers disagree. The disputers are for other tools: lists gather them with their bases from the same views (`store/records/summarize.rs`), and `tests/laws.rs` compares the
-- two. The id and the stage come from the cache, so that its order and indexes are used. The claim is a left join of its cache
-- row, so that SQLite leaves out what a query does not ask for: claims are counted and skipped with the cache alone.
create view claim_summary as
select n.claim_id as id, c.uid, c.text, n.stage, c.note, c.ref, c.recorded_at, n.status, n.sourced, n.disputed, n.times,
       n.strength, n.said_on, n.text_begin,
       (select p.name from dated_statement s join canonical_speaker p on p.speaker_id = s.principal_id
        where s.claim_id = c.id and s.family = 'for'
        order by s.day is null, s.day_from, s.day, s.id limit 1) as first_speaker,
       (select group_concat(name, '; ') from (
            select p.name from claim_bearing k join canonical_speaker p on p.speaker_id = k.principal_id
            where k.claim_id = c.id and k.part = 'disputes' and k.stands
            union select p.name from document_bearing k join canonical_speaker p on p.speaker_id = k.principal_id
            where k.claim_id = c.id and k.part = 'disputes' and k.stands)) as disputed_by,
       (select group_concat(tag, '; ') from (
            select tag from claim_tag t where t.claim_id = c.id order by tag)) as tags,
       v.label as verdict, v.value as verdict_value, v.worst as verdict_worst, v.best as verdict_best,
       v.bucket as verdict_bucket, n.checkers_disagree,
       iif(n.checkers_disagree, (select group_concat(told, '; ') from (
            select d.label || coalesce(' (' || p.name || ')', '') as told
            from verdict_cache k join dated_verdict d on d.id = k.verdict_id
            left join canonical_speaker p on p.speaker_id = d.reviewer_id
            where k.claim_id = n.claim_id order by d.is_own desc, d.day desc, d.id desc)), v.label) as all_verdicts,
       r.name as reviewer, v.decided_on, v.review_url, v.review_title, v.rationale,
       v.uid as verdict_uid, r.uid as reviewer_uid, r.kind as reviewer_kind
from claim_status_cache n
left join claim c on c.id = n.claim_id
left join verdict v on v.id = n.verdict_id
left join speaker w on w.id = v.reviewer_id
left join speaker r on r.id = coalesce(w.same_as_id, w.id);

-- The categories under which each claim is counted.
create view claim_category as
select claim_id, 'status' as what, status as value from claim_status_cache
union all select claim_id, 'verdict', 'none' from claim_status_cache where verdict_id is null
union all select distinct claim_id, 'verdict', bucket from verdict_cache
union all select claim_id, 'verdict', 'disagree' from claim_status_cache where checkers_disagree
union all select claim_id, 'source', iif(sourced, 'sourced', 'unsourced') from claim_status_cache
union all select claim_id, 'stage', stage from claim_status_cache;

-- The number of claims in each category: a copy of `select what, value, count(*) from claim_category group by what, value`.
create table category_count (
    what   text    not null,
    value  text    not null,
    n      integer not null,
    primary key (what, value)
) strict, without rowid;

------------------------------------------------------------------------------------------------------------------------
-- 4. The index
------------------------------------------------------------------------------------------------------------------------

-- The wordings in which a claim is known: its text, those of claims that were joined into it, the quotes that made or reported it,
-- and the titles of its reviews.
create view wording as
select id as claim_id, 'claim' as field, text from claim
union all select claim_id, 'wording', text from claim_wording
union all select claim_id, 'wording', quote from carrying_statement where quote is not null
union all select claim_id, 'title', review_title from verdict where review_title is not null;

-- Each statement with its speaker, and once more with the speaker for whom that one spoke.
create view speaker_of_statement as
select id, claim_id, family, target_document_id, speaker_id from statement
union all select id, claim_id, family, target_document_id, for_speaker_id from statement where for_speaker_id is not null;

-- Every text by which a claim is found, with its field in the index.
create view claim_text as
select claim_id, field, text from wording
union all select claim_id, 'reply', quote from statement s
          where claim_id is not null and quote is not null and not exists (select 1 from carrying_statement where statement_id = s.id)
union all select s.claim_id, 'speaker', n.name from speaker_of_statement s join canonical_speaker p on p.speaker_id = s.speaker_id
          join speaker n on n.id = p.canonical_id or n.same_as_id = p.canonical_id where s.claim_id is not null
union all select s.claim_id, 'speaker', a.name from speaker_of_statement s join canonical_speaker p on p.speaker_id = s.speaker_id
          join speaker n on n.id = p.canonical_id or n.same_as_id = p.canonical_id
          join speaker_alias a on a.speaker_id = n.id where s.claim_id is not null
union all select claim_id, 'finding', rationale from verdict where rationale is not null
union all select claim_id, 'finding', quote from evidence where quote is not null
union all select v.claim_id, 'finding', p.name from verdict v join canonical_speaker p on p.speaker_id = v.reviewer_id
union all select id, 'desk', note from claim where note is not null
union all select claim_id, 'desk', note from statement where claim_id is not null and note is not null
union all select claim_id, 'desk', tag from claim_tag;

-- Every text by which a document is found, with its field in the index.
create view document_text as
select id as document_id, 'title' as field, title as text from document
union all select d.id, 'publisher', p.name from document d join canonical_speaker p on p.speaker_id = d.publisher_id
union all select id, 'text', text from document where text is not null
union all select target_document_id, 'reply', quote from statement where target_document_id is not null and quote is not null
union all select s.target_document_id, 'reply', p.name from speaker_of_statement s
          join canonical_speaker p on p.speaker_id = s.speaker_id where s.target_document_id is not null;

-- The texts of claims whose quantities are read, and the table and row of each.
create view quantity_text as
select id as claim_id, 'claim' as source, id as row_id, text from claim
union all select claim_id, 'claim_wording', id, text from claim_wording
union all select claim_id, 'statement', id, quote from statement where claim_id is not null and quote is not null;

-- The amounts, counts, shares, measures, ordinals and dates in these texts, as the program reads them: in English, Spanish, French,
-- German, Portuguese, Italian and Dutch, in words and in digits. Derived like the index, and not in the journal.
create table quantity (
    claim_id  integer not null,
    source    text    not null,         -- of the text: 'claim', 'claim_wording', or 'statement' for a quote
    row_id    integer not null,
    start     integer not null,         -- place in the text, in characters from 1, as substr counts them
    length    integer not null,
    kind      text    not null,         -- money, count, share, multiple, ordinal, date, measure; or of a measure that can be converted:
                                        -- time, length, mass, area, speed, temperature, energy
    value     text    not null,         -- exact: a decimal number, a fraction, or a date in ISO 8601 (XXXX: a year that is not told)
    unit      text,                     -- a currency (ISO 4217), '%', a unit of measurement, or what is counted
    size      real,                     -- for comparing: in seconds, metres, kilograms, square metres, metres a second, kelvin,
                                        -- kilowatt-hours, percent, or the value itself; null for dates
    is_about  integer not null          -- whether a word such as "nearly" stands before it
) strict;
create index quantity_claim on quantity (claim_id);
create index quantity_size  on quantity (size, kind);

-- The words of the texts by which claims and documents are found, for full-text search (FTS5). The program removes case and accents before it writes them; a number
-- is one word, and in scripts without spaces (Han, Kana, Hangul, Thai, …) each character is one. Words are not stemmed, so that
-- every language, phrases and `word*` work; word_stem lists the words that share an English stem. The index stores no texts
-- (`content = ''`) and is not in the journal. A row of it cannot be changed, which SQLite can only since 3.43: where a text
-- changed, its words are written again as another row, and a table beside it says so.
--
-- The words of claims.
create virtual table claim_words using fts5 (
    claim,       -- its text
    wording,     -- its other wordings, and quotes that made or reported it
    title,       -- titles of published reviews
    reply,       -- all other quotes: denials, questions
    speaker,     -- all names of the speakers of its statements
    finding,     -- rationales and reviewers of verdicts, quotes of evidence
    desk,        -- notes and tags
    content = '', tokenize = 'ascii'
);

-- The words of documents.
create virtual table document_words using fts5 (
    title,
    publisher,
    text,
    reply,       -- quotes and speakers of statements about the whole document
    content = '', tokenize = 'ascii'
);

-- The rows of these two that are not those of the claim or document with the same id: the one of which a row has the words, or
-- null for a row that counts no more. There are none after the index is rebuilt.
create table claim_words_moved (
    row_id    integer primary key,
    claim_id  integer
) strict;
create table document_words_moved (
    row_id       integer primary key,
    document_id  integer
) strict;
create index claim_words_moved_to    on claim_words_moved (claim_id) where claim_id is not null;
create index document_words_moved_to on document_words_moved (document_id) where document_id is not null;

-- The number of bytes of words that FTS5 collects in memory before it writes them: a large import has fewer segments to merge.
insert into claim_words (claim_words, rank) values ('hashsize', 8388608);
insert into document_words (document_words, rank) values ('hashsize', 8388608);

-- Words whose stem (English Snowball, and a table of irregular forms) is a different word. A row stays when the last text with
-- the word is removed.
create table word_stem (
    stem  text not null,
    word  text not null,
    primary key (stem, word)
) strict, without rowid;
