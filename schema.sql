-- gainsay: a book of claims, who made them, who disputed them, and where they stand.
--
-- This file is the whole database as it is today; `sqlite3 book.db < schema.sql` makes an empty book.
-- It has four parts:
--   1. the record   what people wrote down; every change to it is one entry in the journal
--   2. the rules    views: what carries a claim, what disputes it, what its status is, which verdict stands
--   3. the standing a copy of what the rules say, one row a claim, so that lists are quick
--   4. the index    the words of everything above, in the form in which they are searched
-- The last two hold nothing of their own. The program writes them anew at the end of every entry, for what it touched.
--
-- Conventions. `id` is small, for people to type, and never used twice. `uid` is 80 bits in hex: two books recognise the
-- same row by it. The program draws 62 of them and counts in the others, so that rows which are added together stand
-- together in the index; the first sign is a letter, so that no spreadsheet takes it for a number. Dates are ISO 8601 text
-- with the precision that is known (2021, 2021-11, 2021-11-18, 2021-11-18T09:30); null is unknown. Offsets count characters
-- (Unicode scalar values) of the stored text from 0.

pragma application_id = 0x6761696e;  -- 'gain'
pragma user_version = 2;

------------------------------------------------------------------------------------------------------------------------
-- 1. The record
------------------------------------------------------------------------------------------------------------------------

-- Who says things. A named speaker is known by one name and any number of aliases. An unnamed one has the descriptor as
-- its document words it ("an unnamed minister") and lives in that one document; only a person may say, with same_as_id,
-- that it is somebody known. Joining never rewrites what was recorded: it can be parted again.
create table speaker (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    kind         text    not null check (kind in ('person', 'organisation', 'outlet', 'unnamed')),
    name         text    not null check (trim(name) <> ''),
    external_id  text,                                        -- Wikidata, e.g. Q42
    document_id  integer references document (id),            -- the one document an unnamed speaker lives in
    same_as_id   integer references speaker (id),             -- the speaker this one was found to be
    note         text,
    check ((kind = 'unnamed') = (document_id is not null)),
    check (same_as_id <> id)
) strict;

create table speaker_alias (
    id          integer primary key autoincrement,
    speaker_id  integer not null references speaker (id) on delete cascade,
    name        text    not null check (trim(name) <> ''),
    unique (speaker_id, name)
) strict;

-- What can be read, cited, archived, and denied as a whole. A `secondhand` document is known only through another one.
create table document (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    kind          text    not null check (kind in ('article', 'post', 'letter', 'broadcast', 'interview', 'speech',
                                                   'press-release', 'report', 'dataset', 'video', 'other')),
    title         text    not null check (trim(title) <> ''),
    publisher_id  integer references speaker (id),
    url           text,
    archive_url   text,
    language      text,                                       -- BCP 47, e.g. en-GB
    published_on  text,
    access        text    not null default 'read' check (access in ('read', 'secondhand')),
    through_id    integer references document (id),           -- the document a secondhand one is known through
    text          text,                                       -- as it was stored, never edited in place
    text_sha256   text,                                       -- of `text` in UTF-8, hex
    retrieved_at  text,
    note          text,
    check ((text is null) = (text_sha256 is null)),
    check (through_id is null or access = 'secondhand'),
    check (through_id <> id)
) strict;

-- A proposition, worded affirmatively, with no speaker inside.
create table claim (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    text         text    not null check (trim(text) <> ''),
    text_key     integer not null,   -- 63 bits of SHA-256 of the text without case, quotation marks and extra space
    stage        text    not null default 'new'
                 check (stage in ('new', 'checking', 'awaiting-reply', 'checked', 'dropped')),
    note         text,
    ref          text,               -- its id in the system it was imported from
    recorded_at  text    not null
) strict;

create table claim_tag (
    id        integer primary key autoincrement,
    claim_id  integer not null references claim (id) on delete cascade,
    tag       text    not null check (trim(tag) <> ''),
    unique (claim_id, tag)
) strict;

