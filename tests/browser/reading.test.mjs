// A reporter reads an article and takes it into the book: with the mouse, and with the keyboard alone.
import assert from "node:assert/strict";
import { story, tell } from "./desk.mjs";
import { PUBLISHER, STANDS, STEPS, TEXT, TITLE } from "./article.mjs";
import { fill, on_keys, tab_to, type_form } from "./hands.mjs";

/** Selects words of the stored text by dragging the mouse over them. */
async function drag_over(page, words) {
  const [from, to] = await page.evaluate((words) => {
    const walk = document.createTreeWalker(document.querySelector(".stored"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.data.lastIndexOf(words);
      if (at < 0) continue;
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
    }
    if (range.collapsed) throw new Error(`the text does not have: ${words}`);
    scrollBy(0, range.getBoundingClientRect().top - innerHeight / 2);
    const lines = [...range.getClientRects()].map(({ left, right, top, bottom }) => ({ left, right, y: (top + bottom) / 2 }));
    return [{ x: lines[0].left + 1, y: lines[0].y }, { x: lines.at(-1).right - 1, y: lines.at(-1).y }];
  }, words);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

const selection = (page) => page.evaluate(() => getSelection().toString());

/** Selects words of the stored text with the keys of the page: the sentence that has them, and of it no more than them. */
async function read_to(page, words) {
  const until = async (key, is_there, most) => {
    for (let times = 0; !is_there(await selection(page)); times++) {
      assert.ok(times < most, `${key} does not lead to “${words}”, but to “${await selection(page)}”`);
      await page.keyboard.press(key);
    }
  };
  const first = /^[^.]*/.exec(words)[0];
  await page.keyboard.press("j");
  if (!(await selection(page)).includes(first)) await page.keyboard.press("k");
  await until("j", (now) => now.includes(first), 40);
  await until("ArrowRight", (now) => now.startsWith(first), 60);
  await until("Shift+ArrowRight", (now) => now.length >= words.length, 60);
  await until("Shift+ArrowLeft", (now) => now === words, 60);
}

/** What is in the book when the article is recorded. */
function is_recorded(book) {
  const claims = book.json("list", "--sort", "id");
  assert.deepEqual(claims.map((claim) => claim.claim), STEPS.filter((step) => step.text).map((step) => step.text));
  assert.deepEqual(claims.map((claim) => claim.status), STANDS);
  const statements = claims.flatMap((claim) => book.json("show", `${claim.id}`).statements);
  for (const { words, by, stance, role, occasion, via, unnamed, claim } of STEPS) {
    const said = statements.find((one) => one.quote === words && one.stance !== "reports");
    assert.ok(said, `there is a statement with “${words}”`);
    assert.deepEqual(
      [said.speaker, said.stance, said.unnamed, said.role ?? undefined, said.occasion ?? undefined, said.document],
      [by, stance ?? "asserts", unnamed ?? false, role, occasion, TITLE]);
    if (claim) assert.equal(said.claim_id, claim);
    const at = [...TEXT.slice(0, TEXT.lastIndexOf(words))].length;
    assert.deepEqual([said.quote_start, said.quote_end], [at, at + [...words].length], "the quote is where it was selected");
    const relay = statements.find((one) => one.target_statement_id === said.id);
    assert.deepEqual([relay?.speaker, relay?.stance], via ? [via, "reports"] : [undefined, undefined]);
  }
  tell(`${claims.length} claims with ${statements.length} statements are in the book`);
}

story("an article is recorded by selecting its words with the mouse", {}, async (desk, book) => {
  const { page } = desk;
  await page.getByRole("link", { name: "Store an article" }).click();
  await page.locator("#documents").evaluate((form) => { form.closest("details").open = true; });
  await fill(page.locator("#documents"), { title: TITLE, publisher: PUBLISHER, published: "2021-11-18", file: TEXT });
  await desk.leads(() => page.getByRole("button", { name: "Record the document" }).click());
  for (const { words, key, ...fields } of STEPS) {
    await drag_over(page, words);
    await page.getByRole("region", { name: "Record from this text" }).getByRole("button", { name: { c: "New claim", d: "Dispute", s: "Statement" }[key] }).click();
    const panel = page.locator(".panel form");
    assert.equal(await panel.locator("[name=quote]").inputValue(), words);
    if (key === "d") assert.equal(await panel.locator("[name=by]").inputValue(), "", "who spoke last is not who disputes it");
    await fill(panel, fields);
    await desk.leads(() => panel.getByRole("button", { name: /^Record/ }).click());
    assert.match(await page.locator("#done").textContent(), /statement \d+/i);
  }
  await page.keyboard.press("k");
  await page.keyboard.press("s");
  const on = page.locator(".panel [name=on]");
  assert.equal(await on.inputValue(), "", "no date is filled in by itself");
  await page.getByRole("button", { name: "The day it was published: 2021-11-18" }).click();
  assert.equal(await on.inputValue(), "2021-11-18");
  is_recorded(book);
  assert.equal(await page.locator(".quotes li").count(), STEPS.length, "every quote is marked in the text");
});

story("an article is recorded by the keyboard alone", {}, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  await tab_to(page, (at) => at.text === "Store an article, and record from it");
  await desk.leads(() => keys("Enter"));
  const fold = await tab_to(page, (at) => at.text === "A new document");
  if (!fold.open) await keys("Enter");
  await type_form(page, { title: TITLE, publisher: PUBLISHER, published: "2021-11-18", file: TEXT });
  await desk.leads(() => keys("Control+Enter"));
  for (const { words, key, ...fields } of STEPS) {
    await read_to(page, words);
    await keys(key);
    await type_form(page, fields);
    assert.equal(await page.locator(".panel [name=quote]").inputValue(), words);
    await desk.leads(() => keys("Control+Enter"));
  }
  is_recorded(book);
});
