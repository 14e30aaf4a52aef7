// Puts pages of this site together into one document: a cover, the contents, the pages one after the other, the terms
// that they use, their sources as one list, and the words on funding and licence. It carries no words of its own.

const MOST_REDIRECTS = 3;
const AT_ONCE = 6;
// What belongs to a page on a screen and not to a text on paper.
const LEFT_OUT = "nav, form, button, input, select, textarea, dialog, template, script, noscript, style, link, iframe, [hidden], .booklet, .booklet-document";
// Attributes that name an id of the same page.
const REFERRING = ["for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];

const language = document.documentElement.lang;
const loaded = new Map();

export async function compose(items, { root, panel, title }) {
  const book = new Book(root, title);
  const queue = items.map((item, number) => ({ item, number }));
  const pages = [];
  const worker = async () => {
    for (let next; (next = queue.shift()); ) pages[next.number] = await load(next.item, root);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const page of pages) if (!page.fault) book.add(page);
  const terms = await glossaries(pages, root, new URL(panel.dataset.glossary, location.href));
  return { document: book.bind(panel, terms), pages };
}

function addressIn(locale, address) {
  return locale === "en" ? address : `${locale}/${address}`;
}

// A page that could not be loaded has a fault: `gone` where the site has no such page, `unread` where it did not answer.
async function load(item, root) {
  let url = new URL(addressIn(item.language, item.address), root);
  try {
    for (let way = 0; way <= MOST_REDIRECTS; way += 1) {
      const page = await fetched(url);
      if (page.fault) return { item, fault: page.fault, languages: [] };
      const refresh = page.document.querySelector('meta[http-equiv="refresh" i]');
      if (!refresh) return describe(item, page);
      url = new URL(/url=(.*)$/i.exec(refresh.content)?.[1] ?? "", page.url);
      if (!url.href.startsWith(root.href)) break;
    }
  } catch {
    return { item, fault: "unread", languages: [] };
  }
  return { item, fault: "gone", languages: [] };
}

async function fetched(url) {
  if (!loaded.has(url.href)) {
    const response = await fetch(url);
    if (!response.ok) return { fault: response.status === 404 || response.status === 410 ? "gone" : "unread" };
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    loaded.set(url.href, { url: response.url, document: parsed });
  }
  return loaded.get(url.href);
}

function describe(item, { url, document: page }) {
  const article = page.querySelector("main article");
  const heading = article?.querySelector("h1");
  if (!heading || article.querySelector(".booklet")) return { item, fault: "gone", languages: [] };
  return {
    item,
    url,
    page,
    article,
    title: heading.textContent.trim(),
    language: article.lang || page.documentElement.lang,
    languages: [...page.querySelectorAll('link[rel="alternate"][hreflang]')].map((link) => link.hreflang),
    terms: (article.dataset.terms || "").split(" ").filter(Boolean),
  };
}

// The entries of each language's glossary for the terms that its pages use, in the glossary's own order.
async function glossaries(pages, root, address) {
  const used = new Map();
  for (const { fault, language: own, terms, item } of pages) {
    if (fault) continue;
    const found = used.get(own) || used.set(own, { terms: new Set(), whole: false }).get(own);
    terms.forEach((term) => found.terms.add(term));
    const path = new URL(addressIn(item.language, item.address), root).pathname;
    found.whole ||= path === address.pathname;
  }
  const own = address.pathname.slice(root.pathname.length).replace(new RegExp(`^${language}/`), "");
  const found = [];
  for (const [locale, { terms, whole }] of used) {
    if (!terms.size || whole) continue;
    const page = await load({ language: locale, address: own }, root);
    if (page.fault) continue;
    const entries = [...page.article.querySelectorAll(".glossary > [id]")].filter((entry) => terms.has(entry.id));
    if (entries.length) found.push({ page, locale, entries });
  }
  return found;
}

class Book {
  constructor(root, title) {
    this.root = root;
    this.title = title;
    this.parts = [];
    this.sources = new Map(); // id -> its line in the merged list
    const canonical = document.querySelector('link[rel="canonical"]').href;
    const path = location.pathname.slice(root.pathname.length).replace(new RegExp(`^${language}/`), "");
    const end = canonical.length - path.length;
    this.home = canonical.slice(0, end).replace(new RegExp(`/${language}/$`), "/");
  }

  add(page) {
    const number = this.parts.length + 1;
    const id = `page-${number}`;
    const part = document.createElement("section");
    part.className = "booklet-page";
    part.id = id;
    part.lang = page.language;
    part.append(...this.copied(page, page.article.childNodes, id));
    const heading = part.querySelector("h1, h2");
    heading.id ||= `${id}-title`;
    part.setAttribute("aria-labelledby", heading.id);
    const list = part.querySelector("ol.sources");
    const numbers = list ? [...list.children].map((entry) => this.cite(entry.id.slice(id.length + 1), page)) : [];
    const title = list?.previousElementSibling;
    const words = title?.textContent ?? "";
    if (/^H\d$/.test(title?.tagName ?? "")) title.remove();
    list?.remove();
    part.append(this.foot(page, words, numbers));
    this.parts.push({ part, page, id });
  }

  // The nodes of a page as they stand in the document: without what is for a screen only, headings one level lower,
  // ids that no other page has, numbers of sources that hold for the whole.
  copied(page, nodes, id) {
    const holder = document.createElement("div");
    holder.append(...[...nodes].map((node) => document.importNode(node, true)));
    for (const element of holder.querySelectorAll(LEFT_OUT)) element.remove();
    for (const heading of holder.querySelectorAll("h1, h2, h3, h4, h5")) lower(heading);
    for (const link of holder.querySelectorAll('.cite a[href^="#source-"]')) {
      const source = link.getAttribute("href").slice(1);
      link.textContent = this.cite(source, page);
      link.setAttribute("href", `#booklet-${source}`);
      link.dataset.source = "";
    }
    for (const element of holder.querySelectorAll("[id]")) element.id = `${id}-${element.id}`;
    for (const name of REFERRING) {
      for (const element of holder.querySelectorAll(`[${name}]`)) {
        const ids = element.getAttribute(name).split(/\s+/);
        element.setAttribute(name, ids.map((one) => `${id}-${one}`).join(" "));
      }
    }
    for (const image of holder.querySelectorAll("img[src]")) {
      image.src = new URL(image.getAttribute("src"), page.url);
      image.removeAttribute("srcset");
      image.loading = "eager";
    }
    return [...holder.childNodes];
  }

  // The number of a source in the merged list; its line is that of the first page that names it.
  cite(id, page) {
    if (!this.sources.has(id)) {
      const entry = document.importNode(page.page.getElementById(id), true);
      entry.id = `booklet-${id}`;
      if (page.language !== language) entry.lang = page.language;
      this.sources.set(id, { entry, page });
    }
    return [...this.sources.keys()].indexOf(id) + 1;
  }

  foot(page, words, numbers) {
    const foot = document.createElement("footer");
    foot.className = "booklet-foot";
    foot.lang = page.page.documentElement.lang;
    const address = document.createElement("p");
    const link = document.createElement("a");
    link.href = link.textContent = page.page.querySelector('link[rel="canonical"]').href;
    address.append(link);
    foot.append(address);
    const dates = page.page.querySelector(".page-foot .dates");
    if (dates) foot.append(document.importNode(dates, true));
    if (numbers.length) {
      const cited = document.createElement("p");
      cited.append(`${words}: `);
      for (const [place, number] of numbers.entries()) {
        const mark = document.createElement("a");
        mark.href = `#booklet-${[...this.sources.keys()][number - 1]}`;
        mark.textContent = number;
        mark.dataset.source = "";
        cited.append(place ? ", " : "", mark);
      }
      foot.append(cited);
    }
    return foot;
  }

  bind(panel, terms) {
    const bound = document.createDocumentFragment();
    const cover = panel.querySelector("[data-cover]").content.cloneNode(true);
    const ends = panel.querySelector("[data-ends]").content.cloneNode(true);
    const [termsPart, sourcesPart, fundingPart] = ends.children;
    for (const { page, locale, entries } of terms) {
      const list = document.createElement("dl");
      list.className = "glossary";
      if (locale !== language) list.lang = locale;
      list.append(...this.copied(page, entries, `terms-${locale}`));
      for (const element of list.querySelectorAll("details, .avoid")) element.remove();
      this.point(list, page);
      termsPart.append(list);
    }
    for (const { part, page } of this.parts) this.point(part, page);
    for (const { entry, page } of this.sources.values()) {
      this.point(entry, page);
      sourcesPart.querySelector("ol").append(entry);
    }
    const funding = document.querySelector(".site-footer .funding");
    fundingPart.append(...[...funding.childNodes].map((node) => node.cloneNode(true)));
    if (!terms.length) termsPart.remove();
    if (!this.sources.size) sourcesPart.remove();
    const last = [...ends.children].map((part) => ({ heading: part.querySelector("h2") }));
    this.fillCover(cover, [
      ...this.parts.map(({ page, id }) => ({ id, title: page.title, lang: page.language })),
      ...last.map(({ heading }) => ({ id: heading.id, title: heading.textContent, lang: language })),
    ]);
    bound.append(cover, ...this.parts.map(({ part }) => part), ends);
    return bound;
  }

  fillCover(cover, contents) {
    const heading = cover.querySelector("h2");
    heading.textContent = this.title;
    heading.dataset.title = "";
    const now = new Date();
    const time = document.createElement("time");
    time.textContent = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(now);
    time.dateTime = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    cover.querySelector("[data-today]").replaceWith(time);
    const source = cover.querySelector(".booklet-source a");
    source.href = source.textContent = this.home;
    cover.querySelector("ol").append(
      ...contents.map(({ id, title, lang }) => {
        const entry = document.createElement("li");
        const link = document.createElement("a");
        link.href = `#${id}`;
        link.textContent = title;
        if (lang !== language) link.lang = lang;
        entry.append(link);
        return entry;
      }),
    );
  }

  // Where a link leads from here: into the document where it holds the page, else to the page's permanent address.
  point(part, page) {
    for (const link of part.querySelectorAll("a[href]:not([data-source])")) {
      const written = link.getAttribute("href");
      const url = new URL(written, page.url);
      if (!url.href.startsWith(this.root.href)) continue;
      const target = this.parts.find((other) => new URL(other.page.url).pathname === url.pathname);
      const inside = target && (url.hash ? `${target.id}-${url.hash.slice(1)}` : target.id);
      if (inside && (inside === target.id || target.part.querySelector(`#${CSS.escape(inside)}`))) {
        link.setAttribute("href", `#${inside}`);
      } else {
        link.setAttribute("href", this.home + url.href.slice(this.root.href.length));
        link.classList.add("own-site");
      }
    }
  }
}

function lower(heading) {
  const lowered = document.createElement(`h${Number(heading.tagName[1]) + 1}`);
  for (const { name, value } of heading.attributes) lowered.setAttribute(name, value);
  lowered.append(...heading.childNodes);
  heading.replaceWith(lowered);
}
