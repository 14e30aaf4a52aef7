// The search of one language: a dialog over Pagefind's index, loaded when the reader opens it.
// Queries stay in the browser: the index comes in pieces from this site, and nothing is sent.

const RESULTS = 12;
const WAIT = 150; // milliseconds after the last key

export async function openSearch(dialog, base) {
  const pagefind = await import(new URL("pagefind/pagefind.js", base));
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");

  const show = async () => {
    const query = field.value.trim();
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    const search = await pagefind.debouncedSearch(query, {}, WAIT);
    if (search === null) return; // the reader typed on
    const pages = await Promise.all(search.results.slice(0, RESULTS).map((result) => result.data()));
    if (query !== field.value.trim()) return;
    list.replaceChildren(...pages.map(item));
    status.textContent = search.results.length
      ? dialog.dataset.found.replace("%(count)s", search.results.length)
      : dialog.dataset.none;
  };

  if (!dialog.dataset.ready) {
    dialog.dataset.ready = "yes";
    await pagefind.init();
    field.addEventListener("input", show);
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    dialog.addEventListener("keydown", (event) => move(event, field, list));
  }
  dialog.showModal();
  field.focus();
  field.select();
}

function item(page) {
  const entry = document.createElement("li");
  if (page.meta.kind) entry.append(element("p", "kind", page.meta.kind));
  const link = element("a", "", page.meta.title);
  link.href = page.url;
  const excerpt = element("p", "excerpt", "");
  // Pagefind escapes the text of an excerpt; the only elements in it are the <mark>s that it sets.
  excerpt.innerHTML = page.excerpt;
  entry.append(link, excerpt);
  return entry;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function move(event, field, list) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (stops[next]) {
    event.preventDefault();
    stops[next].focus();
  }
}
