// The page works without this. It adds keys (/ j k ?), controls that show what they ask for at once, and a list that
// follows the filter as it is typed.
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
      for (const part of ["#results", ".shares"]) {
        const [old, now] = [document.querySelector(part), there.querySelector(part)];
        if (old && now) old.replaceWith(document.adoptNode(now));
      }
      document.title = there.title;
      box.toggleAttribute("aria-invalid", !reply.ok);
      history.replaceState(null, "", address);
    } catch { if (mine === asked) form.submit(); }
  }

  if (form) {
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 350); });
    form.addEventListener("change", (event) => { if (event.target !== box) show(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); show(); });
  }

  // Goes to the next row or the one before.
  function step(by) {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return;
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
      for (const [key, does] of [["/", "to the filter"], ["j", "the next row"], ["k", "the row before"],
        ["Enter", "opens it"], ["?", "these keys"], ["Esc", "away with them"]]) {
        const [row, name, told, cap] = ["div", "dt", "dd", "kbd"].map((tag) => document.createElement(tag));
        cap.textContent = key;
        told.textContent = does;
        name.append(cap);
        row.append(name, told);
        list.append(row);
      }
      dialog.append(list);
      document.body.append(dialog);
    }
    if (dialog.open) dialog.close(); else dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing) return typing.blur();
    if (typing) return;
    const does = { "/": () => box && box.focus(), j: () => step(1), k: () => step(-1), "?": help }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
})();
