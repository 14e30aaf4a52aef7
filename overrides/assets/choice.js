// The pages that a reader chose for their booklet: the button and the count on every page, and what the page that
// shows the booklet shares with them. Nothing is kept until the reader adds a page, and nothing after the last is gone.

const MOST_PAGES = 99;
const LONGEST_TITLE = 120;
// An item is an address without its last slash; `.` is the home page, whose address is empty.
const ITEM = /^(?:([a-z]{2,3}(?:-[A-Z]{2})?):)?((?:[a-z0-9-]+\/)*[a-z0-9-]+|\.)$/;
const VERSION = "1 ";

// A module lies in a folder of assets/, two below the site's root.
export const root = new URL("../..", import.meta.url);
// Several sites may share a host, and what a host keeps is one store.
const KEY = `booklet ${root.pathname}`;
export const languages = [...document.querySelectorAll(".languages a[hreflang]")].map((link) => link.hreflang);
const own = document.documentElement.lang;
let unsaved = null;

// One form for links and for the store: title=…&items=hr:guidelines/a,guidelines/b,en:models/c. An item without a
// language is in that of the item before it; the first one in that of the page which is read.
export function parse(text) {
  const fields = new URLSearchParams(text);
  const items = [];
  let language = own;
  for (const written of (fields.get("items") || "").split(",")) {
    const [, named, path] = ITEM.exec(written) || [];
    if (!path || (named && !languages.includes(named))) continue;
    language = named || language;
    const item = { language, address: path === "." ? "" : `${path}/` };
    if (items.length < MOST_PAGES && place(items, item) < 0) items.push(item);
  }
  return { title: (fields.get("title") || "").slice(0, LONGEST_TITLE), items };
}

export function format({ title, items }) {
  let language = "";
  const written = items.map((item) => {
    const named = item.language === language ? "" : `${item.language}:`;
    language = item.language;
    return named + (item.address.slice(0, -1) || ".");
  });
  return `${title ? `title=${encodeURIComponent(title)}&` : ""}items=${written.join(",")}`;
}

export function place(items, { language, address }) {
  return items.findIndex((item) => item.language === language && item.address === address);
}

export function read() {
  if (unsaved) return unsaved;
  try {
    const kept = localStorage.getItem(KEY) || "";
    return parse(kept.startsWith(VERSION) ? kept.slice(VERSION.length) : "");
  } catch {
    return parse("");
  }
}

// Returns whether the browser keeps it; if not, it holds for this page only.
export function write(choice) {
  try {
    if (choice.items.length) localStorage.setItem(KEY, VERSION + format(choice));
    else localStorage.removeItem(KEY);
    unsaved = null;
  } catch {
    unsaved = choice;
  }
  show();
  return !unsaved;
}

const link = document.querySelector(".booklet-link");
const button = document.querySelector("[data-booklet-add]");
const status = document.querySelector(".page-foot > [role=status]");
const here = button && { language: own, address: button.dataset.bookletAdd };

function show() {
  const { items } = read();
  link.hidden = !items.length;
  link.querySelector("[data-booklet-count]").textContent = `(${items.length})`;
  if (!button) return;
  const [add, remove] = button.querySelectorAll("span");
  add.hidden = place(items, here) >= 0;
  remove.hidden = !add.hidden;
  button.closest("li").hidden = false;
}

button?.addEventListener("click", () => {
  const choice = read();
  const found = place(choice.items, here);
  if (found < 0) choice.items.push(here);
  else choice.items.splice(found, 1);
  write(choice);
  status.textContent = `${found < 0 ? status.dataset.added : status.dataset.removed} ${choice.items.length}`;
});

// The same site in another tab, and a page that comes back as it was left.
addEventListener("storage", show);
addEventListener("pageshow", show);
show();

for (const text of document.querySelectorAll("pre[data-file]")) {
  const line = text.nextElementSibling;
  const download = line.querySelector("a");
  // RIS asks for the ends of lines that Windows writes; BibTeX takes both.
  const file = new Blob([text.textContent.replaceAll("\n", "\r\n")], { type: "text/plain" });
  download.href = URL.createObjectURL(file);
  download.download = `${location.pathname.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "site"}.${text.dataset.file}`;
  line.querySelector("button").addEventListener("click", async () => {
    if (await copy(text)) line.querySelector("[role=status]").textContent = line.dataset.copied;
  });
  line.hidden = false;
}

// Where a browser gives no clipboard, the text is selected instead, ready for the reader's own keys.
export async function copy(element) {
  const text = element.value ?? element.textContent;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (element.select) element.select();
    else getSelection().selectAllChildren(element);
    return false;
  }
}
