// The list of claims: rows are chosen with Space and Shift, long texts are folded, and stage and tags are changed in
// place. Without this script, the boxes and buttons of the list do the same.
"use strict";
(() => {
  document.documentElement.classList.add("with-script");
  const STAGES = [...document.querySelectorAll("#many [name=stage] option")].map((option) => option.value);
  let last = null;

  const boxes = () => [...document.querySelectorAll(".c-pick input")];
  const many = () => document.getElementById("many");

  function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function count() {
    const bar = many();
    if (!bar) return;
    const chosen = boxes().filter((box) => box.checked).length;
    bar.dataset.count = chosen;
    bar.querySelector("#many-count").firstElementChild.textContent = chosen === 1 ? "1 claim chosen" : `${chosen} claims chosen`;
  }

  /** Chooses a row; with Shift, all rows from the last one that was chosen. */
  function choose(box, isRange) {
    const all = boxes(), from = all.indexOf(last), to = all.indexOf(box);
    if (isRange && from >= 0) for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    last = box;
    count();
  }

  document.addEventListener("click", (event) => {
    if (event.target.matches(".c-pick input")) choose(event.target, event.shiftKey);
    if (event.ctrlKey || event.metaKey) return;
    const stage = event.target.closest("a[data-stage]"), tags = event.target.closest("a[data-tags]");
    if (stage || tags) event.preventDefault();
    if (stage) set_stage(stage);
    if (tags) set_tags(tags);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("tr[data-row]"), box = row?.querySelector(".c-pick input");
    if (!box || event.target === box || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && event.target.matches("a")) {
      event.preventDefault();
      box.checked = event.shiftKey || !box.checked;
      choose(box, event.shiftKey);
    }
  });

  // A stage and tags are changed where they stand. Where that fails, the page of the claim says why.
  const send = (link, what, values) => fetch(`/api/claims/${link.dataset.claim}/${what}`, { method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) }).catch(() => null);

  /** Puts a field in the place of a link; gives what puts the link back. */
  function put(field, link) {
    // Whatever takes the field away also takes the focus from it.
    const back = () => {
      field.removeEventListener("blur", back);
      if (field.isConnected) { field.replaceWith(link); link.focus(); }
    };
    field.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); back(); } });
    field.addEventListener("blur", back);
    link.replaceWith(field);
    field.focus();
    return back;
  }

  function set_stage(link) {
    const select = make("select");
    select.setAttribute("aria-label", `Stage of claim ${link.dataset.claim}`);
    for (const stage of STAGES) select.add(new Option(stage, stage, false, stage === link.dataset.stage));
    const back = put(select, link);
    select.addEventListener("change", async () => {
      const answer = await send(link, "stage", { stage: select.value });
      if (!answer?.ok) return location.assign(link.href);
      link.dataset.stage = link.textContent = select.value;
      link.setAttribute("aria-label", `Stage of claim ${link.dataset.claim}: ${select.value}. Change it`);
      back();
    });
  }

  const parted = (text) => [...new Set(text.split(";").map((tag) => tag.trim()).filter(Boolean))];

  function set_tags(link) {
    const field = make("input"), before = parted(link.dataset.tags);
    field.value = before.join("; ");
    field.setAttribute("aria-label", `Tags of claim ${link.dataset.claim}, with ; between. Enter sets them`);
    const back = put(field, link);
    field.addEventListener("keydown", async (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const now = parted(field.value);
      const added = now.filter((tag) => !before.includes(tag)), gone = before.filter((tag) => !now.includes(tag));
      for (const [what, tag] of [["tag", added], ["untag", gone]]) {
        if (tag.length && !(await send(link, what, { tag }))?.ok) return location.assign(link.href);
      }
      link.dataset.tags = now.join("; ");
      link.textContent = now.join(", ") || "none";
      link.setAttribute("aria-label", `Tags of claim ${link.dataset.claim}: ${now.join(", ") || "none"}. Change them`);
      back();
    });
  }

  // A text of more than three lines is shown whole when asked for.
  function fold() {
    for (const text of document.querySelectorAll(".c-claim .text:not(.whole)")) {
      if (text.scrollHeight <= text.clientHeight + 2 || text.nextElementSibling) continue;
      const more = make("button", "more", "quiet little");
      more.type = "button";
      more.setAttribute("aria-label", `More of the claim: ${text.textContent.slice(0, 60)}`);
      more.addEventListener("click", () => { text.classList.add("whole"); more.remove(); text.focus(); });
      text.after(more);
    }
  }

  // On a narrow screen, what narrows the list is folded away.
  const filter = document.querySelector("form.filter");
  if (filter) {
    const open = make("button", "Narrow the list", "quiet little only-narrow");
    open.type = "button";
    open.setAttribute("aria-expanded", "false");
    open.addEventListener("click", () => open.setAttribute("aria-expanded", String(filter.classList.toggle("is-open"))));
    filter.querySelector(".controls")?.before(open);
  }

  async function count_filters() {
    const tabs = [...document.querySelectorAll(".tabs a[data-filter]")];
    if (!tabs.length) return;
    try {
      const filters = await (await fetch("/complete?of=filters", { credentials: "same-origin" })).json();
      for (const tab of tabs) {
        const found = filters.find(({ text }) => text === tab.dataset.filter);
        if (found?.detail) tab.append(" ", make("span", found.detail, "n"));
      }
    } catch { /* the page of saved filters has the numbers */ }
  }

  const show = () => { count(); fold(); };
  new MutationObserver(show).observe(document.getElementById("main"), { childList: true });
  show();
  count_filters();
})();
