// A reader takes an article in: from a file, from the clipboard, and from the page of another site by the bookmark.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { look, opened } from "./axe.mjs";
import { story } from "./desk.mjs";
import { HOSTILE } from "./texts.mjs";

const TITLE = "Harbour fees to double";
const SAID = [
  "Ann Lee, the leader of Northport council, said that harbour fees would double next year.",
  "Tom Hill, chairman of the association of fishermen, denied that the quay was unsafe. “Nobody has ever been hurt there,” he said.",
];
const PAGE = `<!doctype html><html lang="en"><head><title>${TITLE}</title><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2021-11-18"></head>
<body><nav>Home</nav><article><h1>${TITLE}</h1>${SAID.map((one) => `<p>${one}</p>`).join("")}</article></body></html>`;
const STRICT = "default-src 'none'; script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Serves a page as another site, with some headers. */
async function elsewhere(desk, html, headers = {}) {
  const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(html));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://localhost:${server.address().port}`;
  desk.others.push(origin);
  return { origin, close: () => server.close() };
}

/** Clicks the bookmark on a page of another site, and gives the tab that opens. */
async function click_bookmark(desk, origin, path = "/fees?from=home#top") {
  await desk.go("/read");
  const program = (await desk.page.locator("#bookmarklet").getAttribute("href")).replace(/^javascript:/, "");
  const reader = await desk.context.newPage();
  await reader.goto(origin + path);
  const [tab] = await Promise.all([desk.context.waitForEvent("page"), reader.evaluate(program)]);
  return { reader, tab };
}

async function hand_over(desk, book, headers) {
  const site = await elsewhere(desk, PAGE, headers);
  try {
    const before = book.whole();
    const { tab } = await click_bookmark(desk, site.origin);
    await tab.getByRole("heading", { name: "Is this right?" }).waitFor();
    assert.equal(book.whole(), before, "nothing is stored yet");
    assert.match(await tab.locator("main").innerText(), new RegExp(`Handed over by a page of ${site.origin}`));
    assert.equal(await tab.getByLabel("Title").inputValue(), TITLE);
    assert.equal(await tab.getByLabel("Address").inputValue(), `${site.origin}/fees?from=home`);
    assert.equal(await tab.evaluate(() => window.opener), null, "the other page has no hold of this one any more");
    await Promise.all([tab.waitForURL(/suggestions/), tab.getByRole("button", { name: "Store it" }).click()]);
    const [row] = book.json("document", "list");
    assert.deepEqual([row.title, row.publisher, row.published_on], [TITLE, "Courier", "2021-11-18"]);
    assert.equal(book.json("document", "show", "1").attachments[0].media_type, "text/html");
    await desk.go("/history");
    await desk.leads(() => desk.page.getByRole("button", { name: "Undo" }).first().click());
    assert.deepEqual(book.json("document", "list"), []);
  } finally {
    site.close();
  }
}

story("a page of another site is handed over by the bookmark", {}, (desk, book) => hand_over(desk, book, {}));
story("the same from a page that allows nothing", {}, (desk, book) => hand_over(desk, book, { "Content-Security-Policy": STRICT }));

story("a page that lets no tab answer is to be pasted", {}, async (desk) => {
  const site = await elsewhere(desk, PAGE, { "Cross-Origin-Opener-Policy": "same-origin" });
  try {
    const { tab } = await click_bookmark(desk, site.origin);
    await tab.getByText("does not let its tabs answer").waitFor();
  } finally {
    site.close();
  }
});

