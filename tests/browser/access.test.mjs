// Nobody is kept out: axe finds nothing on any page, in any state, light or dark, wide or narrow; and nothing scrolls sideways.
import assert from "node:assert/strict";
import { look, opened } from "./axe.mjs";
import { Book, PAGES, browser, story, tell } from "./desk.mjs";
import { fill } from "./hands.mjs";
import { READ, full, little } from "./full.mjs";

/** Numbers of things that have much to show in the full book, by the part of it. */
const IDS = { claims: 2, documents: READ, speakers: 1, statements: 1, requests: 1, corrections: 1 };

story("every page of a full book", { book: full }, async (desk) => {
  assert.ok(PAGES.length >= 11, `${PAGES}`);
  await look(desk.context, PAGES.map((path) => [path, async (page) => {
    const reply = await desk.go(path.replace(/(\w+)\/\{id\}/, (_, part) => `${part}/${IDS[part]}`), page);
    assert.equal(reply.status(), 200, path);
    await opened(page);
  }]));
});

story("every page of an empty book", {}, async (desk) => {
  const paths = [...PAGES.filter((path) => !path.includes("{id}")), "/claims", "/import", "/read", "/capture", "/nothing", "/claims/99"];
  await look(desk.context, paths.map((path) => [`${path} (empty)`, (page) => desk.go(path, page)]));
});

story("every form, open, and refused", { book: little }, async (desk, book) => {
  const api = await (await desk.page.request.get(`${book.origin}/api/openapi.json`)).json();
  const paths = Object.keys(api.paths).filter((path) => api.paths[path].post).map((path) => path.replace(/^\/api/, ""));
  assert.ok(paths.length >= 38, `${paths}`);
  let refused = 0;
  const states = paths.map((path) => [path, async (page) => {
    const at = path.replace("{id}", "1");
    await desk.go(at, page);
    const form = page.locator(`form.entry[action="${at}"]`);
    if (!await form.count()) return;
    // What nobody would type is refused where it must be a date or a name of the book; else the form stays as it is, open.
    const typed = form.locator("input[type=text], textarea");
    if (!await typed.count()) return;
    await typed.evaluateAll((fields) => { for (const field of fields) field.value = field.name === "text" ? "" : "0/"; });
    await Promise.all([page.waitForEvent("load"), form.evaluate((form) => form.requestSubmit())]);
    if (await page.locator("#summary").count()) refused += 1;
  }]);
  await look(desk.context, states);
  assert.ok(refused >= 15, `only ${refused} were refused`);
  tell(`${paths.length} forms, ${refused} of them refused`);
});

story("what the script adds, and what is found and not found", { book: full }, async (desk) => {
  const reading = async (page, ...keys) => {
    await desk.go(`/documents/${READ}`, page);
    for (const key of keys) await page.keyboard.press(key);
    await page.locator(".panel").waitFor();
  };
  await look(desk.context, [
    ["words are selected", (page) => reading(page, "j", "j")],
    ["a claim from words", (page) => reading(page, "j", "c")],
    ["a dispute from words", (page) => reading(page, "j", "d")],
    ["the keys", async (page) => { await desk.go("/", page); await page.keyboard.press("?"); }],
    ["a filter with a chosen status", (page) => desk.go("/?status=disputed&q=talks&col=status&col=tags&col=origins&sort=text", page)],
    ["a filter that is wrong", (page) => desk.go("/?q=no%3Asuch", page)],
    ["no claim fits", (page) => desk.go("/?q=zebra", page)],
    ["something is found", (page) => desk.go("/search?q=ferry", page)],
    ["nothing is found", (page) => desk.go("/search?q=zebra", page)],
    ["a claim is disputed, verdicts and evidence", async (page) => { await desk.go("/claims/1", page); await opened(page); }],
    ["an outlet", (page) => desk.go("/speakers/2", page)],
    ["a secondhand document", (page) => desk.go("/documents/2", page)],
    ["something was done", async (page) => {
      await desk.go("/saved", page);
      await opened(page);
      await fill(page.locator("form.entry"), { name: "talks", filter: "tag:talks" });
      await page.locator("form.entry button").click();
      await page.locator("#done").waitFor();
    }],
    ["a file to import", async (page) => { await desk.go("/import", page); await opened(page); }],
    ["there is no such page", (page) => desk.go("/nothing", page)],
  ]);
});

story("the doorstep, for whoever is not in", {}, async (desk) => {
  const guarded = new Book();
  guarded.env.GAINSAY_PASSWORD = "open sesame, please";
  const address = await guarded.serve("--listen", "127.0.0.1");
  const outside = await (await browser()).newContext();
  try {
    await look(outside, [
      ["no key", (page) => desk.go("/", page)],
      ["a spent key", (page) => desk.go("/?key=spent", page)],
      ["a password is asked for", (page) => page.goto(address)],
      ["the wrong password", async (page) => {
        await page.goto(address);
        await page.getByLabel("Password").fill("open barley");
        await Promise.all([page.waitForEvent("load"), page.getByRole("button").click()]);
        await page.getByRole("heading", { name: "That is not the password" }).waitFor();
      }],
    ]);
  } finally {
    await outside.close();
    guarded.close();
  }
});
