// The page of a claim: where it stands, what can be done about it, and the way on through the list.
import assert from "node:assert/strict";
import { story } from "./desk.mjs";
import { on_keys } from "./hands.mjs";

story("a claim says where it stands, and is rated on the way through a list", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  const claims = book.json("list", "is:disputed", "--sort", "newest");
  await desk.go("/?q=is:disputed");
  await desk.leads(() => page.locator(".claims tbody th a").first().click());
  const head = page.locator(".head");
  assert.match(await head.locator(".standing").innerText(), /disputes?/);
  assert.match(await head.locator(".from-list").innerText(), /is:disputed\s+number 1/);
  await desk.leads(() => page.getByRole("link", { name: "Next →" }).click());
  assert.equal(await page.locator("h1").innerText(), claims[1].claim);
  await desk.leads(() => keys("p"));
  assert.equal(await page.locator("h1").innerText(), claims[0].claim);
  await head.getByRole("link", { name: "Verdict" }).click();
  const form = page.locator("#claims-rate");
  assert.ok(await form.locator("[name=label]").evaluate((one) => one === document.activeElement));
  await form.locator("[name=label]").fill("false");
  await form.locator("[name=because]").fill("No document shows it");
  await form.locator("[name=by]").fill("Our desk");
  await form.getByLabel("set the stage checked").check();
  await desk.leads(() => form.getByRole("button", { name: "Record the verdict" }).click());
  assert.equal(await head.locator(".chip").innerText(), "false");
  const [rated] = book.json("list", "verdict:false");
  assert.deepEqual([rated.id, rated.stage], [claims[0].id, "checked"]);
  await desk.leads(() => page.getByRole("link", { name: "Next →" }).click());
  assert.equal(await page.locator("h1").innerText(), claims[1].claim, "the list is still known");
});

story("a claim is copied in every form, and its story is told once", { book: (book) => {
  book.demo();
  book.gainsay("rate", "2", "false", "--because", "No", "--by", "Our desk", "--on", "2021-11-19", "--url", "https://desk.example/2");
} }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/claims/2");
  await page.locator(".copy > summary").click();
  const copy = (name) => page.getByRole("textbox", { name }).inputValue();
  const [claim] = book.json("list", "verdict:false");
  for (const name of ["As text", "As a citation", "As Markdown"]) assert.match(await copy(name), new RegExp(claim.claim));
  assert.equal(JSON.parse(await copy("As ClaimReview")).claimReviewed, claim.claim);
  const shown = await page.locator(".body > section h2").allInnerTexts();
  assert.ok(shown.includes("What was said") && !shown.some((heading) => /^Why|Where it comes from/.test(heading)));
  const chain = page.getByText("Who reports whom");
  assert.equal(await chain.count(), 1);
  await chain.click();
  assert.match(await page.locator(".chain").innerText(), /The Times reports/);
});

story("a claim is disputed without JavaScript from the button in its head", { javaScriptEnabled: false, book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/claims/7");
  await desk.leads(() => page.locator(".heads").getByRole("link", { name: "Dispute" }).click());
  const form = page.locator("#claims-dispute");
  await form.locator("[name=by]").fill("Olga Brandt");
  await desk.leads(() => form.getByRole("button").click());
  assert.ok(book.json("list", "disputed-by:Brandt").some((claim) => claim.id === 7));
});