-- One speaker's stance on exactly one claim, statement or document, with the words, the place and the time.
--
-- The target is target_document_id or target_statement_id; where both are null it is the claim itself. Two columns say
-- where a chain of statements about statements ends, so that no query has to walk it:
--   claim_id   the claim this is about in the end; null only where the chain ends at a document
--   origin_id  the statement that a chain of reports is about in the end: the first below that is not itself a report;
--              null for a statement that targets a claim or a document
create table statement (
    id                   integer primary key autoincrement,
    uid                  text    not null default (lower(hex(randomblob(10)))),
    speaker_id           integer not null references speaker (id),
    role                 text,                                -- as worded then: "Justice secretary"
    stance               text    not null,
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
    retracted_by_id      integer references statement (id) on delete set null,  -- the retraction that took it back
    document_id          integer references document (id),    -- where it can be read
    occasion             text,                                -- "Times Radio", "a press conference"
    said_on              text,
    quote                text,                                -- the speaker's words
    quote_start          integer,                             -- the anchor: where they stand in the stored text,
    quote_end            integer,                             --   end exclusive, with up to 32 characters
    quote_prefix         text,                                --   before and after
    quote_suffix         text,                                --   (W3C Web Annotation: position and quote selector)
    note                 text,
    check (target_statement_id is null or target_document_id is null),
    check ((origin_id is null) = (target_statement_id is null)),
    check (claim_id is not null or target_statement_id is not null or target_document_id is not null),
    check (claim_id is null or target_document_id is null),
    check (target_statement_id <> id and origin_id <> id),
    check (stance not in ('asserts', 'confirms') or (target_statement_id is null and target_document_id is null)),
    check (stance <> 'reports' or target_statement_id is not null),
    check ((quote_start is null) = (quote_end is null)),
    check (quote_start is null or (quote is not null and document_id is not null and quote_start < quote_end))
) strict;

-- What a checker found. Never overwritten: a newer verdict supersedes, the old one keeps its own label and scale
-- (schema.org Rating: value between worst and best, kept as the exact text of the number).
create table verdict (
    id            integer primary key autoincrement,
    uid           text    not null default (lower(hex(randomblob(10)))),
    claim_id      integer not null references claim (id),
    label         text    not null check (trim(label) <> ''),
    value         text,
    worst         text,
    best          text,
    bucket        text    check (bucket in ('true', 'mixed', 'false', 'other')),
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
    relation      text    not null check (relation in ('supports', 'contradicts', 'context')),
    quote         text,
    quote_start   integer,
    quote_end     integer,
    quote_prefix  text,
    quote_suffix  text,
    note          text,
    check ((quote_start is null) = (quote_end is null)),
    check (quote_start is null or (quote is not null and quote_start < quote_end))
) strict;

-- A filter kept under a name, so that `@name` means it in another one. It is kept as typed and understood anew each time:
-- `said:>=yesterday` moves on with the days, and a tag that is gone makes it an error, not an empty list.
create table saved (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    name         text    not null check (trim(name) <> ''),   -- letters, digits, - and _
    filter       text    not null,
    recorded_at  text    not null
) strict;

-- One entry a command. Nothing is ever taken out of the journal: an undo is an entry that undoes another one, and a redo
-- is an entry that undoes an undo.
--
-- `hash` makes a chain of them: the SHA-256, in hex, of the hash of the entry before (empty for the first), of this entry (id,
-- at, command, undoes), and of each of its changes in order of id (table_name, action, row_id, last_id, claim_id, content);
-- after one that is `inserted` come its rows in order of id, as they were when the entry ended: the id, and the name and value
-- of each stored column that is not null, in the order of the table. Each of these is written as its length in bytes, a
-- colon, its UTF-8 bytes and a comma (a number as its digits, null as `-,`). So whoever changes, adds or takes away an entry
-- or a row past the program, or a version of a row that was since corrected, breaks the chain, unless all hashes from there
-- on are made anew too; against that helps a hash that is kept elsewhere. A column that is added to a table of the record
-- must be null in the rows that are there.
create table journal (
    id       integer primary key autoincrement,
    at       text    not null,                                -- UTC, ISO 8601
    command  text    not null,                                -- the command line as typed
    undoes   integer unique references journal (id),
    hash     text    not null default '',                     -- empty only while the entry is made
    check (undoes < id)
) strict;

