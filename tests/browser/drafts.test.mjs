// A desk checks a draft before it appears: records what is suggested, says where there is nothing to check, and prints it with its notes.
import assert from "node:assert/strict";
import { story, tell } from "./desk.mjs";

const DRAFT = `Ferry to stop

The ferry of Northport carried 40,000 people last year. It is the oldest ferry of the coast.

“We have no choice,” said Ann Lee, the mayor of Northport. The evening was quiet.

The council will vote in March 2022. Tom Hill voted against it.
`;

/** A book with the draft, whose number is 1. */
function draft(book) {
  book.gainsay("document", "add", "--kind", "draft", "--title", "Ferry", "--publisher", "Courier", "--file", book.file("ferry.txt", DRAFT));
}

const row = (page, words) => page.locator("table.lines tbody tr", { hasText: words });
const press = (desk, place, name) => desk.leads(() => place.getByRole("button", { name }).click());

async function check(desk, book) {
  const { page } = desk;
  await desk.go("/documents/1");
  await desk.leads(() => page.getByRole("link", { name: "Line by line" }).click());
  assert.equal(await page.locator("table.lines tbody tr").count(), 7);
  // One click a line.
  await press(desk, row(page, "Ferry to stop"), /^Nothing to check/);
  assert.match(await row(page, "Ferry to stop").innerText(), /Nothing to check/);
  await press(desk, row(page, "Ferry to stop"), /has to be checked/);
  await press(desk, page.locator("main"), /^Nothing to check in all 2 undecided lines/);
  await press(desk, row(page, "40,000"), /^Record/);
  await press(desk, row(page, "Tom Hill voted"), /^Dismiss/);
  book.gainsay("rate", "1", "true", "--because", "the accounts say so", "--by", "Courier Desk", "--on", "2021-11-18");
  book.gainsay("evidence", "1", "--supports", "--title", "Accounts of Northport", "--quote", "40,000 passengers");
  await desk.leads(() => page.getByRole("link", { name: /^Open/ }).click());
  assert.deepEqual(await page.locator("table.lines tbody td:first-child").allInnerTexts().then((all) => all.map((one) => one.match(/\d+/)[0])), ["3", "4", "6", "7"]);
  await desk.leads(() => page.getByRole("link", { name: "With notes, to print" }).click());
  assert.equal(await page.locator(".annotated .notes li").count(), 1);
  assert.match(await page.locator("#note-1").innerText(), /Courier Desk, 2021-11-18/);
  await page.locator(".annotated sup a").first().click();
  assert.equal(new URL(page.url()).hash, "#note-1");
}

story("a draft is checked line by line", {}, async (desk, book) => {
  draft(book);
  await check(desk, book);
  const { page } = desk;
  // On paper there is the text with its notes, and nothing of the page around it.
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".views").isVisible(), false);
  assert.equal(await page.locator(".annotated .copy").isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  const states = book.json("lines", "1").map((line) => line.state);
  tell(`the lines are ${states.join(", ")}`);
});

story("a draft is checked without JavaScript", { javaScriptEnabled: false }, async (desk, book) => {
  draft(book);
  await check(desk, book);
});
