// The box in the header: what the book has for the words that are typed, in groups. Without this script, the box leads to the page
// of search.
"use strict";
(() => {
  const form = document.getElementById("find"), field = form?.elements.q;
  if (!field) return;
  const DELAY = 120, LONG = 1500;
  const GROUPS = { claim: "Claims", speaker: "Speakers", document: "Documents", filter: "Saved filters", page: "Pages" };
  const list = document.createElement("div"), told = document.createElement("p");
  list.id = "find-offers";
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found");
  told.className = "hidden";
  told.setAttribute("role", "status");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id], ["autocomplete", "off"]]) field.setAttribute(name, value);
  form.append(list, told);
  let rows = [], at = -1, timer = 0, request = 0;

  function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function close() {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(place) {
    at = place;
    rows.forEach(([row], index) => row.setAttribute("aria-selected", String(index === at)));
    field.setAttribute("aria-activedescendant", rows[at][0].id);
    rows[at][0].scrollIntoView({ block: "nearest" });
  }

  // A text that is too long for an address is sent as a form.
  function compare() {
    form.method = field.value.length > LONG ? "post" : "get";
    form.submit();
  }

  function option(text, detail, action) {
    const row = make("div", "", "option");
    row.id = `find-offer-${rows.length}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    const name = make("span", text, "offer");
    name.dir = "auto";
    row.append(name);
    if (detail) row.append(make("span", detail, "small"));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); action(); });
    rows.push([row, action]);
    return row;
  }

  function show(hits) {
    rows = [];
    list.replaceChildren();
    for (const [what, name] of Object.entries(GROUPS)) {
      const found = hits.filter((hit) => hit.what === what);
      if (!found.length) continue;
      const group = make("div");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      const heading = make("div", name, "group");
      heading.setAttribute("aria-hidden", "true");
      group.append(heading, ...found.map((hit) => option(hit.text, hit.detail && (what === "claim" ? `claim ${hit.id} · ${hit.detail}` : hit.detail), () => location.assign(hit.address))));
      list.append(group);
    }
    const words = field.value.trim();
    const more = option(words.split(/\s+/).length > 3 ? "Has this been said?" : `Search for “${words}”`, words.split(/\s+/).length > 3 ? "compares it with every claim" : "in claims, quotes, notes and stored texts", compare);
    list.append(more);
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    told.textContent = hits.length ? `${hits.length} found` : "Nothing has these words yet";
  }

  async function ask() {
    const mine = ++request, words = field.value.trim();
    if (!words) return close();
    try {
      const hits = words.length > LONG ? [] : await (await fetch(`/complete?${new URLSearchParams({ of: "everything", q: words })}`, { credentials: "same-origin" })).json();
      if (mine === request && document.activeElement === field && Array.isArray(hits)) show(hits);
    } catch { if (mine === request) close(); }
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
  field.addEventListener("focus", () => { if (field.value.trim()) ask(); });
  field.addEventListener("blur", () => { clearTimeout(timer); request += 1; close(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      mark(event.key === "ArrowDown" ? (at + 1) % rows.length : (at <= 0 ? rows.length : at) - 1);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      rows[at][1]();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  form.addEventListener("submit", (event) => {
    if (!field.value.trim()) return event.preventDefault();
    form.method = field.value.length > LONG ? "post" : "get";
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
})();
