// A reader goes through what a text suggests: with the keyboard alone, with the mouse, and with JavaScript off.
import assert from "node:assert/strict";
import { look, opened } from "./axe.mjs";
import { story } from "./desk.mjs";
import { on_keys } from "./hands.mjs";

const ARTICLE = `Harbour fees to double

Ann Lee, the leader of Northport council, said that harbour fees would double next year.

Tom Hill, chairman of the association of fishermen, denied that the quay was unsafe. “Nobody has ever been hurt there,” he said.

Una Fay, a teacher, said that the ferry was late.
`;
const PATH = "/documents/1/suggestions";
const stored = (book) => book.gainsay("document", "add", "--file", book.file("fees.txt", ARTICLE), "--publisher", "Courier", "--published", "2021-11-18");
const open_numbers = (book) => book.json("read", "1", "--all").map((one) => one.number);

story("suggestions are recorded, corrected, dismissed and undone by the keyboard alone", { book: stored }, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page), all = open_numbers(book);
  const here = () => page.evaluate(() => document.activeElement.dataset.number);
  await desk.go(PATH);
  await keys("Tab");
  assert.equal(await here(), "1");
  assert.ok(await page.locator("mark.current").first().isVisible());
  await keys("Tab", "Shift+Tab");
  assert.equal(await here(), "1");
  // Enter opens, Enter records: as it was read.
  await keys("Enter");
  assert.equal(await page.locator(".panel [name=by]").inputValue(), "Ann Lee");
  await desk.leads(() => keys("Enter"));
  assert.deepEqual(book.json("list").map((claim) => claim.made_by), [["Ann Lee"]]);
  assert.match(book.json("log")[0].command, /^gainsay accept 1 1$/, "what is as it was read is not sent");
  // The next one has the focus. It is corrected, then recorded.
  assert.equal(await here(), "2");
  await keys("Enter", "Control+A");
  await page.keyboard.type("The quay is safe for all");
  await desk.leads(() => keys("Enter"));
  assert.equal(book.json("list", "--sort", "newest")[0].claim, "The quay is safe for all");
  assert.equal(await here(), "3");
  await desk.leads(() => keys("x"));
  assert.deepEqual(open_numbers(book), all.filter((number) => number > 3));
  assert.equal(await page.locator("mark.recorded").count() > 0, true);
  await desk.leads(() => keys("u"));
  assert.deepEqual(open_numbers(book), all.filter((number) => number > 2));
  // Escape closes what was opened, and goes back into the text.
  await keys("Enter", "Escape");
  assert.equal(await page.locator(".panel").count(), 0);
  assert.equal(await here(), "3");
});

story("with the mouse, and with words that would do something", { book: stored }, async (desk, book) => {
  const { page } = desk;
  book.gainsay("document", "edit", "1", "--file", book.file("b.txt", `${ARTICLE}\nTom Hill said that <img src=x onerror="window.__ran=1"> cost £4m a year.\n`));
  await desk.go(PATH);
  await page.locator("mark.suggested").last().click();
  await page.locator(".spot").last().click();
  assert.match(await page.locator(".panel .picked").innerText(), /<img src=x/);
  await desk.leads(() => page.locator(".panel").getByRole("button", { name: "Record it" }).click());
  assert.equal(await page.evaluate(() => window.__ran), undefined);
  assert.match(book.json("list")[0].claim, /src=x onerror/);
  await page.locator(".spot").first().click();
  await desk.leads(() => page.locator(".panel").getByRole("button", { name: "Dismiss it" }).click());
  await desk.leads(() => page.getByRole("button", { name: "Suggest it again: number 1" }).click());
  await desk.leads(() => page.getByRole("button", { name: "Undo the last decision" }).click());
  assert.ok(!open_numbers(book).includes(1));
});

story("the list records without JavaScript", { book: stored, javaScriptEnabled: false }, async (desk, book) => {
  const { page } = desk;
  await desk.go(PATH);
  const ticked = await page.locator("#chosen input:checked").count();
  assert.ok(ticked >= 3);
  await page.getByRole("checkbox", { name: /Una Fay/ }).uncheck();
  await desk.leads(() => page.getByRole("button", { name: "Record the ticked ones" }).click());
  assert.equal(await page.locator("mark.recorded").count() > 0, true);
  assert.ok(!book.json("list").some((claim) => claim.made_by.includes("Una Fay")));
});

story("everybody can go through suggestions", { book: stored }, async (desk) => {
  await look(desk.context, [
    ["nothing is decided", async (page) => { await desk.go(PATH, page); await opened(page); }],
    ["a suggestion is open", async (page) => { await desk.go(PATH, page); await page.keyboard.press("Tab"); await page.keyboard.press("Enter"); await opened(page); }],
    ["some are recorded, some dismissed", async (page) => {
      await desk.go(PATH, page);
      await page.keyboard.press("Tab");
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("x")]);
      await page.locator(".spot").first().click();
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Record it" }).click()]);
    }],
    ["a correction is refused", async (page) => {
      await desk.go(PATH, page);
      await page.locator(".spot").last().click();
      await page.locator(".panel [name=claim]").fill("soon");
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Record it" }).click()]);
      await page.locator("#summary").waitFor();
    }],
  ]);
});
