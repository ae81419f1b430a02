// Books that show what a page can show: one with everything, and a little one with one of each.
import { PUBLISHER, STEPS, TEXT, TITLE } from "./article.mjs";

/** The document with a stored text, in the book of {@link full}. */
export const READ = 6;

/** Records what the article says, in so many steps. */
export function article(book, steps = STEPS.length) {
  const say = (...words) => book.gainsay(...words);
  const text = book.file("article.txt", TEXT);
  say("document", "add", "--title", TITLE, "--publisher", PUBLISHER, "--published", "2021-11-18", "--url", "https://echo.example/ferry",
    "--archive", "https://archive.example/1", "--language", "en-GB", "--note", "from the morning edition", "--file", text);
  const first = book.json("list").length;
  for (const { words, key, text, claim, by, unnamed, via, role, occasion, stance } of STEPS.slice(0, steps)) {
    const more = [unnamed && "--unnamed", via && `--via=${via}`, role && `--role=${role}`, occasion && `--occasion=${occasion}`].filter(Boolean);
    const what = key === "c" ? ["add", text] : ["respond", `${first + claim}`, "--stance", stance];
    say(...what, "--by", by, "--in", TITLE, "--quote", words, "--on", "2021-11", ...more);
  }
}

/** Records one of everything, with the command line. */
export function full(book) {
  const say = (...words) => book.gainsay(...words);
  book.demo();
  article(book);
  say("dispute", "2", "--by", "Qirko", "--on", "2021-12-01");
  say("edit", "--statement", `${book.json("show", "2").statements.at(-1).id}`, "--note", "by telephone");
  say("rate", "2", "unproven", "--because", "no document shows the figure", "--by", "Our desk", "--on", "2021-11-20");
  say("rate", "2", "false", "--because", "the letter says so", "--by", "Our desk", "--value", "1", "--worst", "1", "--best", "5",
    "--url", "https://desk.example/1", "--title", "What a flight costs");
  say("evidence", "2", "--in", TITLE, "--contradicts", "--quote", "a free ferry would cost the town £4.2 million a year", "--note", "another sum");
  say("retract", "1", "--by", "The Times", "--on", "2021-12-02");
  say("stage", "2", "checking");
  say("edit", "2", "--note", "ask again in spring");
  say("speaker", "alias", "Tom Marsh", "T. Marsh");
  say("speaker", "edit", "Tom Marsh", "--wikidata", "Q42", "--note", "opposition since 2015");
  say("speaker", "join", "Ada Winter", "Ines Calder");
  say("ask", "2", "3", "--of", "Tom Marsh", "--by", "email", "--on", "2021-11-16", "--due", "2021-11-17", "--note", "calls back");
  say("ask", "4", "--of", "Qirko", "--by", "phone");
  say("close", "1");
  say("correction", "add", "2", "--wrong", "It costs £48,000", "--correct", "It costs £48,409", "--cause", "wrong-figure", "--reported-by", "a reader",
    "--on", "2021-11-19", "--url", "https://desk.example/corrections/1", "--note", "by phone");
  say("saved", "add", "waiting", "is:disputed");
  say("undo");
  say("redo");
}

/** Records one of each, all with the number 1, so that every form has something to be about. */
export function little(book) {
  const say = (...words) => book.gainsay(...words);
  const text = book.file("note.txt", "The ferry is free, says Ada Winter.");
  say("document", "add", "--title", "A note", "--publisher", "Northport Echo", "--file", text);
  say("add", "The ferry is free", "--by", "Ada Winter", "--in", "1", "--quote", "The ferry is free", "--tag", "ferry");
  say("rate", "1", "unproven", "--because", "nobody can tell", "--by", "Our desk");
  say("evidence", "1", "--in", "1", "--supports");
  say("ask", "1", "--of", "Tom Hill", "--due", "2021-11-20");
  say("correction", "add", "1", "--wrong", "The ferry is free", "--correct", "The ferry is free on Sundays");
  say("saved", "add", "free", "tag:ferry");
}