-- What an entry changed, with what undo needs. `inserted` names the rows row_id to last_id and need not repeat them;
-- `updated` keeps each changed column as {"column": [before, after]}; `deleted` keeps the whole row.
create table journal_change (
    id          integer primary key,
    entry_id    integer not null references journal (id),
    table_name  text    not null,
    action      text    not null check (action in ('inserted', 'updated', 'deleted')),
    row_id      integer not null,
    last_id     integer not null,
    claim_id    integer,                                      -- the claim the row is or was about, where one row is meant
    content     text,
    check ((action = 'inserted') = (content is null)),
    check (action = 'inserted' or last_id = row_id)
) strict;

-- A uid is unique in its table; a foreign key has its index; the rest is what lists are filtered by.
create unique index speaker_uid   on speaker (uid);
create unique index document_uid  on document (uid);
create unique index claim_uid     on claim (uid);
create unique index statement_uid on statement (uid);
create unique index verdict_uid   on verdict (uid);
create unique index evidence_uid  on evidence (uid);
create unique index saved_uid     on saved (uid);
create unique index saved_name    on saved (name collate nocase);
create unique index claim_ref     on claim (ref) where ref is not null;

create index speaker_name         on speaker (name collate nocase);
create index speaker_document     on speaker (document_id) where document_id is not null;
create index speaker_same_as      on speaker (same_as_id) where same_as_id is not null;
create index speaker_alias_name   on speaker_alias (name collate nocase);
create index document_title       on document (title collate nocase);
create index document_publisher   on document (publisher_id);
create index document_through     on document (through_id) where through_id is not null;
create index document_url         on document (url) where url is not null;
create index claim_text_key       on claim (text_key);
create index claim_text_begin     on claim (substr(text, 1, 8) collate nocase);
create index claim_tag_tag        on claim_tag (tag, claim_id);
create index statement_speaker    on statement (speaker_id, family, claim_id);
create index statement_claim      on statement (claim_id);
create index statement_statement  on statement (target_statement_id) where target_statement_id is not null;
create index statement_target     on statement (target_document_id) where target_document_id is not null;
create index statement_origin     on statement (origin_id) where origin_id is not null;
create index statement_retracted  on statement (retracted_by_id) where retracted_by_id is not null;
create index statement_document   on statement (document_id);
create index verdict_claim        on verdict (claim_id, coalesce(decided_on, substr(recorded_at, 1, 10)));  -- the newest last
create index verdict_reviewer     on verdict (reviewer_id);
create index verdict_label        on verdict (label collate nocase);
create index verdict_url          on verdict (review_url) where review_url is not null;
create index evidence_claim       on evidence (claim_id);
create index evidence_document    on evidence (document_id);
create index journal_change_entry on journal_change (entry_id);
create index journal_change_row   on journal_change (table_name, row_id);
create index journal_change_claim on journal_change (claim_id) where claim_id is not null;

------------------------------------------------------------------------------------------------------------------------
-- 2. The rules
------------------------------------------------------------------------------------------------------------------------

-- Who a speaker is after all joins: one row a speaker. Joins are kept flat, so one step is enough.
create view person as
select s.id as speaker_id, p.id as person_id, p.name, p.kind
from speaker s
join speaker p on p.id = coalesce(s.same_as_id, s.id);

-- Which statements carry a claim, and in which document, if any: those that make it, and those that report somebody to
-- have made it. To report that somebody would not deny a claim does not carry it: a non-denial supports nothing.
create view carries as
select s.claim_id, s.id as statement_id, s.speaker_id, s.document_id, s.said_on, s.quote, s.family = 'for' as makes,
       s.retracted_by_id is null as stands
from statement s
left join statement o on o.id = s.origin_id
where s.claim_id is not null and (s.family = 'for' or (s.family = 'relay' and o.family = 'for'));

-- How often a claim was said, without what was taken back: the statements that carry it, the independent speakers of
-- them, who are one however often they repeat themselves, and the origins: those of the speakers who made it. Ten
-- reprints of one origin are ten speakers and one origin.
create view claim_said as
select k.claim_id, count(*) as times, count(distinct p.person_id) as speakers,
       count(distinct p.person_id) filter (where k.makes) as origins,
       min(k.said_on) as first_said_on, max(k.said_on) as last_said_on
from carries k
join person p on p.speaker_id = k.speaker_id
where k.stands
group by k.claim_id;

