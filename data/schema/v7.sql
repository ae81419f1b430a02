-- A book as version 7 made it: every table of the record has rows. `sqlite3 book.db < v7.sql` makes it again. Frozen: never changed.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
PRAGMA application_id = 0x6761696e;
PRAGMA user_version = 7;
CREATE TABLE speaker (
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
INSERT INTO speaker VALUES(1,'b8dfcb6719d48fe30000','person','Olta Xhacka',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(2,'b8dfcb6719d48fe30001','person','Qirjako Qirko',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(3,'b8dfcb6719d48fe30002','outlet','The Independent',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(4,'b8dfcb6719d48fe30004','outlet','The Times',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(5,'b8dfcb6719d48fe30007','outlet','Times Radio',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(6,'b8dfcb6719d48fe30010','person','Dominic Raab',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(7,'b8dfcb6719d48fe30013','unnamed','officials',NULL,2,NULL,NULL,NULL);
INSERT INTO speaker VALUES(8,'b8dfcb6719d48fe3001a','unnamed','an unnamed minister',NULL,2,NULL,NULL,NULL);
INSERT INTO speaker VALUES(9,'b8dfcb6719d48fe30020','unnamed','Albanian officials in London',NULL,2,NULL,NULL,NULL);
INSERT INTO speaker VALUES(10,'b23c20e06a76eea00000','organisation','Our desk',NULL,NULL,NULL,NULL,1);
INSERT INTO speaker VALUES(11,'eb65831510a196d00000','outlet','Northport Echo',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(12,'e0142d88ac0b45ee0001','person','Ann Lee',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(13,'b8f30197103ade450001','unnamed','a clerk',NULL,6,NULL,NULL,NULL);
INSERT INTO speaker VALUES(14,'ae9695ee7ecd28ed0000','person','Northport Council',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(15,'c10023e1478263e70000','person','Tom Hill',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(16,'ba3f2bb58c7890e30000','person','Thomas Hill',NULL,NULL,15,NULL,NULL);
INSERT INTO speaker VALUES(17,'c0d6b5af02297c460000','person','Olta Kern',NULL,NULL,NULL,NULL,NULL);
INSERT INTO speaker VALUES(18,'a7f949e173c4d44e0000','organisation','Another desk',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE speaker_alias (
    id          integer primary key autoincrement,
    speaker_id  integer not null references speaker (id) on delete cascade,
    name        text    not null constraint speaker_alias_name_given check (trim(name) <> ''),
    unique (speaker_id, name)
) strict;
INSERT INTO speaker_alias VALUES(1,2,'Mr Qirko');
INSERT INTO speaker_alias VALUES(2,15,'T. Hill');
CREATE TABLE document (
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
INSERT INTO document VALUES(1,'b8dfcb6719d48fe30003','article','Albanian ambassador denies talks on asylum seekers',3,NULL,NULL,'en-GB','2021-11','read',NULL,NULL,NULL,NULL,'appeared on a Thursday; it gives weekdays only. The titles of all documents here are ours.');
INSERT INTO document VALUES(2,'b8dfcb6719d48fe30005','article','Article on plans to send migrants to Albania',4,NULL,NULL,'en-GB','2021-11','secondhand',1,NULL,NULL,NULL,NULL);
INSERT INTO document VALUES(3,'b8dfcb6719d48fe30006','letter','Letter to The Times',NULL,NULL,NULL,'en-GB','2021-11','secondhand',1,NULL,NULL,NULL,NULL);
INSERT INTO document VALUES(4,'b8dfcb6719d48fe30008','broadcast','Interview with the justice secretary',5,NULL,NULL,'en-GB','2021-11','secondhand',1,NULL,NULL,NULL,NULL);
INSERT INTO document VALUES(5,'b8dfcb6719d48fe30009','post','Tweet on the article in The Times',1,NULL,NULL,NULL,'2021-11','secondhand',1,NULL,NULL,NULL,NULL);
INSERT INTO document VALUES(6,'eb65831510a196d00001','article','Costs under review',11,'https://example.org/costs',NULL,NULL,'2021-11~','read',NULL,replace('The minister said the costs “are under review”. A clerk said 1,200 people had applied.\nThe council would not comment.\n','\n',char(10)),'010e6777373ebb158cb40bd70eb48c0c00b3d006161d7b8bd8951193c201013c','2026-11-28T22:08:44Z',NULL);
INSERT INTO document VALUES(7,'bfcf573992fdf46c0000','article','Ferry costs',11,NULL,NULL,NULL,'2023-03-03','read',NULL,replace('The ferry costs 4 million pounds a year, the mayor Tom Hill said on Thursday.\n\nAnn Lee, a councillor, denied that the ferry costs 4 million pounds.\n\n"The bridge is not closed," Tom Hill said.\n','\n',char(10)),'9ae05068b95b4266c566661f5f9c798a4d735f9cddbb882d6a3b467937bad064','2026-11-30T02:01:23Z',NULL);
CREATE TABLE claim (
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
INSERT INTO claim VALUES(1,'b8dfcb6719d48fe3000a','The UK is in talks with Albania to process asylum seekers there',3099427544761260604,'new',NULL,'albania-1','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(2,'b8dfcb6719d48fe30012','Processing an asylum seeker in Albania would cost £100,000',9106956153058440279,'awaiting-reply',NULL,'albania-2','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(3,'b8dfcb6719d48fe30017','£100,000 is more than twice what it costs to keep an inmate for a year in England and Wales',2758678730914801699,'new',NULL,'albania-3','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(4,'b8dfcb6719d48fe30019','The chances of a deal with Albania are good',7073794911333673272,'new',NULL,'albania-4','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(5,'b8dfcb6719d48fe3001d','Migrants would be removed within seven days of arrival',8150957553136946903,'new',NULL,'albania-5','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(6,'b8dfcb6719d48fe3001f','There were unofficial talks with Albanian officials',1166270833837684084,'new','Not denied rather than document-disputed: The Times reports only that the officials did not deny it. A non-denial supports nothing, so nobody is on record as having made this claim, and the article does not carry it.','albania-6','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(7,'b8dfcb6719d48fe30023','Processing asylum seekers in Albania would break international law',9153963466593151751,'new',NULL,'albania-7','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(8,'b8dfcb6719d48fe30025','Albania has supported 3,000 Iranians for 10 years',734988844707746772,'new',NULL,'albania-8','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(9,'b8dfcb6719d48fe30027','Albania hosts 4,000 people from Afghanistan',798132431892779049,'new',NULL,'albania-9','2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(10,'e0142d88ac0b45ee0000','The costs are under review',8655652763454435430,'new',NULL,NULL,'2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(11,'b8f30197103ade450000','1,200 people have applied',3899953018251504290,'new',NULL,NULL,'2026-11-28T22:08:44Z');
INSERT INTO claim VALUES(13,'d850885d7e76875b0000','The harbour earns money',6697261182977993549,'new',NULL,NULL,'2026-11-29T07:40:43Z');
INSERT INTO claim VALUES(14,'b51fb6c42c97d01e0000','The harbour is full',5862270265509590410,'new',NULL,NULL,'2026-11-29T07:40:43Z');
INSERT INTO claim VALUES(15,'a83e778c18abe6540000','The bridge is closed',1900007140946014413,'new',NULL,NULL,'2026-11-29T07:40:43Z');
INSERT INTO claim VALUES(16,'a326248700670b7e0000','The harbour is closed in winter',5650353142034524354,'awaiting-reply',NULL,NULL,'2024-03-05T10:00:00Z');
INSERT INTO claim VALUES(18,'af8f0e623124bd780000','The ferry costs 4 million pounds a year',7569596346329997036,'checking',NULL,NULL,'2026-11-30T02:01:23Z');
CREATE TABLE claim_tag (
    id        integer primary key autoincrement,
    claim_id  integer not null references claim (id) on delete cascade,
    tag       text    not null constraint claim_tag_given check (trim(tag) <> ''),
    unique (claim_id, tag)
) strict;
INSERT INTO claim_tag VALUES(1,1,'migration');
INSERT INTO claim_tag VALUES(2,1,'talks');
INSERT INTO claim_tag VALUES(3,2,'migration');
INSERT INTO claim_tag VALUES(4,2,'costs');
INSERT INTO claim_tag VALUES(5,3,'costs');
INSERT INTO claim_tag VALUES(6,3,'prisons');
INSERT INTO claim_tag VALUES(7,4,'migration');
INSERT INTO claim_tag VALUES(8,4,'talks');
INSERT INTO claim_tag VALUES(9,5,'migration');
INSERT INTO claim_tag VALUES(10,6,'talks');
INSERT INTO claim_tag VALUES(11,7,'law');
INSERT INTO claim_tag VALUES(12,8,'refugees');
INSERT INTO claim_tag VALUES(13,9,'refugees');
INSERT INTO claim_tag VALUES(14,10,'costs');
INSERT INTO claim_tag VALUES(16,11,'review');
INSERT INTO claim_tag VALUES(17,13,'harbour');
CREATE TABLE statement (
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
INSERT INTO statement VALUES(1,'b8dfcb6719d48fe3000b',4,NULL,'asserts',1,NULL,NULL,NULL,2,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(2,'b8dfcb6719d48fe3000c',3,NULL,'reports',1,1,NULL,1,1,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(3,'b8dfcb6719d48fe3000d',2,'Albanian ambassador to the UK','denies',1,NULL,NULL,NULL,1,'to The Independent','2021-11','not happening',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(4,'b8dfcb6719d48fe3000e',2,'Albanian ambassador to the UK','denies',1,NULL,NULL,NULL,1,'to The Independent','2021-11','would never happen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(5,'b8dfcb6719d48fe3000f',2,'Albanian ambassador to the UK','denies',1,NULL,NULL,NULL,3,NULL,'2021-11','there are no bilateral talks',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(6,'b8dfcb6719d48fe30011',6,'Justice secretary','declines-to-deny',1,NULL,NULL,NULL,4,'Times Radio','2021-11','looking at international partnerships',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(7,'b8dfcb6719d48fe30014',7,NULL,'asserts',2,NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'calculated, flights and accommodation included',NULL);
INSERT INTO statement VALUES(8,'b8dfcb6719d48fe30015',4,NULL,'reports',2,7,NULL,7,2,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(9,'b8dfcb6719d48fe30016',3,NULL,'reports',2,8,NULL,7,1,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(10,'b8dfcb6719d48fe30018',4,NULL,'asserts',3,NULL,NULL,NULL,2,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(11,'b8dfcb6719d48fe3001b',8,NULL,'asserts',4,NULL,NULL,NULL,2,NULL,NULL,'are looking good',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(12,'b8dfcb6719d48fe3001c',4,NULL,'reports',4,11,NULL,11,2,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(13,'b8dfcb6719d48fe3001e',4,NULL,'asserts',5,NULL,NULL,NULL,2,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(14,'b8dfcb6719d48fe30021',9,NULL,'declines-to-deny',6,NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(15,'b8dfcb6719d48fe30022',4,NULL,'reports',6,14,NULL,14,2,NULL,'2021-11',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(16,'b8dfcb6719d48fe30024',2,'Albanian ambassador to the UK','asserts',7,NULL,NULL,NULL,1,'to The Independent','2021-11','against international law',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(17,'b8dfcb6719d48fe30026',2,'Albanian ambassador to the UK','asserts',8,NULL,NULL,NULL,1,'to The Independent','2021-11','3,000 Iranians who we’ve been supporting for 10 years',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(18,'b8dfcb6719d48fe30028',2,'Albanian ambassador to the UK','asserts',9,NULL,NULL,NULL,1,'to The Independent','2021-11','4,000 people from Afghanistan',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(19,'b8dfcb6719d48fe30029',2,'Albanian ambassador to the UK','denies',NULL,NULL,2,NULL,1,'to The Independent','2021-11','100 per cent fake',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(20,'b8dfcb6719d48fe3002a',1,'Minister for Europe and foreign affairs of Albania','denies',NULL,NULL,2,NULL,5,NULL,'2021-11','same old fake news',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(21,'e0142d88ac0b45ee0002',12,'minister','asserts',10,NULL,NULL,NULL,6,NULL,'2021-11-20','are under review',29,45,'The minister said the costs “','”. A clerk said 1,200 people had',NULL,NULL);
INSERT INTO statement VALUES(22,'b8f30197103ade450002',13,NULL,'asserts',11,NULL,NULL,NULL,6,NULL,NULL,'1,200 people had applied',61,85,'are under review”. A clerk said ',replace('.\nThe council would not comment.','\n',char(10)),NULL,NULL);
INSERT INTO statement VALUES(23,'b8f30197103ade450003',11,NULL,'reports',11,22,NULL,22,6,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(24,'ae9695ee7ecd28ed0001',14,NULL,'declines-to-comment',11,NULL,NULL,NULL,6,NULL,NULL,'The council would not comment.',87,117,replace(' said 1,200 people had applied.\n','\n',char(10)),replace('\n','\n',char(10)),NULL,NULL);
INSERT INTO statement VALUES(25,'c10023e1478263e70001',15,NULL,'corrects',10,NULL,NULL,NULL,NULL,'Radio Northport','2021-11-19','the review is over',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(26,'e1ed040d93dd4e3e0000',12,NULL,'retracts',10,NULL,NULL,NULL,NULL,NULL,'2021-11-21',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(28,'c0d6b5af02297c460001',17,NULL,'denies',1,1,NULL,1,NULL,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(29,'d850885d7e76875b0001',12,NULL,'asserts',13,NULL,NULL,NULL,6,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(30,'d850885d7e76875b0002',11,NULL,'reports',13,29,NULL,29,6,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(31,'b6d8f59a97d3c80d0000',11,NULL,'corrects',13,NULL,NULL,NULL,NULL,'a correction','2021-11-21','it lost money',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(32,'d992f8e3dc2b32900000',11,NULL,'retracts',13,NULL,NULL,NULL,NULL,NULL,'2021-11-22',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(33,'c21a8e118a9b33ef0000',11,NULL,'retracts',NULL,NULL,6,NULL,NULL,NULL,'2021-11-22',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(34,'b51fb6c42c97d01e0001',15,NULL,'asserts',14,NULL,NULL,NULL,NULL,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(35,'ef51a794ce58351e0000',14,NULL,'denies',14,NULL,NULL,NULL,NULL,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(36,'e7c9064eaef574870000',14,NULL,'retracts',14,NULL,NULL,NULL,NULL,NULL,'2021-11-21',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(37,'a83e778c18abe6540001',15,NULL,'asserts',15,NULL,NULL,NULL,NULL,NULL,'2021-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(39,'d50859dbb013e2db0000',15,NULL,'retracts',14,34,NULL,34,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(40,'a326248700670b7e0001',12,NULL,'asserts',16,NULL,NULL,NULL,NULL,NULL,'199X',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(41,'b84c67d16d608eba0001',15,NULL,'asserts',16,NULL,NULL,NULL,NULL,NULL,'2023-21',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(42,'d29a7a92eecab97d0000',12,NULL,'denies',16,NULL,NULL,NULL,NULL,NULL,'2021-11/2021-12',NULL,NULL,NULL,NULL,NULL,NULL,14);
INSERT INTO statement VALUES(43,'af8f0e623124bd780001',15,'mayor','asserts',18,NULL,NULL,NULL,7,NULL,'2023-03-02',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(44,'af8f0e623124bd780002',12,'councillor','denies',18,NULL,NULL,NULL,7,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO statement VALUES(45,'a7bd6842d28f0d6b0000',15,NULL,'comments',18,NULL,NULL,NULL,NULL,NULL,NULL,'We look into it',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE verdict (
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
INSERT INTO verdict VALUES(1,'b23c20e06a76eea00001',2,'unproven',NULL,NULL,NULL,'other','No document shows the figure',10,'2021-11-19','https://example.org/review','Does it cost that much?','2026-11-28T22:08:44Z');
INSERT INTO verdict VALUES(2,'a03250d2ae3915d10000',2,'false','1','1','5','false','The ministry published another figure',10,'2021-11-20',NULL,NULL,'2026-11-28T22:08:44Z');
INSERT INTO verdict VALUES(3,'f914f155d2e9dbfb0000',15,'true','5','1','5','true','We looked',10,'2021-11-21',NULL,NULL,'2026-11-29T07:40:44Z');
INSERT INTO verdict VALUES(4,'a7f949e173c4d44e0001',15,'false','1','1','5','false','They looked',18,'2021-11-22',NULL,NULL,'2026-11-29T07:40:44Z');
INSERT INTO verdict VALUES(5,'a10a519d271d4cfc0000',16,'unproven',NULL,NULL,NULL,'other','records are lost',10,'2023~',NULL,NULL,'2024-03-05T10:00:00Z');
CREATE TABLE evidence (
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
INSERT INTO evidence VALUES(1,'a9a63f8789afafe00000',11,6,'supports','1,200 people had applied',61,85,'are under review”. A clerk said ',replace('.\nThe council would not comment.','\n',char(10)),NULL);
INSERT INTO evidence VALUES(2,'b8d8971c988253260000',2,6,'context',NULL,NULL,NULL,NULL,NULL,'another budget');
CREATE TABLE saved (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    name         text    not null constraint saved_name_given check (trim(name) <> ''),   -- letters, digits, - and _
    filter       text    not null,
    recorded_at  text    not null
) strict;
INSERT INTO saved VALUES(2,'a3f2db3460e59b460000','open','is:disputed','2026-11-28T22:08:44Z');
CREATE TABLE journal (
    id       integer primary key autoincrement,
    at       text    not null,                                -- UTC, ISO 8601
    command  text    not null,                                -- the command line as typed
    undoes   integer unique references journal (id),
    hash     text    not null default '',                     -- empty only while the entry is written
    member   text,                                            -- the name of who did it; null in entries of before version 7
    constraint journal_undoes_earlier check (undoes < id)
) strict;
INSERT INTO journal VALUES(1,'2026-11-28T22:08:44Z','gainsay --db demo.db demo',NULL,'db38d7907074514cd3d11401b61836bbac80e917fedc19147e6d819cb1df56e1',NULL);
INSERT INTO journal VALUES(2,'2026-11-28T22:08:44Z','gainsay --db demo.db rate 2 unproven --because ''No document shows the figure'' --by ''Our desk'' --on 2021-11-19 --url https://example.org/review --title ''Does it cost that much?''',NULL,'a719ca8f4ab33dbd212d843d1281a88743ae2f6cf3994291ae0d34fd5f02eed7',NULL);
INSERT INTO journal VALUES(3,'2026-11-28T22:08:44Z','gainsay --db demo.db rate 2 false --because ''The ministry published another figure'' --by ''Our desk'' --on 2021-11-20',NULL,'57d02d0dbf72833173a0b76dde49447bcf77ac7843cf1522a4e0647a2d309fce',NULL);
INSERT INTO journal VALUES(4,'2026-11-28T22:08:44Z','gainsay --db demo.db document add --title ''Costs under review'' --publisher ''Northport Echo'' --kind article --url https://example.org/costs --published 2021-11-20 --file review.txt',NULL,'59aecb60bf1a6d7bd838f0235e6e441b45cf972720d2204cbac548f90c881b92',NULL);
INSERT INTO journal VALUES(5,'2026-11-28T22:08:44Z','gainsay --db demo.db add ''The costs are under review'' --by ''Ann Lee'' --role minister --in ''Costs under review'' --quote ''are under review'' --on 2021-11-20 --tag costs --tag review',NULL,'2c817803544021ddb24ad46aba6160a116028d3dc372d9f3cbd1115781170f2d',NULL);
INSERT INTO journal VALUES(6,'2026-11-28T22:08:44Z','gainsay --db demo.db add ''1,200 people applied'' --by ''a clerk'' --unnamed --via ''Northport Echo'' --in ''Costs under review'' --quote ''1,200 people had applied'' --tag review',NULL,'103e9d11fd2bfe748f5e6186cebc218f5e6225218ff02806f31fd6cef434876f',NULL);
INSERT INTO journal VALUES(7,'2026-11-28T22:08:44Z','gainsay --db demo.db respond 11 --by ''Northport Council'' --stance declines-to-comment --in ''Costs under review'' --quote ''The council would not comment.''',NULL,'09c0809a1a19cfdd6d7461c25c778bd9529a8b83304f9517883968a78278d1ee',NULL);
INSERT INTO journal VALUES(8,'2026-11-28T22:08:44Z','gainsay --db demo.db dispute 10 --by ''Tom Hill'' --stance corrects --quote ''the review is over'' --occasion ''Radio Northport'' --on 2021-11-19',NULL,'1f54a26a73b4f1036dc28b7e661108c7a87ff5eaf4c73f211f2eda7f460d83c8',NULL);
INSERT INTO journal VALUES(9,'2026-11-28T22:08:44Z','gainsay --db demo.db evidence 11 --supports --in ''Costs under review'' --quote ''1,200 people had applied''',NULL,'db44d90a7d1bd852ddf17511845c0b4be15bcd4ca88067cbb8dacd643a20bc52',NULL);
INSERT INTO journal VALUES(10,'2026-11-28T22:08:44Z','gainsay --db demo.db evidence 2 --context --in ''Costs under review'' --note ''another budget''',NULL,'0023881cadc39ae1531f9406e6e02ff1628b53c182049bc75ae2689d0c909623',NULL);
INSERT INTO journal VALUES(11,'2026-11-28T22:08:44Z','gainsay --db demo.db speaker alias ''Tom Hill'' ''T. Hill''',NULL,'bc3093cca271b630cdafd1f38e0bb825bea825c22d31c11db1b3a9e67e6b2eec',NULL);
INSERT INTO journal VALUES(12,'2026-11-28T22:08:44Z','gainsay --db demo.db speaker add ''Thomas Hill''',NULL,'9794dfd62a4b84bfcdf6a150e9b119f126c83d7118c9688b65dc2e624647391f',NULL);
INSERT INTO journal VALUES(13,'2026-11-28T22:08:44Z','gainsay --db demo.db speaker join ''Tom Hill'' ''Thomas Hill''',NULL,'89890d1675d75cc02a433b5cf77d29bb4aa5c71cf7b41b710fe3340a9de6ba7d',NULL);
INSERT INTO journal VALUES(14,'2026-11-28T22:08:44Z','gainsay --db demo.db stage 2 awaiting-reply',NULL,'6a9563ac99d6384885ab2a34c97a40e22063e9a94854fb7a7cb7566c0d7d7501',NULL);
INSERT INTO journal VALUES(15,'2026-11-28T22:08:44Z','gainsay --db demo.db saved add waiting is:disputed -stage:checked',NULL,'c9fdddc6991a23dd7179c224cc35f93ca4f3a397d0bf3aedeb60a170ac6cdae3',NULL);
INSERT INTO journal VALUES(16,'2026-11-28T22:08:44Z','gainsay --db demo.db retract 10 --by ''Ann Lee'' --on 2021-11-21',NULL,'fee006873d9dbae2c13511a026ae156e42b0315793fc9f8842b4139f798be031',NULL);
INSERT INTO journal VALUES(17,'2026-11-28T22:08:44Z','gainsay --db demo.db edit 11 --text ''1,200 people have applied''',NULL,'3bcd868d1e81ad21754934957d021c9a9233857eceab790eeef4682b58995dcb',NULL);
INSERT INTO journal VALUES(18,'2026-11-28T22:08:44Z','gainsay --db demo.db add ''It rains'' --by ''Ann Lee''',NULL,'8bc273cd147087325a81993c4a427d560aabea5736fb6d9ce6166222074ef22e',NULL);
INSERT INTO journal VALUES(19,'2026-11-28T22:08:44Z','gainsay --db demo.db undo',18,'540a1288659a25df7c22b8af08e288036883d6952bf1ae6b26699702060fd8ce',NULL);
INSERT INTO journal VALUES(20,'2026-11-28T22:08:44Z','gainsay --db demo.db redo',19,'9787029089e04448fe791c527aea34dee2a171eb094efcf7548db05d660aeee7',NULL);
INSERT INTO journal VALUES(21,'2026-11-28T22:08:44Z','gainsay --db demo.db undo',20,'4f48c9aad343cc4a49a5fbc0721cffc906213d7e79f3f6bd9bf6e8b27b12a1cc',NULL);
INSERT INTO journal VALUES(22,'2026-11-28T22:08:44Z','gainsay --db demo.db tag 10 review --remove',NULL,'9fd279b41a5a8c0f7c946df25108871c1e0c5b93840a04c318e0a788afb43ea5',NULL);
INSERT INTO journal VALUES(23,'2026-11-28T22:08:44Z','gainsay --db demo.db remove --evidence 2',NULL,'c7a9e6b7a889a0dbf0c3231d88cf09def323bb596afbccda9d23d7f5b3d06d31',NULL);
INSERT INTO journal VALUES(24,'2026-11-28T22:08:44Z','gainsay --db demo.db undo',23,'c75c9fd3225961796a15420978b6d2ac8f70706620cb0796902dc6fa19890cdb',NULL);
INSERT INTO journal VALUES(25,'2026-11-28T22:08:44Z','gainsay --db demo.db saved remove waiting',NULL,'2b8a30ec1c69163ff5a26ac07aa62a0443386c88c113cc21396332ca5c9dfd68',NULL);
INSERT INTO journal VALUES(26,'2026-11-28T22:08:44Z','gainsay --db demo.db saved add open is:disputed',NULL,'c4a66cbeccfe4097bb17cf3aa48da0acc0d9a78374efa97e63e5859041b3433c',NULL);
INSERT INTO journal VALUES(27,'2026-11-28T22:08:54Z','gainsay --db demo.db dispute --statement 1 --by ''Olta Kern'' --on 2021-11-20',NULL,'cdd22186b7a7d5fc4de160cc7e36a8866846162259067b63ce72f3ea703d88cf',NULL);
INSERT INTO journal VALUES(28,'2026-11-29T07:40:43Z','gainsay add ''The harbour earns money'' --tag harbour --by ''Ann Lee'' --via ''Northport Echo'' --on 2021-11-20 --in ''Costs under review''',NULL,'769b4b0e004df73adbdd78ce97c73258778e8c79c4fe6a1c751a31ac5734d46a',NULL);
INSERT INTO journal VALUES(29,'2026-11-29T07:40:43Z','gainsay dispute 13 --stance corrects --by ''Northport Echo'' --quote ''it lost money'' --occasion ''a correction'' --on 2021-11-21',NULL,'30f99470e5ba9b4b90cde475d154f3a172650b896afe995ffa7a0b4963d1f9c8',NULL);
INSERT INTO journal VALUES(30,'2026-11-29T07:40:43Z','gainsay retract 13 --by ''Northport Echo'' --on 2021-11-22',NULL,'16eb8824b582b0486c0a5ced08adaa4714bb16fb5bd214da83daf3c210adf71e',NULL);
INSERT INTO journal VALUES(31,'2026-11-29T07:40:43Z','gainsay retract --document 6 --by ''Northport Echo'' --on 2021-11-22',NULL,'ba7bed44c7e306ae8210ed31d733c66fafa9198c9f89b0582e6f7d5df3d66443',NULL);
INSERT INTO journal VALUES(32,'2026-11-29T07:40:43Z','gainsay add ''The harbour is full'' --by ''Tom Hill'' --on 2021-11-20',NULL,'142d4c98b1dff577a1a1f5a51b8b491a4fd7555bb84b7dda3a7a3763ea6aa0c4',NULL);
INSERT INTO journal VALUES(33,'2026-11-29T07:40:43Z','gainsay dispute 14 --by ''Northport Council'' --on 2021-11-20',NULL,'62eccde76ff42c0319fcf4fd045a671f9aad0105a16b70ec4bbe9e2b26c948c2',NULL);
INSERT INTO journal VALUES(34,'2026-11-29T07:40:43Z','gainsay retract 14 --by ''Northport Council'' --on 2021-11-21',NULL,'80b5094c0f5abf3fc676efb286bc513bba30ed8cf31571c58b98b04a706a74e2',NULL);
INSERT INTO journal VALUES(35,'2026-11-29T07:40:43Z','gainsay add ''The bridge is closed'' --by ''Tom Hill'' --on 2021-11-20',NULL,'477cb8b6b6f527d625f7d1a2852566f93bead4d9a8b1e622b2b01b2911667557',NULL);
INSERT INTO journal VALUES(36,'2026-11-29T07:40:43Z','gainsay retract 15 --by ''Tom Hill'' --on 2021-11-21',NULL,'6f51db859a7bf300d8e45b60fe7ac4b028559e3be2c614d91ade711fce68d9db',NULL);
INSERT INTO journal VALUES(37,'2026-11-29T07:40:43Z','gainsay undo',36,'12b00cf0957c38b78117e8e7e43851f95ea43f10189831c68d56a57650f64d8a',NULL);
INSERT INTO journal VALUES(38,'2026-11-29T07:40:44Z','gainsay retract --statement 34 --by ''Tom Hill''',NULL,'dbb8db812ff4624318126831b7cabafa5d183332954c55d5bf61b21d06295b05',NULL);
INSERT INTO journal VALUES(39,'2026-11-29T07:40:44Z','gainsay rate 15 true --because ''We looked'' --by ''Our desk'' --on 2021-11-21',NULL,'6207bb7b0565f18c97010ab26e203bc4d2263c63405c8b638790df132c11d153',NULL);
INSERT INTO journal VALUES(40,'2026-11-29T07:40:44Z','gainsay rate 15 false --because ''They looked'' --by ''Another desk'' --on 2021-11-22',NULL,'311190ab742b176ee083f411ea9b86b90bd72bdb84c956ac55668b2f5e0b3246',NULL);
INSERT INTO journal VALUES(41,'2024-03-05T10:00:00Z','gainsay desk ''Our desk''',NULL,'574d73bfcae59c6a8c0d100e7a1c9168ebb49d2935763f9d3a68020e2030a0a6',NULL);
INSERT INTO journal VALUES(42,'2024-03-05T10:00:00Z','gainsay add ''The harbour is closed in winter'' --by ''Ann Lee'' --on 199X',NULL,'97683fde6ec39e8f7d89c70c5f006b7e70289d9975dc450661636c8675df8342',NULL);
INSERT INTO journal VALUES(43,'2024-03-05T10:00:00Z','gainsay add ''The harbour is shut in winter'' --by ''Tom Hill'' --on ''spring 2023''',NULL,'1fd06984c772d744ada196633e36a7312b55d08986757dc4e679430584f5529e',NULL);
INSERT INTO journal VALUES(44,'2024-03-05T10:00:00Z','gainsay claim join 17 --into 16',NULL,'78cb5339126b5ea04f8e16d224adddd49639f67c7e216a59f62f9af26d489227',NULL);
INSERT INTO journal VALUES(45,'2024-03-05T10:00:00Z','gainsay relate 15 contradicts 13',NULL,'525cd4cd75739f26a45ded48add57aa582d8bd6cd61acf099910fc18269ecf88',NULL);
INSERT INTO journal VALUES(46,'2024-03-05T10:00:00Z','gainsay appears 16 --in 6',NULL,'1c622c3d9641e856d9c948c11e837e7f5988d3b98f36e643cd2c57e392333967',NULL);
INSERT INTO journal VALUES(47,'2024-03-05T10:00:00Z','gainsay dispute 16 --by ''Ann Lee'' --for ''Northport Council'' --on ''between 2021-11 and 2021-12''',NULL,'ed0251b03fca4e27749099b970aaa4691a56a00d80cdef6dffcc93fcafce60df',NULL);
INSERT INTO journal VALUES(48,'2024-03-05T10:00:00Z','gainsay rate 16 unproven --because ''records are lost'' --on ''about 2023''',NULL,'2844929218f71444bac9fa70aee99d03582a7e83d0a575fc6f40357727218182',NULL);
INSERT INTO journal VALUES(49,'2024-03-05T10:00:00Z','gainsay document edit 6 --published ''2021-11~''',NULL,'b8534650a0963f5b2e3f2c5d7d8636944f801b742f25453f122d544d09ba0b79',NULL);
INSERT INTO journal VALUES(50,'2026-11-30T02:01:01Z','gainsay document attach 6 sign.txt sign.png',NULL,'085c78a37d692d91cacbc88ce395aaae6dd499f75fdbbb6e258a2bd6c04999f2',NULL);
INSERT INTO journal VALUES(51,'2026-11-30T02:01:05Z','gainsay not-same claim 14 16',NULL,'89776326da696c6f6392129572c8930f437c38d935fb74690f4253d6b37a1272',NULL);
INSERT INTO journal VALUES(52,'2026-11-30T02:01:15Z','gainsay undo',51,'18e20fda14a39f42d2d0cc3eb4d154dfa36856a428c28a8cd6c07007796ea713',NULL);
INSERT INTO journal VALUES(53,'2026-11-30T02:01:15Z','gainsay redo',52,'081ff96a88169255543930d5c3dd3716981630fbfb165a121dcf602cdfe3fb4a',NULL);
INSERT INTO journal VALUES(54,'2026-11-30T02:01:23Z','gainsay document add --title ''Ferry costs'' --kind article --publisher ''Northport Echo'' --published 2023-03-03 --file new.txt',NULL,'4c9fed309bac481c75e05e6853f6206d2125c153aedd6168d862b160ce41a60f',NULL);
INSERT INTO journal VALUES(55,'2026-11-30T02:01:23Z','gainsay accept 7 1-2',NULL,'0cd6a1847a1e1ecd0ce9851f08c45e7a1b75314bd6a5f746268e2590cfce0ff4',NULL);
INSERT INTO journal VALUES(56,'2026-11-30T02:01:24Z','gainsay dismiss 7 3',NULL,'b531c4c4ac4ad6d96d93ae8ab98a21f71b66db4f1ca77c751cba7bdff9059cd3',NULL);
INSERT INTO journal VALUES(57,'2026-12-01T05:12:00Z','gainsay member add Ann --role editor',NULL,'12d2ec4b47fd5014098f32f42805fc740211dfcf478640f9b46a087022fec2ec','Ann');
INSERT INTO journal VALUES(58,'2026-12-01T05:12:00Z','gainsay member add Bob --role checker',NULL,'e5dc333e0b5902ae1f4068666b0a35d191533f1e6dad0db79163bbc60ff73c6d','Ann');
INSERT INTO journal VALUES(59,'2026-12-01T05:12:00Z','gainsay comment 18 ''@Bob look at the budget''',NULL,'ba757c0647a1b61d89ed8e360cd7515b5b64839d55864645ae1ea2a6742b0617','Ann');
INSERT INTO journal VALUES(60,'2026-12-01T05:12:00Z','gainsay ask 16 --of ''Northport Council'' --on 2026-11-20',NULL,'77977b4ddbaf5313698edc08da6b66f2a39ccc87736a0c909e8476cee8017579','Ann');
INSERT INTO journal VALUES(61,'2026-12-01T05:12:00Z','gainsay correction add 15 --wrong open --correct closed --cause wrong-figure',NULL,'b10b00a158412badcb2428fdcfac106c3d47aeae49632070ed9962d71c224b1d','Ann');
INSERT INTO journal VALUES(62,'2026-12-01T05:12:01Z','gainsay correction causes wrong-figure other',NULL,'12d0659955280735b134a7afa6796a726b36b17df5d480cabf732e678eca207f','Ann');
INSERT INTO journal VALUES(63,'2026-12-01T05:12:01Z','gainsay not-same claim 10 11',NULL,'c8979cc1fdd1baa3f879dcc9c399322cc7a11785678540fffb66056444af267d','Ann');
INSERT INTO journal VALUES(64,'2026-12-01T05:12:07Z','gainsay document add --title ''Ferry costs, again'' --kind article',NULL,'e43b2fc0c9644e876d218e5505b264cc27fbfb58bf18651833d01b15278f79d4','Ann');
INSERT INTO journal VALUES(65,'2026-12-01T05:12:12Z','gainsay document join 8 --into 7',NULL,'363ea3c8ec9ba59dbfe3d38d6f0b9a97a23c47a85cf301bcc333b80d44f47190','Ann');
INSERT INTO journal VALUES(66,'2026-12-01T05:12:12Z','gainsay assign 18 --to Bob --due 2026-12-09',NULL,'0e5c0b95cdf1d2ebb7c61b7083cac7ec4853ced27cd1a14c74bf84ccd1a504b0','Ann');
INSERT INTO journal VALUES(67,'2026-12-01T05:12:12Z','gainsay ask 18 --of ''Tom Hill'' --by email --on 2026-11-20 --due 2026-12-02',NULL,'96c3b72adfa1f0775bcd3bc3b6aac2b65d3262d214f07abd0019c2b9ec45c304','Ann');
INSERT INTO journal VALUES(68,'2026-12-01T05:12:12Z','gainsay answer 2 --stance comments --quote ''We look into it''',NULL,'fed0447c4503d34d45881149901cbbb5822f896707221a2d8d8d311f7fcd34fa','Ann');
CREATE TABLE journal_change (
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
INSERT INTO journal_change VALUES(1,1,'document','inserted',1,5,NULL,NULL);
INSERT INTO journal_change VALUES(2,1,'speaker','inserted',1,9,NULL,NULL);
INSERT INTO journal_change VALUES(3,1,'speaker_alias','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(4,1,'claim','inserted',1,9,NULL,NULL);
INSERT INTO journal_change VALUES(5,1,'claim_tag','inserted',1,13,NULL,NULL);
INSERT INTO journal_change VALUES(6,1,'statement','inserted',1,20,NULL,NULL);
INSERT INTO journal_change VALUES(7,2,'speaker','inserted',10,10,NULL,NULL);
INSERT INTO journal_change VALUES(8,2,'verdict','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(9,3,'verdict','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(10,4,'document','inserted',6,6,NULL,NULL);
INSERT INTO journal_change VALUES(11,4,'speaker','inserted',11,11,NULL,NULL);
INSERT INTO journal_change VALUES(12,5,'speaker','inserted',12,12,NULL,NULL);
INSERT INTO journal_change VALUES(13,5,'claim','inserted',10,10,NULL,NULL);
INSERT INTO journal_change VALUES(14,5,'claim_tag','inserted',14,15,NULL,NULL);
INSERT INTO journal_change VALUES(15,5,'statement','inserted',21,21,NULL,NULL);
INSERT INTO journal_change VALUES(16,6,'speaker','inserted',13,13,NULL,NULL);
INSERT INTO journal_change VALUES(17,6,'claim','inserted',11,11,NULL,NULL);
INSERT INTO journal_change VALUES(18,6,'claim_tag','inserted',16,16,NULL,NULL);
INSERT INTO journal_change VALUES(19,6,'statement','inserted',22,23,NULL,NULL);
INSERT INTO journal_change VALUES(20,7,'speaker','inserted',14,14,NULL,NULL);
INSERT INTO journal_change VALUES(21,7,'statement','inserted',24,24,NULL,NULL);
INSERT INTO journal_change VALUES(22,8,'speaker','inserted',15,15,NULL,NULL);
INSERT INTO journal_change VALUES(23,8,'statement','inserted',25,25,NULL,NULL);
INSERT INTO journal_change VALUES(24,9,'evidence','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(25,10,'evidence','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(26,11,'speaker_alias','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(27,12,'speaker','inserted',16,16,NULL,NULL);
INSERT INTO journal_change VALUES(28,13,'speaker','updated',16,16,NULL,'{"same_as_id":[null,15]}');
INSERT INTO journal_change VALUES(29,14,'claim','updated',2,2,2,'{"stage":["new","awaiting-reply"]}');
INSERT INTO journal_change VALUES(30,15,'saved','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(32,16,'statement','inserted',26,26,NULL,NULL);
INSERT INTO journal_change VALUES(33,17,'claim','updated',11,11,11,'{"text":["1,200 people applied","1,200 people have applied"],"text_key":[1726074733805439630,3899953018251504290]}');
INSERT INTO journal_change VALUES(34,18,'claim','inserted',12,12,NULL,NULL);
INSERT INTO journal_change VALUES(35,18,'statement','inserted',27,27,NULL,NULL);
INSERT INTO journal_change VALUES(36,19,'statement','deleted',27,27,12,'{"uid":"a4d28272c7a19ce60001","speaker_id":12,"role":null,"stance":"asserts","claim_id":12,"target_statement_id":null,"target_document_id":null,"origin_id":null,"document_id":null,"occasion":null,"said_on":null,"quote":null,"quote_start":null,"quote_end":null,"quote_prefix":null,"quote_suffix":null,"note":null}');
INSERT INTO journal_change VALUES(37,19,'claim','deleted',12,12,12,'{"uid":"a4d28272c7a19ce60000","text":"It rains","text_key":6867860692235176797,"stage":"new","note":null,"ref":null,"recorded_at":"2026-11-28T22:08:44Z"}');
INSERT INTO journal_change VALUES(38,20,'claim','inserted',12,12,NULL,NULL);
INSERT INTO journal_change VALUES(39,20,'statement','inserted',27,27,NULL,NULL);
INSERT INTO journal_change VALUES(40,21,'statement','deleted',27,27,12,'{"uid":"a4d28272c7a19ce60001","speaker_id":12,"role":null,"stance":"asserts","claim_id":12,"target_statement_id":null,"target_document_id":null,"origin_id":null,"document_id":null,"occasion":null,"said_on":null,"quote":null,"quote_start":null,"quote_end":null,"quote_prefix":null,"quote_suffix":null,"note":null}');
INSERT INTO journal_change VALUES(41,21,'claim','deleted',12,12,12,'{"uid":"a4d28272c7a19ce60000","text":"It rains","text_key":6867860692235176797,"stage":"new","note":null,"ref":null,"recorded_at":"2026-11-28T22:08:44Z"}');
INSERT INTO journal_change VALUES(42,22,'claim_tag','deleted',15,15,10,'{"claim_id":10,"tag":"review"}');
INSERT INTO journal_change VALUES(43,23,'evidence','deleted',2,2,2,'{"uid":"b8d8971c988253260000","claim_id":2,"document_id":6,"relation":"context","quote":null,"quote_start":null,"quote_end":null,"quote_prefix":null,"quote_suffix":null,"note":"another budget"}');
INSERT INTO journal_change VALUES(44,24,'evidence','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(45,25,'saved','deleted',1,1,NULL,'{"uid":"a2f7492e5ac2d79c0000","name":"waiting","filter":"is:disputed not stage:checked","recorded_at":"2026-11-28T22:08:44Z"}');
INSERT INTO journal_change VALUES(46,26,'saved','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(47,27,'speaker','inserted',17,17,NULL,NULL);
INSERT INTO journal_change VALUES(48,27,'statement','inserted',28,28,NULL,NULL);
INSERT INTO journal_change VALUES(49,28,'claim','inserted',13,13,NULL,NULL);
INSERT INTO journal_change VALUES(50,28,'claim_tag','inserted',17,17,NULL,NULL);
INSERT INTO journal_change VALUES(51,28,'statement','inserted',29,30,NULL,NULL);
INSERT INTO journal_change VALUES(52,29,'statement','inserted',31,31,NULL,NULL);
INSERT INTO journal_change VALUES(54,30,'statement','inserted',32,32,NULL,NULL);
INSERT INTO journal_change VALUES(57,31,'statement','inserted',33,33,NULL,NULL);
INSERT INTO journal_change VALUES(58,32,'claim','inserted',14,14,NULL,NULL);
INSERT INTO journal_change VALUES(59,32,'statement','inserted',34,34,NULL,NULL);
INSERT INTO journal_change VALUES(60,33,'statement','inserted',35,35,NULL,NULL);
INSERT INTO journal_change VALUES(62,34,'statement','inserted',36,36,NULL,NULL);
INSERT INTO journal_change VALUES(63,35,'claim','inserted',15,15,NULL,NULL);
INSERT INTO journal_change VALUES(64,35,'statement','inserted',37,37,NULL,NULL);
INSERT INTO journal_change VALUES(66,36,'statement','inserted',38,38,NULL,NULL);
INSERT INTO journal_change VALUES(68,37,'statement','deleted',38,38,15,'{"uid":"e00664d9e9dfab880000","speaker_id":15,"role":null,"stance":"retracts","claim_id":15,"target_statement_id":null,"target_document_id":null,"origin_id":null,"document_id":null,"occasion":null,"said_on":"2021-11-21","quote":null,"quote_start":null,"quote_end":null,"quote_prefix":null,"quote_suffix":null,"note":null}');
INSERT INTO journal_change VALUES(70,38,'statement','inserted',39,39,NULL,NULL);
INSERT INTO journal_change VALUES(71,39,'verdict','inserted',3,3,NULL,NULL);
INSERT INTO journal_change VALUES(72,40,'speaker','inserted',18,18,NULL,NULL);
INSERT INTO journal_change VALUES(73,40,'verdict','inserted',4,4,NULL,NULL);
INSERT INTO journal_change VALUES(74,41,'speaker','updated',10,10,NULL,'{"is_desk":[null,1]}');
INSERT INTO journal_change VALUES(75,42,'claim','inserted',16,16,NULL,NULL);
INSERT INTO journal_change VALUES(76,42,'statement','inserted',40,40,NULL,NULL);
INSERT INTO journal_change VALUES(77,43,'claim','inserted',17,17,NULL,NULL);
INSERT INTO journal_change VALUES(78,43,'statement','inserted',41,41,NULL,NULL);
INSERT INTO journal_change VALUES(79,44,'statement','updated',41,41,17,'{"claim_id":[17,16]}');
INSERT INTO journal_change VALUES(80,44,'claim','deleted',17,17,17,'{"uid":"b84c67d16d608eba0000","text":"The harbour is shut in winter","text_key":6841296188622611248,"stage":"new","note":null,"ref":null,"recorded_at":"2024-03-05T10:00:00Z"}');
INSERT INTO journal_change VALUES(81,44,'claim_wording','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(82,45,'claim_relation','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(83,46,'claim_appearance','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(84,47,'statement','inserted',42,42,NULL,NULL);
INSERT INTO journal_change VALUES(85,48,'verdict','inserted',5,5,NULL,NULL);
INSERT INTO journal_change VALUES(86,49,'document','updated',6,6,NULL,'{"published_on":["2021-11-20","2021-11~"]}');
INSERT INTO journal_change VALUES(87,50,'attachment','inserted',1,2,NULL,NULL);
INSERT INTO journal_change VALUES(88,51,'distinct_pair','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(89,52,'distinct_pair','deleted',1,1,14,'{"uid":"d154d9bf59b338df0000","claim_id":14,"other_claim_id":16,"speaker_id":null,"other_speaker_id":null,"document_id":null,"other_document_id":null}');
INSERT INTO journal_change VALUES(90,53,'distinct_pair','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(91,54,'document','inserted',7,7,NULL,NULL);
INSERT INTO journal_change VALUES(92,55,'marked_passage','inserted',1,2,NULL,NULL);
INSERT INTO journal_change VALUES(93,55,'claim','inserted',18,18,NULL,NULL);
INSERT INTO journal_change VALUES(94,55,'statement','inserted',43,44,NULL,NULL);
INSERT INTO journal_change VALUES(95,56,'marked_passage','inserted',3,3,NULL,NULL);
INSERT INTO journal_change VALUES(96,57,'member','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(97,58,'member','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(98,59,'comment','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(99,60,'claim','updated',16,16,16,'{"stage":["new","awaiting-reply"]}');
INSERT INTO journal_change VALUES(100,60,'request','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(101,61,'correction','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(102,62,'correction_cause','inserted',1,2,NULL,NULL);
INSERT INTO journal_change VALUES(103,63,'distinct_pair','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(104,64,'document','inserted',8,8,NULL,NULL);
INSERT INTO journal_change VALUES(105,65,'document','deleted',8,8,NULL,'{"uid":"c096a7113c193cc70000","kind":"article","title":"Ferry costs, again","publisher_id":null,"url":null,"archive_url":null,"language":null,"published_on":null,"access":"read","through_id":null,"text":null,"text_sha256":null,"retrieved_at":null,"note":null}');
INSERT INTO journal_change VALUES(106,65,'document_alias','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(107,66,'assignment','inserted',1,1,NULL,NULL);
INSERT INTO journal_change VALUES(108,67,'claim','updated',18,18,18,'{"stage":["new","awaiting-reply"]}');
INSERT INTO journal_change VALUES(109,67,'request','inserted',2,2,NULL,NULL);
INSERT INTO journal_change VALUES(110,68,'request','updated',2,2,18,'{"closed_on":[null,"2026-12-01"],"statement_id":[null,45]}');
INSERT INTO journal_change VALUES(111,68,'claim','updated',18,18,18,'{"stage":["awaiting-reply","checking"]}');
INSERT INTO journal_change VALUES(112,68,'statement','inserted',45,45,NULL,NULL);
CREATE TABLE claim_appearance (
    id           integer primary key autoincrement,
    claim_id     integer not null references claim (id) on delete cascade,
    document_id  integer not null references document (id),
    unique (claim_id, document_id)
) strict;
INSERT INTO claim_appearance VALUES(1,16,6);
CREATE TABLE claim_relation (
    id        integer primary key autoincrement,
    uid       text    not null default (lower(hex(randomblob(10)))),
    claim_id  integer not null references claim (id),
    relation  text    not null constraint claim_relation_word check (relation in ('contradicts', 'updates', 'part-of', 'compatible-with')),
    other_id  integer not null references claim (id),
    constraint claim_relation_of_two check (claim_id <> other_id)
) strict;
INSERT INTO claim_relation VALUES(1,'ee61bf1a815395c20000',15,'contradicts',13);
CREATE TABLE claim_wording (
    id        integer primary key autoincrement,
    uid       text    not null default (lower(hex(randomblob(10)))),      -- that of the joined claim
    claim_id  integer not null references claim (id),
    text      text    not null constraint claim_wording_given check (trim(text) <> ''),
    text_key  integer not null,   -- as in `claim`
    ref       text
) strict;
INSERT INTO claim_wording VALUES(1,'b84c67d16d608eba0000',16,'The harbour is shut in winter',6841296188622611248,NULL);
CREATE TABLE distinct_pair (
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
INSERT INTO distinct_pair VALUES(1,'d154d9bf59b338df0000',14,16,NULL,NULL,NULL,NULL);
INSERT INTO distinct_pair VALUES(2,'c23f40570308619b0000',10,11,NULL,NULL,NULL,NULL);
CREATE TABLE document_alias (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),   -- that of the joined document
    document_id  integer not null references document (id),
    title        text    not null constraint document_alias_title_given check (trim(title) <> ''),
    url          text
) strict;
INSERT INTO document_alias VALUES(1,'c096a7113c193cc70000',7,'Ferry costs, again',NULL);
CREATE TABLE attachment (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    document_id  integer not null references document (id),
    name         text    not null constraint attachment_name_given check (trim(name) <> ''),
    media_type   text    not null,   -- by its content, not by its name
    size         integer not null constraint attachment_size check (size between 0 and 67108864),
    sha256       text    not null,   -- of its content, in hex
    added_at     text    not null
) strict;
INSERT INTO attachment VALUES(1,'b71ad71387b1f5f30000',6,'sign.txt','text/plain',53,'3a4a5d06f89fe2a854950d84b544f0ab00298c26988c08f63b15e9aeff37db50','2026-11-30T02:01:01Z');
INSERT INTO attachment VALUES(2,'b71ad71387b1f5f30001',6,'sign.png','image/png',21,'e4b033acdfac620ffa1dd637a47795b881b2b161d4962ab0a1b0fb0463b1ea21','2026-11-30T02:01:01Z');
CREATE TABLE attachment_content (
    id       integer primary key,
    sha256   text not null,
    content  blob not null           -- compressed with DEFLATE (RFC 1951)
) strict;
INSERT INTO attachment_content VALUES(1,'3a4a5d06f89fe2a854950d84b544f0ab00298c26988c08f63b15e9aeff37db50',X'535628c8c82fc957c84f5328c9485528ce4ccfe30ac94855482aca4c494f55c82c56c82f48cdd351284ecc4c514804cbeb710100');
INSERT INTO attachment_content VALUES(2,'e4b033acdfac620ffa1dd637a47795b881b2b161d4962ab0a1b0fb0463b1ea21',X'eb0cf073e7e592e2cacb2f51485428c84c2e292d4a0500');
CREATE TABLE marked_passage (
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
INSERT INTO marked_passage VALUES(1,'af8f0e623124bd780003',7,'recorded','Tom Hill asserts: The ferry costs 4 million pounds a year','The ferry costs 4 million pounds a year',0,39,NULL,NULL);
INSERT INTO marked_passage VALUES(2,'af8f0e623124bd780004',7,'recorded','Ann Lee denies: The ferry costs 4 million pounds a year','that the ferry costs 4 million pounds',109,146,NULL,NULL);
INSERT INTO marked_passage VALUES(3,'b957e134b0ac9eda0000',7,'dismissed','Tom Hill asserts: The bridge is not closed','"The bridge is not closed,"',149,176,NULL,NULL);
CREATE TABLE assignment (
    id           integer primary key autoincrement,
    uid          text    not null default (lower(hex(randomblob(10)))),
    claim_id     integer not null references claim (id),
    member_id    integer not null references member (id),
    due_on       text,                                        -- a day
    assigned_at  text    not null
) strict;
INSERT INTO assignment VALUES(1,'c337f676d7654fd80000',18,2,'2026-12-09','2026-12-01T05:12:12Z');
CREATE TABLE comment (
    id          integer primary key autoincrement,
    uid         text    not null default (lower(hex(randomblob(10)))),
    claim_id    integer not null references claim (id),
    text        text    not null constraint comment_text_given check (trim(text) <> ''),
    writer      text,                                         -- the name of the writer then; null if nobody knows it
    member_id   integer references member (id),               -- the member who wrote it
    written_at  text    not null,
    edited_at   text
) strict;
INSERT INTO comment VALUES(1,'dd23101bce38d9c50000',18,'@Bob look at the budget','Ann',1,'2026-12-01T05:12:00Z',NULL);
CREATE TABLE correction (
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
INSERT INTO correction VALUES(1,'d409b85c77f46df10000',15,NULL,NULL,'open','closed','wrong-figure',NULL,NULL,NULL,NULL,'2026-12-01T05:12:00Z');
CREATE TABLE correction_cause (
    id    integer primary key autoincrement,
    uid   text    not null default (lower(hex(randomblob(10)))),
    name  text    not null constraint correction_cause_given check (trim(name) <> '')
) strict;
INSERT INTO correction_cause VALUES(1,'e50364b953e600d40000','wrong-figure');
INSERT INTO correction_cause VALUES(2,'e50364b953e600d40001','other');
CREATE TABLE member (
    id          integer primary key autoincrement,
    uid         text    not null default (lower(hex(randomblob(10)))),
    name        text    not null constraint member_name_given check (trim(name) <> ''),
    role        text    not null constraint member_role check (role in ('reader', 'checker', 'editor')),
    speaker_id  integer references speaker (id),              -- the speaker who this member is
    password    integer                                       -- the number of passwords that were set so far; null if none was
) strict;
INSERT INTO member VALUES(1,'a1183987b639e0d10000','Ann','editor',NULL,NULL);
INSERT INTO member VALUES(2,'c9dfacd53b94e4a70000','Bob','checker',NULL,NULL);
CREATE TABLE member_password (
    member_id  integer primary key,
    hash       text not null
) strict;
CREATE TABLE request (
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
INSERT INTO request VALUES(1,'ae6c4b313d3f83e40000',16,14,NULL,'2026-11-20',NULL,NULL,NULL,NULL);
INSERT INTO request VALUES(2,'eaf232df103398a70000',18,15,'email','2026-11-20','2026-12-02',NULL,'2026-12-01',45);
CREATE TABLE vague_date (
    date       text primary key,
    first_date text not null,
    last_date  text not null
) strict, without rowid;
INSERT INTO vague_date VALUES('199X','1990','1999');
INSERT INTO vague_date VALUES('2021-11/2021-12','2021-11','2021-12');
INSERT INTO vague_date VALUES('2021-11~','2021-11','2021-11');
INSERT INTO vague_date VALUES('2023-21','2023-03','2023-05');
INSERT INTO vague_date VALUES('2023~','2023','2023');
CREATE TABLE retracted_cache (
    statement_id     integer primary key,
    claim_id         integer,
    retracted_by_id  integer not null
) strict;
INSERT INTO retracted_cache VALUES(21,10,26);
INSERT INTO retracted_cache VALUES(23,11,33);
INSERT INTO retracted_cache VALUES(30,13,32);
INSERT INTO retracted_cache VALUES(34,14,39);
CREATE TABLE verdict_cache (
    verdict_id  integer primary key,
    claim_id    integer not null,
    bucket      text    not null
) strict;
INSERT INTO verdict_cache VALUES(2,2,'false');
INSERT INTO verdict_cache VALUES(3,15,'true');
INSERT INTO verdict_cache VALUES(4,15,'false');
INSERT INTO verdict_cache VALUES(5,16,'other');
CREATE TABLE claim_status_cache (
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
INSERT INTO claim_status_cache VALUES(1,'disputed',1,2,'new','2021-11',NULL,NULL,0,'the uk is in');
INSERT INTO claim_status_cache VALUES(2,'document-disputed',1,3,'awaiting-reply','2021-11',2,'false',0,'processing a');
INSERT INTO claim_status_cache VALUES(3,'document-disputed',1,1,'new','2021-11',NULL,NULL,0,'100 000 is m');
INSERT INTO claim_status_cache VALUES(4,'document-disputed',1,2,'new','2021-11',NULL,NULL,0,'the chances ');
INSERT INTO claim_status_cache VALUES(5,'document-disputed',1,1,'new','2021-11',NULL,NULL,0,'migrants wou');
INSERT INTO claim_status_cache VALUES(6,'not-denied',0,0,'new','2021-11',NULL,NULL,0,'there were u');
INSERT INTO claim_status_cache VALUES(7,'undisputed',1,1,'new','2021-11',NULL,NULL,0,'processing a');
INSERT INTO claim_status_cache VALUES(8,'undisputed',1,1,'new','2021-11',NULL,NULL,0,'albania has ');
INSERT INTO claim_status_cache VALUES(9,'undisputed',1,1,'new','2021-11',NULL,NULL,0,'albania host');
INSERT INTO claim_status_cache VALUES(10,'withdrawn',1,0,'new','2021-11-19',NULL,NULL,0,'the costs ar');
INSERT INTO claim_status_cache VALUES(11,'undisputed',1,1,'new','2021-11',NULL,NULL,0,'1 200 people');
INSERT INTO claim_status_cache VALUES(13,'disputed',1,1,'new','2021-11-20',NULL,NULL,0,'the harbour ');
INSERT INTO claim_status_cache VALUES(14,'withdrawn',1,0,'new','2021-11-20',NULL,NULL,0,'the harbour ');
INSERT INTO claim_status_cache VALUES(15,'undisputed',1,1,'new','2021-11-20',3,'true',1,'the bridge i');
INSERT INTO claim_status_cache VALUES(16,'disputed',1,2,'awaiting-reply','1990',5,'other',0,'the harbour ');
INSERT INTO claim_status_cache VALUES(18,'disputed',1,1,'checking','2023-03-02',NULL,NULL,0,'the ferry co');
CREATE TABLE category_count (
    what   text    not null,
    value  text    not null,
    n      integer not null,
    primary key (what, value)
) strict, without rowid;
INSERT INTO category_count VALUES('source','sourced',15);
INSERT INTO category_count VALUES('source','unsourced',1);
INSERT INTO category_count VALUES('stage','awaiting-reply',2);
INSERT INTO category_count VALUES('stage','checking',1);
INSERT INTO category_count VALUES('stage','new',13);
INSERT INTO category_count VALUES('status','disputed',4);
INSERT INTO category_count VALUES('status','document-disputed',4);
INSERT INTO category_count VALUES('status','not-denied',1);
INSERT INTO category_count VALUES('status','undisputed',5);
INSERT INTO category_count VALUES('status','withdrawn',2);
INSERT INTO category_count VALUES('verdict','disagree',1);
INSERT INTO category_count VALUES('verdict','false',2);
INSERT INTO category_count VALUES('verdict','none',13);
INSERT INTO category_count VALUES('verdict','other',1);
INSERT INTO category_count VALUES('verdict','true',1);
CREATE TABLE quantity (
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
INSERT INTO quantity VALUES(2,'claim',2,51,8,'money','100000','GBP',100000.0,0);
INSERT INTO quantity VALUES(3,'claim',3,1,8,'money','100000','GBP',100000.0,0);
INSERT INTO quantity VALUES(3,'claim',3,23,5,'multiple','2',NULL,2.0,1);
INSERT INTO quantity VALUES(5,'claim',5,34,5,'time','7','day',604800.0,0);
INSERT INTO quantity VALUES(8,'claim',8,23,5,'count','3000','iranian',3000.0,0);
INSERT INTO quantity VALUES(8,'claim',8,42,2,'time','10','year',315569520.0,0);
INSERT INTO quantity VALUES(9,'claim',9,15,5,'count','4000','people',4000.0,0);
INSERT INTO quantity VALUES(11,'claim',11,1,5,'count','1200','people',1200.0,0);
INSERT INTO quantity VALUES(8,'statement',17,1,5,'count','3000','iranian',3000.0,0);
INSERT INTO quantity VALUES(8,'statement',17,46,2,'time','10','year',315569520.0,0);
INSERT INTO quantity VALUES(9,'statement',18,1,5,'count','4000','people',4000.0,0);
INSERT INTO quantity VALUES(11,'statement',22,1,5,'count','1200','people',1200.0,0);
INSERT INTO quantity VALUES(18,'claim',18,17,16,'money','4000000','GBP',4000000.0,0);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','claim_words','claim_words',0,'CREATE VIRTUAL TABLE claim_words using fts5 (
    claim,       -- its text
    wording,     -- its other wordings, and quotes that made or reported it
    title,       -- titles of published reviews
    reply,       -- all other quotes: denials, questions
    speaker,     -- all names of the speakers of its statements
    finding,     -- rationales and reviewers of verdicts, quotes of evidence
    desk,        -- notes and tags
    content = '''', tokenize = ''ascii''
)');
CREATE TABLE IF NOT EXISTS 'claim_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO claim_words_data VALUES(1,X'13811127052181202942');
INSERT INTO claim_words_data VALUES(10,X'000000010104040004010101020101030101040101');
INSERT INTO claim_words_data VALUES(137438953473,X'0000099a0330313008080801010a03043030303002020a01020202033230300b0e02010102010502010433303030080805010102010134120205020330303009080401010201016103020f01020502060106130506010402070208020c63636f6d6d6f646174696f6e0206010605020a666768616e697374616e09080701010502066761696e7374070601010202066c62616e696101020801020702020803020601020201020208016e06080701040202016e02020301020c01060104020301640206010604010213030601062203016e0a0601040203060104020306010402020601040803056f74686572020601050b0d0601050b020670706c6965640b0e0501010501050502027265010601030a03080901010206080401010206060105030305726976616c05020a03057469636c650606010624020173060601061d0304796c756d01020b0102040502030201740106010310010262650502040302656e08060101070208696c61746572616c010601030c02047265616b0702080304696467650f0203010a63616c63756c61746564020601060203037272790606010627020668616e63657304020302046c61696d0606010621030365726b0b0601040303046f7365640f020501020502066f6d6d656e740b060103060302737402080901020405017302060106080108090106020708030106020802040305756e63696c0b0c0103030104090306010409020601040c010464617973050208020365616c04020603046e69616c060601061505026564060601060304017906060106110302736b020601050f0d0801050905010601050702026964060601060f0306737075746564060601060702076f63756d656e7402060105030406010606030265730206010202040601062503056d696e6963010601040b01056561726e730d0204020363686f0b06010406020601040602066e676c616e64030212010566657272791202030205696775726502080105060802066c6967687473020601060302026f7203020e0508070101090203726f6d0908060101040203756c6c0e02050104676f6f6404080a01010401036861640b0c01010401050403047070656e01060103070703696e670106010303030572626f75720d0803010602010203020803010103030173080203030276650b02040403696e67060601061e0203696c6c0a0a0104060505040a0104030508010a0104030505010a0104060508020a010403050802046f7374730902030102696e01020501020601021103060104040102050908060101060306636c7564656402060106060309646570656e64656e740106010406010601040803046d61746503020d030b7465726e6174696f6e616c0106010311060809010103020772616e69616e73080806010103020173010204020203030601061a04060103040402040102040108040101040201740206010203010208030801061218070601030201046b65657003020b0302726e010601040f01036c6177070e0a010104010602020265650a0601040303060104030306010403020601040902056f6e646f6e060601040503046f6b65640f08010503050503696e67010601030f0306010103030273740d06010303030601050401046d616465060601061f0207696772616e7473050202060474696f6e0106010602010601060a0206010602010601060203056c6c696f6e12020603066e6973746572040601040407027279020601050902046f6e65790d08050103040302726503020402017201060104110606010405010601040501060104050203756368020601020601056e65766572010601030602016f010601030b01060105020304626f6479060601061903016e06060106140307727468706f72740b080104050502060104050106010408020601040b0301740106010302050a01060210180506010305040468696e67060601061701026f66040204010209030766696369616c730206010402040e0801040301060e02036c7461010601040e02016e060601061b03026c79060601060b02027572020601050e0d06010508010601050602037665720a06010305010c706172746e6572736869707301060103120205656f706c65090805010103020e0301010301050302056f756e647312020702067269736f6e73030601060403056f6365737301020a0803696e67020202050202020875626c6973686564020601050a01077169726a616b6f010601040806060104020106010402010601040204026b6f01080104090b060801040305010801040305010801040305010472616162010601040c0304746865720606010604020565636f7264060601061c070173100601050203066675676565730806010602010601060203056d6f7665640502050305706f727473060601060a0304766965770a0e06010104010303010601060201067365656b657202020507017301020c060204030376656e0502070204686f7773020601050403027574100601010502016f060601061802087570706f727465640802040803696e67080601010808017306060106160101740a0601040b040601040b0106010408010601040e020601040b0204616c6b73010e0601030d010604030601060402080501062a020368616e03020503060106050401740206010205040601060c030165010a020104020501100104040501050505010601040201080201040601060104020110010407010608071804080201030201060103020202020102020102020108020101020202020402726501080d0103090502020401790f0601050503026973060601062003046f6d61730a0601040804060104050106010405010601040802060104050204696d657301060104030106010405010601040301060104070106010403010c01040801060902016f01020902020a03016d0a0601040504060104020106010402010601040502060104020204776963650302060102756b01020302046e6465720a080501010303056e616d6564040601040303086f6666696369616c060204010276650806010106010577616c65730302140201650806010105070601050203027265060203020368617403020703016f08060101040205696e746572100807010107030274680102070302070202060502696e05020602046f756c64010601030501020803020302020704060103040104796561720302100f020905017308080901010b0103ee8080011e01030406080104040505050501060301180104030501050708010607040106010603010c010405010603020c010406010629010601040401060104040106010404010a01040405050108010404050206010404010a010404050501120104040501050405050112010404050505010505020a0104040505040a0c0e0c060b1613120d1a090e101711111a0a0c080f0807090f0909110a0b0b0a0c0d0a171909080b090814090d130e0c0a0f0b0a0d0d0d0b080c0d0b0a1606070a28091b0d1509180f1f1609090e180c0c0f0e0b0c1a0a0d090c07170a0c0d0b081e140b0a170a0809130a13160a0d0a0b0f1d1c0b0b0c08120a0c140b09080b09080d0a081c1a0d0d4b0d08091f27091c09070c0c0d090a0d0708080d0d07190c09');
INSERT INTO claim_words_data VALUES(274877906945,X'0000015c0430616e6ea080808080010601040202027265a08080808001060105030106636c6f736564a08080808001020502066f756e63696ca080808080010601040c01046465736ba08080808001060105070107686172626f7572a0808080800108030101030203696c6ca080808080010a01040605080102696ea080808080010806010106020173a08080808001080401010401036c6565a080808080010601040302036f7374a080808080010601050401096e6f727468706f7274a080808080010601040b01036f7572a080808080010601050601077265636f726473a0808080800106010502010473687574a0808080800106010105010174a080808080010601040e02026865a08080808001080201010203046f6d6173a080808080010601040802026f6da0808080800106010405010677696e746572a0808080800108070101070103ee8080a0808080800112010404050505010505040f0e10121014110f0e0f0f150f13100d0f100e13');
INSERT INTO claim_words_data VALUES(412316860417,X'000000de023034a080808080020205010161a08080808002020802026e6ea08080808002060104080105636f737473a08080808002020401056665727279a080808080020203010468696c6ca080808080020a010403050801036c6565a080808080020601040901076d696c6c696f6ea0808080800202060106706f756e6473a080808080020207010174a080808080020601040b02026865a08080808002020203046f6d6173a080808080020601040502026f6da0808080800206010402010479656172a0808080800202090103ee8080a080808080020a0104040505040b0b0e0f0f120f11100d0c100e0e');
INSERT INTO claim_words_data VALUES(549755813889,X'00000118023034a080808080030205010161a08080808003020802026e6ea08080808003060104080105636f737473a08080808003020401056665727279a080808080030203010468696c6ca080808080030a01040305080104696e746fa0808080800306010304020174a080808080030601030501036c6565a080808080030601040902036f6f6ba080808080030601030301076d696c6c696f6ea0808080800302060106706f756e6473a080808080030207010174a080808080030601040b02026865a08080808003020203046f6d6173a080808080030601040502026f6da080808080030601040201027765a0808080800306010302010479656172a0808080800302090103ee8080a080808080030a0104040505040b0b0e0f0f12100d0f0f11100d0c100e0e0e');
CREATE TABLE IF NOT EXISTS 'claim_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO claim_words_idx VALUES(1,X'',2);
INSERT INTO claim_words_idx VALUES(2,X'',2);
INSERT INTO claim_words_idx VALUES(3,X'',2);
INSERT INTO claim_words_idx VALUES(4,X'',2);
CREATE TABLE IF NOT EXISTS 'claim_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO claim_words_docsize VALUES(1,X'0c000011110003');
INSERT INTO claim_words_docsize VALUES(2,X'09000500070e09');
INSERT INTO claim_words_docsize VALUES(3,X'13000000020003');
INSERT INTO claim_words_docsize VALUES(4,X'09030000060003');
INSERT INTO claim_words_docsize VALUES(5,X'09000000020001');
INSERT INTO claim_words_docsize VALUES(6,X'07000000070029');
INSERT INTO claim_words_docsize VALUES(7,X'09030000050001');
INSERT INTO claim_words_docsize VALUES(8,X'080a0000050001');
INSERT INTO claim_words_docsize VALUES(9,X'06040000050001');
INSERT INTO claim_words_docsize VALUES(10,X'050300040b0001');
INSERT INTO claim_words_docsize VALUES(11,X'04040005080401');
INSERT INTO claim_words_docsize VALUES(13,X'04000003050001');
INSERT INTO claim_words_docsize VALUES(14,X'040000000b0000');
INSERT INTO claim_words_docsize VALUES(15,X'04000000080b00');
INSERT INTO claim_words_docsize VALUES(16,X'060600000e0600');
INSERT INTO claim_words_docsize VALUES(18,X'080000000b0000');
INSERT INTO claim_words_docsize VALUES(1099511627777,X'060600000e0600');
INSERT INTO claim_words_docsize VALUES(1099511627778,X'080000000b0000');
INSERT INTO claim_words_docsize VALUES(1099511627779,X'080000040b0000');
CREATE TABLE IF NOT EXISTS 'claim_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO claim_words_config VALUES('hashsize',8388608);
INSERT INTO claim_words_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','document_words','document_words',0,'CREATE VIRTUAL TABLE document_words using fts5 (
    title,
    publisher,
    text,
    reply,       -- quotes and speakers of statements about the whole document
    content = '''', tokenize = ''ascii''
)');
CREATE TABLE IF NOT EXISTS 'document_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO document_words_data VALUES(1,X'08270c3711');
INSERT INTO document_words_data VALUES(10,X'000000010102020002010101020101');
INSERT INTO document_words_data VALUES(137438953473,X'00000366043031303002060103020203323030060601020d010134070801020517010161060601020a01080102080d02066c62616e696102020908016e01020202096d6261737361646f7201020302026e6e0706010211020670706c696564060601021002027265060601020703057469636c65020202030205020573796c756d0102070106627269646765070601021e010463656e74020601030402046c65726b060601020b03046f736564070601022102066f6d6d656e7406060102150303737473060802010206010a03010204170305756e63696c060601021208036c6f720706010214010664656e696564070601021506017301020401046563686f060c0101030103030106010103010466616b65020801030506020465727279070a02010203170103686164060601020f0203696c6c070801020d180102696e0502060309646570656e64656e740106010103030774657276696577040202020173070601021f01076a75737469636504020501036c6565070601021203047474657203020201056d61796f72070601020b0207696772616e747302020703056c6c696f6e07080102061703066e6973746572060601020301046e657773020601030a02086f727468706f7274060c01010201030201060101020301740606010214010601022001036f6c64020601030803027461020601030f030601010202016e010206010203030203020601020f010670656f706c65060601020e030172020601030302046c616e7302020402056f756e647307080102071701077169726a616b6f020601030c04026b6f020601030d0105726164696f04060101030205657669657706080401020901047361696406080102040a010801020e1803026d650206010307020865637265746172790402060305656b65727301020803026e64020206010574616c6b73010205020368617407060102160301650106010102010601010201020401020401040405010a010202050e010c0102020a0f08030675727364617907060102100204696d65730206010103010205010601010201020802016f0204050501020303016d070801020c180204776565740502020105756e64657206080301020801047769746804020302046f756c6406060102130106786861636b610206010310030601010301047965617207060102090103ee8080020a0103060705040a0a090e0b060e090d090d0a0d0b0b0b0d120c0a0d06130c0d0a0b07100c080c0a090c0c0d0d0b170d0a0e110d08090d0e090c0d12090d0a070a0a260d160a09090d090b120b');
INSERT INTO document_words_data VALUES(274877906945,X'000000220630616761696e0802040105636f73747308020301056665727279080202040a0a');
CREATE TABLE IF NOT EXISTS 'document_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO document_words_idx VALUES(1,X'',2);
INSERT INTO document_words_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'document_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO document_words_docsize VALUES(1,X'07020000');
INSERT INTO document_words_docsize VALUES(2,X'0802000f');
INSERT INTO document_words_docsize VALUES(3,X'04000000');
INSERT INTO document_words_docsize VALUES(4,X'05020000');
INSERT INTO document_words_docsize VALUES(5,X'07020000');
INSERT INTO document_words_docsize VALUES(6,X'03021402');
INSERT INTO document_words_docsize VALUES(7,X'02022300');
INSERT INTO document_words_docsize VALUES(8,X'03000000');
CREATE TABLE IF NOT EXISTS 'document_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO document_words_config VALUES('hashsize',8388608);
INSERT INTO document_words_config VALUES('version',4);
CREATE TABLE claim_words_moved (
    row_id    integer primary key,
    claim_id  integer
) strict;
INSERT INTO claim_words_moved VALUES(16,NULL);
INSERT INTO claim_words_moved VALUES(18,NULL);
INSERT INTO claim_words_moved VALUES(1099511627777,16);
INSERT INTO claim_words_moved VALUES(1099511627778,NULL);
INSERT INTO claim_words_moved VALUES(1099511627779,18);
CREATE TABLE document_words_moved (
    row_id       integer primary key,
    document_id  integer
) strict;
INSERT INTO document_words_moved VALUES(8,NULL);
CREATE TABLE word_stem (
    stem  text not null,
    word  text not null,
    primary key (stem, word)
) strict, without rowid;
INSERT INTO word_stem VALUES('accommod','accommodation');
INSERT INTO word_stem VALUES('anoth','another');
INSERT INTO word_stem VALUES('appli','applied');
INSERT INTO word_stem VALUES('arriv','arrival');
INSERT INTO word_stem VALUES('articl','article');
INSERT INTO word_stem VALUES('bilater','bilateral');
INSERT INTO word_stem VALUES('bridg','bridge');
INSERT INTO word_stem VALUES('calcul','calculated');
INSERT INTO word_stem VALUES('carri','carry');
INSERT INTO word_stem VALUES('chanc','chances');
INSERT INTO word_stem VALUES('close','closed');
INSERT INTO word_stem VALUES('cost','costs');
INSERT INTO word_stem VALUES('day','days');
INSERT INTO word_stem VALUES('deni','denied');
INSERT INTO word_stem VALUES('deni','denies');
INSERT INTO word_stem VALUES('deni','deny');
INSERT INTO word_stem VALUES('disput','disputed');
INSERT INTO word_stem VALUES('doe','does');
INSERT INTO word_stem VALUES('domin','dominic');
INSERT INTO word_stem VALUES('earn','earns');
INSERT INTO word_stem VALUES('ferri','ferry');
INSERT INTO word_stem VALUES('figur','figure');
INSERT INTO word_stem VALUES('flight','flights');
INSERT INTO word_stem VALUES('happen','happening');
INSERT INTO word_stem VALUES('harbor','harbour');
INSERT INTO word_stem VALUES('have','had');
INSERT INTO word_stem VALUES('have','has');
INSERT INTO word_stem VALUES('have','having');
INSERT INTO word_stem VALUES('host','hosts');
INSERT INTO word_stem VALUES('includ','included');
INSERT INTO word_stem VALUES('independ','independent');
INSERT INTO word_stem VALUES('inmat','inmate');
INSERT INTO word_stem VALUES('iranian','iranians');
INSERT INTO word_stem VALUES('justic','justice');
INSERT INTO word_stem VALUES('look','looked');
INSERT INTO word_stem VALUES('look','looking');
INSERT INTO word_stem VALUES('lose','lost');
INSERT INTO word_stem VALUES('make','made');
INSERT INTO word_stem VALUES('migrant','migrants');
INSERT INTO word_stem VALUES('migrat','migration');
INSERT INTO word_stem VALUES('minist','minister');
INSERT INTO word_stem VALUES('ministri','ministry');
INSERT INTO word_stem VALUES('nobodi','nobody');
INSERT INTO word_stem VALUES('noth','nothing');
INSERT INTO word_stem VALUES('offici','officials');
INSERT INTO word_stem VALUES('onli','only');
INSERT INTO word_stem VALUES('partnership','partnerships');
INSERT INTO word_stem VALUES('peopl','people');
INSERT INTO word_stem VALUES('plan','plans');
INSERT INTO word_stem VALUES('pound','pounds');
INSERT INTO word_stem VALUES('prison','prisons');
INSERT INTO word_stem VALUES('process','processing');
INSERT INTO word_stem VALUES('publish','published');
INSERT INTO word_stem VALUES('record','records');
INSERT INTO word_stem VALUES('refuge','refugees');
INSERT INTO word_stem VALUES('remov','removed');
INSERT INTO word_stem VALUES('report','reports');
INSERT INTO word_stem VALUES('say','said');
INSERT INTO word_stem VALUES('seeker','seekers');
INSERT INTO word_stem VALUES('show','shows');
INSERT INTO word_stem VALUES('support','supported');
INSERT INTO word_stem VALUES('support','supporting');
INSERT INTO word_stem VALUES('support','supports');
INSERT INTO word_stem VALUES('talk','talks');
INSERT INTO word_stem VALUES('thoma','thomas');
INSERT INTO word_stem VALUES('time','times');
INSERT INTO word_stem VALUES('unnam','unnamed');
INSERT INTO word_stem VALUES('unoffici','unofficial');
INSERT INTO word_stem VALUES('wale','wales');
INSERT INTO word_stem VALUES('year','years');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('journal',68);
INSERT INTO sqlite_sequence VALUES('speaker',18);
INSERT INTO sqlite_sequence VALUES('speaker_alias',2);
INSERT INTO sqlite_sequence VALUES('document',8);
INSERT INTO sqlite_sequence VALUES('claim',18);
INSERT INTO sqlite_sequence VALUES('claim_tag',17);
INSERT INTO sqlite_sequence VALUES('statement',45);
INSERT INTO sqlite_sequence VALUES('verdict',5);
INSERT INTO sqlite_sequence VALUES('evidence',2);
INSERT INTO sqlite_sequence VALUES('saved',2);
INSERT INTO sqlite_sequence VALUES('claim_appearance',1);
INSERT INTO sqlite_sequence VALUES('claim_wording',1);
INSERT INTO sqlite_sequence VALUES('claim_relation',1);
INSERT INTO sqlite_sequence VALUES('attachment',2);
INSERT INTO sqlite_sequence VALUES('distinct_pair',2);
INSERT INTO sqlite_sequence VALUES('document_alias',1);
INSERT INTO sqlite_sequence VALUES('marked_passage',3);
INSERT INTO sqlite_sequence VALUES('member',2);
INSERT INTO sqlite_sequence VALUES('comment',1);
INSERT INTO sqlite_sequence VALUES('request',2);
INSERT INTO sqlite_sequence VALUES('correction',1);
INSERT INTO sqlite_sequence VALUES('correction_cause',2);
INSERT INTO sqlite_sequence VALUES('assignment',1);
CREATE UNIQUE INDEX speaker_uid   on speaker (uid);
CREATE UNIQUE INDEX document_uid  on document (uid);
CREATE UNIQUE INDEX claim_uid     on claim (uid);
CREATE UNIQUE INDEX statement_uid on statement (uid);
CREATE UNIQUE INDEX verdict_uid   on verdict (uid);
CREATE UNIQUE INDEX evidence_uid  on evidence (uid);
CREATE UNIQUE INDEX saved_uid     on saved (uid);
CREATE UNIQUE INDEX saved_name    on saved (name collate nocase);
CREATE UNIQUE INDEX member_uid    on member (uid);
CREATE UNIQUE INDEX member_name   on member (name collate nocase);
CREATE UNIQUE INDEX assignment_uid   on assignment (uid);
CREATE UNIQUE INDEX assignment_claim on assignment (claim_id);
CREATE UNIQUE INDEX comment_uid      on comment (uid);
CREATE UNIQUE INDEX claim_ref     on claim (ref) where ref is not null;
CREATE UNIQUE INDEX document_alias_uid  on document_alias (uid);
CREATE UNIQUE INDEX attachment_uid      on attachment (uid);
CREATE UNIQUE INDEX attachment_content_sha256 on attachment_content (sha256);
CREATE UNIQUE INDEX claim_wording_uid   on claim_wording (uid);
CREATE UNIQUE INDEX claim_relation_uid  on claim_relation (uid);
CREATE UNIQUE INDEX claim_relation_pair on claim_relation (claim_id, other_id, relation);
CREATE UNIQUE INDEX distinct_pair_uid   on distinct_pair (uid);
CREATE UNIQUE INDEX marked_passage_uid  on marked_passage (uid);
CREATE UNIQUE INDEX request_uid         on request (uid);
CREATE UNIQUE INDEX correction_uid      on correction (uid);
CREATE UNIQUE INDEX correction_cause_uid  on correction_cause (uid);
CREATE UNIQUE INDEX correction_cause_name on correction_cause (name collate nocase);
CREATE INDEX speaker_name         on speaker (name collate nocase);
CREATE INDEX speaker_document     on speaker (document_id) where document_id is not null;
CREATE INDEX speaker_desk         on speaker (is_desk) where is_desk = 1;
CREATE INDEX speaker_same_as      on speaker (same_as_id) where same_as_id is not null;
CREATE INDEX speaker_alias_name   on speaker_alias (name collate nocase);
CREATE INDEX document_title       on document (title collate nocase);
CREATE INDEX document_publisher   on document (publisher_id);
CREATE INDEX document_through     on document (through_id) where through_id is not null;
CREATE INDEX document_url         on document (url) where url is not null;
CREATE INDEX document_alias_document on document_alias (document_id);
CREATE INDEX attachment_document     on attachment (document_id);
CREATE INDEX document_alias_title    on document_alias (title collate nocase);
CREATE INDEX document_alias_url      on document_alias (url) where url is not null;
CREATE INDEX marked_passage_document on marked_passage (document_id);
CREATE INDEX marked_passage_claim    on marked_passage (claim_id) where claim_id is not null;
CREATE INDEX claim_text_key       on claim (text_key);
CREATE INDEX claim_wording_claim  on claim_wording (claim_id);
CREATE INDEX claim_wording_key    on claim_wording (text_key);
CREATE INDEX claim_wording_ref    on claim_wording (ref) where ref is not null;
CREATE INDEX claim_relation_other on claim_relation (other_id);
CREATE INDEX distinct_pair_claim     on distinct_pair (claim_id, other_claim_id) where claim_id is not null;
CREATE INDEX distinct_pair_claim_2   on distinct_pair (other_claim_id) where other_claim_id is not null;
CREATE INDEX distinct_pair_speaker   on distinct_pair (speaker_id, other_speaker_id) where speaker_id is not null;
CREATE INDEX distinct_pair_speaker_2 on distinct_pair (other_speaker_id) where other_speaker_id is not null;
CREATE INDEX distinct_pair_document   on distinct_pair (document_id, other_document_id) where document_id is not null;
CREATE INDEX distinct_pair_document_2 on distinct_pair (other_document_id) where other_document_id is not null;
CREATE INDEX claim_tag_tag        on claim_tag (tag, claim_id);
CREATE INDEX claim_appearance_document on claim_appearance (document_id);
CREATE INDEX statement_speaker    on statement (speaker_id, family, claim_id);
CREATE INDEX statement_claim      on statement (claim_id);
CREATE INDEX statement_statement  on statement (target_statement_id) where target_statement_id is not null;
CREATE INDEX statement_target     on statement (target_document_id) where target_document_id is not null;
CREATE INDEX statement_origin     on statement (origin_id) where origin_id is not null;
CREATE INDEX statement_for        on statement (for_speaker_id) where for_speaker_id is not null;
CREATE INDEX statement_retraction on statement (target_statement_id, claim_id, target_document_id) where stance = 'retracts';
CREATE INDEX statement_document   on statement (document_id);
CREATE INDEX verdict_claim        on verdict (claim_id, reviewer_id, decided_on);
CREATE INDEX verdict_reviewer     on verdict (reviewer_id);
CREATE INDEX verdict_label        on verdict (label collate nocase);
CREATE INDEX verdict_url          on verdict (review_url, claim_id) where review_url is not null;
CREATE INDEX evidence_claim       on evidence (claim_id);
CREATE INDEX evidence_document    on evidence (document_id, claim_id);
CREATE INDEX member_speaker       on member (speaker_id) where speaker_id is not null;
CREATE INDEX assignment_member    on assignment (member_id, due_on);
CREATE INDEX assignment_due       on assignment (due_on) where due_on is not null;
CREATE INDEX comment_claim        on comment (claim_id);
CREATE INDEX comment_member       on comment (member_id) where member_id is not null;
CREATE INDEX request_claim        on request (claim_id);
CREATE INDEX request_speaker      on request (speaker_id);
CREATE INDEX request_statement    on request (statement_id) where statement_id is not null;
CREATE INDEX correction_claim     on correction (claim_id) where claim_id is not null;
CREATE INDEX correction_verdict   on correction (verdict_id) where verdict_id is not null;
CREATE INDEX correction_document  on correction (document_id) where document_id is not null;
CREATE INDEX journal_change_entry on journal_change (entry_id);
CREATE INDEX journal_change_row   on journal_change (table_name, row_id);
CREATE INDEX journal_change_claim on journal_change (claim_id) where claim_id is not null;
CREATE VIEW canonical_speaker as
select s.id as speaker_id, p.id as canonical_id, p.name, p.kind
from speaker s
join speaker p on p.id = coalesce(s.same_as_id, s.id);
CREATE VIEW dated_statement as
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
CREATE VIEW standing_retraction as
select r.* from dated_statement r
where r.stance = 'retracts'
  and not exists (select 1 from dated_statement a
                  where a.stance = 'retracts' and a.target_statement_id = r.id and a.claim_id is r.claim_id
                    and a.party_id = r.party_id
                    and not exists (select 1 from dated_statement b
                                    where b.stance = 'retracts' and b.target_statement_id = a.id and b.claim_id is a.claim_id
                                      and b.party_id = a.party_id));
CREATE VIEW statement_retracted as
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
CREATE INDEX retracted_cache_claim on retracted_cache (claim_id);
CREATE INDEX retracted_cache_by    on retracted_cache (retracted_by_id);
CREATE VIEW standing_statement as
select s.*, (select retracted_by_id from retracted_cache where statement_id = s.id) as retracted_by_id
from dated_statement s;
CREATE VIEW carrying_statement as
select s.claim_id, s.id as statement_id, s.principal_id, s.document_id, s.day, s.day_from, s.quote, s.family = 'for' as makes,
       s.retracted_by_id is null as stands
from standing_statement s
left join statement o on o.id = s.origin_id
where s.claim_id is not null and (s.family = 'for' or (s.family = 'relay' and o.family = 'for'));
CREATE VIEW claim_repetition as
select k.claim_id, count(*) as times, count(distinct p.canonical_id) as speakers,
       count(distinct p.canonical_id) filter (where k.makes) as origins,
       substr(min(k.day_from || ' ' || k.day), instr(min(k.day_from || ' ' || k.day), ' ') + 1) as first_said_on,
       substr(max(k.day_from || ' ' || k.day), instr(max(k.day_from || ' ' || k.day), ' ') + 1) as last_said_on
from carrying_statement k
join canonical_speaker p on p.speaker_id = k.principal_id
where k.stands
group by k.claim_id;
CREATE VIEW statement_part as
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
CREATE VIEW claim_bearing as
select claim_id, id as statement_id, principal_id, document_id, day, day_from, retracted_by_id is null as stands, basis, part
from statement_part
where claim_id is not null;
CREATE VIEW document_bearing as
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
CREATE VIEW claim_statement as
select claim_id, statement_id, principal_id, stands, part, basis from claim_bearing
union all select claim_id, statement_id, principal_id, stands, part, 'document' from document_bearing;
CREATE VIEW dated_verdict as
select v.*, coalesce((select coalesce(same_as_id, id) from speaker where id = v.reviewer_id),
                     (select min(coalesce(same_as_id, id)) from speaker where is_desk = 1), 0) as party_id,
       v.reviewer_id is null or exists (
           select 1 from speaker d join speaker r on coalesce(r.same_as_id, r.id) = coalesce(d.same_as_id, d.id)
           where d.is_desk = 1 and r.id = v.reviewer_id) as is_own,
       coalesce((select first_date from vague_date where date = v.decided_on), v.decided_on, substr(v.recorded_at, 1, 10)) as day
from verdict v;
CREATE VIEW standing_verdict as
select id as verdict_id, claim_id, coalesce(bucket, 'other') as bucket
from (select id, claim_id, bucket, party_id, day,
             row_number() over (partition by claim_id, party_id order by day desc, id desc) as place
      from dated_verdict)
where place = 1;
CREATE INDEX verdict_cache_claim  on verdict_cache (claim_id);
CREATE INDEX verdict_cache_bucket on verdict_cache (bucket, claim_id);
CREATE VIEW claim_status as
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
CREATE VIEW statement_row as
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
CREATE VIEW verdict_row as
select v.*, (select name from canonical_speaker where speaker_id = v.reviewer_id) as reviewer,
       exists (select 1 from verdict_cache where verdict_id = v.id) as standing
from dated_verdict v;
CREATE VIEW request_row as
select q.*, c.uid as claim_uid, c.text, p.canonical_id as person_id, p.name as speaker, s.uid as statement_uid, s.stance
from request q
join claim c on c.id = q.claim_id
join canonical_speaker p on p.speaker_id = q.speaker_id
left join statement s on s.id = q.statement_id;
CREATE VIEW correction_row as
select k.id, k.uid, coalesce(k.claim_id, v.claim_id) as claim_id, k.verdict_id, k.document_id,
       coalesce(c.text, d.title) as about, k.wrong, k.correct, k.cause, k.reported_by, k.published_on, k.url, k.note,
       coalesce((select first_date from vague_date where date = k.published_on), k.published_on, substr(k.recorded_at, 1, 10)) as day,
       k.recorded_at, coalesce(v.uid, c.uid, d.uid) as target_uid
from correction k
left join verdict v on v.id = k.verdict_id
left join claim c on c.id = coalesce(k.claim_id, v.claim_id)
left join document d on d.id = k.document_id;
CREATE INDEX claim_status_cache_disagree  on claim_status_cache (claim_id) where checkers_disagree;
CREATE INDEX claim_status_cache_disputed  on claim_status_cache (claim_id) where disputed;
CREATE INDEX claim_status_cache_unsourced on claim_status_cache (claim_id) where not sourced;
CREATE INDEX claim_status_cache_times     on claim_status_cache (times desc) where times > 1;
CREATE INDEX claim_status_cache_strength  on claim_status_cache (strength);
CREATE INDEX claim_status_cache_said      on claim_status_cache (said_on is null, said_on);
CREATE INDEX claim_status_cache_text      on claim_status_cache (text_begin);
CREATE VIEW claim_summary as
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
CREATE VIEW claim_category as
select claim_id, 'status' as what, status as value from claim_status_cache
union all select claim_id, 'verdict', 'none' from claim_status_cache where verdict_id is null
union all select distinct claim_id, 'verdict', bucket from verdict_cache
union all select claim_id, 'verdict', 'disagree' from claim_status_cache where checkers_disagree
union all select claim_id, 'source', iif(sourced, 'sourced', 'unsourced') from claim_status_cache
union all select claim_id, 'stage', stage from claim_status_cache;
CREATE VIEW wording as
select id as claim_id, 'claim' as field, text from claim
union all select claim_id, 'wording', text from claim_wording
union all select claim_id, 'wording', quote from carrying_statement where quote is not null
union all select claim_id, 'title', review_title from verdict where review_title is not null;
CREATE VIEW speaker_of_statement as
select id, claim_id, family, target_document_id, speaker_id from statement
union all select id, claim_id, family, target_document_id, for_speaker_id from statement where for_speaker_id is not null;
CREATE VIEW claim_text as
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
CREATE VIEW document_text as
select id as document_id, 'title' as field, title as text from document
union all select d.id, 'publisher', p.name from document d join canonical_speaker p on p.speaker_id = d.publisher_id
union all select id, 'text', text from document where text is not null
union all select target_document_id, 'reply', quote from statement where target_document_id is not null and quote is not null
union all select s.target_document_id, 'reply', p.name from speaker_of_statement s
          join canonical_speaker p on p.speaker_id = s.speaker_id where s.target_document_id is not null;
CREATE VIEW quantity_text as
select id as claim_id, 'claim' as source, id as row_id, text from claim
union all select claim_id, 'claim_wording', id, text from claim_wording
union all select claim_id, 'statement', id, quote from statement where claim_id is not null and quote is not null;
CREATE INDEX quantity_claim on quantity (claim_id);
CREATE INDEX quantity_size  on quantity (size, kind);
CREATE INDEX claim_words_moved_to    on claim_words_moved (claim_id) where claim_id is not null;
CREATE INDEX document_words_moved_to on document_words_moved (document_id) where document_id is not null;
PRAGMA writable_schema=OFF;
COMMIT;
