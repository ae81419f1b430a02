// Searches the claims of the site in the browser. Without this script, the lists lead to all of them.
"use strict";
(() => {
  const form = document.getElementById("search");
  if (!form) return;
  const field = form.elements.q, list = document.getElementById("found"), MAX = 50;
  let claims = null;
  form.hidden = false;
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function load(then) {
    if (claims) return then();
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.addEventListener("load", () => { claims = window.CLAIMS.map((row) => [row, fold(row.slice(1).join(" "))]); then(); });
    document.head.append(script);
  }

  function show() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const found = words.length ? claims.filter(([, text]) => words.every((word) => text.includes(word))) : [];
    list.replaceChildren(...found.slice(0, MAX).map(([[id, text, status, verdict, names]]) => {
      const row = document.createElement("li"), link = document.createElement("a"), more = document.createElement("p");
      link.href = `claims/${id}.html`;
      link.textContent = text;
      link.dir = "auto";
      more.className = "small";
      more.textContent = [status, verdict, names].filter(Boolean).join(" · ");
      row.append(link, more);
      return row;
    }));
    form.querySelector("[role=status]").textContent = !words.length ? "" : found.length > MAX ? `${MAX} of ${found.length} claims` : `${found.length} ${found.length === 1 ? "claim" : "claims"}`;
  }

  field.addEventListener("input", () => load(show));
  form.addEventListener("submit", (event) => { event.preventDefault(); load(show); });
})();