-- Every statement that bears upon a claim, and the part it plays, by the basis on which it reaches the claim: it targets
-- the claim itself, or another statement about it (the attribution), or a document that carries it. `stands` is 0 where it
-- was taken back. A dispute of a part of a document, or a correction to it, does not say which claim it means: it reaches
-- none. Nor is it an attribution any more that was itself taken back.
--
-- First the statements as they are, with the part that each plays for the claim its chain ends at, if it does.
create view bearing as
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
         when s.family = 'against' and exists (select 1 from statement t where t.id = s.target_statement_id
              and t.family in ('for', 'relay') and t.retracted_by_id is null) then 'disputes'
         when s.stance = 'retracts' then 'withdraws'
         else 'responds'
       end as part
from statement s;

create view on_claim as
select claim_id, id as statement_id, speaker_id, document_id, said_on, retracted_by_id is null as stands, basis, part
from bearing
where claim_id is not null;

create view on_document as
select k.claim_id, s.id as statement_id, s.speaker_id, s.retracted_by_id is null as stands,
       case when s.stance in ('denies', 'calls-misleading') then 'disputes'
            when s.stance = 'retracts'                      then 'withdraws'
            else                                                 'responds' end as part
from carries k
join statement s on s.target_document_id = k.document_id;

create view claim_statement as
select claim_id, statement_id, speaker_id, stands, part, basis from on_claim
union all select claim_id, statement_id, speaker_id, stands, part, 'document' from on_document;

-- Where a claim stands: its status, strongest reason first; whether anybody is on record as having said it; how many
-- statements carry it, as claim_said counts them; its stage; the first day on which anything was said of it; and which
-- verdict stands: the newest, by the day it was decided or, where that is not known, recorded; of two on one day the later
-- recorded. This is the one definition; the table claim_standing is a copy of it.
create view claim_now as
select n.claim_id,
       case
         when n.makers and not n.standing_makers then 'withdrawn'
         when n.disputers                        then 'disputed'
         when n.attribution_disputers            then 'attribution-disputed'
         when exists (select 1 from on_document where claim_id = n.claim_id and part = 'disputes' and stands)
                                                 then 'document-disputed'
         when n.non_deniers                      then 'not-denied'
         else                                         'undisputed'
       end as status,
       n.makers > 0 as sourced, n.times, n.stage, n.said_on, v.id as verdict_id, v.bucket
from (select c.id as claim_id, c.stage, min(k.said_on) as said_on,
             count(*) filter (where k.part = 'makes') as makers,
             count(*) filter (where k.part = 'makes' and k.stands) as standing_makers,
             count(*) filter (where k.part = 'disputes' and k.stands and k.basis = 'claim') as disputers,
             count(*) filter (where k.part = 'disputes' and k.stands and k.basis = 'attribution') as attribution_disputers,
             count(*) filter (where k.part = 'does-not-deny' and k.stands) as non_deniers,
             count(*) filter (where k.part in ('makes', 'relays') and k.stands) as times
      from claim c
      left join on_claim k on k.claim_id = c.id
      group by c.id) n
left join verdict v on v.id = (select id from verdict where claim_id = n.claim_id
                               order by coalesce(decided_on, substr(recorded_at, 1, 10)) desc, id desc limit 1);

-- One row a statement, with the names a reader needs and the part it plays for its claim. `speaker` is who it is after joins, `worded` how the speaker was
-- named when it was recorded.
create view statement_row as
select s.id, s.uid, s.claim_id, s.target_statement_id, s.target_document_id, s.origin_id, s.stance, s.family,
       p.id as person_id, p.name as speaker, w.id as speaker_id, w.name as worded, w.kind as speaker_kind, s.role,
       s.occasion, s.said_on, s.quote, s.quote_start, s.quote_end, s.note, s.retracted_by_id, s.part, s.basis,
       d.id as document_id, d.kind as document_kind, d.title as document, d.url, d.access, d.published_on, b.name as publisher
from bearing s
join speaker w on w.id = s.speaker_id
join speaker p on p.id = coalesce(w.same_as_id, w.id)
left join document d on d.id = s.document_id
left join speaker bw on bw.id = d.publisher_id
left join speaker b on b.id = coalesce(bw.same_as_id, bw.id);

