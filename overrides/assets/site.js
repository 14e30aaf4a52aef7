// What a page can do beyond links: choose light or dark, and close what is open with Escape or a click elsewhere.
// Everything else works without scripts.

const root = document.documentElement;
const toggle = document.querySelector("[data-theme-toggle]");

if (toggle) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // The choice then holds for this page only.
    }
  });
}

const drops = document.querySelectorAll("details.drop");

document.addEventListener("click", (event) => {
  for (const drop of drops) if (!drop.contains(event.target)) drop.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of drops) {
    if (drop.open) {
      drop.open = false;
      drop.querySelector("summary").focus();
    }
  }
});

// Without scripts the link leads to the list of all pages; so it does where there is no index, as in the preview.
const opener = document.querySelector("[data-search-open]");
const dialog = document.querySelector("#search");

if (opener && dialog) {
  const own = document.currentScript.src;
  const open = async (event) => {
    event?.preventDefault();
    try {
      const { openSearch } = await import(new URL("search.js", own));
      await openSearch(dialog, opener);
    } catch {
      location.href = opener.href;
    }
  };
  // A search that was shared, or that Back leads to.
  const openShared = () => location.hash.startsWith("#search=") && !dialog.open && open();
  openShared();
  addEventListener("hashchange", openShared);
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !typing && !dialog.open && (event.key === "/" || event.key === "s")) open(event);
  });
}

// One quiet line, once: this page exists in the language that the browser asks for. No redirect; only a reader's "no"
// is kept.
const offer = document.querySelector(".offer");

if (offer) {
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  const links = [...document.querySelectorAll("[data-offer]")];
  const rank = (code) => (wanted.indexOf(code) + 1 || Infinity);
  const best = links.sort((a, b) => rank(a.lang) - rank(b.lang))[0];
  let refused = false;
  try {
    refused = localStorage.getItem("offer") === "no";
  } catch {
    // Without storage the offer is made on every page.
  }
  if (best && !refused && rank(best.lang) < rank(root.lang)) {
    const link = best.cloneNode(false);
    link.textContent = best.dataset.offer;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = offer.dataset.close;
    close.addEventListener("click", () => {
      offer.hidden = true;
      try {
        localStorage.setItem("offer", "no");
      } catch {
        // Then it is asked again on the next page.
      }
    });
    offer.append(link, " ", close);
    offer.hidden = false;
  }
}
