// The same path, a claim, its dispute and the list, without JavaScript and without a mouse.
import assert from "node:assert/strict";
import { story } from "./desk.mjs";
import { fill, on_keys, tab_to, type_form } from "./hands.mjs";

const CLAIM = "The harbour ferry will be free";

/** What the path leaves in the book. */
function is_recorded(book) {
  const [claim] = book.json("list", "is:disputed");
  assert.deepEqual([claim.claim, claim.made_by, claim.disputed_by], [CLAIM, ["Ada Winter"], ["Tom Marsh"]]);
  const denial = book.json("show", `${claim.id}`).statements.find((said) => said.stance === "denies");
  assert.deepEqual([denial.quote, denial.occasion, denial.said_on], ["never", "Harbour Radio", "2021-11-18"]);
}

const MADE = { text: CLAIM, by: "Ada Winter", on: "2021-11-17" };
const DENIED = { by: "Tom Marsh", quote: "never", on: "2021-11-18", occasion: "Harbour Radio" };

story("a claim is recorded, disputed and listed without JavaScript", { javaScriptEnabled: false }, async (desk, book) => {
  const { page } = desk;
  await page.getByRole("link", { name: "Record the first claim" }).click();
  const send = async (form, fields, button) => {
    const more = form.locator(".more > summary");
    await more.click();
    for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
    await desk.leads(() => form.getByRole("button", { name: button }).click());
  };
  await send(page.locator("form.entry"), MADE, "Record the claim");
  await page.getByText("Somebody disputes it", { exact: true }).click();
  await send(page.locator("#claims-dispute"), { ...DENIED, on: "2021-31-18" }, "Record the dispute");
  assert.match(await page.getByRole("alert").innerText(), /Nothing was recorded/);
  assert.equal(await page.locator("#claims-dispute [name=quote]").inputValue(), "never", "nothing that was typed is lost");
  await page.locator("#claims-dispute [name=on]").fill(DENIED.on);
  await desk.leads(() => page.getByRole("button", { name: "Record the dispute" }).click());
  await page.getByRole("link", { name: "Claims", exact: true }).click();
  await page.getByRole("searchbox").fill("by:Winter is:disputed");
  await desk.leads(() => page.getByRole("button", { name: "Show" }).click());
  assert.deepEqual(await page.locator(".claims tbody th").allInnerTexts(), [CLAIM]);
  assert.match(await page.locator(".claims tbody tr").innerText(), /Tom Marsh/);
  is_recorded(book);
});

story("a claim is recorded, disputed and listed by the keyboard alone", {}, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  await tab_to(page, (at) => at.text === "Record the first claim");
  await desk.leads(() => keys("Enter"));
  await tab_to(page, (at) => at.name === "text");
  await type_form(page, MADE);
  await desk.leads(() => keys("Control+Enter"));
  await tab_to(page, (at) => at.text === "Somebody disputes it");
  await keys("Enter");
  await type_form(page, DENIED);
  await desk.leads(() => keys("Control+Enter"));
  is_recorded(book);
  await tab_to(page, (at) => at.text === "Claims");
  await desk.leads(() => keys("Enter"));
  await keys("f");
  await page.keyboard.type("is:disputed by:Winter");
  await keys("Enter");
  await page.waitForURL(/q=is%3Adisputed/);
  await keys("Escape", "j");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), CLAIM);
  await desk.leads(() => keys("Enter"));
  assert.equal(await page.locator("h1").innerText(), CLAIM);
});

story("keys lead through a list, and tell what they are", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  const here = () => page.evaluate(() => document.activeElement.innerText);
  const claims = book.json("list", "--sort", "newest").map((claim) => claim.claim);
  await keys("j");
  assert.equal(await here(), claims[0]);
  await keys("j", "j", "k");
  assert.equal(await here(), claims[1]);
  await keys("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  assert.ok(await dialog.isVisible());
  assert.ok((await dialog.locator("dt").count()) >= 8);
  await dialog.getByLabel("Turn off the keys").check();
  await keys("Escape");
  await desk.go("/");
  await keys("j", "?", "/");
  assert.deepEqual([await page.evaluate(() => document.activeElement.localName), await dialog.count()], ["body", 0], "no letter does anything");
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  await dialog.getByLabel("Turn off the keys").uncheck();
  await keys("Escape");
  assert.ok(await dialog.isHidden());
  await keys("/");
  assert.equal(await page.evaluate(() => document.activeElement.form.id), "find");
  await keys("Escape", "f");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("j?k");
  assert.equal(await page.getByRole("searchbox").inputValue(), "j?k", "in a field, keys are letters");
  await desk.go("/");
  await keys("Tab");
  assert.equal(await here(), "Skip to the content");
  await keys("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});
