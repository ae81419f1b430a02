// The list of claims: rows are chosen with Space and Shift, long texts are folded, and the stage is set in place. Without this
// script, the boxes and buttons of the list do the same.
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
    const stage = event.target.closest("a[data-stage]");
    if (stage && !event.ctrlKey && !event.metaKey) { event.preventDefault(); set_stage(stage); }
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

  // A stage is set where it stands. Where that fails, the page of the claim says why.
  function set_stage(link) {
    const select = make("select");
    select.setAttribute("aria-label", `Stage of claim ${link.dataset.claim}`);
    for (const stage of STAGES) select.add(new Option(stage, stage, false, stage === link.dataset.stage));
    // Whatever takes the select away also takes the focus from it.
    const back = () => {
      select.removeEventListener("blur", back);
      if (select.isConnected) { select.replaceWith(link); link.focus(); }
    };
    select.addEventListener("change", async () => {
      const answer = await fetch(`/api/claims/${link.dataset.claim}/stage`, { method: "POST", credentials: "same-origin",
        headers: { "Content-Type": "application/json" }, body: JSON.stringify({ stage: select.value }) }).catch(() => null);
      if (!answer?.ok) return location.assign(link.href);
      link.dataset.stage = link.textContent = select.value;
      link.setAttribute("aria-label", `Stage of claim ${link.dataset.claim}: ${select.value}. Change it`);
      back();
    });
    select.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); back(); } });
    select.addEventListener("blur", back);
    link.replaceWith(select);
    select.focus();
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
