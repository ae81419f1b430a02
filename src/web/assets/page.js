// The page works without this. It adds keys (/ j k ?), controls that show what they ask for at once, and a list that
// follows the filter as it is typed; and in a document, forms for the words that are selected.
"use strict";
(() => {
  const box = document.getElementById("q");
  const form = box && box.form;
  let asked = 0, waiting = 0;

  // Shows what the form asks for, without leaving the page; where that fails, the form is sent as it would be.
  async function show() {
    const mine = ++asked;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    // What is as usual need not stand in the address.
    const columns = [...form.querySelectorAll("[name=col]")];
    if (columns.every((column) => column.checked === column.hasAttribute("data-usual"))) query.delete("col");
    if (query.get("sort") === "newest") query.delete("sort");
    const address = form.getAttribute("action") + (query.size ? "?" + query : "");
    try {
      const reply = await fetch(address, { credentials: "same-origin", redirect: "error" });
      const there = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (mine !== asked) return;
      for (const part of ["#results", ".shares", "#asked"]) {
        const [old, now] = [document.querySelector(part), there.querySelector(part)];
        if (old && now) old.replaceWith(document.adoptNode(now));
      }
      document.title = there.title;
      box.toggleAttribute("aria-invalid", !reply.ok);
      history.replaceState(null, "", address);
    } catch { if (mine === asked) form.submit(); }
  }

  // What is wrong, or was done, is read first.
  const summary = document.getElementById("summary"), done = document.getElementById("done");
  if (summary) summary.focus();
  if (done) {
    const close = button("Close", () => done.remove(), "little");
    done.classList.add("over");
    done.append(close);
  }

  if (form) {
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 350); });
    form.addEventListener("change", (event) => { if (event.target !== box) show(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); show(); });
  }

  // Goes to the next row or the one before; in a text, to the next sentence.
  function step(by) {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return reading && read_on(by);
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    for (const other of rows) other.classList.toggle("here", other === row);
    const link = row.querySelector("a[href]");
    if (link) link.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function help() {
    let dialog = document.querySelector("dialog");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.setAttribute("aria-label", "Keys");
      const list = document.createElement("dl");
      for (const [key, does] of [["/", "to the filter"], ["j", "the next row, or sentence of a text"],
        ["k", "the one before"], ["Enter", "opens the row"], ["← →", "the selected words begin earlier, later"],
        ["Shift ← →", "they end earlier, later"], ["c d s", "record from the selected words: claim, dispute, statement"],
        ["Ctrl Enter", "sends a form"], ["?", "these keys"], ["Esc", "away with them"]]) {
        const row = make("div"), name = make("dt");
        name.append(make("kbd", key));
        row.append(name, make("dd", does));
        list.append(row);
      }
      // Who speaks to the browser, or hits keys unawares, can do without those that are letters (WCAG 2.1.4).
      const label = make("label", "", "tick"), off = make("input");
      off.type = "checkbox";
      off.checked = kept("localStorage", "keys") === "off";
      off.addEventListener("change", () => kept("localStorage", "keys", off.checked ? "off" : "on"));
      label.append(off, " Turn off the keys that are letters or signs");
      dialog.append(list, label, button("Close", () => dialog.close(), "little"));
      document.body.append(dialog);
    }
    if (dialog.open) dialog.close(); else dialog.showModal();
  }

  // The reading view: words that are selected in the stored text go into a form, with the place where they begin.
  const stored = document.querySelector(".stored");
  const reading = document.getElementById("reading");
  let panel = null, picked = null, spot = null;

  // The stored text, and where in it each node begins; the numbers between its words are no part of it.
  const nodes = [];
  let whole = "";
  if (stored) {
    const walk = document.createTreeWalker(stored, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest("sup")) continue;
      nodes.push([whole.length, node]);
      whole += node.data;
    }
  }

  // Where what is selected of the text begins and ends, without white space around it.
  function span() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const within = nodes.filter(([, node]) => range.intersectsNode(node));
    if (!within.length) return null;
    const [[first, begin], [last, end]] = [within[0], within.at(-1)];
    const from = first + (begin === range.startContainer ? range.startOffset : 0);
    return bare(from, last + (end === range.endContainer ? range.endOffset : end.length));
  }

  function bare(from, to) {
    const text = whole.slice(from, to);
    const begin = from + text.length - text.trimStart().length;
    return text.trim() ? [begin, begin + text.trim().length] : null;
  }

  // What is selected, and how many characters stand before it.
  function selected() {
    const now = span();
    return now && { text: whole.slice(...now), at: [...whole.slice(0, now[0])].length, span: now };
  }

  function select([from, to]) {
    const first = nodes.findLast(([at]) => at <= from), last = nodes.findLast(([at]) => at < to);
    getSelection().setBaseAndExtent(first[1], from - first[0], last[1], to - last[0]);
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight / 2) scrollBy(0, box.top - innerHeight / 4);
  }

  // The sentences or words of the text, as places.
  function cut(granularity) {
    let language;
    try { language = Intl.getCanonicalLocales(stored.lang)[0]; } catch { /* as the browser's */ }
    const parts = [...new Intl.Segmenter(language, { granularity }).segment(whole)];
    return parts.map(({ segment, index }) => bare(index, index + segment.length)).filter(Boolean);
  }

  // Where the text was left: at what is selected, or was, or was recorded last.
  function left() {
    const target = document.querySelector(".stored :target");
    const after = target && nodes.find(([, node]) => target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    return span() || spot || (after && [after[0], after[0]]);
  }

  // Selects the next sentence or the one before.
  function read_on(by) {
    const at = left(), sentences = cut("sentence");
    const next = !at ? sentences[0] : by > 0 ? sentences.find(([from]) => from >= at[1])
      : sentences.findLast(([from, to]) => at[0] < at[1] ? to <= at[0] : from <= at[0]);
    if (next) select(next);
  }

  // Lets the selection begin or end a word later or earlier.
  function widen(by, is_end) {
    const now = span(), edge = is_end ? 1 : 0;
    const edges = cut("word").map((word) => word[edge]).filter((at) => is_end ? at > now[0] : at < now[1]);
    const at = by > 0 ? edges.find((at) => at > now[edge]) : edges.findLast((at) => at < now[edge]);
    if (at !== undefined) select(is_end ? [now[0], at] : [at, now[1]]);
  }

  function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function button(text, does, more = "") {
    const made = make("button", text, "quiet " + more);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }

  // What is kept in the browser: for its life, or for this page's; nothing where it keeps nothing.
  function kept(where, name, value) {
    try {
      if (value === undefined) return window[where].getItem(name) || "";
      window[where].setItem(name, value);
    } catch { return ""; }
  }

  function away() {
    if (!panel) return;
    panel.remove();
    panel = picked = null;
    stored.focus({ preventScroll: true });
  }

  function offer() {
    const now = selected();
    if (!now) { if (panel && !panel.querySelector("form")) away(); return; }
    if (panel && panel.querySelector("form")) return;
    picked = now;
    spot = now.span;
    if (!panel) {
      panel = make("div", "", "panel");
      panel.setAttribute("role", "region");
      panel.setAttribute("aria-label", "Record from this text");
      panel.setAttribute("aria-live", "polite");
      document.body.append(panel);
    }
    const choose = make("p", "", "choose");
    for (const [key, name] of [["c", "New claim"], ["d", "Dispute"], ["s", "Statement"]]) {
      const one = button(name + " ", () => open_form(key));
      one.append(make("kbd", key));
      choose.append(one);
    }
    panel.replaceChildren(make("p", picked.text, "picked"), choose);
    panel.firstChild.dir = "auto";
  }

  function open_form(key) {
    const now = selected() || picked;
    if (!now || !reading) return;
    picked = now;
    offer();
    const id = { c: "documents-claim", d: "documents-dispute", s: "documents-say" }[key];
    const form = document.getElementById(id).cloneNode(true);
    for (const part of form.querySelectorAll("[id]")) part.id = "panel-" + part.id;
    form.id = "panel-" + id;
    for (const part of form.querySelectorAll("[for]")) part.htmlFor = "panel-" + part.htmlFor;
    for (const part of form.querySelectorAll("[aria-describedby]")) {
      part.setAttribute("aria-describedby", part.getAttribute("aria-describedby").split(" ").map((one) => "panel-" + one).join(" "));
    }
    form.elements.quote.value = picked.text;
    form.elements.quote_at.value = picked.at;
    // Who spoke last speaks on, often; but nobody disputes what they said themselves.
    const { by, on } = form.elements;
    if (key !== "d" && !by.value) by.value = kept("sessionStorage", "by");
    by.addEventListener("focus", () => by.select());
    form.addEventListener("submit", () => kept("sessionStorage", "by", by.value));
    // No date is filled in by itself.
    const day = reading.dataset.published;
    if (day) on.after(button("The day it was published: " + day, () => { on.value = day; on.focus(); }, "little"));
    const close = button("Close ", away);
    close.append(make("kbd", "Esc"));
    form.lastElementChild.append(" ", close);
    panel.removeAttribute("aria-live");
    panel.replaceChildren(make("h2", form.getAttribute("aria-label")), form);
    (form.elements.text || form.elements.claim).focus();
  }

  if (stored && reading) {
    document.documentElement.classList.add("with-keys");
    stored.tabIndex = -1;
    document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(offer, 150); });
  }

  const foot = document.querySelector("footer");
  if (foot) foot.append(button("Keys", help, "little"));

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const sent = event.target.closest("form[method=post]");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && sent) {
      event.preventDefault();
      return sent.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && panel) return away();
    if (event.key === "Escape" && typing) return typing.blur();
    if (typing || (event.key.length === 1 && kept("localStorage", "keys") === "off")) return;
    const does = { "/": () => box && box.focus(), j: () => step(1), k: () => step(-1), "?": help }[event.key]
      || ("cds".includes(event.key) && reading && (selected() || picked) ? () => open_form(event.key) : null);
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way && reading && span()) { event.preventDefault(); return widen(way, event.shiftKey); }
    if (does) { event.preventDefault(); does(); }
  });
})();
