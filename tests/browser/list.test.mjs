// A reporter works with the list: disputes and rates a claim, finds claims, takes them along as a file, and takes things back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { story, tell } from "./desk.mjs";
import { fill } from "./hands.mjs";

const demo = (book) => book.demo();

/** The words of a command as the page gives them: the newest claims come first, unless another order is asked for. */
const ordered = (words) => (words.includes("--sort") ? words : [...words, "--sort", "newest"]);

const rows = (page) => page.locator(".claims tbody th[scope=row]").allInnerTexts();

/** Waits until the list shows what a command lists. */
async function shows(page, claims) {
  const wanted = claims.map((claim) => claim.claim).join("\n");
  await page.waitForFunction((wanted) => {
    const texts = [...document.querySelectorAll(".claims tbody th[scope=row]")].map((row) => row.innerText);
    return texts.join("\n") === wanted;
  }, wanted);
}

story("a claim is disputed and rated, and all of it taken back", { book: demo }, async (desk, book) => {
  const { page } = desk;
  const before = book.whole();
  await page.getByRole("link", { name: "Albania hosts 4,000 people from Afghanistan" }).click();
  const id = Number(/claims\/(\d+)/.exec(page.url())[1]);
  await page.getByText("Somebody disputes it", { exact: true }).click();
  await fill(page.locator("#claims-dispute"), { by: "Ada Winter", stance: "corrects", quote: "nearer 2,400", on: "2021-11-18", role: "researcher" });
  await desk.leads(() => page.getByRole("button", { name: "Record the dispute" }).click());
  assert.match(await page.locator(".stands").innerText(), /^\s*disputed/);
  await page.getByText("A verdict", { exact: true }).click();
  await fill(page.locator("#claims-rate"), { label: "mostly-false", because: "The register has 2,389.", by: "Our desk", value: "2", worst: "1", best: "5" });
  await desk.leads(() => page.getByRole("button", { name: "Record the verdict" }).click());
  const claim = book.json("show", `${id}`);
  assert.deepEqual([claim.status, claim.disputed_by, claim.verdict, claim.verdict_bucket], ["disputed", ["Ada Winter"], "mostly-false", "false"]);
  assert.deepEqual([claim.verdict_value, claim.rationale, claim.reviewer].map(String), ["2", "The register has 2,389.", "Our desk"]);
  assert.notEqual(book.whole(), before);
  await page.getByRole("link", { name: "History" }).click();
  for (let times = 0; times < 2; times++) await desk.leads(() => page.getByRole("button", { name: "Undo the last" }).click());
  assert.equal(book.whole(), before, "the book is what it was");
  await desk.leads(() => page.getByRole("button", { name: "Redo" }).click());
  assert.deepEqual(book.json("show", `${id}`).disputed_by, ["Ada Winter"]);
  tell("2 entries were undone, and 1 done again");
});

story("claims are found by what is typed, by controls, and in the chart", { book: demo }, async (desk, book) => {
  const { page } = desk;
  const box = page.getByRole("searchbox", { name: "Filter" });
  const list = (...words) => book.json("list", ...ordered(words));
  for (const filter of ["by:Qirko", "status:disputed or status:not-denied", "\"per migrant\" or 100,000", "-is:disputed"]) {
    await box.fill(filter);
    await shows(page, list(filter));
    assert.equal(new URL(page.url()).searchParams.get("q"), filter, "the address of the list is its filter");
  }
  const save = page.getByRole("link", { name: "Save this filter" });
  assert.equal(new URLSearchParams((await save.getAttribute("href")).split(/[?#]/)[1]).get("filter"), "-is:disputed", "what is typed is saved");
  await box.fill("no:such");
  await page.getByRole("alert").waitFor();
  assert.equal(await save.count(), 0, "what cannot be read is not saved");
  assert.equal(await box.inputValue(), "no:such");
  assert.equal(await box.getAttribute("aria-invalid"), "");
  await box.fill("");
  await shows(page, list());
  assert.equal(await page.getByRole("link", { name: "Clear" }).count(), 0, "where nothing is asked for, nothing is cleared");
  await page.locator("[name=status]").selectOption("document-disputed");
  await shows(page, list("--status", "document-disputed"));
  await page.locator("[name=sort]").selectOption("text");
  await shows(page, list("--status", "document-disputed", "--sort", "text"));
  await page.getByText("Columns", { exact: true }).first().click();
  await page.getByRole("checkbox", { name: "Tags" }).check();
  await page.getByRole("columnheader", { name: "Tags" }).waitFor();
  await desk.go("/");
  for (const status of ["disputed", "document-disputed", "undisputed"]) {
    await desk.leads(() => page.locator(`.bar-of-shares .is-${status}`).click());
    await shows(page, list("--status", status));
    const label = (await page.locator(".shares li a[aria-current]").innerText()).trim().replace(/\s+/g, " ");
    assert.ok(label.startsWith(status === "undisputed" ? "nobody disputes it" : `${status} `), label);
  }
  await desk.go("/");
  for (const [heading, sort] of [["Claim", "text"], ["Status", "status"]]) {
    await desk.leads(() => page.getByRole("columnheader", { name: heading, exact: true }).getByRole("link").click());
    await shows(page, list("--sort", sort));
  }
  tell(`${list().length} claims were filtered in 4 ways typed, 2 by controls, 3 in the chart, and sorted in 2`);
});

story("what is shown is what the files hold", { book: demo, acceptDownloads: true }, async (desk, book) => {
  const { page } = desk;
  let files = 0;
  for (const [query, ...more] of [
    ["/"],
    ["/?q=by%3A%22The+Times%22&sort=text", "by:\"The Times\"", "--sort", "text"],
    ["/?status=document-disputed&q=migra*", "migra*", "--status", "document-disputed"],
  ]) {
    const words = ordered(more);
    await desk.go(query);
    for (const kind of ["csv", "xlsx", "json"]) {
      const waiting = page.waitForEvent("download");
      await page.locator(".export").getByRole("link", { name: `${kind.toUpperCase()} of these claims` }).click();
      const download = await waiting;
      const exported = join(book.folder, `${files}.${kind}`);
      book.gainsay("export", exported, ...words);
      assert.equal(download.suggestedFilename(), `claims.${kind}`);
      assert.ok(readFileSync(await download.path()).equals(readFileSync(exported)), `${query} as ${kind}`);
      files += 1;
    }
    const csv = book.gainsay("export", "-", ...words, "--format", "csv").toString();
    for (const row of await rows(page)) assert.ok(csv.includes(row), row);
    assert.equal((await rows(page)).length, book.json("list", ...words).length);
  }
  tell(`${files} files are the same, byte for byte`);
});
