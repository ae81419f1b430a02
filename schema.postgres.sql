-- gainsay: the mirror of books in PostgreSQL, for the dashboards and the archive of a newsroom.
--
-- `gainsay mirror postgres://…` makes these tables in the schema `gainsay`, and copies a book into them; nothing is written the other
-- way. They have the names, columns and comments of schema.sql, and one column more: `book`, because many books live in one
-- database. Ids are those of the book, so a row is known by `book` and `id`, and everywhere by its uid.
--
-- What the book guarantees is not all guaranteed again: names that are unique in a book (tags, filters, members) are not declared
-- so here. Not mirrored are passwords, the content of attachments, and what only the program's own search needs. The
-- character U+0000, which PostgreSQL has not, becomes U+FFFD.
--
-- Texts are compared byte by byte (collate "C"), as SQLite compares them; dates are texts in ISO 8601, as in the book.

create schema gainsay;
set local search_path = gainsay;

create table book (
    book        bigint generated always as identity primary key,
    name        text not null unique,
    version     integer not null,
    entry       bigint not null,
    hash        text not null,
    mirrored_at timestamptz not null
);

comment on table book is 'A book that is mirrored here.';
comment on column book.name is 'Its name here; by default that of its file.';
comment on column book.version is 'The version of the schema of its file.';
comment on column book.entry is 'The last entry of its history that is here; 0 if there is none.';
comment on column book.hash is 'The hash of that entry, by which the mirror knows that it goes on with the same book.';

------------------------------------------------------------------------------------------------------------------------
-- 1. The record
------------------------------------------------------------------------------------------------------------------------

