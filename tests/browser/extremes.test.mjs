// What nobody expects of a page: nothing runs over its edge on a narrow screen, and a reader needs few actions for an article.
import assert from "node:assert/strict";
import { PUBLISHER, TEXT, TITLE } from "./article.mjs";
import { opened } from "./axe.mjs";
import { story, tell } from "./desk.mjs";
import { on_keys } from "./hands.mjs";

/** A chain of 40 reports, a word of 300 letters, a claim of 10,000 signs. */
function extreme(book) {
  const word = "x".repeat(300);
  book.gainsay("add", `${word} is said`, "--by", word, "--title", word, "--tag", word.slice(0, 60));
  for (let from = 1; from <= 40; from++) book.gainsay("relay", "--statement", `${from}`, "--by", `Paper ${from}`, "--on", "2021-11-18");
  book.gainsay("add", "Word and word ".repeat(715), "--by", "Ann");
  book.gainsay("dispute", "1", "--by", `${word}y`, "--quote", word);
}

story("nothing runs over the edge of a narrow screen", { viewport: { width: 320, height: 800 }, book: extreme }, async (desk) => {
  const { page } = desk;
  const paths = ["/", "/?charts=on", "/claims/1", "/claims/2", "/speakers", "/speakers/1", "/documents", "/documents/1", "/statements/40", "/history", "/search?q=word", "/duplicates"];
  for (const path of paths) {
    await desk.go(path);
    await opened(page);
    const over = await page.evaluate(() => [...document.querySelectorAll("main *, header *")].filter((one) => {
      const { right, width } = one.getBoundingClientRect();
      return width && right > innerWidth + 1 && !one.closest(".top ul, .tabs, .scroll, .hidden, svg, .copies");
    }).map((one) => `${one.localName}.${one.className}`).slice(0, 5));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${path} is ${wide} too wide: ${over}`);
  }
  tell(`${paths.length} pages with a chain of 40 reports, a word of 300 letters and a claim of 10,000 signs`);
});

const stored = (book) => book.gainsay("document", "add", "--title", TITLE, "--publisher", PUBLISHER, "--published", "2021-11-18", "--file", book.file("a.txt", TEXT));
const spots = (page) => page.locator(".spot").count();

story("an article is gone through with few clicks", { book: stored }, async (desk, book) => {
  const { page } = desk, some = 5;
  await desk.go("/documents/1/suggestions");
  const all = await spots(page);
  let clicks = 0;
  const click = (what) => { clicks += 1; return what.click(); };
  for (let number = 0; number < some; number++) {
    await click(page.locator(".spot").first());
    await desk.leads(() => click(page.locator(".panel").getByRole("button", { name: "Record it" })));
  }
  assert.equal(await spots(page), all - some, "each is recorded");
  assert.ok(all * clicks / some <= 60, `${clicks} clicks for ${some} of ${all} suggestions`);
  assert.ok(book.json("list").length >= some - 2);
  tell(`${some} of ${all} suggestions in ${clicks} clicks`);
});

story("an article is gone through with few keys", { book: stored }, async (desk, book) => {
  const { page } = desk;
  const press = on_keys(page), some = 5;
  await desk.go("/documents/1/suggestions");
  const all = await spots(page);
  let keys = 0;
  const count = (...names) => { keys += names.length; return press(...names); };
  await count("Tab");
  for (let number = 0; number < some; number++) {
    await count("Enter");
    await desk.leads(() => count("Enter"));
  }
  assert.equal(await spots(page), all - some, "each is recorded, and the next one has the focus");
  assert.ok(all * keys / some <= 120, `${keys} keys for ${some} of ${all} suggestions`);
  assert.ok(book.json("list").length >= some - 2);
  tell(`${some} of ${all} suggestions with ${keys} keys`);
});
