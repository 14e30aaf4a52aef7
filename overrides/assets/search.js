// The search dialog. Queries stay in the browser: the index comes in pieces from this site, and nothing is sent.
// The query stands behind the # of the address, which no browser sends: a search can be shared, and Back finds it again.

import { excerptOf, indexOf } from "./search-index.js";
import { wordsOf } from "./search-words.js";

const STEP = 10; // results shown at once
const FEW = 5; // with fewer, English is offered
const WAIT = 120; // milliseconds after the last key
const MARK = "#search=";

let dialog, base, locale, others, field, list, status, hint, more, offer;
let shown = { query: "", entries: [], index: null, upTo: 0 };
let turn = 0;

export async function openSearch(element, opener) {
  if (!dialog) await prepare(element, opener);
  dialog.showModal();
  field.focus();
  const asked = queryInAddress();
  if (asked && asked !== field.value) field.value = asked;
  field.select();
  await Promise.all([indexOf(locale, base), update()]);
}

async function prepare(element, opener) {
  base = new URL(element.dataset.base, location.href).href;
  await styled(new URL("search.css", import.meta.url));
  dialog = element;
  locale = document.documentElement.lang;
  others = dialog.dataset.locales.split(" ").filter((code) => code !== locale);
  const find = (name) => dialog.querySelector(name);
  [field, list, status, hint] = [find("input"), find("ol"), find("[role=status]"), find(".search-hint")];
  [more, offer] = [find("[data-search-more]"), find("[data-search-offer]")];

  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, WAIT);
  });
  find("form[role=search]").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await update();
    list.querySelector("a")?.click();
  });
  find("[data-search-close]").addEventListener("click", () => dialog.close());
  more.addEventListener("click", async () => {
    const first = shown.upTo;
    await extend();
    list.querySelectorAll("a")[first]?.focus();
  });
  offer?.addEventListener("click", addEnglish);
  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("click", (event) => {
    // A click beside the dialog's content is one on its backdrop.
    if (event.target === dialog) dialog.close();
    // An entry of this very page does not load a page that would close the dialog.
    const link = event.target.closest("ol a");
    if (link && new URL(link.href).pathname === location.pathname) dialog.close();
  });
  dialog.addEventListener("close", () => {
    if (location.hash.startsWith(MARK)) keepInAddress("");
    if (document.activeElement === document.body) opener.focus();
  });
}

function styled(href) {
  return new Promise((resolve, reject) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = href;
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", reject);
    document.head.append(sheet);
  });
}

function queryInAddress() {
  if (!location.hash.startsWith(MARK)) return "";
  try {
    return decodeURIComponent(location.hash.slice(MARK.length));
  } catch {
    return "";
  }
}

function keepInAddress(query) {
  const plain = location.pathname + location.search;
  history.replaceState(history.state, "", query ? plain + MARK + encodeURIComponent(query) : plain);
}

// Search for what is in the field, unless the reader types on meanwhile.
async function update() {
  const query = field.value.trim();
  if (query === shown.query) return;
  const mine = ++turn;
  const index = await indexOf(locale, base);
  const entries = wordsOf(query).join("").length > 1 ? await index.search(field.value, others, base) : [];
  if (mine !== turn) return;
  const items = await Promise.all(entries.slice(0, STEP).map((entry) => item(entry, index)));
  if (mine !== turn) return;
  shown = { query, entries, index, upTo: items.length };
  // A reader who went down the list while the search went on stays at that place.
  const place = [...list.querySelectorAll("a")].indexOf(document.activeElement);
  list.replaceChildren(...items);
  if (place >= 0) (list.querySelectorAll("a")[place] ?? field).focus();
  dialog.scrollTop = 0;
  hint.hidden = Boolean(query);
  keepInAddress(query);
  announce(wordsOf(query).join("").length > 1);
  more.hidden = shown.upTo >= entries.length;
  if (offer) offer.hidden = !query || entries.length >= FEW;
}

function announce(searched) {
  const count = list.childElementCount > shown.upTo ? list.childElementCount : shown.entries.length;
  const { found, none } = dialog.dataset;
  status.textContent = !searched ? "" : count ? found.replace("%(count)s", count) : none;
}

async function extend() {
  const next = shown.entries.slice(shown.upTo, shown.upTo + STEP);
  shown.upTo += next.length;
  list.append(...(await Promise.all(next.map((entry) => item(entry, shown.index)))));
  more.hidden = shown.upTo >= shown.entries.length;
}

async function addEnglish() {
  offer.hidden = true;
  const mine = turn;
  const index = await indexOf("en", base);
  const all = [locale, ...others];
  const entries = await index.search(field.value, all.filter((code) => code !== "en"), base);
  const items = await Promise.all(entries.slice(0, STEP).map((entry) => item(entry, index)));
  if (mine !== turn) return;
  // A page that was found in the reader's language already is not shown again.
  const known = new Set([...list.querySelectorAll("a")].map((link) => link.dataset.address));
  const fresh = items.filter((entry) => !known.has(entry.querySelector("a").dataset.address));
  list.append(...fresh);
  announce(true);
  (fresh[0]?.querySelector("a") ?? field).focus();
}

async function item(entry, index) {
  const data = await entry.result.data();
  const made = element("li");
  const kind = element("p", "kind", data.meta.kind);
  const link = element("a");
  link.href = new URL(data.meta.address, base);
  link.dataset.address = index.locale === "en" ? data.meta.address : data.meta.address.slice(index.locale.length + 1);
  const excerpt = element("p", "excerpt");
  const { pieces, cutBefore, cutAfter } = excerptOf(data, entry.forms);
  marked(link, excerptOf({ content: data.meta.title }, entry.forms, Infinity).pieces);
  marked(excerpt, pieces, cutBefore, cutAfter);
  if (index.locale !== locale) {
    const badge = element("span", "badge", dialog.dataset.english);
    kind.append(" ", badge);
    for (const part of [link, excerpt]) part.lang = index.locale;
    link.hreflang = index.locale;
  }
  made.append(kind, link, excerpt);
  return made;
}

function marked(parent, pieces, cutBefore = false, cutAfter = false) {
  if (cutBefore) parent.append("… ");
  for (const [number, piece] of pieces.entries()) {
    if (number) parent.append(" ");
    parent.append(piece.marked ? element("mark", "", piece.text) : piece.text);
  }
  if (cutAfter) parent.append(" …");
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function onKey(event) {
  if (event.key === "Escape") {
    // Chromium would first empty the field, and close only at the second key.
    event.preventDefault();
    dialog.close();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [field, ...list.querySelectorAll("a")];
  const here = stops.indexOf(document.activeElement);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
