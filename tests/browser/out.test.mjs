// What the lists lead to: look-alikes are merged, tags and assignments are changed, files are taken along, and what was done is told
// in a sentence that can be undone.
import assert from "node:assert/strict";
import { story } from "./desk.mjs";

story("what was done is one sentence, which can be undone and goes by itself", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  await page.clock.install();
  const before = book.whole();
  await desk.go("/claims/2");
  await page.locator("#claims-stage [name=stage]").evaluate((field) => { field.closest("details").open = true; });
  await page.locator("#claims-stage [name=stage]").selectOption("checking");
  await desk.leads(() => page.locator("#claims-stage button").click());
  const done = page.locator("#done");
  assert.equal(await done.locator("p").count(), 1);
  await page.clock.runFor(9000);
  assert.ok(await done.evaluate((banner) => banner.classList.contains("hidden")), "it is gone for the eye");
  await done.getByRole("button", { name: "Undo" }).focus();
  assert.ok(!await done.evaluate((banner) => banner.classList.contains("hidden")), "whoever comes to it sees it");
  await desk.leads(() => page.keyboard.press("Enter"));
  assert.match(page.url(), /claims\/2/);
  assert.equal(book.whole(), before);
  await desk.go("/history");
  assert.match(await page.locator("time").first().textContent(), /202\d/);
  assert.ok(!await page.locator("td code").first().isVisible(), "the command is folded away");
});

story("tags are changed where they stand, and chosen claims are assigned", { book: (book) => {
  book.demo().gainsay("tag", "9", "old");
  book.gainsay("member", "add", "Ann", "--role", "editor");
} }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/?col=status&col=tags");
  const asked = page.locator(".asked button");
  if (await asked.count()) { await desk.leads(() => asked.click()); await desk.go("/?col=status&col=tags"); }
  await page.locator("tbody .c-tags a").first().click();
  const field = page.locator("tbody .c-tags input");
  assert.match(await field.inputValue(), /old/);
  await field.fill("costs; new");
  await field.press("Enter");
  await page.locator(".c-tags a", { hasText: "costs, new" }).waitFor();
  assert.deepEqual(book.json("show", "9").tags, ["costs", "new"]);
  await page.locator(".c-pick input").nth(0).check();
  await page.locator(".c-pick input").nth(1).check();
  await page.locator("#many summary", { hasText: "Assign" }).click();
  await page.locator("#many [name=to]").selectOption("Ann");
  await desk.leads(() => page.locator("#many").getByRole("button", { name: "Assign" }).click());
  assert.equal(book.json("list", "assigned:Ann").length, 2);
});
