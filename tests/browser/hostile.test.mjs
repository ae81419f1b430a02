// Texts that would do something, were they more than text, are typed into every field of every form. None does anything, and
// each is shown as it was typed.
import assert from "node:assert/strict";
import { PAGES, story, tell } from "./desk.mjs";
import { little } from "./full.mjs";
import { HOSTILE, shown } from "./texts.mjs";

/** The pages on which every form stands. */
const ALL = [...PAGES.map((path) => path.replace("{id}", "1")), "/claims"];
/** So many texts stand in a field at once where they are refused. */
const TOGETHER = 12;

/** Sees that no text was more than text on a page; gives whether something was refused, and what is in the fields of a form. */
async function has_run(page, { action, method, typed }) {
  const [ran, foreign, refused, back] = await page.evaluate(([action, method, typed]) => {
    const made = document.querySelectorAll("script, iframe, img, video, style, base, meta[http-equiv], math, object, embed, animate");
    // A text that is too long for a line of words is shown in the field for a whole text.
    const forms = [...document.forms].filter((form) => form.getAttribute("action") === action && form.id !== "find");
    const own = forms.filter((form) => form.method === method), holds = (form) => typed.every((name) => form.elements[name]?.value);
    const form = own.find(holds) ?? forms.find(holds) ?? own.at(-1);
    return [window.__ran ?? null, [...made].filter((one) => !/^\/(assets\/\w+\.js|attachments\/\d+)$/.test(one.getAttribute("src"))).map((one) => one.outerHTML),
      !!document.querySelector("#summary"), form && typed.map((name) => form.elements[name].value)];
  }, [action, method, typed]);
  assert.deepEqual([ran, foreign], [null, []], `${action} ${page.url()}`);
  return [refused, back];
}

/** The forms of the pages: where each stands, and the names of its fields. The box in the header leads to a form that has its words. */
async function forms(desk) {
  const all = new Map();
  for (const path of ALL) {
    await desk.go(path);
    for (const form of await desk.page.evaluate(() => [...document.forms].filter((form) => form.id !== "find").map((form) => ({
      action: form.getAttribute("action"), method: form.method,
      names: [...new Set([...form.elements].filter((field) => field.type !== "file").map((field) => field.name).filter(Boolean))],
      typed: [...form.elements].filter((field) => field.name && field.matches("input[type=text], input[type=search], textarea")).map((field) => field.name),
    })))) {
      const key = `${form.method} ${form.action}`;
      if (!all.has(key)) all.set(key, { path, ...form });
    }
  }
  return [...all.values()].filter((form) => form.names.length);
}

/** Puts a value into every field of a form, whatever kind it is of, and sends it. */
async function send(page, { action, method }, values) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.evaluate(([action, method, values]) => {
    const form = [...document.forms].findLast((form) => form.getAttribute("action") === action && form.method === method);
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements[name];
      for (const one of field.length && !field.options ? field : [field]) {
        if (one.options) one.add(new Option(value, value, true, true));
        else one.value = value;
        one.checked = true;
      }
    }
    form.submit();
  }, [action, method, values])]);
}

/** What a line holds of a text that was put into it. */
const in_a_line = (text) => text.replace(/[\r\n]/g, "");

story("what is typed into any field comes back as text", { book: little }, async (desk) => {
  const all = await forms(desk);
  const typing = all.filter((form) => form.typed.length);
  assert.ok(typing.length >= 24, `${typing.map((form) => form.action)}`);
  const rounds = Math.ceil(HOSTILE.length / TOGETHER);
  let sent = 0, texts = 0;
  const waiting = [...typing];
  const work = async (waiting) => {
    const page = await desk.context.newPage();
    for (let form = waiting.shift(); form; form = waiting.shift()) {
      const { path, action, names, typed, method } = form;
      for (let round = 0; round < rounds; round++) {
        const text = HOSTILE.slice(round * TOGETHER, (round + 1) * TOGETHER).join(" ");
        // What was refused is there to be sent again.
        const is_there = () => page.locator(`form[action="${action}"]:not(#find)`).count();
        if (!typed.length || !await is_there()) await desk.go(path, page);
        if (!typed.length && !await is_there()) break;
        await send(page, form, Object.fromEntries(names.map((name) => [name, text])));
        const [is_shown, back] = await has_run(page, form);
        if (is_shown || method === "get") {
          // White space around what is looked for means nothing.
          const as_kept = (text) => (method === "get" ? text.trim() : text);
          assert.deepEqual(back.map(as_kept), typed.map(() => as_kept(shown(in_a_line(text)))), `${action} shows what was typed`);
        }
        sent += 1;
        texts += names.length * Math.min(TOGETHER, HOSTILE.length - round * TOGETHER);
      }
    }
    await page.close();
  };
  await Promise.all([work(waiting), work(waiting)]);
  // Buttons have fields that nobody sees, and may take away what they stand beside.
  await work(all.filter((form) => !form.typed.length));
  tell(`${all.length} forms were sent ${sent} times, with ${HOSTILE.length} texts in every field (${texts} in all)`);
});

