// Fields in which a claim, a speaker or a document is chosen by its words: the book offers what it has while somebody types
// (the combobox of the ARIA Authoring Practices). Without this script, words and numbers are understood as well.
"use strict";
(() => {
  const DELAY = 120;
  let count = 0;

  /** The document of the page; its claims come first. */
  const near = /^\/documents\/(\d+)/.exec(location.pathname)?.[1];

  function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  /** Makes a field a combobox. A form that was copied has the marks of its pattern, but not what makes them work. */
  function attach(field) {
    count += 1;
    for (const other of field.parentElement.querySelectorAll(".offers, .offers + .hidden")) other.remove();
    const what = field.dataset.completes;
    const several = what === "speakers" && /;/.test(field.labels[0]?.parentElement.querySelector(".small")?.textContent || "");
    const number = field.form.elements[`${field.name}-chosen`];
    const list = make("ul", "", "offers");
    list.id = `offers-${count}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Offers");
    list.hidden = true;
    const told = make("p", "", "hidden");
    told.setAttribute("role", "status");
    field.removeAttribute("list");
    field.setAttribute("autocomplete", "off");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);
    field.parentElement.classList.add("with-offers");
    field.after(list, told);
    let hits = [], at = -1, timer = 0, request = 0;

    // Of several names, the one that is typed now.
    const part = () => several ? field.value.slice(field.value.lastIndexOf(";") + 1).trim() : field.value.trim();

    function close() {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function mark(place) {
      at = place;
      [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
      const row = list.children[at];
      if (row) { field.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
      else field.removeAttribute("aria-activedescendant");
    }

    function choose(hit) {
      const before = several && field.value.includes(";") ? field.value.slice(0, field.value.lastIndexOf(";") + 1) + " " : "";
      field.value = before + hit.text;
      if (number) number.value = hit.id;
      close();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function show() {
      // A late answer must not take away what is marked.
      const marked = list.children[at]?.dataset.id;
      list.replaceChildren(...hits.map((hit, index) => {
        const row = make("li");
        row.id = `${list.id}-${index}`;
        row.dataset.id = hit.id;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        const text = make("span", hit.text, "offer");
        text.dir = "auto";
        row.append(text, make("span", hit.what === "claim" ? `claim ${hit.id} · ${hit.detail}` : hit.detail, "small"));
        // Before the field loses the focus.
        row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(hit); });
        return row;
      }));
      mark(hits.findIndex((hit) => `${hit.id}` === marked));
      list.hidden = !hits.length;
      field.setAttribute("aria-expanded", String(Boolean(hits.length)));
      told.textContent = hits.length ? `${hits.length} offered` : part() && what === "claims" ? "No claim has these words" : "";
    }

    async function ask() {
      const mine = ++request;
      const query = new URLSearchParams({ of: what, q: part() });
      if (near) query.set("near", near);
      try {
        const answer = await fetch(`/complete?${query}`, { credentials: "same-origin" });
        const found = await answer.json();
        if (mine !== request || document.activeElement !== field) return;
        // A name that stands there in full needs no offer.
        hits = found.length === 1 && what !== "claims" && found[0].text === part() ? [] : found;
        show();
      } catch { if (mine === request) close(); }
    }

    field.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      if (number) number.value = "";
      clearTimeout(timer);
      if (part() || what === "claims") timer = setTimeout(ask, DELAY); else { hits = []; close(); }
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return void ask();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
      } else if (event.key === "Enter" && !list.hidden && at >= 0 && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        event.stopPropagation();
        choose(hits[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    field.addEventListener("blur", () => { clearTimeout(timer); request += 1; close(); });
    field.addEventListener("click", () => { if (what === "claims" && list.hidden && !number?.value) ask(); });
  }

  document.querySelectorAll("form input[data-completes]").forEach(attach);
  document.addEventListener("form-shown", (event) => event.target.querySelectorAll("input[data-completes]").forEach(attach));
})();
