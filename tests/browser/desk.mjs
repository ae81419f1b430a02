// A desk of its own for each story: a book in a folder that goes with it, served by the program, and Chromium that was let in.
// Whatever the browser asks for, and whatever goes wrong in it, is noted; at the end of a story nothing may stand in the notes.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The top folder of the sources. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = process.env.GAINSAY ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/gainsay");

/** Every page that can be asked for, as the table of routes says. */
export const PAGES = [...readFileSync(join(ROOT, "src/web/routes.rs"), "utf8").matchAll(/\bpage\("([^"]+)"/g)].map(([, path]) => path);

const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

let started, is_story;

/** Chromium, one for all the stories of a file. */
export function browser() {
  const args = process.getuid?.() === 0 ? ["--no-sandbox", ...FLAGS] : FLAGS;
  started ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
  return started;
}

/** A book, and the program that keeps and serves it. */
export class Book {
  constructor(name = "book.db") {
    // In memory where the machine has such a place, so that many commits are quick.
    this.folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "gainsay-browser-"));
    this.path = join(this.folder, name);
    this.env = { PATH: process.env.PATH, HOME: this.folder, GAINSAY_DB: this.path, GAINSAY_NOW: "2021-11-19T12:00:00Z" };
  }

  /** Runs a command, and gives what it prints. */
  gainsay(...words) {
    return execFileSync(PROGRAM, words, { cwd: this.folder, env: this.env, maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "pipe"] });
  }

  /** What a command prints as JSON. */
  json(...words) {
    return JSON.parse(this.gainsay(...words, "--format", "json"));
  }

  /** Everything that the book holds. */
  whole() {
    return this.gainsay("export", "-", "--format", "jsonl").toString();
  }

  /** Loads the demo story. */
  demo() {
    this.gainsay("demo", "--db", this.path);
    return this;
  }

  /** Puts a file into the folder of the book, and gives its path. */
  file(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Serves the book, and gives the address that is printed. */
  async serve(...flags) {
    this.server = spawn(PROGRAM, ["serve", "--port", "0", ...flags], { cwd: this.folder, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    const address = await new Promise((found, never) => {
      let said = "";
      this.server.stderr.on("data", (more) => { said += more; });
      this.server.stdout.on("data", (more) => {
        said += more;
        const address = /^the book is open at (\S+)\n/m.exec(said);
        if (address) found(address[1]);
      });
      this.server.on("exit", (code) => never(new Error(`gainsay serve ended with ${code}: ${said}`)));
    });
    this.origin = new URL(address).origin;
    return address;
  }

  close() {
    this.server?.removeAllListeners("exit");
    this.server?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Takes scripts from the sources, for work on them without a build. */
function use_sources(context) {
  return context.route("**/assets/*.js", (route) => {
    const path = join(ROOT, "src/web", new URL(route.request().url()).pathname);
    return existsSync(path) ? route.fulfill({ path, contentType: "text/javascript" }) : route.continue();
  });
}

/** Notes what goes wrong in the pages of a context, and every request that leaves the origin of the book, but for other sites. */
function watch(context, origin, desk) {
  const { notes, others } = desk;
  context.on("request", (request) => {
    const asked = new URL(request.url()).origin;
    if (asked !== origin && !others.includes(asked)) notes.push(`asked another origin: ${request.url()}`);
  });
  context.on("dialog", (dialog) => {
    // A page with a form that was not sent asks before it is left.
    if (dialog.type() === "beforeunload") { desk.questions += 1; return dialog.accept().catch(() => {}); }
    notes.push(`dialog: ${dialog.message()}`); dialog.dismiss().catch(() => {});
  });
  context.on("weberror", (error) => notes.push(`error in a page: ${error.error()}`));
  context.on("console", (said) => {
    // A page that says what is wrong comes with a status that Chromium calls an error; styles and scripts must be there.
    const refused = /^Failed to load resource: the server responded with a status of 4\d\d/.test(said.text())
      && !new URL(said.location().url).pathname.startsWith("/assets/");
    if (said.type() === "error" && !refused) notes.push(`console: ${said.text()}`);
  });
}

/** A browser that was let in, and the book that it shows. */
export class Desk {
  /** What went wrong in the browser. */
  notes = [];

  /** How often a page asked before it was left. */
  questions = 0;

  /** Origins of other sites that a story needs. */
  others = [];

  constructor(book) { this.book = book; }

  /** Opens a book, in a context with the options of Playwright. */
  static async open(book, options = {}) {
    const desk = new Desk(book);
    const address = await book.serve();
    desk.context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
    desk.context.setDefaultTimeout(30_000);
    watch(desk.context, book.origin, desk);
    if (process.env.ASSETS_OF_SOURCES) await use_sources(desk.context);
    desk.page = await desk.context.newPage();
    await desk.page.goto(address);
    return desk;
  }

  /** Goes to a path. */
  go(path, page = this.page) { return page.goto(this.book.origin + path); }

  /** Does what leads to another page, and waits until that is there. */
  async leads(what) {
    await Promise.all([this.page.waitForEvent("load"), what()]);
  }

  async close() {
    await this.context?.close();
    this.book.close();
    assert.deepEqual(this.notes, [], "nothing goes wrong in the browser, and nothing leaves the book");
  }
}

/** A story: told at a desk of its own, with a book that was prepared, and options of the browser. */
export function story(name, { book = () => {}, ...options }, tell) {
  is_story ??= (after(async () => { if (started) await (await started).close(); }), true);
  test(name, async () => {
    const made = new Book();
    let desk;
    try {
      await book(made);
      desk = await Desk.open(made, options);
      await tell(desk, made);
    } finally {
      await (desk ?? made).close();
    }
  });
}

/** Says how much was done. */
export function tell(what) { console.log(`    ${what}`); }
