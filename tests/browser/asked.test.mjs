// Right of reply on the page: somebody is asked on the page of a claim, the board says what is due, and the reply is recorded from there.
// The book as it was can be looked at, and nothing can be recorded in it.
import assert from "node:assert/strict";
import { story, tell } from "./desk.mjs";
import { fill } from "./hands.mjs";

function book(book) {
  book.gainsay("add", "The harbour will be sold", "--by", "The Bay Paper");
  book.gainsay("add", "The council votes in March", "--by", "Ann Lee");
}

for (const javaScriptEnabled of [true, false]) {
  story(`somebody is asked and replies, ${javaScriptEnabled ? "with" : "without"} JavaScript`, { book, javaScriptEnabled }, async (desk, book) => {
    const { page } = desk;
    const main = () => page.locator("main").innerText();
    await desk.go("/asked");
    assert.match(await main(), /Nobody was asked yet/);
    const ask = async (claim, of, on, due) => {
      await desk.go(`/claims/${claim}/ask`);
      const form = page.locator("form#claims-ask");
      await fill(form, { of, by: "email", on, due });
      await desk.leads(() => form.getByRole("button").click());
      assert.match(await main(), new RegExp(`${of.split(";")[0]} was asked by email`));
    };
    await ask(1, "Tom Hill", "2021-11-16", "2021-11-17");
    await ask(2, "Port Authority", "", "");
    await desk.go("/asked");
    assert.equal(await page.locator("#overdue").innerText(), "Overdue 1");
    assert.equal(await page.locator("#open").innerText(), "Open 1");
    await desk.leads(() => page.getByRole("link", { name: "Record the reply to request 2" }).click());
    const answer = page.locator("form#requests-answer");
    await fill(answer, { stance: "denies", quote: "There is no vote in March" });
    await desk.leads(() => answer.getByRole("button").click());
    await desk.leads(() => page.getByRole("button", { name: "No reply to request 1" }).click());
    assert.match(await main(), /Nobody owes a reply/);
    assert.match(await main(), /Tom Hill was asked by email on 16 November 2021, and did not reply by 17 November 2021/);
    assert.deepEqual(book.json("asked"), []);
    assert.equal(book.json("list").every((claim) => claim.stage === "checking"), true);
    const told = book.json("show", "1").statements.at(-1);
    assert.deepEqual([told.stance, told.said_on], ["does-not-respond", "2021-11-17"]);
    tell(`${book.json("asked", "--all").length} requests are closed`);
  });
}

story("the book as it was is looked at, and left as it is", { book }, async (desk, book) => {
  const { page } = desk;
  const entries = book.json("log").length;
  await desk.go("/history");
  await desk.leads(() => page.getByRole("link", { name: "Then, after entry 1", exact: true }).click());
  assert.match(await page.locator(".moment").innerText(), /after entry 1 of 2, and read-only/);
  assert.equal(await page.getByText("The council votes in March").count(), 0);
  await desk.leads(() => page.getByRole("link", { name: "The harbour will be sold" }).click());
  assert.match(page.url(), /\/claims\/1\?.*\bat=1\b/);
  assert.equal(await page.locator("form[method=post]:visible").count(), 0, "nothing can be recorded");
  const reply = await page.request.post(`${book.origin}/claims/1/tag?at=1`, { form: { tag: "a" }, headers: { origin: book.origin } });
  assert.equal(reply.status(), 409);
  assert.equal(book.json("log").length, entries);
  await desk.leads(() => page.getByRole("link", { name: "Back to now" }).click());
  assert.equal(await page.locator(".moment").count(), 0);
});
