// Takes the pictures of the README, into data/pictures: `npm run pictures`, in tests/browser.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Book, Desk, ROOT, browser } from "./desk.mjs";
import { article } from "./full.mjs";

const FOLDER = join(ROOT, "data/pictures");

/** Takes a picture of a page of a book, after something was done with it. */
async function picture(name, book, path, height, act = async () => {}) {
  const desk = await Desk.open(book, { viewport: { width: 1280, height }, colorScheme: "light" });
  await desk.go(path);
  await act(desk.page);
  const file = join(FOLDER, `${name}.png`);
  await desk.page.screenshot({ path: file });
  await desk.close();
  console.log(`${file}: ${Math.ceil(statSync(file).size / 1000)} kB`);
}

mkdirSync(FOLDER, { recursive: true });

const demo = new Book("albania.db").demo();
demo.gainsay("rate", "2", "unproven", "--because", "no document shows the figure", "--by", "Our desk");
demo.gainsay("rate", "3", "false", "--because", "a place in prison costs £44,000", "--by", "Our desk");
demo.gainsay("stage", "2", "awaiting-reply");
demo.gainsay("stage", "3", "checked");
await picture("claims", demo, "/?sort=status", 760);

const ferry = new Book("northport.db");
article(ferry, 6);
await picture("reading", ferry, "/documents/1", 540, async (page) => {
  const words = "the contract would be signed before Christmas";
  do await page.keyboard.press("j"); while (!await page.evaluate((words) => getSelection().toString().includes(words), words));
  while (!await page.evaluate((words) => getSelection().toString().startsWith(words), words)) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.evaluate(() => document.getElementById("text").scrollIntoView());
  await page.locator(".panel").waitFor();
});

await (await browser()).close();