story("whatever another page sends is text, is taken once, and is not stored", {}, async (desk, book) => {
  const body = HOSTILE.map((text) => `<p>Ann Lee said that ${text} would be paid next year, and that nobody would know of it.</p>`).join("");
  const html = `<!doctype html><title>${HOSTILE[0]}</title><h1>${HOSTILE[3]}</h1><article>${body}</article>`;
  const site = await elsewhere(desk, "<!doctype html><title>x</title>");
  try {
    const before = book.whole();
    const evil = await desk.context.newPage();
    await evil.goto(site.origin);
    const send = async (messages) => {
      const [tab] = await Promise.all([desk.context.waitForEvent("page"), evil.evaluate(({ at, messages }) => {
        const tab = window.open(`${at}/capture`);
        addEventListener("message", () => messages.forEach((message) => tab.postMessage(message, "*")), { once: true });
      }, { at: book.origin, messages })]);
      return tab;
    };
    // What is no page is passed over; of two pages, the first is taken; the address of another site is not.
    const tab = await send([null, 7, "gainsay-ready", { gainsay: "page" }, { gainsay: "page", html: {} },
      { gainsay: "page", html, url: "https://bank.example/" }, { gainsay: "page", html: "<p>second</p>", url: "" }]);
    await tab.getByRole("heading", { name: "Is this right?" }).waitFor();
    await opened(tab);
    assert.deepEqual([await tab.evaluate(() => window.__ran), await tab.getByLabel("Address").inputValue()], [undefined, ""]);
    assert.deepEqual(await tab.evaluate(() => [...document.querySelectorAll("script, iframe, img, style, base, object")].map((one) => one.getAttribute("src"))), ["drafts", "combobox", "find", "page", "live"].map((name) => `/assets/${name}.js`));
    const none = await send([{ gainsay: "page", html: "<p>too short</p>", url: "" }]);
    await none.getByText("There is no article in the page").first().waitFor();
    assert.equal(book.whole(), before);
    // Another window than the one that opened the tab is not heard.
    await desk.go("/capture");
    await desk.page.evaluate((html) => postMessage({ gainsay: "page", html, url: "" }, "*"), html);
    assert.match(await desk.page.locator("#capture-state").innerText(), /No page opened this tab/);
    assert.equal(new URL(desk.page.url()).pathname, "/capture");
  } finally {
    site.close();
  }
});

story("rich text from the clipboard keeps its paragraphs", { permissions: ["clipboard-read", "clipboard-write"] }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/read");
  await page.evaluate(([title, said]) => navigator.clipboard.write([new ClipboardItem({
    "text/plain": new Blob([`${title}\n${said.join(" ")}`], { type: "text/plain" }),
    "text/html": new Blob([`<h1>${title}</h1>${said.map((one) => `<p>${one}</p>`).join("")}`], { type: "text/html" }),
  })]), [TITLE, SAID]);
  const text = page.getByLabel("Or its text, pasted");
  await text.focus();
  await page.keyboard.press("Control+V");
  await page.getByText("Pasted as rich text").waitFor();
  await desk.leads(() => page.getByRole("button", { name: "Read it" }).click());
  assert.equal(await page.getByLabel("Title").inputValue(), TITLE);
  await page.getByLabel("Published by").fill("Courier");
  await desk.leads(() => page.getByRole("button", { name: "Store it" }).click());
  assert.equal(book.gainsay("document", "show", "1", "--text").toString(), [TITLE, ...SAID].join("\n"));
  // What is changed after it was pasted is read as it stands.
  await desk.go("/read");
  await text.focus();
  await page.keyboard.press("Control+V");
  await page.keyboard.type(" So there.");
  assert.equal(await page.locator("#rich").innerText(), "");
});

story("what cannot be read is said, and what was pasted stays, with JavaScript off", { javaScriptEnabled: false }, async (desk, book) => {
  const { page } = desk;
  const before = book.whole();
  await desk.go("/read");
  await desk.leads(() => page.getByRole("button", { name: "Read it" }).click());
  await page.getByText("Nothing was chosen or pasted").first().waitFor();
  await page.locator("#read-file").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") });
  await page.getByLabel("Or its text, pasted").fill("Kept");
  await desk.leads(() => page.getByRole("button", { name: "Read it" }).click());
  await page.getByText("This is a picture").first().waitFor();
  assert.equal(await page.getByLabel("Or its text, pasted").inputValue(), "Kept");
  assert.equal(book.whole(), before);
  await page.getByLabel("Or its text, pasted").fill([TITLE, ...SAID].join("\n\n"));
  await desk.leads(() => page.getByRole("button", { name: "Read it" }).click());
  await desk.leads(() => page.getByRole("button", { name: "Store it" }).click());
  assert.equal(await page.getByText("what the text suggests").count(), 1);
});

story("everybody can take an article in", {}, async (desk) => {
  const bring = async (page, name, text) => {
    await desk.go("/read", page);
    await page.locator("#read-file").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(text) });
    await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Read it" }).click()]);
    await opened(page);
  };
  await look(desk.context, [
    ["the page for an article", (page) => desk.go("/read", page)],
    ["the page for another tab", (page) => desk.go("/capture", page)],
    ["what was found", (page) => bring(page, "fees.html", PAGE)],
    ["there is no article", (page) => bring(page, "empty.html", "<p>nothing</p>")],
    ["an article without a title, and one that the book has", async (page) => {
      await bring(page, "fees.html", PAGE);
      await page.getByLabel("Title").fill("");
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Store it" }).click()]);
    }],
  ]);
});
