// One box finds everything, and says whether a text has been said before.
import assert from "node:assert/strict";
import { story } from "./desk.mjs";
import { on_keys } from "./hands.mjs";

const SAID = "Britain holds talks with Albania about processing asylum seekers in that country.";

story("the box in the header finds claims, speakers, documents, filters and pages", { book: (book) => {
  book.demo().gainsay("saved", "add", "talks", "tag:talks");
} }, async (desk) => {
  const { page } = desk;
  const keys = on_keys(page);
  await desk.go("/speakers");
  await keys("/");
  const box = page.getByRole("combobox", { name: /Find/ });
  assert.ok(await box.evaluate((one) => one === document.activeElement));
  await page.keyboard.type("alban");
  const groups = page.locator("#find-offers [role=group]");
  await groups.first().waitFor();
  assert.deepEqual(await groups.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))), ["Claims", "Documents"]);
  await box.fill("talks");
  await page.getByRole("option", { name: "@talks" }).waitFor();
  await box.fill("duplic");
  await page.getByRole("option", { name: /^Duplicates/ }).waitFor();
  await keys("Escape", "Escape", "Control+k");
  await page.keyboard.type("qirko");
  await page.getByRole("option", { name: /^Qirjako Qirko/ }).waitFor();
  const at = await page.getByRole("option").evaluateAll((all) => all.findIndex((one) => one.textContent.startsWith("Qirjako Qirko")));
  for (let times = 0; times <= at; times++) await keys("ArrowDown");
  await desk.leads(() => keys("Enter"));
  assert.equal(await page.locator("h1").innerText(), "Qirjako Qirko");
});

story("a sentence and an article are compared with every claim", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const [asylum] = book.json("list", "asylum seekers talks");
  await page.getByRole("combobox", { name: /Find/ }).fill(SAID);
  await page.getByRole("option", { name: asylum.claim }).waitFor();
  await desk.leads(() => page.getByRole("option", { name: /Has this been said/ }).click());
  assert.match(await page.locator("section:has(#said)").innerText(), new RegExp(asylum.claim));
  assert.doesNotMatch(await page.locator("main").innerText(), /No claim, speaker or document/);
  await page.getByText("Has this been said? Paste").click();
  await page.locator("#said-text").fill(`Nothing else happened in town. ${SAID} ${"The weather was fine again, and people went to the beach. ".repeat(400)}`);
  await desk.leads(() => page.getByRole("button", { name: "Compare it with every claim" }).click());
  const hit = page.locator("section:has(#said) li").first();
  assert.match(await hit.innerText(), new RegExp(`${asylum.claim}[\\s\\S]*In the text: “Britain holds`));
  assert.match(await hit.innerText(), /The same: .*asylum/);
});

story("the box leads to the search without JavaScript", { javaScriptEnabled: false, book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const [asylum] = book.json("list", "asylum seekers talks");
  const find = async (words) => {
    await page.getByRole("textbox", { name: /Find/ }).fill(words);
    await desk.leads(() => page.keyboard.press("Enter"));
  };
  await find(SAID);
  assert.match(await page.locator("section:has(#said)").innerText(), new RegExp(asylum.claim));
  await find("qirko");
  await desk.leads(() => page.locator(".named").getByRole("link", { name: "Qirjako Qirko" }).click());
  assert.equal(await page.locator("h1").innerText(), "Qirjako Qirko");
  await find("The minister said: no zebra crosses here");
  assert.match(await page.locator("main").innerText(), /no claim says this/);
});

story("names in lists lead to their pages", { book: (book) => book.demo() }, async (desk) => {
  const { page } = desk;
  await desk.go("/?q=is:disputed");
  await desk.leads(() => page.locator("tbody .c-disputed-by a").first().click());
  assert.match(new URL(page.url()).pathname, /^\/speakers\/\d+$/);
});
