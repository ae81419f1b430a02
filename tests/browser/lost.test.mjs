// Nothing that was typed is lost, and no claim is chosen blind.
import assert from "node:assert/strict";
import { story } from "./desk.mjs";
import { on_keys } from "./hands.mjs";

const TYPED = { text: "The tram line costs 40 million more than planned", by: "Olga Brandt", quote: "forty million more", in: "Tram report",
  on: "2021-03-02", role: "treasurer", via: "Valley Post", occasion: "council" };

const opened = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((each) => { each.open = true; }));

async function type_claim(desk) {
  await desk.go("/claims");
  await opened(desk.page);
  for (const [name, value] of Object.entries(TYPED)) await desk.page.fill(`[name=${name}]`, value);
}

async function is_back(page) {
  await page.locator(".draft").waitFor();
  for (const [name, value] of Object.entries(TYPED)) assert.equal(await page.locator(`main [name=${name}]`).inputValue(), value);
}

story("what was typed is back after Back, a reload and a restart, and leaving asks", { book: (book) => book.demo().gainsay("document", "add", "--title", "Tram report") }, async (desk, book) => {
  const { page } = desk;
  await type_claim(desk);
  await desk.leads(() => page.locator("nav").getByRole("link", { name: "Speakers", exact: true }).click());
  assert.equal(desk.questions, 1, "the page asks before it is left");
  await page.goBack();
  await is_back(page);
  await desk.leads(() => page.reload());
  await is_back(page);
  await page.getByRole("button", { name: "Discard it" }).click();
  assert.equal(await page.locator("[name=by]").inputValue(), "");
  await desk.leads(() => page.reload());
  assert.equal(await page.locator(".draft").count(), 0);
  await type_claim(desk);
  await desk.leads(() => page.getByRole("button", { name: "Record the claim" }).click());
  assert.equal(await page.locator("h1").innerText(), TYPED.text);
  await desk.go("/claims");
  assert.equal(await page.locator(".draft").count(), 0, "what was recorded is no draft");
  assert.equal(await page.locator("[name=by]").inputValue(), "");
  assert.equal(book.json("list", "tram").length, 1);
});

story("a draft meets what somebody else changed meanwhile", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/claims/2/edit");
  const text = page.locator("#claims-edit [name=text]");
  await text.fill("£100,000 would be paid for each migrant");
  await desk.leads(() => page.locator("nav").getByRole("link", { name: "Speakers", exact: true }).click());
  book.gainsay("edit", "2", "--text", "£100,000 for each person");
  await page.goBack();
  await page.locator(".draft").waitFor();
  assert.equal(await text.inputValue(), "£100,000 would be paid for each migrant");
  await desk.leads(() => page.getByRole("button", { name: "Correct the claim" }).click());
  assert.match(await page.getByRole("alert").innerText(), /changed meanwhile/);
  assert.equal(await text.inputValue(), "£100,000 would be paid for each migrant");
  assert.equal(book.json("list", "--sort", "id")[1].claim, "£100,000 for each person");
});

story("a claim is chosen by its words, and by the keyboard", { book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const keys = on_keys(page);
  const [asylum] = book.json("list", "asylum seekers talks");
  await desk.go("/claims/2/relate");
  const field = page.getByRole("combobox", { name: "Which claim" });
  await field.focus();
  await page.keyboard.type("asylum talks alba");
  const offers = page.getByRole("listbox").getByRole("option");
  await offers.first().waitFor();
  assert.match(await offers.first().innerText(), new RegExp(`claim ${asylum.id}`));
  await keys("ArrowDown");
  assert.equal(await field.getAttribute("aria-activedescendant"), await offers.first().getAttribute("id"));
  await keys("Enter");
  assert.equal(await field.inputValue(), asylum.claim);
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  await page.locator("#claims-relate [name=relation]").selectOption("contradicts");
  await desk.leads(() => keys("Control+Enter"));
  assert.match(await page.locator("#related ~ ul").innerText(), new RegExp(`claim ${asylum.id}`));
});

story("names are offered out of all speakers", { book: (book) => {
  book.demo();
  const more = Array.from({ length: 260 }, (_, at) => `speaker add "Somebody ${at}"`).join("\n");
  book.gainsay("batch", book.file("more.batch", more));
} }, async (desk) => {
  const { page } = desk;
  await desk.go("/claims");
  const by = page.getByRole("combobox", { name: /Who says it/ });
  await by.focus();
  await page.keyboard.type("qir");
  const offers = page.getByRole("listbox").getByRole("option");
  await offers.first().waitFor();
  assert.match(await offers.first().innerText(), /Qirjako Qirko/);
  await offers.first().click();
  assert.equal(await by.inputValue(), "Qirjako Qirko");
  await page.keyboard.type("; dominic");
  await offers.first().waitFor();
  await on_keys(page)("ArrowDown", "Enter");
  assert.equal(await by.inputValue(), "Qirjako Qirko; Dominic Raab");
});

