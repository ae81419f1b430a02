// What was read is kept as it was: files are chosen, dropped or pasted on the page of a document, and never shown as a page.
import assert from "node:assert/strict";
import { look, opened } from "./axe.mjs";
import { story } from "./desk.mjs";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const PAGE = "<!doctype html><script>window.__ran = 1</script><p>harmful</p>";
const book = (book) => book.gainsay("document", "add", "--title", "Talks denied");
const names = (book) => book.json("document", "show", "1").attachments.map((file) => file.name);

story("files are chosen, dropped and pasted", { book, permissions: ["clipboard-read", "clipboard-write"] }, async (desk, book) => {
  const { page } = desk;
  await desk.go("/documents/1");
  await page.getByText("Keep a file beside it").click();
  await page.getByLabel("Files").setInputFiles([{ name: "page.html", mimeType: "text/html", buffer: Buffer.from(PAGE) }, { name: "shot.png", mimeType: "image/png", buffer: PNG }]);
  await desk.leads(() => page.getByRole("button", { name: "Keep them" }).click());
  assert.deepEqual(names(book), ["page.html", "shot.png"]);
  const width = await page.locator(".kept img").evaluate((picture) => picture.decode().then(() => picture.naturalWidth));
  assert.equal(width, 1, "the picture is shown");
  // Dropped anywhere on the page.
  const dropped = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    files.items.add(new File(["a letter"], "letter.txt"));
    return files;
  });
  await desk.leads(() => page.dispatchEvent("h1", "drop", { dataTransfer: dropped }));
  assert.deepEqual(names(book), ["page.html", "shot.png", "letter.txt"]);
  // A picture of the screen, pasted: the clipboard writes it anew, so that it is another file.
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3, 2);
    canvas.getContext("2d").fillRect(0, 0, 1, 1);
    await navigator.clipboard.write([new ClipboardItem({ "image/png": await canvas.convertToBlob() })]);
  });
  await desk.leads(() => page.keyboard.press("Control+V"));
  assert.equal(names(book).length, 4);
  await desk.leads(() => page.getByRole("button", { name: "Remove page.html" }).click());
  assert.ok(!names(book).includes("page.html"));
});

story("a page that is kept is downloaded, and does nothing", { book }, async (desk, book) => {
  const { page } = desk;
  book.gainsay("document", "attach", "1", book.file("page.png", PAGE));
  await desk.go("/documents/1");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "page.png" }).click();
  assert.equal((await download).suggestedFilename(), "page.png");
  assert.equal(await page.evaluate(() => window.__ran), undefined);
});

story("everybody can keep files", { book }, async (desk, book) => {
  book.gainsay("document", "attach", "1", book.file("page.html", PAGE), book.file("shot.png", PNG));
  await look(desk.context, [
    ["files are kept", async (page) => { await desk.go("/documents/1", page); await opened(page); }],
    ["no file was chosen", async (page) => {
      await desk.go("/documents/1", page);
      await opened(page);
      await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Keep them" }).click()]);
      await page.locator("#summary").waitFor();
    }],
  ]);
});
