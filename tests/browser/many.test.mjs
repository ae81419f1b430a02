// The list: rows are chosen and changed together, a stage is set in place, long texts are folded, and a phone shows a claim at once.
import assert from "node:assert/strict";
import { story } from "./desk.mjs";
import { on_keys } from "./hands.mjs";

const stages = (book) => book.json("list", "--sort", "newest").map((claim) => claim.stage);

story("rows are chosen by the keyboard and changed in one entry", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  await desk.go("/?q=albania");
  const shown = book.json("list", "albania", "--sort", "newest").map((claim) => claim.id);
  assert.ok(await page.locator("#many").isHidden());
  await keys("j", "Space", "j", "j", "Shift+Space");
  assert.match(await page.locator("#many-count").innerText(), /^3 claims chosen$/);
  const before = book.json("log").length;
  await page.locator("#many [name=stage]").selectOption("checking");
  await desk.leads(() => page.getByRole("button", { name: "Set", exact: true }).click());
  assert.match(page.url(), /q=albania/, "the list is the same");
  assert.equal(book.json("log").length, before + 1);
  assert.deepEqual(book.json("list", "stage:checking", "--sort", "newest").map((claim) => claim.id), shown.slice(0, 3));
  await page.locator(".c-pick input").first().check();
  await page.locator("#many summary", { hasText: "Verdict" }).click();
  await page.locator("#many [name=label]").fill("false");
  await desk.leads(() => page.getByRole("button", { name: "Record", exact: true }).click());
  assert.match(await page.getByRole("alert").innerText(), /“Why” is empty/);
  assert.ok(await page.locator(".c-pick input").first().isChecked(), "what was chosen is still chosen");
  await page.locator("#many [name=because]").fill("No");
  await page.locator("#many [name=by]").fill("Our desk");
  await desk.leads(() => page.getByRole("button", { name: "Record", exact: true }).click());
  assert.equal(await page.locator(".claims .chip").first().innerText(), "false");
});

story("without JavaScript, chosen claims are tagged and removed", { javaScriptEnabled: false, book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const boxes = page.locator(".c-pick input");
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  await page.locator("#many [name=tag]").fill("later");
  await desk.leads(() => page.getByRole("button", { name: "Add", exact: true }).click());
  assert.equal(book.json("list", "tag:later").length, 2);
  await boxes.nth(0).check();
  await page.locator("#many summary", { hasText: "Remove" }).click();
  await desk.leads(() => page.getByRole("button", { name: "Remove the chosen claims" }).click());
  assert.equal(book.json("list").length, 8);
});

story("a stage is set where it stands, and a saved filter is a tab with its number", { book: (book) => {
  book.demo().gainsay("saved", "add", "talks", "tag:talks");
} }, async (desk, book) => {
  const { page } = desk;
  const first = page.locator("tbody .c-stage a").first();
  await first.click();
  await page.locator(".c-stage select").selectOption("checking");
  await page.locator("tbody .c-stage a", { hasText: "checking" }).waitFor();
  assert.equal(stages(book)[0], "checking");
  const tab = page.locator(".tabs").getByRole("link", { name: "@talks" });
  await tab.locator(".n").waitFor();
  assert.equal(await tab.locator(".n").innerText(), String(book.json("list", "@talks").length));
  await desk.leads(() => tab.click());
  assert.equal(await page.locator(".tabs [aria-current]").innerText(), await tab.innerText());
  await desk.leads(() => page.getByRole("link", { name: "Charts of these claims" }).click());
  await desk.leads(() => page.locator(".bars a").first().click());
  assert.match(await page.getByRole("searchbox").inputValue(), /^@talks (verdict|said):/);
});

story("a phone shows a claim at once, and long texts are folded", { viewport: { width: 390, height: 844 }, book: (book) => {
  book.demo().gainsay("add", "Long " + "and longer ".repeat(60), "--by", "Ann");
} }, async (desk) => {
  const { page } = desk;
  const link = page.locator(".claims tbody th a").first();
  const { y, height } = await link.boundingBox();
  assert.ok(y + height < 844, `the first claim ends at ${y + height}`);
  const [folded] = [height];
  await page.getByRole("button", { name: /^More of the claim/ }).click();
  assert.ok((await link.boundingBox()).height > folded);
  await page.getByRole("button", { name: "Narrow the list" }).click();
  assert.ok(await page.locator(".controls [name=status]").isVisible());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
