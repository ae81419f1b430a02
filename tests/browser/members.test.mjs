// A desk of several people: who they are, what each may do, signing in, and what one does while another looks.
import assert from "node:assert/strict";
import { look } from "./axe.mjs";
import { Book, browser, story, tell } from "./desk.mjs";
import { fill } from "./hands.mjs";

const PASSWORD = "correct horse battery staple";

/** The demo story, with an editor, a checker and a reader. */
function desk(book) {
  book.demo();
  book.gainsay("member", "add", "Ed");
  book.gainsay("member", "add", "Chris", "--as", "Ed");
  book.gainsay("member", "add", "Rita", "--role", "reader", "--as", "Ed");
}

story("the page asks once who somebody is, and offers what they may do", { book: desk }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/claims/1");
  assert.equal(await page.getByRole("heading", { name: "Record", exact: true }).count(), 0, "nobody records before");
  await page.getByLabel("Who are you?").selectOption("Chris");
  await desk.leads(() => page.getByRole("button", { name: "That is me" }).click());
  assert.equal(new URL(page.url()).pathname, "/claims/1", "and stays where they were");
  assert.match(await page.getByRole("banner").innerText(), /Chris, checker/);
  assert.equal(await page.locator("form#claims-remove").count(), 0, "a checker removes nothing");
  const form = page.locator("form#claims-stage");
  await form.evaluate((form) => { form.closest("details").open = true; });
  await fill(form, { stage: "checking" });
  await desk.leads(() => form.getByRole("button").click());
  assert.equal(book.json("log", "--limit", "1")[0].member, "Chris");
  await page.getByText("Somebody else", { exact: true }).click();
  await page.getByLabel("Who are you?").selectOption("Rita");
  await desk.leads(() => page.getByRole("button", { name: "That is me" }).click());
  assert.equal(await page.locator("main form[method=post]").count(), 0, "a reader is offered no form");
  assert.equal(await page.getByRole("link", { name: "Import" }).count(), 0);
  await page.getByText("Somebody else", { exact: true }).click();
  await page.getByLabel("Who are you?").selectOption("Ed");
  await desk.leads(() => page.getByRole("button", { name: "That is me" }).click());
  assert.equal(await page.locator("form#claims-remove").count(), 1);
});

story("a claim is assigned, commented on, and found under My claims", { book: desk }, async (desk, book) => {
  const { page } = desk;
  await page.getByLabel("Who are you?").selectOption("Ed");
  await desk.leads(() => page.getByRole("button", { name: "That is me" }).click());
  await desk.go("/claims/2");
  const send = async (id, fields) => {
    const form = page.locator(`form#${id}`);
    await form.evaluate((form) => { form.closest("details").open = true; });
    await fill(form, fields);
    await desk.leads(() => form.getByRole("button").click());
  };
  await send("claims-assign", { to: "Ed", due: "2021-11-18" });
  await send("claims-comment", { text: "@Chris the ministry calls back" });
  assert.match(await page.locator("main").innerText(), /Ed, until\s+18 November 2021/);
  await desk.leads(() => page.getByRole("link", { name: "My claims" }).click());
  assert.match(await page.locator("main").innerText(), /overdue/);
  book.gainsay("comment", "2", "@Ed which one?", "--as", "Chris");
  await desk.go("/mine");
  assert.match(await page.locator("main").innerText(), /@Ed which one\?/);
  await look(desk.context, [
    ["my claims", (page) => desk.go("/mine", page)],
    ["members", (page) => desk.go("/members", page)],
    ["a claim with comments", (page) => desk.go("/claims/2", page)],
    ["a password", (page) => desk.go("/account/password", page)],
  ]);
});

story("what others change is said, and nothing that is typed is touched", { book: desk }, async (desk, book) => {
  const { page } = desk;
  await page.getByLabel("Who are you?").selectOption("Chris");
  await desk.leads(() => page.getByRole("button", { name: "That is me" }).click());
  await desk.go("/claims/3");
  const form = page.locator("form#claims-dispute");
  await form.evaluate((form) => { form.closest("details").open = true; });
  await fill(form, { by: "Tom Marsh", quote: "not quite so" });
  book.gainsay("tag", "4", "elsewhere", "--as", "Ed");
  book.gainsay("tag", "3", "urgent", "--as", "Ed");
  const notice = page.locator("#live");
  await notice.waitFor();
  assert.match(await notice.innerText(), /^Ed changed this claim\. Show$/);
  assert.equal(await form.locator("[name=quote]").inputValue(), "not quite so");
  await desk.leads(() => notice.getByRole("link", { name: "Show" }).click());
  assert.match(await page.locator("main").innerText(), /urgent/);
  assert.equal(await notice.count(), 0);
  await desk.go("/");
  book.gainsay("tag", "5", "urgent", "--as", "Ed");
  await notice.waitFor();
  assert.match(await notice.innerText(), /^Ed changed claim 5\. Show$/);
});

story("members sign in with name and password, and out", { book: (book) => book.demo() }, async (outer) => {
  const book = new Book();
  try {
    desk(book);
    book.gainsay("member", "password", "Chris", "--file", book.file("password.txt", `${PASSWORD}\n`), "--as", "Ed");
    const address = await book.serve("--listen", "127.0.0.1");
    const context = await (await browser()).newContext();
    const page = await context.newPage();
    await page.goto(`${address}claims/2`);
    const enter = async (name, password) => {
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("Password").fill(password);
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Sign in" }).click()]);
    };
    await enter("Chris", "not the password");
    assert.match(await page.locator("main").innerText(), /do not belong together/);
    await page.goto(`${address}claims/2`);
    await enter("chris", PASSWORD);
    assert.equal(new URL(page.url()).pathname, "/claims/2");
    assert.match(await page.getByRole("banner").innerText(), /Chris, checker/);
    await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Sign out" }).click()]);
    assert.match(await page.locator("h1").innerText(), /Sign in/);
    await context.close();
    assert.deepEqual(outer.notes, []);
    tell("one signed in and out");
  } finally {
    book.close();
  }
});