-- One row a statement with what another book needs to read it back: everything it refers to by uid.
create view statement_sheet as
select s.id, s.uid, s.claim_id, c.uid as claim_uid, c.text as claim, p.name as speaker, p.uid as person_uid,
       p.kind as person_kind, w.name as worded, w.uid as speaker_uid, w.kind as speaker_kind, s.role, s.stance, s.family,
       case when s.target_statement_id is not null then 'statement'
            when s.target_document_id is not null  then 'document'
            else                                        'claim' end as target,
       t.uid as target_statement_uid, td.title as target_document, td.uid as target_document_uid, s.quote, s.quote_start,
       s.quote_end, s.said_on, s.occasion, d.title as document, d.uid as document_uid, d.kind as document_kind, d.url,
       d.access, d.published_on, b.name as publisher, b.uid as publisher_uid, b.kind as publisher_kind, s.note,
       ld.title as lives_in, ld.uid as lives_in_uid, r.uid as taken_back_by, s.target_document_id, s.origin_id
from statement s
join speaker w on w.id = s.speaker_id
join speaker p on p.id = coalesce(w.same_as_id, w.id)
left join claim c on c.id = s.claim_id
left join statement t on t.id = s.target_statement_id
left join statement r on r.id = s.retracted_by_id
left join document td on td.id = s.target_document_id
left join document d on d.id = s.document_id
left join document ld on ld.id = coalesce(w.document_id, p.document_id)
left join speaker bw on bw.id = d.publisher_id
left join speaker b on b.id = coalesce(bw.same_as_id, bw.id);

-- One row a verdict, with its reviewer and whether it is the one that stands.
create view verdict_row as
select v.*, (select name from person where speaker_id = v.reviewer_id) as reviewer,
       v.id = (select verdict_id from claim_standing n where n.claim_id = v.claim_id) as standing
from verdict v;

------------------------------------------------------------------------------------------------------------------------
-- 3. The standing
------------------------------------------------------------------------------------------------------------------------

-- The copy of claim_now. It holds nothing of its own: `delete from claim_standing; insert into claim_standing select *
-- from claim_now;` gives the same again. It is not in the journal. The row of a claim that is taken out stays until the end
-- of the entry, when it is counted out of the tally.
create table claim_standing (
    claim_id    integer primary key,
    status      text    not null,
    sourced     integer not null,
    times       integer not null,
    stage       text    not null,
    said_on     text,
    verdict_id  integer,
    bucket      text,           -- of that verdict
    disputed    integer not null generated always as (status in ('disputed', 'attribution-disputed', 'document-disputed')) virtual,
    strength    integer not null generated always as (case status
                    when 'withdrawn' then 1 when 'disputed' then 2 when 'attribution-disputed' then 3
                    when 'document-disputed' then 4 when 'not-denied' then 5 else 6 end) virtual
) strict;

create index claim_standing_disputed  on claim_standing (claim_id) where disputed;
create index claim_standing_unsourced on claim_standing (claim_id) where not sourced;
create index claim_standing_times     on claim_standing (times desc) where times > 1;
create index claim_standing_strength  on claim_standing (strength);                     -- these two, and claim_text_begin,
create index claim_standing_said      on claim_standing (said_on is null, said_on);     -- for the order of lists only

-- One row a claim: the claim, where it stands, who said it first, who disputes it, and the verdict that stands. The id and
-- the stage are those of the standing, so that its order and its indexes are used. What a query does not ask for is not
-- looked up: so claims are counted and skipped by their standing alone.
create view claim_summary as
select n.claim_id as id, c.uid, c.text, n.stage, c.note, c.ref, c.recorded_at, n.status, n.sourced, n.disputed, n.times,
       n.strength, n.said_on,
       (select p.name from statement s join person p on p.speaker_id = s.speaker_id
        where s.claim_id = c.id and s.family = 'for'
        order by s.said_on is null, s.said_on, s.id limit 1) as first_speaker,
       (select group_concat(name, '; ') from (
            select p.name from on_claim k join person p on p.speaker_id = k.speaker_id
            where k.claim_id = c.id and k.part = 'disputes' and k.stands
            union select p.name from on_document k join person p on p.speaker_id = k.speaker_id
            where k.claim_id = c.id and k.part = 'disputes' and k.stands)) as disputed_by,
       (select group_concat(tag, '; ') from (
            select tag from claim_tag t where t.claim_id = c.id order by tag)) as tags,
       v.label as verdict, v.value as verdict_value, v.worst as verdict_worst, v.best as verdict_best,
       v.bucket as verdict_bucket, r.name as reviewer, v.decided_on, v.review_url, v.review_title, v.rationale,
       v.uid as verdict_uid, r.uid as reviewer_uid, r.kind as reviewer_kind