create table speaker (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    kind        text collate "C" not null constraint speaker_kind check (kind in ('person', 'organisation', 'outlet', 'unnamed')),
    name        text collate "C" not null constraint speaker_name_given check (trim(name) <> ''),
    external_id text collate "C",
    document_id bigint,
    same_as_id  bigint,
    note        text collate "C",
    is_desk     bigint constraint speaker_is_desk check (is_desk = 1),
    constraint speaker_unnamed_in_document check ((kind = 'unnamed') = (document_id is not null)),
    constraint speaker_not_same_as_itself check (same_as_id <> id),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table speaker is 'A person, organisation or outlet that says things. A named speaker has one name and any number of aliases. An unnamed speaker ("an unnamed minister") has the words of its document as its name, and belongs to that one document. A person can state with same_as_id that two speakers are the same one; this changes nothing that was recorded, and can be undone.';
comment on column speaker.external_id is 'Wikidata, e.g. Q42';
comment on column speaker.document_id is 'the document that an unnamed speaker belongs to';
comment on column speaker.same_as_id is 'the speaker that this one is; never a chain of several steps';
comment on column speaker.is_desk is '1 for the desk that keeps this book; else null';

create table speaker_alias (
    book       bigint not null references book (book),
    id         bigint not null,
    speaker_id bigint not null,
    name       text collate "C" not null constraint speaker_alias_name_given check (trim(name) <> ''),
    primary key (book, id)
);

comment on table speaker_alias is 'Another name of a speaker.';

create table document (
    book         bigint not null references book (book),
    id           bigint not null,
    uid          text collate "C" not null,
    kind         text collate "C" not null constraint document_kind check (kind in ('article', 'post', 'letter', 'broadcast', 'interview', 'speech', 'press-release', 'report', 'dataset', 'video', 'draft', 'other')),
    title        text collate "C" not null constraint document_title_given check (trim(title) <> ''),
    publisher_id bigint,
    url          text collate "C",
    archive_url  text collate "C",
    language     text collate "C",
    published_on text collate "C",
    access       text collate "C" not null default 'read' constraint document_access check (access in ('read', 'secondhand')),
    through_id   bigint,
    text         text collate "C",
    text_sha256  text collate "C",
    retrieved_at text collate "C",
    note         text collate "C",
    constraint document_text_with_hash check ((text is null) = (text_sha256 is null)),
    constraint document_through_is_secondhand check (through_id is null or access = 'secondhand'),
    constraint document_not_through_itself check (through_id <> id),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table document is 'Something that can be read, cited, archived, and denied as a whole. A `secondhand` document is known only through another document.';
comment on column document.language is 'BCP 47, e.g. en-GB';
comment on column document.through_id is 'the document through which a secondhand one is known';
comment on column document.text is 'the stored text; replaced as a whole, never edited';
comment on column document.text_sha256 is 'SHA-256 of `text` in UTF-8, in hex';

create table document_alias (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    document_id bigint not null,
    title       text collate "C" not null constraint document_alias_title_given check (trim(title) <> ''),
    url         text collate "C",
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table document_alias is 'A document that was joined into another one, by whose uid, title and address that one is still recognised.';
comment on column document_alias.uid is 'that of the joined document';

create table marked_passage (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    document_id bigint not null,
    mark        text collate "C" not null constraint marked_passage_mark check (mark in ('recorded', 'dismissed', 'nothing-to-check')),
    suggested   text collate "C",
    quote       text collate "C" not null constraint marked_passage_quote_given check (trim(quote) <> ''),
    quote_start bigint,
    quote_end   bigint,
    claim_id    bigint,
    changed_at  text collate "C",
    constraint marked_passage_is_whole check ((quote_start is null) = (quote_end is null)),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table marked_passage is 'A passage of a stored text of which a person said something: what the program suggests there was recorded or dismissed, or nothing there has to be checked. The position is that of the words in the present text, as in `statement`; null if it does not have them. A claim that was recorded there keeps its place in this way; where the words changed afterwards, the row has the words that stand there now, and says since when.';
comment on column marked_passage.suggested is 'the speaker, the stance and the claim that were suggested there';
comment on column marked_passage.claim_id is 'the claim that was recorded there';
comment on column marked_passage.changed_at is 'when the words changed that the claim was recorded by; null once somebody looked at it again';

create table attachment (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    document_id bigint not null,
    name        text collate "C" not null constraint attachment_name_given check (trim(name) <> ''),
    media_type  text collate "C" not null,
    size        bigint not null constraint attachment_size check (size between 0 and 67108864),
    sha256      text collate "C" not null,
    added_at    text collate "C" not null,
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table attachment is 'A file that is kept beside a document: the page as it was saved, a PDF, a picture. Lists do not read its content.';
comment on column attachment.media_type is 'by its content, not by its name';
comment on column attachment.sha256 is 'of its content, in hex';

create table claim (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    text        text collate "C" not null constraint claim_text_given check (trim(text) <> ''),
    text_key    bigint not null,
    stage       text collate "C" not null default 'new' constraint claim_stage check (stage in ('new', 'checking', 'awaiting-reply', 'checked', 'dropped')),
    note        text collate "C",
    ref         text collate "C",
    recorded_at text collate "C" not null,
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table claim is 'A proposition, worded affirmatively, without a speaker in it.';
comment on column claim.text_key is '63 bits of SHA-256 of the text without case, quotation marks and extra space';
comment on column claim.ref is 'its id in the system that it was imported from';

create table claim_tag (
    book     bigint not null references book (book),
    id       bigint not null,
    claim_id bigint not null,
    tag      text collate "C" not null constraint claim_tag_given check (trim(tag) <> ''),
    primary key (book, id)
);

comment on table claim_tag is 'A tag of a claim.';

create table claim_wording (
    book     bigint not null references book (book),
    id       bigint not null,
    uid      text collate "C" not null,
    claim_id bigint not null,
    text     text collate "C" not null constraint claim_wording_given check (trim(text) <> ''),
    text_key bigint not null,
    ref      text collate "C",
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table claim_wording is 'Another wording of a claim: that of a claim that was joined into it. By its uid, its ref and its words the claim is still recognised.';
comment on column claim_wording.uid is 'that of the joined claim';
comment on column claim_wording.text_key is 'as in `claim`';

create table claim_relation (
    book     bigint not null references book (book),
    id       bigint not null,
    uid      text collate "C" not null,
    claim_id bigint not null,
    relation text collate "C" not null constraint claim_relation_word check (relation in ('contradicts', 'updates', 'part-of', 'compatible-with')),
    other_id bigint not null,
    constraint claim_relation_of_two check (claim_id <> other_id),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table claim_relation is 'The relation of a claim to another one: it contradicts it, it updates it (a later figure of the same), or it is a part of it.';

create table distinct_pair (
    book              bigint not null references book (book),
    id                bigint not null,
    uid               text collate "C" not null,
    claim_id          bigint,
    other_claim_id    bigint,
    speaker_id        bigint,
    other_speaker_id  bigint,
    document_id       bigint,
    other_document_id bigint,
    constraint distinct_pair_of_two check ( (claim_id is null) = (other_claim_id is null) and (speaker_id is null) = (other_speaker_id is null) and (document_id is null) = (other_document_id is null) and coalesce(claim_id, speaker_id, document_id) <> coalesce(other_claim_id, other_speaker_id, other_document_id)),
    constraint distinct_pair_of_one_kind check (num_nonnulls(claim_id, speaker_id, document_id) = 1),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table distinct_pair is 'Two claims, speakers or documents of which somebody said that they are not the same, so that they are not offered to be joined.';

create table claim_appearance (
    book        bigint not null references book (book),
    id          bigint not null,
    claim_id    bigint not null,
    document_id bigint not null,
    unique (book, claim_id, document_id) deferrable initially deferred,
    primary key (book, id)
);

comment on table claim_appearance is 'A document in which a claim can be read although nobody is known to have said it there, such as the link of a row that names nobody. The document carries the claim: whoever denies the whole document disputes it. The claim stays unsourced, and the appearance counts neither as a repetition nor as an origin. Where somebody is known to have said it there, the statement says so.';

create table statement (
    book                bigint not null references book (book),
    id                  bigint not null,
    uid                 text collate "C" not null,
    speaker_id          bigint not null,
    role                text collate "C",
    stance              text collate "C" not null,
    family              text collate "C" not null generated always as (case stance when 'asserts' then 'for' when 'confirms' then 'for' when 'reports' then 'relay' when 'denies' then 'against' when 'disputes-part' then 'against' when 'calls-misleading' then 'against' when 'corrects' then 'against' when 'retracts' then 'withdraw' when 'declines-to-deny' then 'neither' when 'declines-to-comment' then 'neither' when 'does-not-respond' then 'neither' when 'questions' then 'neither' when 'comments' then 'neither' end) stored,
    claim_id            bigint,
    target_statement_id bigint,
    target_document_id  bigint,
    origin_id           bigint,
    document_id         bigint,
    occasion            text collate "C",
    said_on             text collate "C",
    quote               text collate "C",
    quote_start         bigint,
    quote_end           bigint,
    quote_prefix        text collate "C",
    quote_suffix        text collate "C",
    note                text collate "C",
    for_speaker_id      bigint,
    constraint statement_one_target check (target_statement_id is null or target_document_id is null),
    constraint statement_origin_of_chain check ((origin_id is null) = (target_statement_id is null)),
    constraint statement_has_target check (claim_id is not null or target_statement_id is not null or target_document_id is not null),
    constraint statement_document_has_no_claim check (claim_id is null or target_document_id is null),
    constraint statement_not_about_itself check (target_statement_id <> id and origin_id <> id),
    constraint statement_for_a_claim check (stance not in ('asserts', 'confirms') or (target_statement_id is null and target_document_id is null)),
    constraint statement_report_of_statement check (stance <> 'reports' or target_statement_id is not null),
    constraint statement_anchor_is_whole check ((quote_start is null) = (quote_end is null)),
    constraint statement_anchor_of_quote check (quote_start is null or (quote is not null and document_id is not null and quote_start < quote_end)),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table statement is 'The stance of one speaker on exactly one claim, statement or document, with the words, the place and the time. The target is target_document_id or target_statement_id; if both are null, it is the claim itself. Two columns give the end of a chain of statements about statements, so that no query has to follow the chain: claim_id   the claim at the end of the chain; null only if the chain ends at a document origin_id  the first statement further down the chain that is not a report; null for a statement that targets a claim or a document';
comment on column statement.role is 'the role as worded then: "Justice secretary"';
comment on column statement.stance is 'The family of the stance; a plain `case`, because SQLite builds a table for each `in` with more than two words.';
comment on column statement.document_id is 'the document in which it can be read';
comment on column statement.occasion is '"Times Radio", "a press conference"';
comment on column statement.quote is 'the words of the speaker';
comment on column statement.quote_start is 'the position of the quote in the stored text; the end is';
comment on column statement.quote_end is 'exclusive; with up to 32 characters';
comment on column statement.quote_prefix is 'before it and';
comment on column statement.quote_suffix is 'after it (W3C Web Annotation selectors)';
comment on column statement.for_speaker_id is 'for whom the speaker spoke: the organisation of a spokesperson';

create table verdict (
    book         bigint not null references book (book),
    id           bigint not null,
    uid          text collate "C" not null,
    claim_id     bigint not null,
    label        text collate "C" not null constraint verdict_label_given check (trim(label) <> ''),
    value        text collate "C",
    worst        text collate "C",
    best         text collate "C",
    bucket       text collate "C" constraint verdict_bucket check (bucket in ('true', 'mixed', 'false', 'other')),
    rationale    text collate "C",
    reviewer_id  bigint,
    decided_on   text collate "C",
    review_url   text collate "C",
    review_title text collate "C",
    recorded_at  text collate "C" not null,
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table verdict is 'The finding of a checker. A verdict is never overwritten: a newer one supersedes it, and the old one keeps its own label and scale (schema.org Rating: a value between worst and best, stored as the exact text of the number).';

create table evidence (
    book         bigint not null references book (book),
    id           bigint not null,
    uid          text collate "C" not null,
    claim_id     bigint not null,
    document_id  bigint not null,
    relation     text collate "C" not null constraint evidence_relation check (relation in ('supports', 'contradicts', 'context')),
    quote        text collate "C",
    quote_start  bigint,
    quote_end    bigint,
    quote_prefix text collate "C",
    quote_suffix text collate "C",
    note         text collate "C",
    constraint evidence_anchor_is_whole check ((quote_start is null) = (quote_end is null)),
    constraint evidence_anchor_of_quote check (quote_start is null or (quote is not null and quote_start < quote_end)),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table evidence is 'A document, or a passage of it, that supports or contradicts a claim or gives context to it.';
comment on column evidence.quote_start is 'the position of the quote, as in `statement`';

create table request (
    book         bigint not null references book (book),
    id           bigint not null,
    uid          text collate "C" not null,
    claim_id     bigint not null,
    speaker_id   bigint not null,
    channel      text collate "C" constraint request_channel check (channel in ('email', 'phone', 'letter', 'post', 'visit')),
    asked_on     text collate "C" not null,
    due_on       text collate "C",
    note         text collate "C",
    closed_on    text collate "C",
    statement_id bigint,
    constraint request_closed_by_statement check ((closed_on is null) = (statement_id is null)),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table request is 'Somebody who was asked to reply to a claim: when, in which way, and by which day the reply was due. A request is open until closed_on; statement_id then is what closed it: the reply, or that the speaker does not respond. One reply can close several.';

create table correction (
    book         bigint not null references book (book),
    id           bigint not null,
    uid          text collate "C" not null,
    claim_id     bigint,
    verdict_id   bigint,
    document_id  bigint,
    wrong        text collate "C" not null constraint correction_wrong_given check (trim(wrong) <> ''),
    correct      text collate "C" not null constraint correction_correct_given check (trim(correct) <> ''),
    cause        text collate "C",
    reported_by  text collate "C",
    published_on text collate "C",
    url          text collate "C",
    note         text collate "C",
    recorded_at  text collate "C" not null,
    constraint correction_of_one check (num_nonnulls(claim_id, verdict_id, document_id) = 1),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table correction is 'Something of our own that was published and was wrong: of a claim, of a verdict, or of a document. What follows from it is recorded by itself: another verdict, other words.';
comment on column correction.wrong is 'what was published';
comment on column correction.correct is 'what is right';
comment on column correction.cause is 'why, in a word of the desk';
comment on column correction.published_on is 'when and where the correction was published';

create table correction_cause (
    book bigint not null references book (book),
    id   bigint not null,
    uid  text collate "C" not null,
    name text collate "C" not null constraint correction_cause_given check (trim(name) <> ''),
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table correction_cause is 'A cause of corrections that the desk has chosen. Where it has chosen none, the program has a list.';

create table saved (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    name        text collate "C" not null constraint saved_name_given check (trim(name) <> ''),
    filter      text collate "C" not null,
    recorded_at text collate "C" not null,
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table saved is 'A filter saved under a name; another filter refers to it as `@name`. It is stored as typed, and read anew each time it is used: `said:>=yesterday` moves on with the days, and a tag that no longer exists is an error, not an empty list.';
comment on column saved.name is 'letters, digits, - and _';

create table member (
    book       bigint not null references book (book),
    id         bigint not null,
    uid        text collate "C" not null,
    name       text collate "C" not null constraint member_name_given check (trim(name) <> ''),
    role       text collate "C" not null constraint member_role check (role in ('reader', 'checker', 'editor')),
    speaker_id bigint,
    password   bigint,
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table member is 'Somebody of the desk. A reader looks; a checker records; an editor also removes, joins and imports, undoes what others did, and says who the members are. A book without members has one owner, who may do everything; a book with members has at least one editor.';
comment on column member.speaker_id is 'the speaker who this member is';
comment on column member.password is 'the number of passwords that were set so far; null if none was';

create table assignment (
    book        bigint not null references book (book),
    id          bigint not null,
    uid         text collate "C" not null,
    claim_id    bigint not null,
    member_id   bigint not null,
    due_on      text collate "C",
    assigned_at text collate "C" not null,
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table assignment is 'Who of the desk works on a claim, and until which day.';
comment on column assignment.due_on is 'a day';

create table comment (
    book       bigint not null references book (book),
    id         bigint not null,
    uid        text collate "C" not null,
    claim_id   bigint not null,
    text       text collate "C" not null constraint comment_text_given check (trim(text) <> ''),
    writer     text collate "C",
    member_id  bigint,
    written_at text collate "C" not null,
    edited_at  text collate "C",
    primary key (book, id),
    unique (book, uid) deferrable initially deferred
);

comment on table comment is 'What somebody of the desk says to the others about a claim. It is in no report and in no publication. `@Ann` in the text is for Ann.';
comment on column comment.writer is 'the name of the writer then; null if nobody knows it';
comment on column comment.member_id is 'the member who wrote it';

create table journal (
    book    bigint not null references book (book),
    id      bigint not null,
    at      text collate "C" not null,
    command text collate "C" not null,
    undoes  bigint,
    hash    text collate "C" not null default '',
    member  text collate "C",
    constraint journal_undoes_earlier check (undoes < id),
    primary key (book, id),
    unique (book, undoes) deferrable initially deferred
);

comment on table journal is 'One entry for each command. Nothing is ever removed from the journal: an undo is an entry that undoes another one, and a redo is an entry that undoes an undo. `hash` makes the entries a chain: it is the SHA-256, in hex, of - the hash of the entry before (empty for the first entry), - the columns id, at, command and undoes of this entry; if it has a member, also the word `member` and that name, - each of its changes in the order of id: table_name, action, row_id, last_id, claim_id, content; after an `inserted` change, its rows in the order of id, as they were when the entry ended: the id, and the name and value of each stored column that is not null, in the order of the table. Each of these values is written as its length in bytes, a colon, its UTF-8 bytes and a comma (a number as its digits, null as `-,`). So whoever changes, adds or removes an entry or a row without the program, or an earlier state of a row, breaks the chain, unless all hashes from there on are recomputed; a hash that is kept elsewhere protects against that. A column that is added to a table of the record must be null in the existing rows.';
comment on column journal.at is 'UTC, ISO 8601';
comment on column journal.command is 'the command line as typed';
comment on column journal.hash is 'empty only while the entry is written';
comment on column journal.member is 'the name of who did it; null in entries of before version 7';

create table journal_change (
    book       bigint not null references book (book),
    id         bigint not null,
    entry_id   bigint not null,
    table_name text collate "C" not null,
    action     text collate "C" not null constraint journal_change_action check (action in ('inserted', 'updated', 'deleted')),
    row_id     bigint not null,
    last_id    bigint not null,
    claim_id   bigint,
    content    text collate "C",
    constraint journal_change_content check ((action = 'inserted') = (content is null)),
    constraint journal_change_one_row check (action = 'inserted' or last_id = row_id),
    primary key (book, id)
);

comment on table journal_change is 'What an entry changed, with what undo needs. `inserted` names the rows row_id to last_id without their content; `updated` stores each changed column as {"column": [before, after]}; `deleted` stores the whole row.';
comment on column journal_change.claim_id is 'the claim that the row is or was about, if it is one row';

create table merged_entry (
    book    bigint not null references book (book),
    id      bigint not null,
    hash    text collate "C" not null,
    at      text collate "C" not null,
    member  text collate "C",
    command text collate "C" not null,
    file    text collate "C" not null,
    primary key (book, id),
    unique (book, hash) deferrable initially deferred
);

comment on table merged_entry is 'An entry of another history that was merged into this book. The copies of a book begin with the same entries, which have the same hashes; what each copy did since then is known to the other one by these. They say who recorded what came with a merge, and when.';
comment on column merged_entry.hash is 'as in `journal`, there';
comment on column merged_entry.file is 'the name of the file from which it came';

create table merged_version (
    book       bigint not null references book (book),
    id         bigint not null,
    table_name text collate "C" not null,
    row_key    text collate "C" not null,
    field      text collate "C" not null,
    version    text collate "C",
    entry_id   bigint not null,
    content    text collate "C",
    primary key (book, id)
);

comment on table merged_version is 'The entry that set a field of a row, where that is not to be seen in this book''s own history: the value came with a merge. A field is one column or several that belong together (`store/merge/fields.rs`). `*` stands for all fields of a row, `exists` says that the row is there, `removed` that it was removed; `content` then is the row as it was.';
comment on column merged_version.row_key is 'the uid of the row; else what it is recognised by, such as `uid tag`';
comment on column merged_version.version is 'the hash of the entry; null for entry_id; `-`: the value is nobody''s';
comment on column merged_version.entry_id is 'the entry of this book that wrote this row';

create table conflict (
    book       bigint not null references book (book),
    id         bigint not null,
    table_name text collate "C" not null,
    row_key    text collate "C" not null,
    field      text collate "C" not null,
    version    text collate "C" not null,
    at         text collate "C",
    member     text collate "C",
    value      text collate "C",
    reason     text collate "C" not null constraint conflict_reason check (reason in ('changed', 'removed', 'needs', 'taken', 'same')),
    because    text collate "C",
    claim_id   bigint,
    primary key (book, id)
);

comment on table conflict is 'What another copy of the book says differently, beside what the record says: a value of a field, that the row was removed (`removed`), or a row that is not in the record (`whole row`). Nobody but a person decides between the two; until then it stays. changed  both copies changed the field removed  one copy removed the row, the other one changed it, or something that belongs to it needs    the value refers to a row that is not in the record: `because` taken    only one row can have the value, or the value would close a circle same     both say the same, or the row goes with `because`; there is nothing to decide';
comment on column conflict.row_key is 'as in merged_version';
comment on column conflict.version is 'the hash of the entry that set the value';
comment on column conflict.at is 'when that was, and who did it';
comment on column conflict.value is 'JSON: its columns, a row is named by its uid; of a removal, what it has seen';
comment on column conflict.because is 'the table and the key of another row';
comment on column conflict.claim_id is 'the claim that it is about, if that is in the record';

-- Rows come in any order, so what they refer to is looked for at the end of a mirroring.
alter table speaker add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table speaker add foreign key (book, same_as_id) references speaker (book, id) deferrable initially deferred;
alter table speaker_alias add foreign key (book, speaker_id) references speaker (book, id) deferrable initially deferred;
alter table document add foreign key (book, publisher_id) references speaker (book, id) deferrable initially deferred;
alter table document add foreign key (book, through_id) references document (book, id) deferrable initially deferred;
alter table document_alias add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table marked_passage add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table marked_passage add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table attachment add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table claim_tag add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table claim_wording add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table claim_relation add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table claim_relation add foreign key (book, other_id) references claim (book, id) deferrable initially deferred;
alter table distinct_pair add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table distinct_pair add foreign key (book, other_claim_id) references claim (book, id) deferrable initially deferred;
alter table distinct_pair add foreign key (book, speaker_id) references speaker (book, id) deferrable initially deferred;
alter table distinct_pair add foreign key (book, other_speaker_id) references speaker (book, id) deferrable initially deferred;
alter table distinct_pair add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table distinct_pair add foreign key (book, other_document_id) references document (book, id) deferrable initially deferred;
alter table claim_appearance add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table claim_appearance add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table statement add foreign key (book, speaker_id) references speaker (book, id) deferrable initially deferred;
alter table statement add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table statement add foreign key (book, target_statement_id) references statement (book, id) deferrable initially deferred;
alter table statement add foreign key (book, target_document_id) references document (book, id) deferrable initially deferred;
alter table statement add foreign key (book, origin_id) references statement (book, id) deferrable initially deferred;
alter table statement add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table statement add foreign key (book, for_speaker_id) references speaker (book, id) deferrable initially deferred;
alter table verdict add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table verdict add foreign key (book, reviewer_id) references speaker (book, id) deferrable initially deferred;
alter table evidence add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table evidence add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table request add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table request add foreign key (book, speaker_id) references speaker (book, id) deferrable initially deferred;
alter table request add foreign key (book, statement_id) references statement (book, id) deferrable initially deferred;
alter table correction add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table correction add foreign key (book, verdict_id) references verdict (book, id) deferrable initially deferred;
alter table correction add foreign key (book, document_id) references document (book, id) deferrable initially deferred;
alter table member add foreign key (book, speaker_id) references speaker (book, id) deferrable initially deferred;
alter table assignment add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table assignment add foreign key (book, member_id) references member (book, id) deferrable initially deferred;
alter table comment add foreign key (book, claim_id) references claim (book, id) deferrable initially deferred;
alter table comment add foreign key (book, member_id) references member (book, id) deferrable initially deferred;
alter table journal add foreign key (book, undoes) references journal (book, id) deferrable initially deferred;
alter table journal_change add foreign key (book, entry_id) references journal (book, id) deferrable initially deferred;

create index speaker_document on speaker (book, document_id) where document_id is not null;
create index speaker_desk on speaker (book, is_desk) where is_desk = 1;
create index speaker_same_as on speaker (book, same_as_id) where same_as_id is not null;
create index document_publisher on document (book, publisher_id);
create index document_through on document (book, through_id) where through_id is not null;
create index document_alias_document on document_alias (book, document_id);
create index attachment_document on attachment (book, document_id);
create index marked_passage_document on marked_passage (book, document_id);
create index marked_passage_claim on marked_passage (book, claim_id) where claim_id is not null;
create index claim_text_key on claim (book, text_key);
create index claim_wording_claim on claim_wording (book, claim_id);
create index claim_wording_key on claim_wording (book, text_key);
create index claim_relation_other on claim_relation (book, other_id);
create index distinct_pair_claim on distinct_pair (book, claim_id, other_claim_id) where claim_id is not null;
create index distinct_pair_claim_2 on distinct_pair (book, other_claim_id) where other_claim_id is not null;
create index distinct_pair_speaker on distinct_pair (book, speaker_id, other_speaker_id) where speaker_id is not null;
create index distinct_pair_speaker_2 on distinct_pair (book, other_speaker_id) where other_speaker_id is not null;
create index distinct_pair_document on distinct_pair (book, document_id, other_document_id) where document_id is not null;
create index distinct_pair_document_2 on distinct_pair (book, other_document_id) where other_document_id is not null;
create index claim_tag_tag on claim_tag (book, left(tag, 100), claim_id);
create index claim_appearance_document on claim_appearance (book, document_id);
create index statement_speaker on statement (book, speaker_id, family, claim_id);
create index statement_claim on statement (book, claim_id);
create index statement_statement on statement (book, target_statement_id) where target_statement_id is not null;
create index statement_target on statement (book, target_document_id) where target_document_id is not null;
create index statement_origin on statement (book, origin_id) where origin_id is not null;
create index statement_for on statement (book, for_speaker_id) where for_speaker_id is not null;
create index statement_retraction on statement (book, target_statement_id, claim_id, target_document_id) where stance = 'retracts';
create index statement_document on statement (book, document_id);
create index verdict_claim on verdict (book, claim_id, reviewer_id, decided_on);
create index verdict_reviewer on verdict (book, reviewer_id);
create index evidence_claim on evidence (book, claim_id);
create index evidence_document on evidence (book, document_id, claim_id);
create index member_speaker on member (book, speaker_id) where speaker_id is not null;
create index assignment_member on assignment (book, member_id, due_on);
create index assignment_due on assignment (book, due_on) where due_on is not null;
create index comment_claim on comment (book, claim_id);
create index comment_member on comment (book, member_id) where member_id is not null;
create index request_claim on request (book, claim_id);
create index request_speaker on request (book, speaker_id);
create index request_statement on request (book, statement_id) where statement_id is not null;
create index correction_claim on correction (book, claim_id) where claim_id is not null;
create index correction_verdict on correction (book, verdict_id) where verdict_id is not null;
create index correction_document on correction (book, document_id) where document_id is not null;
create index journal_change_entry on journal_change (book, entry_id);
create index journal_change_row on journal_change (book, table_name, row_id);
create index journal_change_claim on journal_change (book, claim_id) where claim_id is not null;
create index conflict_claim on conflict (book, claim_id) where claim_id is not null and reason <> 'same';
-- A name may be longer than an index takes, so it has the first letters.
create index speaker_name on speaker (book, left(lower(name), 100));
create index speaker_alias_name on speaker_alias (book, left(lower(name), 100));
create index claim_ref on claim (book, left(ref, 100)) where ref is not null;
create index document_url on document (book, left(url, 200)) where url is not null;

------------------------------------------------------------------------------------------------------------------------
-- 2. The cache: what the book has worked out, copied
------------------------------------------------------------------------------------------------------------------------

-- As in schema.sql, these are copies of what views work out. The mirror takes them from the book; the view claim_status below
-- works the statuses out again, and gives the same.

create table vague_date (
    book       bigint not null references book (book),
    date       text collate "C" not null,
    first_date text collate "C" not null,
    last_date  text collate "C" not null,
    primary key (book, date)
);

comment on table vague_date is 'The first and the last date that each vague date of the record may mean (ISO 8601-2, EDTF level 1).';

create table retracted_cache (
    book            bigint not null references book (book),
    statement_id    bigint not null,
    claim_id        bigint,
    retracted_by_id bigint not null,
    primary key (book, statement_id)
);

comment on table retracted_cache is 'The retraction that took each statement back, where one did: a copy of rows of statement_retracted.';

create table verdict_cache (
    book       bigint not null references book (book),
    verdict_id bigint not null,
    claim_id   bigint not null,
    bucket     text collate "C" not null,
    primary key (book, verdict_id)
);

comment on table verdict_cache is 'The verdicts that stand: a copy of standing_verdict.';

create table claim_status_cache (
    book              bigint not null references book (book),
    claim_id          bigint not null,
    status            text collate "C" not null,
    sourced           bigint not null,
    times             bigint not null,
    stage             text collate "C" not null,
    said_on           text collate "C",
    verdict_id        bigint,
    bucket            text collate "C",
    checkers_disagree bigint not null,
    text_begin        text collate "C" not null,
    disputed          bigint not null generated always as (case when status in ('disputed', 'attribution-disputed', 'document-disputed') then 1 else 0 end) stored,
    strength          bigint not null generated always as (case status
                          when 'withdrawn' then 1 when 'disputed' then 2 when 'attribution-disputed' then 3
                          when 'document-disputed' then 4 when 'not-denied' then 5 else 6 end) stored,
    primary key (book, claim_id)
);

comment on table claim_status_cache is 'The status of each claim: a copy of claim_status.';

create index retracted_cache_claim on retracted_cache (book, claim_id);
create index retracted_cache_by on retracted_cache (book, retracted_by_id);
create index verdict_cache_claim on verdict_cache (book, claim_id);
create index claim_status_cache_status on claim_status_cache (book, status);
create index claim_status_cache_said on claim_status_cache (book, said_on);

------------------------------------------------------------------------------------------------------------------------
-- 3. The rules
------------------------------------------------------------------------------------------------------------------------

-- The views of schema.sql, with the book in each. What each says stands there.

create view canonical_speaker as
select s.book, s.id as speaker_id, p.id as canonical_id, p.name, p.kind
from speaker s
join speaker p on p.book = s.book and p.id = coalesce(s.same_as_id, s.id);

create view dated_statement as
select s.*, coalesce(s.for_speaker_id, s.speaker_id) as principal_id, coalesce(p.same_as_id, p.id) as party_id,
       coalesce(s.said_on, d.published_on) as day,
       coalesce(v.first_date, s.said_on, d.published_on) as day_from,
       coalesce(v.last_date, s.said_on, d.published_on) as day_to
from statement s
join speaker p on p.book = s.book and p.id = coalesce(s.for_speaker_id, s.speaker_id)
left join document d on d.book = s.book and d.id = s.document_id
left join vague_date v on v.book = s.book and v.date = coalesce(s.said_on, d.published_on);

create view standing_retraction as
select r.* from dated_statement r
where r.stance = 'retracts'
  and not exists (select 1 from dated_statement a
                  where a.book = r.book and a.stance = 'retracts' and a.target_statement_id = r.id
                    and a.claim_id is not distinct from r.claim_id and a.party_id = r.party_id
                    and not exists (select 1 from dated_statement b
                                    where b.book = a.book and b.stance = 'retracts' and b.target_statement_id = a.id
                                      and b.claim_id is not distinct from a.claim_id and b.party_id = a.party_id));

create view statement_retracted as
select s.book, s.id as statement_id, s.claim_id, coalesce(
    (select min(r.id) from standing_retraction r
     where r.book = s.book and r.target_statement_id = s.id and r.claim_id is not distinct from s.claim_id
       and r.party_id = s.party_id),
    case when s.family in ('for', 'relay') then (
        select min(r.id) from standing_retraction r
        where r.book = s.book and r.target_statement_id is null and r.claim_id = s.claim_id and r.party_id = s.party_id
          and case when r.day is null or s.day is null then s.id < r.id else s.day_from <= r.day_to || '~' end
          and (s.family = 'for'
               or (select family from statement where book = s.book and id = s.origin_id) = 'for')) end,
    case when s.family in ('for', 'relay') then (
        select min(r.id) from standing_retraction r
        where r.book = s.book and r.target_statement_id is null and r.claim_id is null
          and r.target_document_id = s.document_id and r.party_id = s.party_id) end
    ) as retracted_by_id
from dated_statement s;

create view standing_statement as
select s.*, k.retracted_by_id
from dated_statement s
left join retracted_cache k on k.book = s.book and k.statement_id = s.id;

create view carrying_statement as
select s.book, s.claim_id, s.id as statement_id, s.principal_id, s.document_id, s.day, s.day_from, s.quote,
       s.family = 'for' as makes, s.retracted_by_id is null as stands
from standing_statement s
left join statement o on o.book = s.book and o.id = s.origin_id
where s.claim_id is not null and (s.family = 'for' or (s.family = 'relay' and o.family = 'for'));

create view claim_repetition as
select k.book, k.claim_id, count(*) as times, count(distinct p.canonical_id) as speakers,
       count(distinct p.canonical_id) filter (where k.makes) as origins,
       (array_agg(k.day order by k.day_from, k.day) filter (where k.day is not null))[1] as first_said_on,
       (array_agg(k.day order by k.day_from desc, k.day desc) filter (where k.day is not null))[1] as last_said_on
from carrying_statement k
join canonical_speaker p on p.book = k.book and p.speaker_id = k.principal_id
where k.stands
group by k.book, k.claim_id;

create view statement_part as
select s.*, case when s.target_statement_id is null then 'claim' else 'attribution' end as basis,
       case
         when s.family = 'for' then 'makes'
         when s.target_statement_id is null then case
           when s.family = 'against'          then 'disputes'
           when s.stance = 'declines-to-deny' then 'does-not-deny'
           when s.stance = 'retracts'         then 'withdraws'
           else                                    'responds' end
         when o.family <> 'for' then 'responds'
         when s.family = 'relay' then 'relays'
         when s.family = 'against' and t.family in ('for', 'relay') and tk.retracted_by_id is null then 'disputes'
         when s.stance = 'retracts' then 'withdraws'
         else 'responds'
       end as part
from standing_statement s
left join statement o on o.book = s.book and o.id = s.origin_id
left join statement t on t.book = s.book and t.id = s.target_statement_id
left join retracted_cache tk on tk.book = s.book and tk.statement_id = s.target_statement_id;

create view claim_bearing as
select book, claim_id, id as statement_id, principal_id, document_id, day, day_from, retracted_by_id is null as stands,
       basis, part
from statement_part
where claim_id is not null;

create view document_bearing as
select k.book, k.claim_id, s.id as statement_id, s.principal_id, s.retracted_by_id is null as stands,
       case when s.stance in ('denies', 'calls-misleading') then 'disputes'
            when s.stance = 'retracts'                      then 'withdraws'
            else                                                 'responds' end as part
from carrying_statement k
join standing_statement s on s.book = k.book and s.target_document_id = k.document_id
union all
select a.book, a.claim_id, s.id, s.principal_id, s.retracted_by_id is null,
       case when s.stance in ('denies', 'calls-misleading') then 'disputes' else 'responds' end
from claim_appearance a
join standing_statement s on s.book = a.book and s.target_document_id = a.document_id;

create view claim_statement as
select book, claim_id, statement_id, principal_id, stands, part, basis from claim_bearing
union all select book, claim_id, statement_id, principal_id, stands, part, 'document' from document_bearing;

create view dated_verdict as
select v.*, coalesce(coalesce(r.same_as_id, r.id), k.desk, 0) as party_id,
       v.reviewer_id is null or exists (
           select 1 from speaker d where d.book = v.book and d.is_desk = 1
             and coalesce(d.same_as_id, d.id) = coalesce(r.same_as_id, r.id)) as is_own,
       coalesce(g.first_date, v.decided_on, substr(v.recorded_at, 1, 10)) as day
from verdict v
left join speaker r on r.book = v.book and r.id = v.reviewer_id
left join (select book, min(coalesce(same_as_id, id)) as desk from speaker where is_desk = 1 group by book) k
       on k.book = v.book
left join vague_date g on g.book = v.book and g.date = v.decided_on;

create view standing_verdict as
select book, id as verdict_id, claim_id, coalesce(bucket, 'other') as bucket
from (select book, id, claim_id, bucket, party_id, day,
             row_number() over (partition by book, claim_id, party_id order by day desc, id desc) as place
      from dated_verdict) v
where place = 1;

create view claim_status as
select n.book, n.claim_id,
       case
         when n.makers > 0 and n.standing_makers = 0 then 'withdrawn'
         when n.disputers > 0                        then 'disputed'
         when n.attribution_disputers > 0            then 'attribution-disputed'
         when exists (select 1 from document_bearing b
                      where b.book = n.book and b.claim_id = n.claim_id and b.part = 'disputes' and b.stands)
                                                     then 'document-disputed'
         when n.non_deniers > 0                      then 'not-denied'
         else                                             'undisputed'
       end as status,
       n.makers > 0 as sourced, n.times, n.stage, n.said_on, v.verdict_id, v.bucket,
       (select count(distinct bucket) > 1 from verdict_cache k where k.book = n.book and k.claim_id = n.claim_id)
           as checkers_disagree
from (select c.book, c.id as claim_id, c.stage, min(k.day_from) as said_on,
             count(*) filter (where k.part = 'makes') as makers,
             count(*) filter (where k.part = 'makes' and k.stands) as standing_makers,
             count(*) filter (where k.part = 'disputes' and k.stands and k.basis = 'claim') as disputers,
             count(*) filter (where k.part = 'disputes' and k.stands and k.basis = 'attribution') as attribution_disputers,
             count(*) filter (where k.part = 'does-not-deny' and k.stands) as non_deniers,
             count(*) filter (where k.part in ('makes', 'relays') and k.stands) as times
      from claim c
      left join claim_bearing k on k.book = c.book and k.claim_id = c.id
      group by c.book, c.id) n
left join lateral (
    select k.verdict_id, k.bucket from verdict_cache k
    join dated_verdict d on d.book = k.book and d.id = k.verdict_id
    where k.book = n.book and k.claim_id = n.claim_id
    order by d.is_own desc, d.day desc, d.id desc limit 1) v on true;

create view statement_row as
select s.book, s.id, s.uid, s.stance, s.family, s.part, s.basis, s.role, s.quote, s.quote_start, s.quote_end, s.said_on,
       s.day, s.occasion, s.note,
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
join speaker w on w.book = s.book and w.id = s.speaker_id
join speaker p on p.book = s.book and p.id = coalesce(w.same_as_id, w.id)
left join claim c on c.book = s.book and c.id = s.claim_id
left join statement t on t.book = s.book and t.id = s.target_statement_id
left join speaker tw on tw.book = s.book and tw.id = t.speaker_id
left join speaker tp on tp.book = s.book and tp.id = coalesce(tw.same_as_id, tw.id)
left join document td on td.book = s.book and td.id = s.target_document_id
left join speaker tbw on tbw.book = s.book and tbw.id = td.publisher_id
left join speaker tb on tb.book = s.book and tb.id = coalesce(tbw.same_as_id, tbw.id)
left join document d on d.book = s.book and d.id = s.document_id
left join speaker bw on bw.book = s.book and bw.id = d.publisher_id
left join speaker b on b.book = s.book and b.id = coalesce(bw.same_as_id, bw.id)
left join dated_statement r on r.book = s.book and r.id = s.retracted_by_id
left join speaker rw on rw.book = s.book and rw.id = r.principal_id
left join speaker rp on rp.book = s.book and rp.id = coalesce(rw.same_as_id, rw.id)
left join speaker f on f.book = s.book and f.id = s.for_speaker_id
left join speaker fp on fp.book = s.book and fp.id = coalesce(f.same_as_id, f.id)
left join document ld on ld.book = s.book and ld.id = coalesce(w.document_id, p.document_id)
left join document pd on pd.book = s.book and pd.id = case when p.id <> w.id then p.document_id end;

create view verdict_row as
select v.*, p.name as reviewer, k.verdict_id is not null as standing
from dated_verdict v
left join canonical_speaker p on p.book = v.book and p.speaker_id = v.reviewer_id
left join verdict_cache k on k.book = v.book and k.verdict_id = v.id;

create view request_row as
select q.*, c.uid as claim_uid, c.text, p.canonical_id as person_id, p.name as speaker, s.uid as statement_uid, s.stance
from request q
join claim c on c.book = q.book and c.id = q.claim_id
join canonical_speaker p on p.book = q.book and p.speaker_id = q.speaker_id
left join statement s on s.book = q.book and s.id = q.statement_id;

create view correction_row as
select k.book, k.id, k.uid, coalesce(k.claim_id, v.claim_id) as claim_id, k.verdict_id, k.document_id,
       coalesce(c.text, d.title) as about, k.wrong, k.correct, k.cause, k.reported_by, k.published_on, k.url, k.note,
       coalesce(g.first_date, k.published_on, substr(k.recorded_at, 1, 10)) as day,
       k.recorded_at, coalesce(v.uid, c.uid, d.uid) as target_uid
from correction k
left join verdict v on v.book = k.book and v.id = k.verdict_id
left join claim c on c.book = k.book and c.id = coalesce(k.claim_id, v.claim_id)
left join document d on d.book = k.book and d.id = k.document_id
left join vague_date g on g.book = k.book and g.date = k.published_on;

create view claim_summary as
select n.book, n.claim_id as id, c.uid, c.text, n.stage, c.note, c.ref, c.recorded_at, n.status, n.sourced, n.disputed, n.times,
       n.strength, n.said_on, n.text_begin,
       (select p.name from dated_statement s
        join canonical_speaker p on p.book = s.book and p.speaker_id = s.principal_id
        where s.book = n.book and s.claim_id = c.id and s.family = 'for'
        order by s.day is null, s.day_from, s.day, s.id limit 1) as first_speaker,
       (select string_agg(name, '; ' order by name) from (
            select p.name from claim_bearing k
            join canonical_speaker p on p.book = k.book and p.speaker_id = k.principal_id
            where k.book = n.book and k.claim_id = c.id and k.part = 'disputes' and k.stands
            union select p.name from document_bearing k
            join canonical_speaker p on p.book = k.book and p.speaker_id = k.principal_id
            where k.book = n.book and k.claim_id = c.id and k.part = 'disputes' and k.stands) d) as disputed_by,
       (select string_agg(tag, '; ' order by tag) from claim_tag t where t.book = n.book and t.claim_id = c.id) as tags,
       v.label as verdict, v.value as verdict_value, v.worst as verdict_worst, v.best as verdict_best,
       v.bucket as verdict_bucket, n.checkers_disagree,
       case when n.checkers_disagree = 1 then (
            select string_agg(d.label || coalesce(' (' || p.name || ')', ''), '; ' order by d.is_own desc, d.day desc, d.id desc)
            from verdict_cache k
            join dated_verdict d on d.book = k.book and d.id = k.verdict_id
            left join canonical_speaker p on p.book = d.book and p.speaker_id = d.reviewer_id
            where k.book = n.book and k.claim_id = n.claim_id) else v.label end as all_verdicts,
       r.name as reviewer, v.decided_on, v.review_url, v.review_title, v.rationale,
       v.uid as verdict_uid, r.uid as reviewer_uid, r.kind as reviewer_kind
from claim_status_cache n
left join claim c on c.book = n.book and c.id = n.claim_id
left join verdict v on v.book = n.book and v.id = n.verdict_id
left join speaker w on w.book = n.book and w.id = v.reviewer_id
left join speaker r on r.book = n.book and r.id = coalesce(w.same_as_id, w.id);

create view claim_category as
select book, claim_id, 'status' as what, status as value from claim_status_cache
union all select book, claim_id, 'verdict', 'none' from claim_status_cache where verdict_id is null
union all select distinct book, claim_id, 'verdict', bucket from verdict_cache
union all select book, claim_id, 'verdict', 'disagree' from claim_status_cache where checkers_disagree = 1
union all select book, claim_id, 'source', case when sourced = 1 then 'sourced' else 'unsourced' end from claim_status_cache
union all select book, claim_id, 'stage', stage from claim_status_cache;

create view category_count as
select book, what, value, count(*) as n from claim_category group by book, what, value;

create view wording as
select book, id as claim_id, 'claim' as field, text from claim
union all select book, claim_id, 'wording', text from claim_wording
union all select book, claim_id, 'wording', quote from carrying_statement where quote is not null
union all select book, claim_id, 'title', review_title from verdict where review_title is not null;

------------------------------------------------------------------------------------------------------------------------
-- 4. Search, and views across books
------------------------------------------------------------------------------------------------------------------------

-- Words are in lower case and not stemmed ('simple'), so that every language can be searched. Of a long text the first 100,000
-- characters are.
alter table claim add column words tsvector generated always as (to_tsvector('simple', left(text, 100000))) stored;
alter table claim_wording add column words tsvector generated always as (to_tsvector('simple', left(text, 100000))) stored;
alter table statement add column words tsvector generated always as (to_tsvector('simple', left(coalesce(quote, ''), 100000))) stored;
alter table document add column words tsvector generated always as (to_tsvector('simple', title || ' ' || left(coalesce(text, ''), 100000))) stored;
create index claim_words on claim using gin (words);
create index claim_wording_words on claim_wording using gin (words);
create index statement_words on statement using gin (words);
create index document_words on document using gin (words);

-- The claims of all books that have words in their text, in another wording or in a quote, as `websearch_to_tsquery` reads them:
-- select * from search_claims('talks -albania "per migrant"').
create function search_claims(query text) returns table (book bigint, claim_id bigint, rank real)
language sql stable set search_path = gainsay as $$
    select book, claim_id, max(ts_rank(words, websearch_to_tsquery('simple', query)))
    from (select book, id as claim_id, words from claim where words @@ websearch_to_tsquery('simple', query)
          union all select book, claim_id, words from claim_wording where words @@ websearch_to_tsquery('simple', query)
          union all select book, claim_id, words from statement
                    where claim_id is not null and words @@ websearch_to_tsquery('simple', query)) found
    group by book, claim_id
    order by 3 desc, 1, 2
$$;

-- The same claim in several books: by its uid, where books are copies or exchanged it, or by its words.
create view shared_claim as
select a.book, a.id as claim_id, b.book as other_book, b.id as other_claim_id, a.uid = b.uid as same_uid, a.text,
       x.status, y.status as other_status, x.bucket, y.bucket as other_bucket
from claim a
join claim b on (b.uid = a.uid or b.text_key = a.text_key) and b.book <> a.book
join claim_status_cache x on x.book = a.book and x.claim_id = a.id
join claim_status_cache y on y.book = b.book and y.claim_id = b.id;

create index claim_uid_of_any on claim (uid);
create index claim_text_key_of_any on claim (text_key);
