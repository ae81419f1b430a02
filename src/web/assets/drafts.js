// Nothing that was typed is lost: what stands in a form that was not sent is kept in this browser, and is back when the page comes
// again: after Back, after a reload, after a restart of the program. The page asks before it is left.
"use strict";
(() => {
  const DAY = 86_400_000, KEPT_FOR = 14 * DAY;
  const book = document.querySelector(".book")?.textContent || "";
  const edited = new Set();
  let timer = 0, isSending = false;

  /** The name under which the draft of a form is kept. */
  const name_of = (form) => `draft:${book}:${form.closest(".panel") ? "panel:" : ""}${form.getAttribute("action").split("?")[0]}`;

  function storage(where, work) {
    try { return work(window[where]); } catch { return null; }
  }
  const read = (name) => storage("localStorage", (kept) => JSON.parse(kept.getItem(name)));
  const forget = (name) => storage("localStorage", (kept) => kept.removeItem(name));
  const sent = () => storage("sessionStorage", (kept) => JSON.parse(kept.getItem("sent"))) || [];
  const set_sent = (names) => storage("sessionStorage", (kept) => kept.setItem("sent", JSON.stringify(names)));

  /** The fields that somebody fills in; the number of a chosen claim belongs to its words. */
  const fields = (form) => [...form.elements].filter((field) => field.name && !field.disabled
    && (!["hidden", "file", "password", "submit", "button", "reset"].includes(field.type) && field.localName !== "button"
      || /-chosen$/.test(field.name)));
  const value_of = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
  const given = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked;
    if (field.localName !== "select") return field.dataset.given ?? field.defaultValue;
    const chosen = [...field.options].find((option) => option.defaultSelected) || field.options[0];
    return chosen ? chosen.value : "";
  };
  const is_draftable = (form) => form && form.method === "post" && !form.matches(".many") && fields(form).some((field) => field.type !== "hidden"
    && (field.localName === "textarea" || ["text", "search", "url", "email", "select-one", "checkbox"].includes(field.type)));

  function save(form) {
    const changed = fields(form).filter((field) => value_of(field) !== given(field));
    const name = name_of(form);
    if (!changed.length) return forget(name);
    const entry = form.hasAttribute("data-corrects") ? form.elements.entry?.value : undefined;
    const draft = { at: Date.now(), entry, values: changed.map((field) => [field.name, value_of(field), given(field)]) };
    storage("localStorage", (kept) => kept.setItem(name, JSON.stringify(draft)));
  }

  const save_edited = () => { clearTimeout(timer); for (const form of edited) save(form); };

  function note(form) {
    form.querySelector(".draft")?.remove();
    const line = document.createElement("p"), discard = document.createElement("button");
    line.className = "small draft";
    line.setAttribute("role", "status");
    line.textContent = "What you typed here before is back. ";
    discard.type = "button";
    discard.className = "quiet little";
    discard.textContent = "Discard it";
    discard.addEventListener("click", () => {
      forget(name_of(form));
      for (const field of fields(form)) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = given(field); else field.value = given(field);
      }
      edited.delete(form);
      line.remove();
      form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    });
    line.append(discard);
    form.prepend(line);
  }

  /** Fills in what was typed before. A value that the address gives is newer. */
  function restore(form) {
    const draft = read(name_of(form));
    if (!draft) return;
    if (Date.now() - draft.at > KEPT_FOR) return forget(name_of(form));
    const is_panel = Boolean(form.closest(".panel")), corrects = form.hasAttribute("data-corrects");
    let count = 0;
    for (const [name, value, before] of draft.values) {
      const same_name = fields(form).filter((field) => field.name === name);
      const field = same_name.find((one) => one.type !== "checkbox" || typeof value === "boolean");
      if (!field || (is_panel && /^quote/.test(name))) continue;
      if (!corrects && given(field) !== before && given(field) !== "") continue;
      if (value_of(field) === value) continue;
      if (typeof value === "boolean") field.checked = value; else field.value = value;
      for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      count += 1;
    }
    if (draft.entry !== undefined && form.elements.entry) form.elements.entry.value = draft.entry;
    set_sent(sent().filter((name) => name !== name_of(form)));
    if (count) note(form);
  }

  // What was sent and recorded is no draft any more. What was refused is in the form, as it was sent.
  const is_refused = Boolean(document.getElementById("summary"));
  if (document.getElementById("done") && !is_refused) {
    sent().forEach(forget);
    set_sent([]);
  }
  if (is_refused) set_sent([]);
  else for (const form of document.querySelectorAll("form[method=post]")) if (is_draftable(form)) restore(form);
  document.addEventListener("form-shown", (event) => { if (is_draftable(event.target)) restore(event.target); });

  const typed = (event) => {
    const form = event.target.form;
    if (!is_draftable(form)) return;
    edited.add(form);
    clearTimeout(timer);
    timer = setTimeout(save_edited, 200);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    save_edited();
    isSending = true;
    setTimeout(() => { isSending = false; }, 2000);
    if (is_draftable(form)) set_sent([...new Set([...sent(), name_of(form)])]);
    edited.delete(form);
  });
  addEventListener("pagehide", save_edited);
  addEventListener("beforeunload", (event) => {
    save_edited();
    const is_open = (form) => form.isConnected && fields(form).some((field) => field.type !== "hidden" && value_of(field) !== given(field));
    if (!isSending && [...edited].some(is_open)) event.preventDefault();
  });

  // For the panel of the reading view.
  window.drafts = {
    is_dirty: (form) => fields(form).some((field) => field.type !== "hidden" && value_of(field) !== given(field)),
    save,
    forget: (form) => { forget(name_of(form)); edited.delete(form); },
    release: (form) => edited.delete(form),
  };
})();
