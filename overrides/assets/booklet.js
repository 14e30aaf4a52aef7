// The page that shows the chosen pages as one document. They are fetched from this site and put together here, in the
// reader's browser; the choice itself is in the browser's store or in the part of the address that no server sees.

import { copy, format, languages, parse, place, read, root, write } from "./choice.js";
import { compose } from "./booklet-document.js";

const panel = document.querySelector(".booklet");
const form = panel.querySelector("form");
const title = form.querySelector("#booklet-title");
const list = form.querySelector("ol");
const address = form.querySelector("#booklet-address");
const status = panel.querySelector(".booklet-status");
const undo = panel.querySelector("[data-undo]");
const output = document.querySelector(".booklet-document");
const line = panel.querySelector("[data-line]").content;
const words = Object.fromEntries(
  [...panel.querySelector("[data-words]").content.children].map((word) => [word.dataset.word, word.textContent]),
);
const pageTitle = document.title;

let shared = false; // whether a link brought the booklet that is shown
let choice = read();
let before = null; // what Undo brings back
let round = 0;

function say(...texts) {
  status.textContent = texts.join(" ");
}

// A change to a booklet that a link brought changes the link in the address bar; one's own is kept in the browser.
function keep(next, { recompose = true } = {}) {
  choice = next;
  if (shared) history.replaceState(null, "", `#${format(choice)}`);
  const kept = shared || write(choice);
  return show(recompose).then((faults) => kept || faults || say(words.unsaved));
}

function change(next, ...texts) {
  before = choice;
  const done = keep(next);
  undo.hidden = false;
  say(...texts);
  return done;
}

async function show(recompose = true) {
  const empty = !choice.items.length;
  panel.hidden = false;
  form.hidden = empty;
  panel.querySelector("[data-empty]").hidden = !empty;
  panel.querySelector(".booklet-shared").hidden = !shared;
  if (title.value !== choice.title) title.value = choice.title;
  address.value = new URL(`#${format(choice)}`, location.href).href;
  document.title = choice.title || pageTitle;
  setRunningTitle(choice.title || title.placeholder);
  if (!recompose) {
    for (const place of output.querySelectorAll("[data-title]")) place.textContent = choice.title || title.placeholder;
    return false;
  }
  showList();
  if (empty) {
    output.hidden = true;
    output.replaceChildren();
    return false;
  }
  const own = ++round;
  const told = status.textContent;
  output.setAttribute("aria-busy", "true");
  if (!told) say(words.loading);
  const composed = await compose(choice.items, { root, panel, title: choice.title || title.placeholder });
  if (own !== round) return false; // the reader went on meanwhile
  output.replaceChildren(composed.document);
  output.hidden = false;
  output.removeAttribute("aria-busy");
  showNames(composed.pages);
  const faults = composed.pages.filter((page) => page.fault);
  if (faults.length) say(...faults.map((page) => `${words[page.fault]} ${page.item.address}`));
  else if (!told) say(words.ready, choice.items.length);
  return faults.length > 0;
}

function showList() {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  list.replaceChildren(
    ...choice.items.map((item, number) => {
      const entry = line.cloneNode(true).firstElementChild;
      entry.dataset.number = number;
      name(entry, item, item.address, item.language);
      entry.querySelector("[data-do=up]").disabled = number === 0;
      entry.querySelector("[data-do=down]").disabled = number === choice.items.length - 1;
      return entry;
    }),
  );
  if (focused) title.focus();
  const group = form.querySelector("fieldset div");
  group.replaceChildren(
    ...languages.map((language) => {
      const link = document.querySelector(`.languages a[hreflang="${language}"]`);
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.do = "language";
      button.value = button.lang = language;
      button.textContent = link.textContent;
      button.setAttribute("aria-pressed", choice.items.every((item) => item.language === language));
      return button;
    }),
  );
}

function name(entry, item, text, language) {
  const link = entry.querySelector("a");
  link.href = new URL(`${item.language === "en" ? "" : `${item.language}/`}${item.address}`, root);
  link.lang = language;
  link.textContent = text || ".";
  for (const button of entry.querySelectorAll("button")) {
    const label = (button.dataset.label ||= button.getAttribute("aria-label"));
    button.setAttribute("aria-label", `${label}: ${link.textContent}`);
  }
}

function showNames(pages) {
  for (const [number, page] of pages.entries()) {
    const entry = list.children[number];
    if (!page.fault) name(entry, page.item, page.title, page.language);
    entry.classList.toggle("fault", Boolean(page.fault));
  }
  loaded = pages;
}

let loaded = [];

