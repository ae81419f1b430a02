// Rich text that is pasted on the page "Read", and the page that another tab hands over. Without this script, files and plain
// text are read as well.
"use strict";
(() => {
  const LONGEST = 64 << 20;
  const form = document.getElementById("read");
  const capture = document.getElementById("capture-form");

  // Rich text is sent as it was copied. Where the text is changed after that, the text as it stands is sent.
  if (form) {
    const { text, html } = form.elements, said = document.getElementById("rich");
    const show = () => { said.textContent = html.value && "Pasted as rich text: its paragraphs are kept."; };
    let pasted = "";
    show();
    text.addEventListener("paste", (event) => {
      const rich = event.clipboardData.getData("text/html");
      pasted = /<(p|br|div|h[1-6]|li)[\s>/]/i.test(rich) ? rich : "";
    });
    text.addEventListener("input", (event) => {
      html.value = event.inputType === "insertFromPaste" && pasted ? pasted : "";
      pasted = "";
      show();
    });
    // The bookmark leads to the book as this browser calls it. A click here does nothing: the bookmark belongs elsewhere.
    const bookmark = document.getElementById("bookmarklet");
    bookmark.href = bookmark.getAttribute("href").replace(/"https?:\/\/[^"]*"/, JSON.stringify(location.origin));
    bookmark.addEventListener("click", (event) => {
      event.preventDefault();
      said.textContent = "";
      if (!bookmark.parentElement.querySelector("b")) {
        const hint = document.createElement("b");
        hint.textContent = " Drag it to the bar of bookmarks, and click it there.";
        bookmark.after(hint);
      }
    });
  }

  if (capture) {
    const { opener } = window, state = document.getElementById("capture-state");
    const say = (text) => { state.textContent = text; };
    let isTaken = false;
    const late = setTimeout(() => say("The page that opened this tab has sent nothing. Go back to it, and click the bookmark again."), 10_000);

    // The sender may be any page. What it sends is text: it goes into fields of a form, and the server reads it.
    const take = ({ data, origin, source }) => {
      if (isTaken || source !== opener || data?.gainsay !== "page" || typeof data.html !== "string") return;
      isTaken = true;
      clearTimeout(late);
      const page = new Blob([data.html]);
      if (page.size > LONGEST) return say(`The page of ${origin} is larger than 64 MB. Copy the article, and paste it on the page “Read”.`);
      const { file, from, url } = capture.elements, files = new DataTransfer();
      const name = URL.canParse(origin) ? new URL(origin).hostname : "page";
      files.items.add(new File([page], `${name}.html`, { type: "text/html" }));
      file.files = files.files;
      from.value = origin === "null" ? "a page without an address" : origin;
      url.value = typeof data.url === "string" && URL.canParse(data.url) && new URL(data.url).origin === origin ? data.url : "";
      say(`Reading a page of ${from.value} …`);
      capture.requestSubmit();
    };
    if (opener) {
      say("Waiting for the page that opened this tab …");
      addEventListener("message", take);
      opener.postMessage("gainsay-ready", "*");
    } else {
      clearTimeout(late);
      say("No page opened this tab, or it does not let its tabs answer. Copy the article there, and paste it on the page “Read”.");
    }
  }
})();
