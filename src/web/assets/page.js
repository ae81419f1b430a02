// The page works without this script. The script adds keys (/ j k ?), shows the list of a filter while it is typed, and
// shows forms for the selected words of a document.
"use strict";
(() => {
  const box = document.getElementById("q");
  const form = box && box.form;
  const find = document.querySelector("#find [name=q]");
  let lastRequest = 0, timer = 0;

  // Shows the results of the filter without leaving the page. Where that fails, the form is submitted.
  async function showResults() {
    const request = ++lastRequest;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    // Default values are left out of the address.
    const columns = [...form.querySelectorAll("[name=col]")];
    if (columns.every((column) => column.checked === column.hasAttribute("data-usual"))) query.delete("col");
    if (query.get("sort") === "newest") query.delete("sort");
    const address = form.getAttribute("action") + (query.size ? "?" + query : "");
    try {
      const response = await fetch(address, { credentials: "same-origin", redirect: "error" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (request !== lastRequest) return;
      for (const part of ["#results", ".shares", "#asked"]) {
        const [before, after] = [document.querySelector(part), page.querySelector(part)];
        if (before && after) before.replaceWith(document.adoptNode(after));
      }
      document.title = page.title;
      box.toggleAttribute("aria-invalid", !response.ok);
      history.replaceState(null, "", address);
    } catch { if (request === lastRequest) form.submit(); }
  }

  // A button that stands for a form opens it where it is.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-opens]"), form = link && document.getElementById(link.dataset.opens);
    if (!form || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const box = form.closest("details");
    if (box) box.open = true;
    form.scrollIntoView({ block: "center" });
    form.querySelector("textarea, input:not([type=hidden]), select")?.focus({ preventScroll: true });
  });
  for (const text of document.querySelectorAll(".copies textarea")) {
    const copy = button("Copy", async () => {
      text.select();
      try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
      copy.textContent = "Copied";
    }, "little");
    text.before(copy);
  }

  // A screen reader reads first what is wrong. What was done is shown above the page, and can be closed.
  const summary = document.getElementById("summary"), done = document.getElementById("done");
  if (summary) summary.focus();
  if (done) {
    const close = button("Close", () => done.remove(), "little");
    done.classList.add("over");
    done.append(close);
    // One sentence goes by itself, for the eye: a screen reader still finds it, and it stays while somebody is at it.
    const leave = () => {
      if (done.matches(":hover, :focus-within")) return setTimeout(leave, 2000);
      done.classList.add("hidden");
      done.addEventListener("focusin", () => done.classList.remove("hidden"));
    };
    if (done.hasAttribute("data-goes")) setTimeout(leave, 8000);
  }

  // Times of the history are those of the reader.
  for (const time of document.querySelectorAll("time[datetime$=Z]")) {
    const at = new Date(time.dateTime);
    if (isNaN(at)) continue;
    time.title = `${time.dateTime} (UTC)`;
    time.textContent = at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  }
  for (const heading of document.querySelectorAll(".history th")) if (heading.textContent === "When (UTC)") heading.textContent = "When";
  for (const paper of document.querySelectorAll(".on-paper")) paper.textContent = paper.textContent.replace(location.pathname + location.search, location.href);

  if (form) {
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(showResults, 350); });
    form.addEventListener("change", (event) => { if (event.target !== box) showResults(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); showResults(); });
  }

  // Moves to the next row, or the one before; without rows, to the next sentence of the text.
  function step(by) {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return reading && selectSentence(by);
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
      for (const [key, meaning] of [["/", "find anything (also Ctrl K)"], ["f", "go to the filter of the list"], ["j", "next row, or next sentence of a text"],
        ["k", "row or sentence before"], ["n p", "next, previous: claim of the list, or page"], ["Enter", "open the row"], ["← →", "begin the selection a word earlier, later"],
        ["Shift ← →", "end the selection a word earlier, later"],
        ["c d s", "record from the selected words: claim, dispute, statement"],
        ["Tab Enter x u", "among suggestions: next, open and record, dismiss, undo"],
        ["Ctrl Enter", "send a form"], ["?", "show these keys"], ["Esc", "close"]]) {
        const row = make("div"), name = make("dt");
        name.append(make("kbd", key));
        row.append(name, make("dd", meaning));
        list.append(row);
      }
      // Keys of one character can be turned off, for speech input and for accidental presses (WCAG 2.1.4).
      const label = make("label", "", "tick"), off = make("input");
      off.type = "checkbox";
      off.checked = browserStorage("localStorage", "keys") === "off";
      off.addEventListener("change", () => browserStorage("localStorage", "keys", off.checked ? "off" : "on"));
      label.append(off, " Turn off the keys of one character");
      dialog.append(list, label, button("Close", () => dialog.close(), "little"));
      document.body.append(dialog);
    }
    if (dialog.open) dialog.close(); else dialog.showModal();
  }

  // The reading view: the selected words of the stored text go into a form, with the position where they begin.
  const stored = document.querySelector(".stored");
  const reading = document.getElementById("reading");
  let panel = null, quoted = null, lastSpan = null;

  // The stored text, and the position of each node in it, without the numbers of quotes that the page adds.
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

  // Returns the begin and the end of the selection in the text, without the white space around it.
  function selectedSpan() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const within = nodes.filter(([, node]) => range.intersectsNode(node));
    if (!within.length) return null;
    const [[first, begin], [last, end]] = [within[0], within.at(-1)];
    const from = first + (begin === range.startContainer ? range.startOffset : 0);
    return trimmed(from, last + (end === range.endContainer ? range.endOffset : end.length));
  }

  function trimmed(from, to) {
    const text = whole.slice(from, to);
    const begin = from + text.length - text.trimStart().length;
    return text.trim() ? [begin, begin + text.trim().length] : null;
  }

  // Returns the selected words, and the number of characters before them.
  function selection() {
    const now = selectedSpan();
    return now && { text: whole.slice(...now), at: [...whole.slice(0, now[0])].length, span: now };
  }

  function select([from, to]) {
    const first = nodes.findLast(([at]) => at <= from), last = nodes.findLast(([at]) => at < to);
    getSelection().setBaseAndExtent(first[1], from - first[0], last[1], to - last[0]);
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight / 2) scrollBy(0, box.top - innerHeight / 4);
  }

  // Returns the spans of the sentences or words of the text.
  function segments(granularity) {
    let language;
    try { language = Intl.getCanonicalLocales(stored.lang)[0]; } catch { /* the language of the browser */ }
    const parts = [...new Intl.Segmenter(language, { granularity }).segment(whole)];
    return parts.map(({ segment, index }) => trimmed(index, index + segment.length)).filter(Boolean);
  }

  // Returns the position in the text: the selection, the last one, or what was recorded last.
  function position() {
    const target = document.querySelector(".stored :target");
    const after = target && nodes.find(([, node]) => target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    return selectedSpan() || lastSpan || (after && [after[0], after[0]]);
  }

  // Selects the next sentence, or the one before.
  function selectSentence(by) {
    const at = position(), sentences = segments("sentence");
    const next = !at ? sentences[0] : by > 0 ? sentences.find(([from]) => from >= at[1])
      : sentences.findLast(([from, to]) => at[0] < at[1] ? to <= at[0] : from <= at[0]);
    if (next) select(next);
  }

  // Moves the begin or the end of the selection by a word.
  function moveEdge(by, isEnd) {
    const now = selectedSpan(), edge = isEnd ? 1 : 0;
    const edges = segments("word").map((word) => word[edge]).filter((at) => isEnd ? at > now[0] : at < now[1]);
    const at = by > 0 ? edges.find((at) => at > now[edge]) : edges.findLast((at) => at < now[edge]);
    if (at !== undefined) select(isEnd ? [now[0], at] : [at, now[1]]);
  }

  function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function button(text, action, more = "") {
    const button = make("button", text, "quiet " + more);
    button.type = "button";
    button.addEventListener("click", action);
    return button;
  }

  // Reads or writes a value of the browser's storage; an empty text where the browser allows none.
  function browserStorage(where, name, value) {
    try {
      if (value === undefined) return window[where].getItem(name) || "";
      window[where].setItem(name, value);
    } catch { return ""; }
  }

  // Closes the panel. What was typed into it is kept, and is back when it is opened again; a question comes first.
  function leavePanel() {
    const form = panel.querySelector("form");
    if (!form || !window.drafts?.is_dirty(form)) return closePanel();
    if (panel.querySelector(".leaving")) return closePanel();
    const question = make("div", "", "leaving");
    question.setAttribute("role", "group");
    question.setAttribute("aria-label", "Close without recording?");
    const keep = button("Close, and keep what I typed", closePanel);
    question.append(make("p", "This is not recorded yet."), keep, " ",
      button("Discard it", () => { window.drafts.forget(form); form.remove(); closePanel(); }), " ",
      button("Go on", () => { question.remove(); (form.elements.text || form.elements.claim).focus(); }));
    form.after(question);
    keep.focus();
  }

  function closePanel() {
    if (!panel) return;
    const form = panel.querySelector("form");
    if (form) { window.drafts?.save(form); window.drafts?.release(form); }
    panel.remove();
    highlight(null);
    panel = quoted = null;
    stored.focus({ preventScroll: true });
  }

  function showChoices() {
    const now = selection();
    if (!now) { if (panel && !panel.querySelector("form")) closePanel(); return; }
    quoted = now;
    lastSpan = now.span;
    const open = panel && panel.querySelector("form");
    if (open) {
      // Other words that are selected become those of the open form.
      open.elements.quote.value = now.text;
      open.elements.quote_at.value = now.at;
      return highlight(now.span);
    }
    if (!panel) {
      panel = make("div", "", "panel");
      panel.setAttribute("role", "region");
      panel.setAttribute("aria-label", "Record from this text");
      panel.setAttribute("aria-live", "polite");
      document.body.append(panel);
    }
    const choose = make("p", "", "choose");
    for (const [key, name] of [["c", "New claim"], ["d", "Dispute"], ["s", "Statement"]]) {
      const one = button(name + " ", () => openForm(key));
      one.append(make("kbd", key));
      choose.append(one);
    }
    panel.replaceChildren(make("p", quoted.text, "picked"), choose);
    panel.firstChild.dir = "auto";
  }

  // Marks the words of an open form, also while the selection is elsewhere.
  function highlight(span) {
    if (!window.CSS?.highlights) return;
    CSS.highlights.delete("picked");
    if (!span) return;
    const first = nodes.findLast(([at]) => at <= span[0]), last = nodes.findLast(([at]) => at < span[1]), range = new Range();
    range.setStart(first[1], span[0] - first[0]);
    range.setEnd(last[1], span[1] - last[0]);
    CSS.highlights.set("picked", new Highlight(range));
  }

  function openForm(key) {
    const now = selection() || quoted;
    if (!now || !reading) return;
    quoted = now;
    showChoices();
    const id = { c: "documents-claim", d: "documents-dispute", s: "documents-say" }[key];
    const form = document.getElementById(id).cloneNode(true);
    for (const part of form.querySelectorAll("[id]")) part.id = "panel-" + part.id;
    form.id = "panel-" + id;
    for (const part of form.querySelectorAll("[for]")) part.htmlFor = "panel-" + part.htmlFor;
    for (const part of form.querySelectorAll("[aria-describedby]")) {
      part.setAttribute("aria-describedby", part.getAttribute("aria-describedby").split(" ").map((one) => "panel-" + one).join(" "));
    }
    form.elements.quote.value = quoted.text;
    form.elements.quote_at.value = quoted.at;
    highlight(quoted.span);
    // A claim is often worded as it was said.
    if (form.elements.text && !form.elements.text.value) form.elements.text.value = quoted.text;
    // The same speaker often makes the next statement; but nobody disputes their own claim.
    const { by, on } = form.elements;
    if (key !== "d" && !by.value) by.value = browserStorage("sessionStorage", "by");
    by.addEventListener("focus", () => by.select());
    form.addEventListener("submit", () => browserStorage("sessionStorage", "by", by.value));
    // A date is filled in only when asked for.
    const day = reading.dataset.published;
    if (day) on.after(button("The day it was published: " + day, () => { on.value = day; on.focus(); }, "little"));
    const close = button("Close ", leavePanel);
    close.append(make("kbd", "Esc"));
    form.lastElementChild.append(" ", close);
    panel.removeAttribute("aria-live");
    panel.replaceChildren(make("h2", form.getAttribute("aria-label")), form);
    for (const field of form.querySelectorAll("input[type=text], textarea")) field.dataset.given = field.value;
    form.dispatchEvent(new CustomEvent("form-shown", { bubbles: true }));
    const start = form.elements.text || form.elements.claim;
    start.focus();
    start.select();
  }

  if (stored && reading) {
    document.documentElement.classList.add("with-keys");
    stored.tabIndex = -1;
    document.addEventListener("selectionchange", () => { clearTimeout(timer); timer = setTimeout(showChoices, 150); });
  }

  // Files that are dropped on the page of a document, or pasted there, are kept beside it.
  const kept = document.getElementById("attach-file");
  if (kept) {
    const keep = (files) => { kept.files = files; kept.form.requestSubmit(); };
    document.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
    document.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length || event.target === kept) return;
      event.preventDefault();
      keep(event.dataTransfer.files);
    });
    document.addEventListener("paste", (event) => { if (event.clipboardData.files.length) keep(event.clipboardData.files); });
  }

  const foot = document.querySelector("footer");
  if (foot) foot.append(button("Keys", help, "little"));

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const form = event.target.closest?.("form[method=post]");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Escape first leaves the field, then the panel.
    if (event.key === "Escape" && typing && !event.defaultPrevented) {
      typing.blur();
      if (panel?.contains(typing)) { panel.tabIndex = -1; panel.focus({ preventScroll: true }); }
      return;
    }
    if (event.key === "Escape" && panel && !event.defaultPrevented) return leavePanel();
    if (typing || (event.key.length === 1 && browserStorage("localStorage", "keys") === "off")) return;
    const action = { "/": () => (find || box)?.focus(), f: () => box?.focus(), n: () => document.querySelector("a[rel=next]")?.click(), p: () => document.querySelector("a[rel=prev]")?.click(), j: () => step(1), k: () => step(-1), "?": help }[event.key]
      || ("cds".includes(event.key) && reading && (selection() || quoted) ? () => openForm(event.key) : null);
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction && reading && selectedSpan()) { event.preventDefault(); return moveEdge(direction, event.shiftKey); }
    if (action) { event.preventDefault(); action(); }
  });
})();
