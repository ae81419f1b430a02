// The reading view: the keys that go through the suggestions of a text. Without this script, the list beside the text records
// and dismisses them.
"use strict";
(() => {
  const stored = document.querySelector(".stored");
  const spots = [...document.querySelectorAll(".stored .spot")];
  const undo = document.getElementById("undo"), dismissal = document.getElementById("dismiss-one");
  let panel = null, opened = null;
  const row = (number) => document.getElementById(`suggestion-${number}`);

  function stored_value(where, name, value) {
    try {
      if (value === undefined) return window[where].getItem(name) || "";
      window[where].setItem(name, value);
    } catch { return ""; }
  }

  // Marks the passage of a suggestion and its row in the list.
  function show(number) {
    for (const mark of stored.querySelectorAll("mark")) mark.classList.toggle("current", mark.dataset.in.split(" ").includes(number));
    for (const each of document.querySelectorAll(".suggestions > li")) each.classList.toggle("here", each === row(number));
    const list = row(number)?.closest(".side");
    if (list && list.scrollHeight > list.clientHeight) list.scrollTop = row(number).offsetTop - list.offsetTop - list.clientHeight / 3;
  }

  // Remembers where to go on when the page comes again.
  function go_on_after(number) {
    const at = spots.findIndex((spot) => spot.dataset.number === number);
    const next = spots[at + 1] || spots[at - 1];
    stored_value("sessionStorage", "suggestion", next ? next.dataset.number : "");
    stored_value("sessionStorage", "decided", number);
  }

  function close_panel() {
    if (!panel) return;
    panel.remove();
    panel = null;
    opened.focus();
  }

  function fill(form, values) {
    for (const name of ["text", "by", "stance", "claim", "on", "role", "for", "occasion"]) form.elements[name].value = values[name];
    form.elements.unnamed.checked = values.unnamed === "on";
    form.elements.numbers.value = values.number;
  }

  function open_panel(spot) {
    const values = row(spot.dataset.number).dataset;
    opened = spot;
    panel?.remove();
    panel = document.createElement("div");
    panel.className = "panel";
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", `Suggestion ${values.number}`);
    const heading = document.createElement("h2"), passage = document.createElement("p");
    heading.textContent = `Suggestion ${values.number}`;
    passage.textContent = values.passage;
    passage.className = "picked";
    passage.dir = "auto";
    const form = document.getElementById("one-suggestion").content.firstElementChild.cloneNode(true);
    fill(form, values);
    form.setAttribute("aria-label", `Suggestion ${values.number}`);
    form.querySelector("p:last-child button").textContent = "Record it";
    form.lastElementChild.append(" ", button("Dismiss it", () => dismiss(spot)), " ", button("Close", close_panel));
    // Enter records, also from a field of several lines.
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.localName === "textarea" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
    });
    form.addEventListener("submit", () => {
      go_on_after(values.number);
      // What is as it was read need not be sent, but who speaks says whether the text names the speaker.
      for (const field of form.querySelectorAll("[name]")) {
        const { name } = field;
        const is_same = name === "unnamed" || name === "by"
          ? form.elements.by.value === values.by && form.elements.unnamed.checked === (values.unnamed === "on")
          : field.value === values[name];
        if (name !== "numbers" && is_same) field.disabled = true;
      }
    });
    panel.append(heading, passage, form);
    document.body.append(panel);
    form.elements.text.focus();
  }

  function button(text, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  function dismiss(spot) {
    go_on_after(spot.dataset.number);
    dismissal.elements.numbers.value = spot.dataset.number;
    dismissal.requestSubmit();
  }

  undo?.addEventListener("submit", () => stored_value("sessionStorage", "suggestion", stored_value("sessionStorage", "decided")));

  for (const spot of spots) {
    spot.addEventListener("focus", () => show(spot.dataset.number));
    spot.addEventListener("click", (event) => { event.preventDefault(); show(spot.dataset.number); open_panel(spot); });
  }
  for (const mark of stored.querySelectorAll("mark.suggested")) {
    const [number] = mark.dataset.in.split(" ").filter((one) => row(one));
    mark.addEventListener("click", () => spots.find((spot) => spot.dataset.number === number)?.focus());
  }
  document.documentElement.classList.add("with-keys");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && panel) return close_panel();
    // The first Tab leads into the text, past the parts of the book; Shift and Tab lead back to them.
    if (event.key === "Tab" && !event.shiftKey && document.activeElement === document.body && spots.length) {
      event.preventDefault();
      return spots[0].focus();
    }
    if (typing || stored_value("localStorage", "keys") === "off") return;
    const number = event.target.closest("[data-number]")?.dataset.number;
    const spot = spots.find((one) => one.dataset.number === number);
    if (event.key === "x" && spot) { event.preventDefault(); dismiss(spot); }
    if (event.key === "u" && undo) { event.preventDefault(); undo.requestSubmit(); }
  });

  // After a decision, the next suggestion has the focus.
  const next = stored_value("sessionStorage", "suggestion");
  if (next && !document.getElementById("summary")) {
    stored_value("sessionStorage", "suggestion", "");
    (spots.find((spot) => spot.dataset.number === next) || spots[0])?.focus();
  }
})();
