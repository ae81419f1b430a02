// Says what others changed while a page is open. It touches nothing that somebody types: they decide when the page is loaded again.
// Without it, or without JavaScript, a page is as it was when it was loaded.
(() => {
  let newest = Number(document.body.dataset.entry);
  if (!window.EventSource || !Number.isFinite(newest)) return;
  const claim = Number(/^\/claims\/(\d+)/.exec(location.pathname)?.[1]);
  const isList = ["/", "/mine", "/history", "/search"].includes(location.pathname);
  if (!claim && !isList) return;
  const [claims, members] = [new Set(), new Set()];
  let source;

  function told() {
    const names = [...members];
    const who = names.length ? names.join(" and ") : "Somebody";
    if (claim) return `${who} changed this claim.`;
    const changed = [...claims];
    if (changed.length === 1) return `${who} changed claim ${changed[0]}.`;
    return changed.length ? `${who} changed ${changed.length} claims.` : `${who} changed the book.`;
  }

  function show() {
    let notice = document.getElementById("live");
    if (!notice) {
      notice = document.createElement("div");
      notice.id = "live";
      notice.className = "said";
      notice.setAttribute("role", "status");
      document.getElementById("main").prepend(notice);
    }
    const again = document.createElement("a");
    again.href = location.pathname + location.search.replace(/[?&]message=\d+/, "");
    again.textContent = "Show";
    const line = document.createElement("p");
    line.append(told(), " ", again);
    notice.replaceChildren(line);
  }

  // A browser has six connections to a server, so only the page that is looked at keeps one.
  function listen() {
    source?.close();
    source = undefined;
    if (document.hidden) return;
    source = new EventSource(`/events?since=${newest}`);
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      newest = news.entry;
      if (claim && !news.claims.includes(claim)) return;
      news.claims.forEach((id) => claims.add(id));
      news.by.forEach((name) => members.add(name));
      show();
    };
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
