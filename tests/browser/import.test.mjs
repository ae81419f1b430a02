// A reporter brings the desk's spreadsheet: looks at what it was taken for, says what a column means, imports, and takes it back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { look, opened } from "./axe.mjs";
import { story, tell } from "./desk.mjs";
import { HOSTILE, shown } from "./texts.mjs";

const TABLE = `Claim,Politician,Said on,What we found,Blurb
"The bridge at Northport is safe, he said",Tom Hill,16/11/2021,False,front page
Repairs would cost £2 million,Ann Lee,,Half true,
,Olta Kern,17/11/2021,True,no claim here
`;

/** Brings a table, and is where it is shown. */
async function bring(desk, text, name = "tracker.csv", page = desk.page) {
  await desk.go("/import", page);
  await page.locator("#import-file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Look at the file" }).click()]);
  await page.locator("table.columns-of").waitFor();
}

/** Brings the spreadsheet in, and takes it back out. */
async function import_and_undo(desk, book) {
  book.gainsay("add", "It rains");
  const before = book.whole();
  await bring(desk, TABLE);
  assert.equal(book.whole(), before, "nothing is written yet");
  const { page } = desk;
  const means = (heading) => page.getByLabel(`What ${heading} means`);
  assert.equal(await means("Claim").inputValue(), "claim");
  assert.equal(await means("Politician").inputValue(), "made_by");
  assert.match(await page.locator("main").innerText(), /3 rows[\s\S]*1 rejected/);
  await means("What we found").selectOption("verdict");
  await means("Blurb").selectOption("note");
  await desk.leads(() => page.getByRole("button", { name: "Try again with these columns" }).click());
  assert.equal(await means("What we found").inputValue(), "verdict");
  assert.match(await page.locator(".comes").innerText(), /2 claims[\s\S]*2 verdicts/);
  assert.equal(book.whole(), before, "a dry run writes nothing");
  const rejected = page.waitForEvent("download");
  await page.getByRole("link", { name: "all that were rejected" }).click();
  assert.match(readFileSync(await (await rejected).path(), "utf8"), /no claim here/);
  await desk.leads(() => page.getByRole("button", { name: "Import 2 claims" }).click());
  const claims = book.json("list");
  assert.deepEqual(claims.map((claim) => [claim.claim, claim.made_by[0] ?? "", claim.verdict ?? ""]), [
    ["It rains", "", ""],
    ["The bridge at Northport is safe, he said", "Tom Hill", "False"],
    ["Repairs would cost £2 million", "Ann Lee", "Half true"],
  ]);
  assert.match(book.json("log")[0].command, /^gainsay import tracker\.csv .*--map '?claim=Claim,.*verdict=What we found/);
  await desk.leads(() => page.getByRole("button", { name: "Undo" }).first().click());
  assert.equal(book.whole(), before, "undone, the book is what it was");
}

story("a spreadsheet is imported and taken back", {}, import_and_undo);
story("the same with JavaScript off", { javaScriptEnabled: false }, import_and_undo);

story("what is imported is text, in headings and in cells", {}, async (desk, book) => {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const texts = HOSTILE.filter((text) => !text.includes("\u0000"));
  const rows = texts.map((text) => ["claim " + text, text, text, text].map(quoted).join(","));
  for (const [at, text] of texts.entries()) {
    await bring(desk, [`Claim,Made by,Note,${quoted(text)}`, rows[at]].join("\n"), `${text.replaceAll("/", "")}.csv`.slice(-90));
    assert.ok((await desk.page.locator("table.columns-of").innerText()).includes(shown(text).trim().slice(0, 20)), text);
  }
  await bring(desk, ["Claim,Made by,Note,Quote", ...rows].join("\n"));
  await desk.leads(() => desk.page.getByRole("button", { name: /^Import \d+ claims/ }).click());
  await desk.go("/");
  assert.equal(await desk.page.evaluate(() => window.__ran), undefined, "no text runs");
  // Two of them are the same when their HTML is resolved, as some others are.
  assert.ok(book.json("list").length >= texts.length - 3);
  tell(`${texts.length} texts in names of files, headings and cells`);
});

story("everybody can import", {}, async (desk) => {
  await look(desk.context, [
    ["the columns of a table", async (page) => { await bring(desk, TABLE, "tracker.csv", page); await opened(page); }],
    ["nothing says what is claimed", async (page) => { await bring(desk, "Who,When\nAnn Lee,2021\n", "odd.csv", page); await opened(page); }],
    ["what was imported", async (page) => {
      await bring(desk, TABLE, "tracker.csv", page);
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: /^Import / }).click()]);
      await opened(page);
    }],
    ["no file was chosen", async (page) => {
      await desk.go("/import", page);
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Look at the file" }).click()]);
    }],
  ]);
});
