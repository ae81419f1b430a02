// A reader goes through what a text suggests: with the keyboard alone, with the mouse, and with JavaScript off.
import assert from "node:assert/strict";
import { look, opened } from "./axe.mjs";
import { story } from "./desk.mjs";
import { PUBLISHER, TEXT, TITLE } from "./article.mjs";
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

// A long article by hand: 23 statements were to take at most 60 actions with the mouse, and 120 keys without it.
const long_article = (book) => book.gainsay("document", "add", "--file", book.file("ferry.txt", `${TITLE}\n\n${TEXT}`), "--publisher", PUBLISHER, "--published", "2021-11-18");
const recorded = (book) => Number(book.json("log").filter((entry) => entry.command.startsWith("gainsay accept")).length);

/** Records or, where that is refused, dismisses each suggestion, and returns how many actions that took. */
async function go_through(desk, book, open, record, dismiss) {
  const all = await desk.page.locator(".spot").count();
  assert.ok(all >= 12, `${all} suggestions`);
  let actions = 0;
  for (let turn = 0; await desk.page.locator(".spot").count(); turn++) {
    assert.ok(turn < 2 * all, "the suggestions do not end");
    const act = async (what) => { actions++; await what(); };
    await open(act);
    await desk.leads(() => act(record));
    // What cannot be recorded by itself, such as a report of what is not sure, is dismissed.
    if (await desk.page.locator("#summary").count()) {
      await act(() => desk.go(PATH));
      await dismiss(act);
    }
  }
  return actions;
}

story("a long article is recorded with the mouse in few clicks", { book: long_article }, async (desk, book) => {
  const { page } = desk;
  const button = (name) => page.locator(".panel").getByRole("button", { name });
  await desk.go(PATH);
  const actions = await go_through(desk, book,
    (act) => act(() => page.locator(".spot").first().click()),
    () => button("Record it").click(),
    async (act) => {
      await act(() => page.locator(".spot").first().click());
      await desk.leads(() => act(() => button("Dismiss it").click()));
    });
  assert.ok(recorded(book) >= 12 && actions * 23 <= recorded(book) * 60, `${actions} clicks for ${recorded(book)} suggestions`);
});

story("a long article is recorded by the keyboard in few keys", { book: long_article }, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  await desk.go(PATH);
  const actions = await go_through(desk, book, async (act) => {
    if (!await page.evaluate(() => document.activeElement.dataset.number)) await act(() => keys("Tab"));
    await act(() => keys("Enter"));
  }, () => keys("Enter"), async (act) => {
    await act(() => keys("Tab"));
    await desk.leads(() => act(() => keys("x")));
  });
  assert.ok(recorded(book) >= 12 && actions * 23 <= recorded(book) * 120, `${actions} keys for ${recorded(book)} suggestions`);
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
