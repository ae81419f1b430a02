// What is published needs no server: its pages are opened from the disk, with and without scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { look } from "./axe.mjs";
import { Book, browser } from "./desk.mjs";

test("a published site is read from the disk, and asks for nothing else", async () => {
  const book = new Book().demo();
  try {
    book.gainsay("rate", "2", "false", "--because", "No", "--by", "Our desk", "--on", "2021-11-19", "--url", "https://desk.example/2");
    book.gainsay("publish", join(book.folder, "site"), "--title", "Albania");
    const at = (name) => pathToFileURL(join(book.folder, "site", name)).href;
    const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 } });
    const asked = [], wrong = [];
    context.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) asked.push(request.url()); });
    context.on("console", (said) => { if (said.type() === "error") wrong.push(said.text()); });
    const page = await context.newPage();
    await page.goto(at("index.html"));
    await page.getByRole("searchbox").fill("qirko international");
    await page.locator("#found a").first().click();
    assert.match(await page.locator("h1").innerText(), /international law/);
    await page.getByRole("link", { name: "Qirjako Qirko" }).first().click();
    assert.equal(await page.locator("h1").innerText(), "Qirjako Qirko");
    const review = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(readFileSync(join(book.folder, "site/claims/2.html"), "utf8"));
    assert.equal(JSON.parse(review[1])["@type"], "ClaimReview");
    await look(context, ["index.html", "claims/2.html", "speakers.html", "speakers/1.html", "documents/1.html"].map((name) => [name, (page) => page.goto(at(name))]));
    assert.deepEqual([asked, wrong], [[], []]);
    await context.close();
  } finally {
    book.close();
    await (await browser()).close();
  }
});
