// The search of one language: Pagefind's index finds the entries of one form of a word, the lexicon tells the forms,
// and the entries of all words are put together here. All comes from this site's own files; no query leaves the browser.

import { fold, Lexicon, TRANSLATED, wordsOf } from "./search-words.js";

// A word with fewer entries than this is looked for in the other languages too.
const FEW = 3;
const RANKING = { metaWeights: { title: 6, also: 1, kind: 0.5, whole: 1 } };
// Begins the word that stands for a whole title in the index, and what a query that is one counts for.
const WHOLE_TITLE = "wholetitle";
const WHOLE_TITLE_FACTOR = 4;
// The least share of a query, by the rarity of its words, that an entry must match.
const LEAST_MATCHED = 0.35;
const EXCERPT = 32; // words

const indexes = new Map();

// The index of a language, loaded once.
export function indexOf(locale, base) {
  const key = `${base}${locale}`;
  if (!indexes.has(key)) indexes.set(key, load(locale, base));
  return indexes.get(key);
}

async function load(locale, base) {
  const folder = new URL(`pagefind/${locale}/`, base);
  const [pagefind, lexicon] = await Promise.all([
    import(new URL("pagefind.js", folder)).then(async ({ createInstance }) => {
      const instance = createInstance({ basePath: folder.href, ranking: RANKING });
      await instance.init();
      return instance;
    }),
    lexiconOf(locale, base),
  ]);
  return new Index(locale, pagefind, lexicon);
}

const lexicons = new Map();

function lexiconOf(locale, base) {
  const url = new URL(`pagefind/${locale}/words.txt`, base).href;
  if (!lexicons.has(url)) {
    const loading = fetch(url).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return new Lexicon(await answer.text());
    });
    lexicons.set(url, loading);
  }
  return lexicons.get(url);
}

class Index {
  #found = new Map();

  constructor(locale, pagefind, lexicon) {
    this.locale = locale;
    this.pagefind = pagefind;
    this.lexicon = lexicon;
    this.size = lexicon.size;
  }

  // The entries of a query, best first: { score, forms, result }. `others` are the codes of the other languages.
  async search(query, others = [], base = "") {
    const words = [...new Set(wordsOf(query))];
    const typing = /[\p{L}\p{N}]$/u.test(query) ? words.at(-1) : null;
    const found = await Promise.all(words.map((word) => this.#entriesOf(word, word === typing, others, base)));
    const entries = new Map();
    // A word that nearly every entry has tells little; one that few have tells most of what a reader wants, if it is the
    // word that was meant.
    const rarity = found.map(({ scores, forms }) =>
      scores.size ? Math.log(1 + this.size / scores.size) * Math.max(...forms.values()) : 0,
    );
    const all = rarity.reduce((sum, own) => sum + own, 0);
    for (const [number, { scores, results }] of found.entries()) {
      for (const [id, score] of scores) {
        const entry = entries.get(id) ?? { id, score: 0, matched: 0, result: results.get(id) };
        entry.score += score * rarity[number];
        entry.matched += rarity[number];
        entries.set(id, entry);
      }
    }
    for (const { id } of words.length ? await this.#entriesWith(WHOLE_TITLE + words.join("")) : []) {
      if (entries.has(id)) entries.get(id).score *= WHOLE_TITLE_FACTOR;
    }
    const forms = new Set(found.flatMap((word) => [...word.forms.keys()]));
    // An entry that lacks most of what was asked for is none, unless there are no others.
    const whole = [...entries.values()].filter((entry) => entry.matched >= all * LEAST_MATCHED);
    return (whole.length ? whole : [...entries.values()])
      .map((entry) => ({ ...entry, forms, score: entry.score * (entry.matched / all) ** 2 }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  // The entries that one word of a query finds, each with its best score over the word's forms.
  async #entriesOf(word, typing, others, base) {
    const forms = this.lexicon.expand(word, typing);
    const own = await this.#collect(forms);
    if (own.scores.size >= FEW || word.length < 3) return own;
    const more = this.lexicon.familiesOf(word).length ? new Map() : this.lexicon.respelt(word);
    for (const form of await this.#translated(word, others, base)) if (!more.has(form)) more.set(form, TRANSLATED);
    for (const [form, weight] of more) if (!forms.has(form)) forms.set(form, weight);
    return this.#collect(forms);
  }

  async #collect(forms) {
    const scores = new Map();
    const results = new Map();
    await Promise.all(
      [...forms].map(async ([form, weight]) => {
        for (const result of await this.#entriesWith(form)) {
          scores.set(result.id, Math.max(scores.get(result.id) ?? 0, result.score * weight));
          results.set(result.id, result);
        }
      }),
    );
    return { scores, results, forms };
  }

  // What a word of another language is in this one, through English.
  async #translated(word, others, base) {
    const forms = new Set();
    for (const locale of others) {
      if (locale === this.locale) continue;
      const other = await lexiconOf(locale, base);
      const english = locale === "en" ? other.familiesOf(word).flatMap((family) => family.forms) : other.english(word);
      for (const one of english) {
        const known = this.locale === "en" ? [...this.lexicon.expand(one, false).keys()] : this.lexicon.fromEnglish(one);
        for (const form of known) forms.add(form);
      }
    }
    return forms;
  }

  // A search in quotation marks finds the very word and gives no scores; one without finds longer words too.
  async #ask(form) {
    const [exact, scored] = await Promise.all([this.pagefind.search(`"${form}"`), this.pagefind.search(form)]);
    const ids = new Set(exact.results.map((result) => result.id));
    return scored.results.filter((result) => ids.has(result.id));
  }

  async #entriesWith(form) {
    if (!this.#found.has(form)) this.#found.set(form, this.#ask(form));
    return this.#found.get(form);
  }
}

// The part of an entry's text that says most of the words: pieces, those marked that are one of the forms.
export function excerptOf(data, forms, length = EXCERPT) {
  const wanted = new Set([...forms].map(fold));
  const words = data.content.split(/\s+/);
  const marked = words.map((word) => wordsOf(word).some((part) => wanted.has(part)));
  let best = 0;
  let most = 0;
  let count = 0;
  for (let end = 0; end < words.length; end++) {
    count += marked[end];
    if (end >= length) count -= marked[end - length];
    if (count > most) [most, best] = [count, Math.max(0, end - length + 1)];
  }
  const first = marked.indexOf(true, best);
  const start = Math.max(0, Math.min(Math.max(best, first - 6), words.length - length));
  const pieces = words
    .slice(start, start + length)
    .map((text, number) => ({ text, marked: marked[start + number] }));
  return { pieces, start, cutBefore: start > 0, cutAfter: start + length < words.length };
}
