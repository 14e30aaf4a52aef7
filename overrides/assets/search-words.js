// The lexicon of a language: the words of its pages in families of forms. A word that a reader types becomes the forms
// that stand in the pages; no stemmer is needed here, because the families were made when the site was built.

// How much a form counts that is not the very word: another form of it, what it may be the beginning or a part of,
// what it may have been meant to be, what it is in another language.
const FORM = 0.85;
const GUESSED = 0.7;
const BEGINNING = 0.4;
const PART = 0.3;
const MISSPELT = 0.5;
export const TRANSLATED = 0.6;

const MOST = 24; // forms asked for at once
const SHORTEST_START = 3;
const SHORTEST_PART = 4;
const LEAST_SHARED = 5; // letters that an unknown word must share with a known one, all but a few
const MOST_ENDING = 3;
const COMMON_ENDING = 3; // families that must have an ending for it to be one

const STROKES = { đ: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe" };

export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đłøßæœ]/g, (letter) => STROKES[letter]);
}

export function wordsOf(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

export class Lexicon {
  constructor(text) {
    const [head, ...lines] = text.trimEnd().split("\n");
    const { alternations, size } = JSON.parse(head);
    this.alternations = Object.entries(alternations);
    this.size = size; // entries of the index
    this.families = [];
    this.byForm = new Map();
    this.byStart = new Map();
    this.byEnglish = new Map();
    const endings = new Map();
    for (const line of lines) {
      const [own, english = ""] = line.split("\t");
      const [start, ...ends] = own.split("|");
      const family = { forms: ends.map((end) => start + end), english: english ? english.split(" ") : [] };
      this.families.push(family);
      for (const form of family.forms) add(this.byForm, fold(form), family);
      add(this.byStart, fold(start), family);
      for (const word of family.english) add(this.byEnglish, word, family);
      for (const end of ends) endings.set(fold(end), (endings.get(fold(end)) ?? 0) + 1);
    }
    this.endings = new Set([...endings.keys()].filter((end) => end && endings.get(end) >= COMMON_ENDING));
  }

  // The families that a word belongs to: by its very form, or by a beginning and an ending that are known.
  familiesOf(word) {
    const found = this.byForm.get(word);
    if (found) return found;
    for (const start of this.#starts(word)) {
      if (this.byStart.has(start)) return this.byStart.get(start);
    }
    return [];
  }

  // What a word may begin with if what follows is an ending, the longest first.
  *#starts(word) {
    for (let length = word.length; length >= SHORTEST_START; length--) {
      const end = word.slice(length);
      if (end && !this.endings.has(end)) continue;
      yield word.slice(0, length);
      for (const [changed, original] of this.alternations) {
        if (word.endsWith(changed) && length === word.length - changed.length) yield word.slice(0, length) + original;
      }
    }
  }

  // The forms to ask the index for, each with how much it counts. `typing`: the reader may not have ended the word.
  expand(word, typing) {
    const forms = new Map();
    const weigh = (form, weight) => forms.set(form, Math.max(weight, forms.get(form) ?? 0));
    const known = this.byForm.has(word);
    for (const family of this.familiesOf(word)) {
      for (const form of family.forms) weigh(form, fold(form) === word ? 1 : known ? FORM : GUESSED);
    }
    if (!forms.size) {
      const start = word.slice(0, Math.max(LEAST_SHARED, word.length - MOST_ENDING));
      for (const [form, families] of start.length < word.length ? this.byForm : []) {
        if (!form.startsWith(start) || form.length > word.length + MOST_ENDING) continue;
        for (const family of families) for (const own of family.forms) weigh(own, MISSPELT);
      }
    }
    if (word.length >= (typing ? SHORTEST_START : SHORTEST_PART)) {
      const near = [];
      for (const [form, families] of this.byForm) {
        if (form === word) continue;
        if (form.startsWith(word)) near.push([form, families, typing ? BEGINNING : PART]);
        else if (word.length >= SHORTEST_PART && form.endsWith(word)) near.push([form, families, PART]);
      }
      for (const [form, families, weight] of near.slice(0, MOST)) {
        for (const family of families) for (const own of family.forms) if (fold(own) === form) weigh(own, weight);
      }
    }
    return forms;
  }

  // The forms of the words that differ from this one by one letter, or by two that changed places.
  respelt(word) {
    const forms = new Map();
    if (word.length < SHORTEST_PART) return forms;
    const families = new Set();
    for (const [form, found] of this.byForm) {
      if (form.length >= SHORTEST_PART && isNear(word, form)) for (const family of found) families.add(family);
    }
    if (!families.size) {
      for (const end of this.endings) {
        const start = word.slice(0, -end.length);
        if (!word.endsWith(end) || start.length < SHORTEST_PART) continue;
        for (const [known, found] of this.byStart) {
          if (known.length >= SHORTEST_PART && isNear(start, known)) for (const family of found) families.add(family);
        }
      }
    }
    for (const family of families) for (const form of family.forms) forms.set(form, MISSPELT);
    return forms;
  }

  // What a word is in English, as far as translations of this site tell.
  english(word) {
    return this.familiesOf(word).flatMap((family) => family.english);
  }

  // The forms that stand for an English word.
  fromEnglish(word) {
    return (this.byEnglish.get(word) ?? []).flatMap((family) => family.forms);
  }
}

function add(map, key, value) {
  const values = map.get(key);
  if (!values) map.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}

// One letter more, less or another, or two letters that changed places.
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  if (short.slice(i + 1) === long.slice(i + 1)) return true;
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2);
}
