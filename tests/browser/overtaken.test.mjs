// Somebody else writes meanwhile: a form that was overtaken says so, and loses nothing that was typed.
import assert from "node:assert/strict";
import { story, tell } from "./desk.mjs";
import { fill } from "./hands.mjs";

const FORMS = {
  "claims-dispute": { by: "Tom Marsh", stance: "disputes-part", quote: "not  quite\nso", on: "2021-11-18", role: "opposition", occasion: "Harbour Radio", url: "https://echo.example/1", title: "A letter", publisher: "Northport Echo", published: "2021-11" },
  "claims-say": { by: "Mira Holt", quote: "that is right", via: "Harbour Weekly", on: "2021" },
  "claims-respond": { by: "Ines Calder", stance: "declines-to-deny", quote: "I have not looked it up" },
  "claims-rate": { label: "unproven", because: "no paper shows it", by: "Our desk", url: "https://desk.example/1", title: "What we found", value: "3", worst: "1", best: "5" },
  "claims-evidence": { in: "1", relation: "contradicts", note: "page 3" },
  "claims-edit": { text: "Processing somebody in Albania would cost £100,000", note: "per person" },
  "claims-tag": { tag: "money" },
};

const book = (book) => book.demo();

story("a form that was overtaken keeps what was typed", { book }, async (desk, book) => {
  const { page } = desk;
  const typed = (form) => form.evaluate((form) => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "entry")));
  for (const [id, fields] of Object.entries(FORMS)) {
    await desk.go("/claims/2");
    const form = page.locator(`form#${id}`);
    await form.evaluate((form) => { for (let at = form; at; at = at.parentElement) if (at.localName === "details") at.open = true; });
    await fill(form, fields);
    const before = await typed(form);
    book.gainsay("dispute", "2", "--by", `the other desk, before ${id}`);
    const entries = book.json("log").length;
    await desk.leads(() => form.getByRole("button").click());
    assert.match(await page.getByRole("alert").innerText(), /Nothing was recorded/, id);
    assert.equal(book.json("log").length, entries, "nothing was recorded");
    assert.deepEqual(await typed(form), before, id);
    assert.ok(await form.isVisible(), "the form is open");
    assert.match(await page.locator("main").innerText(), new RegExp(`before ${id}`), "and what was done meanwhile is shown");
    await desk.leads(() => form.getByRole("button").click());
    assert.equal(book.json("log").length, entries + 1, `${id}: sent again, it is recorded: ${await page.locator("main").innerText()}`);
  }
  tell(`${Object.keys(FORMS).length} forms were overtaken`);
});