// A name that CSS can print at the head of each page; the margins of a printed page hold no elements.
const running = new CSSStyleSheet();
document.adoptedStyleSheets = [running];
function setRunningTitle(text) {
  const quoted = text.replace(/["\\\n\r\f]/g, (character) => `\\${character.codePointAt(0).toString(16)} `);
  running.replaceSync(`@page { @top-left { content: "${quoted}"; } } @page :first { @top-left { content: none; } }`);
}

const actions = {
  up: (entry) => move(entry, -1),
  down: (entry) => move(entry, 1),
  async remove(entry) {
    const number = Number(entry.dataset.number);
    const name = entry.querySelector("a").textContent;
    const done = change({ ...choice, items: choice.items.toSpliced(number, 1) }, `${words.removed}: ${name}`);
    const next = list.children[Math.min(number, list.children.length - 1)];
    (next?.querySelector("[data-do=remove]") || undo.querySelector("button")).focus();
    await done;
  },
  async empty() {
    const done = change({ title: "", items: [] }, words.emptied);
    undo.querySelector("button").focus();
    await done;
  },
  async undo() {
    if (!before) return;
    const back = before;
    before = null;
    undo.hidden = true;
    say(words.undone);
    const done = keep(back);
    title.focus();
    await done;
  },
  print() {
    print();
  },
  async link() {
    address.closest("p").hidden = false;
    if (await copy(address)) say(words.copied);
    else address.focus();
  },
  take() {
    return own(choice, words.taken);
  },
  join() {
    const mine = read();
    const added = choice.items.filter((item) => place(mine.items, item) < 0);
    return own({ title: mine.title || choice.title, items: [...mine.items, ...added] }, words.joined);
  },
  leave() {
    return own(null, "");
  },
  async language(button) {
    const wanted = button.value;
    const staying = loaded.filter((page) => page.fault || !(page.languages.includes(wanted) || page.item.language === wanted));
    const items = [];
    for (const { item } of loaded) {
      const next = staying.some((page) => page.item === item) ? item : { ...item, language: wanted };
      if (place(items, next) < 0) items.push(next);
    }
    const done = change(
      { ...choice, items },
      button.textContent,
      staying.length ? `· ${words.stay} ${staying.map((page) => page.title || page.item.address).join("; ")}` : "",
    );
    form.querySelector(`fieldset [value="${wanted}"]`).focus();
    await done;
  },
};

// From a booklet that a link brought to the reader's own.
async function own(next, text) {
  shared = false;
  before = null;
  undo.hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
  say(text);
  const done = next ? keep(next) : show(((choice = read()), true));
  if (!form.hidden) title.focus();
  await done;
}

async function move(entry, by) {
  const number = Number(entry.dataset.number);
  const items = [...choice.items];
  items.splice(number + by, 0, ...items.splice(number, 1));
  const name = entry.querySelector("a").textContent;
  const done = change({ ...choice, items }, `${words.moved} ${number + by + 1}: ${name}`);
  const moved = list.children[number + by];
  const again = moved.querySelector(`[data-do=${by < 0 ? "up" : "down"}]`);
  (again.disabled ? moved.querySelector("button:not(:disabled)") : again).focus();
  await done;
}

panel.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  const { do: action } = button.dataset;
  actions[action](action === "language" ? button : button.closest("li"));
});

title.addEventListener("input", () => keep({ ...choice, title: title.value.trim() }, { recompose: false }));
form.addEventListener("submit", (event) => event.preventDefault());

// Ready-made booklets are lists of links; with scripts each can be opened as one document.
const ready = new Map();
for (const card of document.querySelectorAll(".ready-booklets > li")) {
  const items = [...card.querySelectorAll(".links a")].map((link) => link.pathname.slice(root.pathname.length));
  const prefix = `${document.documentElement.lang}/`;
  const paths = items.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path).slice(0, -1));
  const line = card.querySelector(".buttons");
  const choice = `title=${encodeURIComponent(card.dataset.title)}&items=${paths.join(",")}`;
  line.querySelector("a").href = `#${choice}`;
  line.hidden = false;
  ready.set(card.id, choice);
}

function start(event) {
  const fragment = location.hash.slice(1);
  const brought = parse(ready.get(fragment) || fragment);
  shared = brought.items.length > 0;
  choice = shared ? brought : read();
  before = null;
  undo.hidden = true;
  say();
  show();
  // A card leads here from further down, and the address of a ready-made booklet is also that of its card.
  if (shared && event?.type === "hashchange") document.querySelector("main").focus();
  else if (ready.has(fragment)) requestAnimationFrame(() => scrollTo(0, 0));
}

addEventListener("hashchange", start);
addEventListener("storage", () => shared || start());
start();