/** Sends a form as the page would, without going anywhere, and gives the path that it leads to. */
async function post(page, action, fields) {
  const url = new URL(action, page.url());
  const reply = await page.request.post(`${url}`, { form: fields, maxRedirects: 0, headers: { origin: url.origin } });
  assert.equal(reply.status(), 303, `${action} takes ${JSON.stringify(fields)}, but: ${await reply.text()}`);
  return new URL(reply.headers().location, url).pathname;
}

/** A text as it stands in a line of a page. */
const in_words = (text) => text.replace(/\s+/g, " ").trim();

story("what is recorded is shown as text", { book: little }, async (desk, book) => {
  const { page } = desk;
  const force = "on";
  const headings = new Map();
  let taken = 0;
  const record = async (action, fields) => {
    taken += Object.keys(fields).length;
    return post(page, action, { ...fields, force });
  };
  await desk.go("/history");
  for (const [number, hostile] of HOSTILE.entries()) {
    // No command line can have a null character, and none is recorded: that is refused above.
    const text = hostile.replaceAll("\0", "");
    const name = `${text} ${number}`;
    // What is no address is refused, above.
    const url = `https://example.org/#${text.replace(/\s/gu, "")}`;
    const person = await record("/speakers", { name, kind: "person", wikidata: text, note: text });
    const by = person.split("/").pop();
    await record(`${person}/alias`, { name: `${text} alias ${number}` });
    const document = await record("/documents", { title: name, url, publisher: by, kind: "other", file: `Before ${text} after.`, archive: url, language: text, note: text });
    await record(`${document}/claim`, { text: name, by, tag: text, quote: text, quote_at: "7", role: text, occasion: text, via: "1" });
    await record(`${document}/deny`, { by, stance: "denies", quote: text, role: text, occasion: text });
    const claim = `/claims/${book.json("list", "--sort", "newest", "--limit", "1")[0].id}`;
    await record(`${claim}/dispute`, { by, stance: "denies", quote: text, role: text, occasion: text, url, title: `${text} letter` });
    await record(`${claim}/rate`, { label: text, because: text, by, url, title: text });
    await record(`${claim}/evidence`, { in: document.split("/").pop(), relation: "supports", quote: text, note: text });
    await record(`${claim}/edit`, { text: name, note: text });
    for (const path of [document, claim]) headings.set(path, name);
    // Signs that nobody sees do not belong to the name of a speaker.
    headings.set(person, name.replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "").normalize("NFC"));
  }
  const seen = [...ALL, "/?col=tags&col=made-by&col=disputed-by&col=verdict", "/search?q=script", "/claims/2/like", "/documents/2/edit", "/speakers/5/edit", "/claims/2/edit"];
  const waiting = [...headings.keys(), ...seen];
  const work = async () => {
    const page = await desk.context.newPage();
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      await desk.go(path, page);
      await has_run(page, { action: "", typed: [] });
      const text = headings.get(path);
      if (!text) continue;
      const [heading, whole] = await page.evaluate(() => [document.querySelector("h1").textContent, document.querySelector("main").textContent]);
      assert.equal(in_words(heading), in_words(shown(text)), path);
      const times = in_words(whole).split(in_words(shown(text.replace(/ \d+$/, "")))).length - 1;
      assert.ok(times >= 5, `${path} shows it ${times} times`);
    }
    await page.close();
  };
  await Promise.all([work(), work()]);
  tell(`${taken} fields were recorded with ${HOSTILE.length} texts, and ${headings.size + seen.length} pages show them`);
});