story("without JavaScript, words and numbers choose a claim", { javaScriptEnabled: false, book: (book) => book.demo() }, async (desk, book) => {
  const { page } = desk;
  const [asylum] = book.json("list", "asylum seekers talks");
  const form = page.locator("#claims-relate");
  const send = async (words) => {
    await form.locator("[name=other]").fill(words);
    await form.locator("[name=relation]").selectOption("contradicts");
    await desk.leads(() => form.getByRole("button").click());
  };
  await desk.go("/claims/2/relate");
  await send("no such thing whatsoever");
  assert.match(await page.getByRole("alert").innerText(), /Which claim: no claim is called “no such thing whatsoever”/);
  await send("4711");
  assert.match(await page.getByRole("alert").innerText(), /Which claim: the book has no claim 4711/);
  await send("talks asylum");
  assert.match(await page.getByRole("alert").innerText(), /Which claim: choose/);
  await desk.leads(() => page.getByRole("alert").getByRole("button", { name: `Claim ${asylum.id}:` }).click());
  assert.match(await page.locator("#related ~ ul").innerText(), new RegExp(`claim ${asylum.id}`));
});

story("Escape leaves the field, then asks, and what was typed stays", { book: (book) => {
  book.gainsay("document", "add", "--title", "Port", "--file", book.file("port.txt", "The port will close, the mayor said. Nobody will miss it."));
} }, async (desk) => {
  const { page } = desk;
  const keys = on_keys(page);
  await desk.go("/documents/1");
  await keys("j", "c");
  const panel = page.locator(".panel");
  await panel.locator("[name=text]").fill("A claim that took ten minutes to word");
  await panel.locator("[name=by]").fill("Olga");
  await keys("Escape");
  assert.ok(await panel.locator("form").isVisible(), "the first leaves the field");
  await keys("Escape");
  assert.match(await panel.locator(".leaving").innerText(), /not recorded yet/);
  await page.getByRole("button", { name: "Close, and keep what I typed" }).click();
  assert.equal(await panel.count(), 0);
  await keys("j", "k", "c");
  assert.equal(await panel.locator("[name=text]").inputValue(), "A claim that took ten minutes to word");
  assert.equal(await panel.locator("[name=by]").inputValue(), "Olga");
  assert.equal(await panel.locator("[name=quote]").inputValue(), "The port will close, the mayor said.", "the quote is the selected one");
});

story("much is undone only after a question", { book: (book) => {
  const rows = Array.from({ length: 30 }, (_, at) => `Claim number ${at} of the council,Ann`).join("\n");
  book.gainsay("import", book.file("claims.csv", `claim,speaker\n${rows}\n`));
} }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/claims/3");
  await opened(page);
  assert.equal(await page.getByRole("button", { name: /^Undo entry/ }).count(), 0, "it does not stand on the page of a claim");
  await desk.go("/history");
  await desk.leads(() => page.getByRole("button", { name: "Undo the last" }).click());
  assert.match(await page.locator(".effects").innerText(), /takes away.*30 claims/s);
  await desk.leads(() => page.getByRole("link", { name: "Leave it as it is" }).click());
  assert.equal(book.json("list").length, 30);
  await desk.leads(() => page.getByRole("link", { name: /^Undo entry/ }).click());
  await desk.leads(() => page.getByRole("button", { name: /^Undo entry/ }).click());
  assert.equal(book.json("list").length, 0);
});

story("numbers in a text are those of claims, and a stage begins where it is", { book: (book) => {
  book.gainsay("document", "add", "--title", "Port", "--file", book.file("port.txt", "The port will close, the mayor said. Nobody will miss it."));
  book.gainsay("add", "The ferry is free", "--by", "Ann");
  book.gainsay("add", "The port will close", "--by", "The mayor", "--in", "Port", "--quote", "The port will close");
  book.gainsay("dispute", "2", "--by", "Ann", "--in", "Port", "--quote", "Nobody will miss it");
} }, async (desk, book) => {
  const { page } = desk;
  book.gainsay("stage", "2", "awaiting-reply");
  await desk.go("/claims/2/stage");
  assert.equal(await page.locator("#claims-stage [name=stage]").inputValue(), "awaiting-reply");
  await desk.go("/documents/1");
  const marks = await page.locator(".stored sup a").evaluateAll((all) => all.map((a) => [a.textContent, new URL(a.href).pathname]));
  assert.deepEqual(marks, [["2", "/claims/2"], ["2", "/claims/2"]]);
  assert.deepEqual(await page.locator(".quotes .number").allInnerTexts(), ["2", "2"]);
});
