-- A book as version 1 made it: every table of the record has rows. `sqlite3 book.db < v1.sql` makes it again. Frozen: never changed.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE speaker (
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
INSERT INTO speaker VALUES(1,'f39b1e075f943af60000','outlet','Northport Echo',NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(2,'d2704188e9c2e05e0001','person','Ann Lee',NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(3,'e21fda353c25055c0001','unnamed','an unnamed engineer',NULL,1,4,NULL);
INSERT INTO speaker VALUES(4,'f45474ebcf5d13440000','person','Tom Hill',NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(5,'c42bbfd95edb93910000','organisation','Northport Council',NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(6,'add59a641e7d22010000','person','Olta Kern',NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(7,'aae926d38296abce0000','person','Dominic Reed',NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(8,'f73583e060fe72ea0000','person','Thomas Hill',NULL,NULL,4,NULL);
INSERT INTO speaker VALUES(9,'b3c4cd0099fdfe320000','organisation','Our desk',NULL,NULL,NULL,NULL);
CREATE TABLE speaker_alias (
    id          integer primary key autoincrement,
    speaker_id  integer not null references speaker (id) on delete cascade,
    name        text    not null check (trim(name) <> ''),
    unique (speaker_id, name)
) strict;
INSERT INTO speaker_alias VALUES(1,4,'T. Hill');
CREATE TABLE document (
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
INSERT INTO document VALUES(1,'f39b1e075f943af60001','article','Bridge to open in May',1,'https://example.org/bridge','https://archive.example/bridge','en','2021-11-18','read',NULL,replace('The mayor said the bridge “will open in May”. An unnamed engineer said it would cost £3,000.\nThe builder would not comment.\n','\n',char(10)),'efe635cc7cd514816d011510cb43137b8a813000a1a3928fdecc1dcf1965b9cf','2021-11-19T12:00:00Z',NULL);
INSERT INTO document VALUES(2,'fb011c8ad30f56500000','letter','Letter of the builders',NULL,NULL,NULL,NULL,NULL,'secondhand',1,NULL,NULL,NULL,NULL);
CREATE TABLE claim (
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
INSERT INTO claim VALUES(1,'d2704188e9c2e05e0000','The bridge will open in May',5351189163467164998,'checked',NULL,NULL,'2021-11-19T12:00:00Z');
INSERT INTO claim VALUES(2,'e21fda353c25055c0000','The bridge would cost £3,000',7240207235566910921,'new',NULL,NULL,'2021-11-19T12:00:00Z');
INSERT INTO claim VALUES(3,'f88d7ff8e522f38b0000','The old bridge was built in 1911',5519816544442951231,'new',NULL,NULL,'2021-11-19T12:00:00Z');
CREATE TABLE claim_tag (
    id        integer primary key autoincrement,
    claim_id  integer not null references claim (id) on delete cascade,
    tag       text    not null check (trim(tag) <> ''),
    unique (claim_id, tag)
) strict;
INSERT INTO claim_tag VALUES(1,1,'bridge');
INSERT INTO claim_tag VALUES(3,2,'money');
CREATE TABLE statement (
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
INSERT INTO statement VALUES(1,'d2704188e9c2e05e0002',2,'mayor','asserts',1,NULL,NULL,NULL,NULL,1,NULL,'2021-11-17','will open in May',27,43,'The mayor said the bridge “','”. An unnamed engineer said it w',NULL);
INSERT INTO statement VALUES(2,'e21fda353c25055c0002',3,NULL,'asserts',2,NULL,NULL,NULL,NULL,1,NULL,NULL,'it would cost £3,000',71,91,' May”. An unnamed engineer said ',replace('.\nThe builder would not comment.','\n',char(10)),NULL);
INSERT INTO statement VALUES(3,'e21fda353c25055c0003',1,NULL,'reports',2,2,NULL,2,NULL,1,NULL,'2021-11-18',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(4,'f45474ebcf5d13440001',4,'builder','denies',1,NULL,NULL,NULL,NULL,2,NULL,'2021-11-18',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(5,'c42bbfd95edb93910001',5,NULL,'denies',2,3,NULL,2,NULL,1,NULL,NULL,'will open in May',27,43,'The mayor said the bridge “','”. An unnamed engineer said it w',NULL);
INSERT INTO statement VALUES(6,'add59a641e7d22010001',6,NULL,'denies',NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,'all of it is wrong',NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(7,'aae926d38296abce0001',7,NULL,'declines-to-deny',2,NULL,NULL,NULL,NULL,NULL,'Radio Northport',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(8,'f88d7ff8e522f38b0001',2,NULL,'asserts',3,NULL,NULL,NULL,9,NULL,NULL,'2021',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(9,'de3974dc0ca005e90000',2,NULL,'retracts',3,NULL,NULL,NULL,NULL,NULL,NULL,'2021-11-19',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE verdict (
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
INSERT INTO verdict VALUES(1,'b3c4cd0099fdfe320001',1,'unproven',NULL,NULL,NULL,'other','No date is fixed',9,'2021-11-18',NULL,NULL,'2021-11-19T12:00:00Z');
INSERT INTO verdict VALUES(2,'d3f996097532f09e0000',1,'false','1','1','5','false','The council moved it to June',9,'2021-11-20','https://example.org/review','The bridge will not open in May','2021-11-20T08:00:00Z');
CREATE TABLE evidence (
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
INSERT INTO evidence VALUES(1,'de0937f10ac6b9c50000',1,1,'contradicts','The builder would not comment.',93,123,replace('neer said it would cost £3,000.\n','\n',char(10)),replace('\n','\n',char(10)),NULL);
CREATE TABLE saved (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    name         text    not null check (trim(name) <> ''),   -- letters, digits, - and _
    filter       text    not null,
    recorded_at  text    not null
) strict;
INSERT INTO saved VALUES(1,'ae9016936fbe39d50000','waiting','is:disputed not stage:checked','2021-11-19T12:00:00Z');
INSERT INTO saved VALUES(2,'b0b34fbfaaa0b64a0000','bridges','tag:bridge','2021-11-19T12:00:00Z');
CREATE TABLE journal (
    id       integer primary key autoincrement,
    at       text    not null,                                -- UTC, ISO 8601
    command  text    not null,                                -- the command line as typed
    undoes   integer unique references journal (id),
    check (undoes < id)
) strict;
INSERT INTO journal VALUES(1,'2021-11-19T12:00:00Z','gainsay document add --title ''Bridge to open in May'' --publisher ''Northport Echo'' --kind article --url https://example.org/bridge --published 2021-11-18 --file text.txt --language en --archive https://archive.example/bridge',NULL);
INSERT INTO journal VALUES(2,'2021-11-19T12:00:00Z','gainsay add ''The bridge will open in May'' --by ''Ann Lee'' --role mayor --in 1 --quote ''will open in May'' --on 2021-11-17 --tag bridge --tag roads',NULL);
INSERT INTO journal VALUES(3,'2021-11-19T12:00:00Z','gainsay add ''The bridge would cost £3,000'' --by ''an unnamed engineer'' --unnamed --via ''Northport Echo'' --in 1 --quote ''it would cost £3,000''',NULL);
INSERT INTO journal VALUES(4,'2021-11-19T12:00:00Z','gainsay document add --title ''Letter of the builders'' --kind letter --through 1',NULL);
INSERT INTO journal VALUES(5,'2021-11-19T12:00:00Z','gainsay dispute 1 --by ''Tom Hill'' --role builder --in 2 --on 2021-11-18',NULL);
INSERT INTO journal VALUES(6,'2021-11-19T12:00:00Z','gainsay dispute --statement 3 --by ''Northport Council'' --kind organisation --quote ''will open in May'' --in 1',NULL);
INSERT INTO journal VALUES(7,'2021-11-19T12:00:00Z','gainsay dispute --document 1 --by ''Olta Kern'' --quote ''all of it is wrong''',NULL);
INSERT INTO journal VALUES(8,'2021-11-19T12:00:00Z','gainsay respond 2 --by ''Dominic Reed'' --stance declines-to-deny --occasion ''Radio Northport''',NULL);
INSERT INTO journal VALUES(9,'2021-11-19T12:00:00Z','gainsay add ''The old bridge is from 1911'' --by ''Ann Lee'' --on 2021',NULL);
INSERT INTO journal VALUES(10,'2021-11-19T12:00:00Z','gainsay retract 3 --by ''Ann Lee'' --on 2021-11-19',NULL);
INSERT INTO journal VALUES(11,'2021-11-19T12:00:00Z','gainsay speaker alias ''Tom Hill'' ''T. Hill''',NULL);
INSERT INTO journal VALUES(12,'2021-11-19T12:00:00Z','gainsay speaker add ''Thomas Hill''',NULL);
INSERT INTO journal VALUES(13,'2021-11-19T12:00:00Z','gainsay speaker join ''Tom Hill'' ''Thomas Hill''',NULL);
INSERT INTO journal VALUES(14,'2021-11-19T12:00:00Z','gainsay speaker join ''Tom Hill'' ''an unnamed engineer''',NULL);
INSERT INTO journal VALUES(15,'2021-11-19T12:00:00Z','gainsay rate 1 unproven --because ''No date is fixed'' --by ''Our desk'' --on 2021-11-18',NULL);
INSERT INTO journal VALUES(16,'2021-11-20T08:00:00Z','gainsay rate 1 false --because ''The council moved it to June'' --by ''Our desk'' --on 2021-11-20 --url https://example.org/review --title ''The bridge will not open in May''',NULL);
INSERT INTO journal VALUES(17,'2021-11-19T12:00:00Z','gainsay evidence 1 --contradicts --in 1 --quote ''The builder would not comment.''',NULL);
INSERT INTO journal VALUES(18,'2021-11-19T12:00:00Z','gainsay stage 1 checked',NULL);
INSERT INTO journal VALUES(19,'2021-11-19T12:00:00Z','gainsay tag 2 money',NULL);
INSERT INTO journal VALUES(20,'2021-11-19T12:00:00Z','gainsay saved add waiting is:disputed -stage:checked',NULL);
INSERT INTO journal VALUES(21,'2021-11-19T12:00:00Z','gainsay saved add bridges tag:bridge',NULL);
INSERT INTO journal VALUES(22,'2021-11-19T12:00:00Z','gainsay edit 3 --text ''The old bridge was built in 1911''',NULL);
INSERT INTO journal VALUES(23,'2021-11-19T12:00:00Z','gainsay add ''It rains'' --by ''Ann Lee''',NULL);
INSERT INTO journal VALUES(24,'2021-11-19T12:00:00Z','gainsay undo',23);
INSERT INTO journal VALUES(25,'2021-11-19T12:00:00Z','gainsay redo',24);
INSERT INTO journal VALUES(26,'2021-11-19T12:00:00Z','gainsay undo',25);
INSERT INTO journal VALUES(27,'2021-11-19T12:00:00Z','gainsay tag 1 roads --remove',NULL);
INSERT INTO journal VALUES(28,'2021-11-19T12:00:00Z','gainsay remove --evidence 1',NULL);
INSERT INTO journal VALUES(29,'2021-11-19T12:00:00Z','gainsay undo',28);
CREATE TABLE journal_change (
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
INSERT INTO journal_change VALUES(1,1,'document','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(2,1,'speaker','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(3,2,'speaker','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(4,2,'claim','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(5,2,'claim_tag','inserted',1,2,NULL,NULL);
INSERT INTO journal_change VALUES(6,2,'statement','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(7,3,'speaker','inserted',3,3,NULL,NULL);
INSERT INTO journal_change VALUES(8,3,'claim','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(9,3,'statement','inserted',2,3,NULL,NULL);
INSERT INTO journal_change VALUES(10,4,'document','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(11,5,'speaker','inserted',4,4,NULL,NULL);
INSERT INTO journal_change VALUES(12,5,'statement','inserted',4,4,NULL,NULL);
INSERT INTO journal_change VALUES(13,6,'speaker','inserted',5,5,NULL,NULL);
INSERT INTO journal_change VALUES(14,6,'statement','inserted',5,5,NULL,NULL);
INSERT INTO journal_change VALUES(15,7,'speaker','inserted',6,6,NULL,NULL);
INSERT INTO journal_change VALUES(16,7,'statement','inserted',6,6,NULL,NULL);
INSERT INTO journal_change VALUES(17,8,'speaker','inserted',7,7,NULL,NULL);
INSERT INTO journal_change VALUES(18,8,'statement','inserted',7,7,NULL,NULL);
INSERT INTO journal_change VALUES(19,9,'claim','inserted',3,3,NULL,NULL);
INSERT INTO journal_change VALUES(20,9,'statement','inserted',8,8,NULL,NULL);
INSERT INTO journal_change VALUES(21,10,'statement','updated',8,8,3,'{"retracted_by_id":[null,9]}');
INSERT INTO journal_change VALUES(22,10,'statement','inserted',9,9,NULL,NULL);
INSERT INTO journal_change VALUES(23,11,'speaker_alias','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(24,12,'speaker','inserted',8,8,NULL,NULL);
INSERT INTO journal_change VALUES(25,13,'speaker','updated',8,8,NULL,'{"same_as_id":[null,4]}');
INSERT INTO journal_change VALUES(26,14,'speaker','updated',3,3,NULL,'{"same_as_id":[null,4]}');
INSERT INTO journal_change VALUES(27,15,'speaker','inserted',9,9,NULL,NULL);
INSERT INTO journal_change VALUES(28,15,'verdict','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(29,16,'verdict','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(30,17,'evidence','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(31,18,'claim','updated',1,1,1,'{"stage":["new","checked"]}');
INSERT INTO journal_change VALUES(32,19,'claim_tag','inserted',3,3,NULL,NULL);
INSERT INTO journal_change VALUES(33,20,'saved','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(34,21,'saved','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(35,22,'claim','updated',3,3,3,'{"text":["The old bridge is from 1911","The old bridge was built in 1911"],"text_key":[1108894255439507962,5519816544442951231]}');
INSERT INTO journal_change VALUES(36,23,'claim','inserted',4,4,NULL,NULL);
INSERT INTO journal_change VALUES(37,23,'statement','inserted',10,10,NULL,NULL);
INSERT INTO journal_change VALUES(38,24,'statement','deleted',10,10,4,'{"uid":"b8a320e15be1bd980001","speaker_id":2,"role":null,"stance":"asserts","claim_id":4,"target_statement_id":null,"target_document_id":null,"origin_id":null,"retracted_by_id":null,"document_id":null,"occasion":null,"said_on":null,"quote":null,"quote_start":null,"quote_end":null,"quote_prefix":null,"quote_suffix":null,"note":null}');
INSERT INTO journal_change VALUES(39,24,'claim','deleted',4,4,4,'{"uid":"b8a320e15be1bd980000","text":"It rains","text_key":6867860692235176797,"stage":"new","note":null,"ref":null,"recorded_at":"2021-11-19T12:00:00Z"}');
INSERT INTO journal_change VALUES(40,25,'claim','inserted',4,4,NULL,NULL);
INSERT INTO journal_change VALUES(41,25,'statement','inserted',10,10,NULL,NULL);
INSERT INTO journal_change VALUES(42,26,'statement','deleted',10,10,4,'{"uid":"b8a320e15be1bd980001","speaker_id":2,"role":null,"stance":"asserts","claim_id":4,"target_statement_id":null,"target_document_id":null,"origin_id":null,"retracted_by_id":null,"document_id":null,"occasion":null,"said_on":null,"quote":null,"quote_start":null,"quote_end":null,"quote_prefix":null,"quote_suffix":null,"note":null}');
INSERT INTO journal_change VALUES(43,26,'claim','deleted',4,4,4,'{"uid":"b8a320e15be1bd980000","text":"It rains","text_key":6867860692235176797,"stage":"new","note":null,"ref":null,"recorded_at":"2021-11-19T12:00:00Z"}');
INSERT INTO journal_change VALUES(44,27,'claim_tag','deleted',2,2,1,'{"claim_id":1,"tag":"roads"}');
INSERT INTO journal_change VALUES(45,28,'evidence','deleted',1,1,1,'{"uid":"de0937f10ac6b9c50000","claim_id":1,"document_id":1,"relation":"contradicts","quote":"The builder would not comment.","quote_start":93,"quote_end":123,"quote_prefix":"neer said it would cost £3,000.\n","quote_suffix":"\n","note":null}');
INSERT INTO journal_change VALUES(46,29,'evidence','inserted',1,1,NULL,NULL);
CREATE TABLE claim_standing (
    claim_id    integer primary key,
    status      text    not null,
    sourced     integer not null,
    times       integer not null,
    stage       text    not null,
    verdict_id  integer,
    bucket      text,           -- of that verdict
    disputed    integer not null generated always as (status in ('disputed', 'attribution-disputed', 'document-disputed')) virtual
) strict;
INSERT INTO claim_standing VALUES(1,'disputed',1,1,'checked',2,'false');
INSERT INTO claim_standing VALUES(2,'attribution-disputed',1,2,'new',NULL,NULL);
INSERT INTO claim_standing VALUES(3,'withdrawn',1,0,'new',NULL,NULL);
CREATE TABLE tally (
    what   text    not null,
    value  text    not null,
    n      integer not null,
    primary key (what, value)
) strict, without rowid;
INSERT INTO tally VALUES('source','sourced',3);
INSERT INTO tally VALUES('stage','checked',1);
INSERT INTO tally VALUES('stage','new',2);
INSERT INTO tally VALUES('status','attribution-disputed',1);
INSERT INTO tally VALUES('status','disputed',1);
INSERT INTO tally VALUES('status','undisputed',0);
INSERT INTO tally VALUES('status','withdrawn',1);
INSERT INTO tally VALUES('verdict','false',1);
INSERT INTO tally VALUES('verdict','none',2);
INSERT INTO tally VALUES('verdict','other',0);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','claim_words','claim_words',0,'CREATE VIRTUAL TABLE claim_words using fts5 (
    claim,       -- its text
    wording,     -- quotes in which it was made or passed on
    title,       -- titles of published reviews
    reply,       -- quotes of everybody else: denials, questions
    speaker,     -- who said anything of it, by every name
    finding,     -- rationales of verdicts and their reviewers, quotes of evidence
    desk,        -- notes and tags
    content = '''', contentless_delete = 1, tokenize = ''ascii''
)');
CREATE TABLE IF NOT EXISTS 'claim_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO claim_words_data VALUES(1,X'0312080704261402');
INSERT INTO claim_words_data VALUES(10,X'00000001ff00000102062900061101010110010103010101111101010102010112120101010301011313010101040101141401010105010115150000010000');
INSERT INTO claim_words_data VALUES(137438953473,X'000000290430616e6e04060104020102697404020201036c6565040601040301057261696e73040203040a070a');
INSERT INTO claim_words_data VALUES(274877906945,X'000000290430616e6e04060104020102697404020201036c6565040601040301057261696e73040203040a070a');
INSERT INTO claim_words_data VALUES(412316860417,X'0000016c0330616e010601040803016e01060104020106627269646765010e03010203010602020675696c646572010601050f0107636f6d6d656e7401060105120305756e63696c01060105080104646174650106010503020365736b01060105150108656e67696e656572010601040a010566697865640106010505010468696c6c010a01040609050102696e010e060101040102070201730106010504020174010601050a01046a756e65010601050c01036c6565010601040301036d6179010e0701010501020802046f766564010601050901026e6f0106010502030174010c01020501051101046f70656e010e05010103010206020275720106010514010174010601040f020268650110020102020105070903046f6d6173010601040c02016f010601050b03016d01060104050107756e6e616d65640106010409010477696c6c010e0401010201020402046f756c6401060105100103ee808001160104040506050105060908040908110d0e0c0b0a0f0c0d0d08080b0a0e0b090b0f09080e0b08080e0f0b');
INSERT INTO claim_words_data VALUES(549755813889,X'000001430330616e010601040803016e01060104020106627269646765010e030102030106020107636f756e63696c01060105080104646174650106010503020365736b010601050f0108656e67696e656572010601040a010566697865640106010505010468696c6c010a01040609050102696e010e060101040102070201730106010504020174010601050a01046a756e65010601050c01036c6565010601040301036d6179010e0701010501020802046f766564010601050901026e6f0106010502030174010601020501046f70656e010e0501010301020602027572010601050e010174010601040f02026865010e0201020201050703046f6d6173010601040c02016f010601050b03016d01060104050107756e6e616d65640106010409010477696c6c010e040101020102040103ee8080011401040405060501050609040908110e0b0a0f0c0d0d08080b0a0e0b09080f09080d0b08080e0f');
INSERT INTO claim_words_data VALUES(687194767361,X'0000016c0330616e010601040803016e01060104020106627269646765010e03010203010602020675696c646572010601050f0107636f6d6d656e7401060105120305756e63696c01060105080104646174650106010503020365736b01060105150108656e67696e656572010601040a010566697865640106010505010468696c6c010a01040609050102696e010e060101040102070201730106010504020174010601050a01046a756e65010601050c01036c6565010601040301036d6179010e0701010501020802046f766564010601050901026e6f0106010502030174010c01020501051101046f70656e010e05010103010206020275720106010514010174010601040f020268650110020102020105070903046f6d6173010601040c02016f010601050b03016d01060104050107756e6e616d65640106010409010477696c6c010e0401010201020402046f756c6401060105100103ee808001160104040506050105060908040908110d0e0c0b0a0f0c0d0d08080b0a0e0b090b0f09080e0b08080e0f0b');
INSERT INTO claim_words_data VALUES(2336462209025,X'000002540530313931310302080104333030300208060101050102616e0106010408010601040503016e010601040202060104020106627269646765010e03010203010602010203010204020675696c646572010601050f0501740302060107636f6d6d656e740106010512030273740208050101040305756e63696c010601050801060104100104646174650106010503020365736b010601051502066f6d696e6963020601041201046563686f020601040d02076e67696e656572010601040a0106010407010566697865640106010505010468696c6c010a0104060905010a010403090e0102696e010e0601010401020701060103040102070201730106010504020174010601050a010601010201046a756e65010601050c01036c65650106010403020601040301036d6179010e07010105010208010601030502046f6e657902060106020303766564010601050901026e6f01060105020307727468706f7274020801040c05030174010c01020501051101036f6c64030203020370656e010e050101030102060106010303020275720106010514010472656564020601041302046f6164730106010604010174010601040f0106010415020268650110020102020105070901020201020203046f6d6173010601040c010601040902016f010601050b03016d010601040501060104020107756e6e616d65640106010409010601040601037761730302050203696c6c010e04010102010204010601030202046f756c6401060105100108040101030103ee8080011c01040405060501050609080106030110010404060505050504090c0e0d170d060e0a110b0a0d0b130c1415080d0b0f130b0a090f0b0813090b0b0d1410080d13081311');
INSERT INTO claim_words_data VALUES(9007336693694464,X'04000000000000010000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO claim_words_data VALUES(9007474132647936,X'04000000000000010000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO claim_words_data VALUES(9007611571601408,X'04000000000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO claim_words_data VALUES(9007749010554880,X'04000000000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO claim_words_data VALUES(9009535716950016,X'04000000000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE IF NOT EXISTS 'claim_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO claim_words_idx VALUES(1,X'',2);
INSERT INTO claim_words_idx VALUES(2,X'',2);
INSERT INTO claim_words_idx VALUES(3,X'',2);
INSERT INTO claim_words_idx VALUES(4,X'',2);
INSERT INTO claim_words_idx VALUES(5,X'',2);
INSERT INTO claim_words_idx VALUES(17,X'',2);
CREATE TABLE IF NOT EXISTS 'claim_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
INSERT INTO claim_words_docsize VALUES(1,X'060407000f1401',21);
INSERT INTO claim_words_docsize VALUES(2,X'05040004150001',15);
INSERT INTO claim_words_docsize VALUES(3,X'07000000020000',16);
CREATE TABLE IF NOT EXISTS 'claim_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO claim_words_config VALUES('hashsize',8388608);
INSERT INTO claim_words_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','document_words','document_words',0,'CREATE VIRTUAL TABLE document_words using fts5 (
    title,
    publisher,
    text,
    reply,       -- quotes of those who speak about the document as a whole, and who they are
    content = '''', contentless_delete = 1, tokenize = ''ascii''
)');
CREATE TABLE IF NOT EXISTS 'document_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO document_words_data VALUES(1,X'0209021608');
INSERT INTO document_words_data VALUES(10,X'00000001ff0000010103040003010101010101010102010102020000010301010303000001');
INSERT INTO document_words_data VALUES(137438953473,X'000000f005303330303001060102120102616e010601020b0106627269646765010802010206020675696c64657201060102140107636f6d6d656e74010601021703027374010601021101046563686f010601010302076e67696e656572010601020d0102696e010805010209020174010601020f01036d617901080601020a04026f72010601020301096e6f727468706f72740106010102030174010601021601046f70656e01080401020801047361696401080102040c0103746865010a010202051002016f0102030107756e6e616d6564010601020c010477696c6c010601020702046f756c64010801021007040b090e0d0e090b0e0a080b0910080c0c0c060e0b');
INSERT INTO document_words_data VALUES(274877906945,X'0000002b09306275696c6465727302020501066c657474657202020201026f660202030103746865020204040d0b07');
INSERT INTO document_words_data VALUES(412316860417,X'0000013605303330303001060102120103616c6c010601030202016e010601020b0106627269646765010802010206020675696c64657201060102140107636f6d6d656e74010601021703027374010601021101046563686f010601010302076e67696e656572010601020d0102696e0108050102090201730106010305020174010c01020f01030401046b65726e010601030901036d617901080601020a04026f72010601020301096e6f727468706f72740106010102030174010601021601026f66010601030302036c74610106010308020370656e01080401020801047361696401080102040c0103746865010a010202051002016f0102030107756e6e616d6564010601020c010477696c6c010601020702046f756c640108010210070204726f6e6701060103060103ee80800106010307040b0a080e0d0e090b0e0a080b0b0b091008090a0b0c0c060e0b0c0b');
INSERT INTO document_words_data VALUES(9007336693694464,X'04000000000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE IF NOT EXISTS 'document_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO document_words_idx VALUES(1,X'',2);
INSERT INTO document_words_idx VALUES(2,X'',2);
INSERT INTO document_words_idx VALUES(3,X'',2);
CREATE TABLE IF NOT EXISTS 'document_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
INSERT INTO document_words_docsize VALUES(1,X'05021608',3);
INSERT INTO document_words_docsize VALUES(2,X'04000000',2);
CREATE TABLE IF NOT EXISTS 'document_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO document_words_config VALUES('hashsize',8388608);
INSERT INTO document_words_config VALUES('version',4);
CREATE TABLE word_stem (
    stem  text not null,
    word  text not null,
    primary key (stem, word)
) strict, without rowid;
INSERT INTO word_stem VALUES('bridg','bridge');
INSERT INTO word_stem VALUES('builder','builders');
INSERT INTO word_stem VALUES('domin','dominic');
INSERT INTO word_stem VALUES('engin','engineer');
INSERT INTO word_stem VALUES('fix','fixed');
INSERT INTO word_stem VALUES('move','moved');
INSERT INTO word_stem VALUES('rain','rains');
INSERT INTO word_stem VALUES('road','roads');
INSERT INTO word_stem VALUES('thoma','thomas');
INSERT INTO word_stem VALUES('unnam','unnamed');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('journal',29);
INSERT INTO sqlite_sequence VALUES('speaker',9);
INSERT INTO sqlite_sequence VALUES('document',2);
INSERT INTO sqlite_sequence VALUES('claim',4);
INSERT INTO sqlite_sequence VALUES('claim_tag',3);
INSERT INTO sqlite_sequence VALUES('statement',10);
INSERT INTO sqlite_sequence VALUES('speaker_alias',1);
INSERT INTO sqlite_sequence VALUES('verdict',2);
INSERT INTO sqlite_sequence VALUES('evidence',1);
INSERT INTO sqlite_sequence VALUES('saved',2);
CREATE UNIQUE INDEX speaker_uid   on speaker (uid);
CREATE UNIQUE INDEX document_uid  on document (uid);
CREATE UNIQUE INDEX claim_uid     on claim (uid);
CREATE UNIQUE INDEX statement_uid on statement (uid);
CREATE UNIQUE INDEX verdict_uid   on verdict (uid);
CREATE UNIQUE INDEX evidence_uid  on evidence (uid);
CREATE UNIQUE INDEX saved_uid     on saved (uid);
CREATE UNIQUE INDEX saved_name    on saved (name collate nocase);
CREATE UNIQUE INDEX claim_ref     on claim (ref) where ref is not null;
CREATE INDEX speaker_name         on speaker (name collate nocase);
CREATE INDEX speaker_document     on speaker (document_id) where document_id is not null;
CREATE INDEX speaker_same_as      on speaker (same_as_id) where same_as_id is not null;
CREATE INDEX speaker_alias_name   on speaker_alias (name collate nocase);
CREATE INDEX document_title       on document (title collate nocase);
CREATE INDEX document_publisher   on document (publisher_id);
CREATE INDEX document_through     on document (through_id) where through_id is not null;
CREATE INDEX document_url         on document (url) where url is not null;
CREATE INDEX claim_text_key       on claim (text_key);
CREATE INDEX claim_stage          on claim (stage) where stage <> 'new';
CREATE INDEX claim_tag_tag        on claim_tag (tag, claim_id);
CREATE INDEX statement_speaker    on statement (speaker_id);
CREATE INDEX statement_claim      on statement (claim_id);
CREATE INDEX statement_statement  on statement (target_statement_id) where target_statement_id is not null;
CREATE INDEX statement_target     on statement (target_document_id) where target_document_id is not null;
CREATE INDEX statement_origin     on statement (origin_id) where origin_id is not null;
CREATE INDEX statement_retracted  on statement (retracted_by_id) where retracted_by_id is not null;
CREATE INDEX statement_document   on statement (document_id);
CREATE INDEX verdict_claim        on verdict (claim_id, coalesce(decided_on, substr(recorded_at, 1, 10)));
CREATE INDEX verdict_reviewer     on verdict (reviewer_id);
CREATE INDEX verdict_label        on verdict (label collate nocase);
CREATE INDEX verdict_url          on verdict (review_url) where review_url is not null;
CREATE INDEX evidence_claim       on evidence (claim_id);
CREATE INDEX evidence_document    on evidence (document_id);
CREATE INDEX journal_change_entry on journal_change (entry_id);
CREATE INDEX journal_change_row   on journal_change (table_name, row_id);
CREATE INDEX journal_change_claim on journal_change (claim_id) where claim_id is not null;
CREATE VIEW person as
select s.id as speaker_id, p.id as person_id, p.name, p.kind
from speaker s
join speaker p on p.id = coalesce(s.same_as_id, s.id);
CREATE VIEW carries as
select s.claim_id, s.id as statement_id, s.speaker_id, s.document_id, s.said_on, s.quote, s.family = 'for' as makes,
       s.retracted_by_id is null as stands
from statement s
left join statement o on o.id = s.origin_id
where s.claim_id is not null and (s.family = 'for' or (s.family = 'relay' and o.family = 'for'));
CREATE VIEW claim_said as
select k.claim_id, count(*) as times, count(distinct p.person_id) as speakers,
       count(distinct p.person_id) filter (where k.makes) as origins,
       min(k.said_on) as first_said_on, max(k.said_on) as last_said_on
from carries k
join person p on p.speaker_id = k.speaker_id
where k.stands
group by k.claim_id;
CREATE VIEW on_claim as
select s.claim_id, s.id as statement_id, s.speaker_id, s.document_id, s.retracted_by_id is null as stands,
       iif(s.target_statement_id is null, 'claim', 'attribution') as basis,
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
from statement s
where s.claim_id is not null;
CREATE VIEW on_document as
select k.claim_id, s.id as statement_id, s.speaker_id, s.retracted_by_id is null as stands,
       case when s.stance in ('denies', 'calls-misleading') then 'disputes'
            when s.stance = 'retracts'                      then 'withdraws'
            else                                                 'responds' end as part
from carries k
join statement s on s.target_document_id = k.document_id;
CREATE VIEW claim_statement as
select claim_id, statement_id, speaker_id, stands, part, basis from on_claim
union all select claim_id, statement_id, speaker_id, stands, part, 'document' from on_document;
CREATE VIEW claim_now as
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
       n.makers > 0 as sourced, n.times, n.stage, v.id as verdict_id, v.bucket
from (select c.id as claim_id, c.stage,
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
CREATE VIEW statement_row as
select s.id, s.uid, s.claim_id, s.target_statement_id, s.target_document_id, s.origin_id, s.stance, s.family,
       p.person_id, p.name as speaker, w.id as speaker_id, w.name as worded, w.kind as speaker_kind, s.role,
       s.occasion, s.said_on, s.quote, s.quote_start, s.quote_end, s.note, s.retracted_by_id,
       d.id as document_id, d.kind as document_kind, d.title as document, d.url, d.access, d.published_on,
       (select name from person where speaker_id = d.publisher_id) as publisher
from statement s
join speaker w on w.id = s.speaker_id
join person p on p.speaker_id = s.speaker_id
left join document d on d.id = s.document_id;
CREATE VIEW statement_sheet as
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
CREATE VIEW verdict_row as
select v.*, (select name from person where speaker_id = v.reviewer_id) as reviewer,
       v.id = (select verdict_id from claim_standing n where n.claim_id = v.claim_id) as standing
from verdict v;
CREATE INDEX claim_standing_status    on claim_standing (status) where status <> 'undisputed';
CREATE INDEX claim_standing_disputed  on claim_standing (claim_id) where disputed;
CREATE INDEX claim_standing_unsourced on claim_standing (claim_id) where not sourced;
CREATE INDEX claim_standing_bucket    on claim_standing (bucket) where bucket is not null;
CREATE INDEX claim_standing_times     on claim_standing (times desc) where times > 1;
CREATE VIEW claim_summary as
select n.claim_id as id, c.uid, c.text, n.stage, c.note, c.ref, c.recorded_at, n.status, n.sourced, n.disputed, n.times,
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
from claim c
join claim_standing n on n.claim_id = c.id
left join verdict v on v.id = n.verdict_id
left join speaker w on w.id = v.reviewer_id
left join speaker r on r.id = coalesce(w.same_as_id, w.id);
CREATE VIEW counted as
select claim_id, 'status' as what, status as value from claim_standing
union all select claim_id, 'verdict', coalesce(bucket, 'none') from claim_standing
union all select claim_id, 'source', iif(sourced, 'sourced', 'unsourced') from claim_standing
union all select claim_id, 'stage', stage from claim_standing;
CREATE VIEW wording as
select id as claim_id, 'claim' as field, text from claim
union all select claim_id, 'wording', quote from carries where quote is not null
union all select claim_id, 'title', review_title from verdict where review_title is not null;
CREATE VIEW claim_text as
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
CREATE VIEW document_text as
select id as document_id, 'title' as field, title as text from document
union all select d.id, 'publisher', p.name from document d join person p on p.speaker_id = d.publisher_id
union all select id, 'text', text from document where text is not null
union all select target_document_id, 'reply', quote from statement where target_document_id is not null and quote is not null
union all select s.target_document_id, 'reply', p.name from statement s join person p on p.speaker_id = s.speaker_id
          where s.target_document_id is not null;
PRAGMA writable_schema=OFF;
PRAGMA application_id = 0x6761696e;
PRAGMA user_version = 1;
COMMIT;