from claim_standing n
left join claim c on c.id = n.claim_id
left join verdict v on v.id = n.verdict_id
left join speaker w on w.id = v.reviewer_id
left join speaker r on r.id = coalesce(w.same_as_id, w.id);

-- Under what a claim is counted.
create view counted as
select claim_id, 'status' as what, status as value from claim_standing
union all select claim_id, 'verdict', coalesce(bucket, 'none') from claim_standing
union all select claim_id, 'source', iif(sourced, 'sourced', 'unsourced') from claim_standing
union all select claim_id, 'stage', stage from claim_standing;

-- How many claims are counted under what: `select what, value, count(*) from counted group by what, value`, kept.
create table tally (
    what   text    not null,
    value  text    not null,
    n      integer not null,
    primary key (what, value)
) strict, without rowid;

------------------------------------------------------------------------------------------------------------------------
-- 4. The index
------------------------------------------------------------------------------------------------------------------------

-- In which words a claim is known: its own, those in which it was made or passed on, and the titles of its reviews.
create view wording as
select id as claim_id, 'claim' as field, text from claim
union all select claim_id, 'wording', quote from carries where quote is not null
union all select claim_id, 'title', review_title from verdict where review_title is not null;

-- Every text by which a claim is found, and which field of the index it belongs to.
create view claim_text as
select claim_id, field, text from wording
union all select claim_id, 'reply', quote from statement s
          where claim_id is not null and quote is not null and not exists (select 1 from carries where statement_id = s.id)
union all select s.claim_id, 'speaker', n.name from statement s join person p on p.speaker_id = s.speaker_id
          join speaker n on n.id = p.person_id or n.same_as_id = p.person_id where s.claim_id is not null
union all select s.claim_id, 'speaker', a.name from statement s join person p on p.speaker_id = s.speaker_id
          join speaker n on n.id = p.person_id or n.same_as_id = p.person_id
          join speaker_alias a on a.speaker_id = n.id where s.claim_id is not null
union all select claim_id, 'finding', rationale from verdict where rationale is not null
union all select claim_id, 'finding', quote from evidence where quote is not null
union all select v.claim_id, 'finding', p.name from verdict v join person p on p.speaker_id = v.reviewer_id
union all select id, 'desk', note from claim where note is not null
union all select claim_id, 'desk', note from statement where claim_id is not null and note is not null
union all select claim_id, 'desk', tag from claim_tag;

create view document_text as
select id as document_id, 'title' as field, title as text from document
union all select d.id, 'publisher', p.name from document d join person p on p.speaker_id = d.publisher_id
union all select id, 'text', text from document where text is not null
union all select target_document_id, 'reply', quote from statement where target_document_id is not null and quote is not null
union all select s.target_document_id, 'reply', p.name from statement s join person p on p.speaker_id = s.speaker_id
          where s.target_document_id is not null;

-- The words of these texts, for full-text search (FTS5). Case and accents are taken away before they come here, a number is
-- one word, and in scripts without spaces (Han, Kana, Thai, …) every sign is one. Words are kept as they are, not as stems,
-- so that no language is harmed and `word*` works; word_stem tells which words have an English root in common. The program
-- writes the index at the end of every command; it holds nothing of its own and is not in the journal.
create virtual table claim_words using fts5 (
    claim,       -- its text
    wording,     -- quotes in which it was made or passed on
    title,       -- titles of published reviews
    reply,       -- quotes of everybody else: denials, questions
    speaker,     -- who said anything of it, by every name
    finding,     -- rationales of verdicts and their reviewers, quotes of evidence
    desk,        -- notes and tags
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

create virtual table document_words using fts5 (
    title,
    publisher,
    text,
    reply,       -- quotes of those who speak about the document as a whole, and who they are
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Words wait in memory, up to so many bytes, before they are written: a large import has fewer pieces to merge.
insert into claim_words (claim_words, rank) values ('hashsize', 8388608);
insert into document_words (document_words, rank) values ('hashsize', 8388608);

-- Words whose stem (English Snowball) is another word. A word stays when the last text that has it goes.
create table word_stem (
    stem  text not null,
    word  text not null,
    primary key (stem, word)
) strict, without rowid;
