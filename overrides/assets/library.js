// The facets of a list: choose values, words and an order; see at once how many records fit.
//
// All is worked out with one bit for each card: what fits a value is an array of such bits, made once. A change is
// then some thousand operations on words of 32 bits, and only cards that are or were shown are touched.

const LETTERS = { đ: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

// How many cards are shown before the reader asks for more.
const AT_ONCE = 60;

// Lower case, without accents: what a reader types on any keyboard finds what is written.
const folded = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[đłøßæœı]/g, (letter) => LETTERS[letter]);

const popcount = (word) => {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

class Bits {
  constructor(size, full = false) {
    this.words = new Uint32Array(Math.ceil(size / 32)).fill(full ? 0xffffffff : 0);
    if (full && size % 32) this.words[this.words.length - 1] = 2 ** (size % 32) - 1;
  }

  add(place) {
    this.words[place >>> 5] |= 1 << (place & 31);
  }

  has(place) {
    return (this.words[place >>> 5] >>> (place & 31)) & 1;
  }

  or(other) {
    for (let i = 0; i < this.words.length; i += 1) this.words[i] |= other.words[i];
    return this;
  }

  and(other) {
    const both = new Bits(0);
    both.words = this.words.map((word, i) => word & other.words[i]);
    return both;
  }

  countWith(other) {
    let count = 0;
    for (let i = 0; i < this.words.length; i += 1) count += popcount(this.words[i] & other.words[i]);
    return count;
  }

  get count() {
    return this.countWith(this);
  }
}

// One question with its values: a checkbox, the bits of the cards that have the value, and where the count is shown.
class Facet {
  constructor(element, size) {
    this.element = element;
    this.name = element.dataset.facet;
    this.label = element.querySelector(".facet-name");
    this.chosen = element.querySelector(".facet-chosen");
    this.values = new Map(
      [...element.querySelectorAll("input")].map((input) => {
        const row = input.closest("li");
        const words = row.querySelector(".facet-words");
        return [input.value, { input, row, words, shown: row.querySelector(".facet-count"), bits: new Bits(size) }];
      }),
    );
  }

  get selected() {
    return [...this.values.values()].filter((value) => value.input.checked);
  }

  // The cards that have any of the chosen values; null when none is chosen.
  fitting(size) {
    const { selected } = this;
    return selected.length ? selected.reduce((bits, value) => bits.or(value.bits), new Bits(size)) : null;
  }
}

class Library {
  constructor(element) {
    this.element = element;
    this.form = element.querySelector(".facets");
    this.text = this.form.querySelector("[name=text]");
    this.toggle = this.form.querySelector(".facets-toggle");
    this.head = element.querySelector(".listing-head");
    this.status = element.querySelector(".listing-count");
    this.order = element.querySelector(".listing-order select");
    this.chips = element.querySelector(".chosen");
    this.nothing = element.querySelector(".nothing");
    this.more = element.querySelector(".more");
    this.sorted = element.querySelector("[data-sorted]");
    this.groups = [...element.querySelectorAll(".group")];
    this.cards = [...element.querySelectorAll("[data-values]")];
    this.size = this.cards.length;
    this.facets = [...this.form.querySelectorAll("[data-facet]")].map((facet) => new Facet(facet, this.size));
    this.homes = this.cards.map((card) => card.parentNode);
    const places = new Map(this.groups.map((group, place) => [group.querySelector(".cards"), place]));
    this.groupOf = this.homes.map((home) => places.get(home));
    this.all = new Bits(this.size, true);
    this.places = [...this.cards.keys()];
    this.shown = this.places;
    this.shownOrder = "";
    this.limit = AT_ONCE;
    this.searched = { text: "", bits: null };
    this.plural = new Intl.PluralRules(element.dataset.locale);
    this.number = new Intl.NumberFormat(element.dataset.locale);
    this.read();
  }

  // What the cards say of themselves, read once.
  read() {
    const facets = new Map(this.facets.map((facet) => [facet.name, facet]));
    this.cards.forEach((card, place) => {
      for (const said of card.dataset.values.split("|")) {
        const colon = said.indexOf(":");
        facets.get(said.slice(0, colon))?.values.get(said.slice(colon + 1))?.bits.add(place);
      }
    });
  }

  // --- what fits

  textBits(text) {
    if (!text) return null;
    if (text !== this.searched.text) {
      this.words ??= this.cards.map((card) => folded(`${card.textContent} ${card.dataset.words}`));
      const wanted = folded(text).split(/\s+/).filter(Boolean);
      const bits = new Bits(this.size);
      this.words.forEach((words, place) => {
        if (wanted.every((word) => words.includes(word))) bits.add(place);
      });
      this.searched = { text, bits };
    }
    return this.searched.bits;
  }

  // Every condition in force, with the cards that fit it.
  conditions() {
    const found = this.facets.map((facet) => ({ facet, bits: facet.fitting(this.size) }));
    return [{ facet: null, bits: this.textBits(this.text.value.trim()) }, ...found].filter(({ bits }) => bits);
  }

  fitting(conditions, without = undefined) {
    const kept = conditions.filter((condition) => condition.facet !== without);
    return kept.reduce((bits, condition) => bits.and(condition.bits), this.all);
  }

  // --- showing it

  update() {
    const conditions = this.conditions();
    const fits = this.fitting(conditions);
    for (const facet of this.facets) {
      const others = this.fitting(conditions, facet);
      for (const value of facet.values.values()) {
        const count = value.bits.countWith(others);
        if (count !== value.count) {
          value.count = count;
          value.shown.textContent = this.number.format(count);
          value.row.classList.toggle("empty", !count);
        }
      }
      const chosen = facet.selected.length;
      facet.chosen.textContent = chosen ? this.number.format(chosen) : "";
    }
    this.showCards(fits);
    this.showChosen();
    this.showNothing(conditions, fits.count);
    this.tell(fits.count);
  }

  // Shows the first cards that fit, under their headings or in one list in the order that was chosen. The rest waits for
  // "Show more": a browser takes longer to lay out thousands of cards than a reader is ready to wait.
  showCards(fits) {
    const order = this.order?.value ?? "";
    if (order !== this.shownOrder) this.arrange(order);
    const shown = [];
    for (let i = 0; i < this.size && shown.length < this.limit; i += 1) {
      if (fits.has(this.places[i])) shown.push(this.places[i]);
    }
    const now = new Set(shown);
    for (const place of this.shown) {
      if (now.has(place)) continue;
      this.cards[place].hidden = true;
      if (order !== "") this.homes[place].append(this.cards[place]);
    }
    for (const place of shown) this.cards[place].hidden = false;
    if (order !== "") this.sorted.replaceChildren(...shown.map((place) => this.cards[place]));
    const filled = new Set(order === "" ? shown.map((place) => this.groupOf[place]) : []);
    this.groups.forEach((group, place) => {
      group.hidden = !filled.has(place);
    });
    this.sorted.hidden = order === "" || !shown.length;
    this.more.hidden = shown.length === fits.count;
    this.shown = shown;
  }

  // Works out the order of all cards; those in the one list go back under their headings, in their first order.
  arrange(order) {
    if (this.shownOrder !== "") this.cards.forEach((card, place) => this.homes[place].append(card));
    this.shownOrder = order;
    this.places = [...this.cards.keys()];
    if (order === "") return;
    this.ranks ??= this.cards.map((card) => new Map(card.dataset.ranks.split(" ").map((rank) => rank.split(":"))));
    const rank = this.ranks.map((ranks) => Number(ranks.get(order)));
    this.places.sort((a, b) => rank[a] - rank[b]);
  }

  showChosen() {
    const template = (name) => this.element.querySelector(`.${name}-template`).content.firstElementChild.cloneNode(true);
    const chips = [];
    const chip = (name, words, remove) => {
      const made = template("chip");
      made.querySelector(".chip-name").append(...name);
      made.querySelector(".chip-words").append(...words);
      made.querySelector("button").addEventListener("click", () => {
        const place = [...this.chips.children].indexOf(made);
        remove();
        this.change();
        (this.chips.children[place] ?? this.chips.lastElementChild)?.querySelector("button").focus();
        if (!this.chips.children.length) this.status.focus();
      });
      chips.push(made);
    };
    const text = this.text.value.trim();
    if (text) {
      chip([this.form.querySelector("label[for=library-text]").textContent], [text], () => {
        this.text.value = "";
      });
    }
    for (const facet of this.facets) {
      for (const value of facet.selected) {
        const words = value.words.cloneNode(true).childNodes;
        chip([facet.label.textContent], words, () => {
          value.input.checked = false;
        });
      }
    }
    if (chips.length > 1) {
      const clear = template("clear");
      clear.querySelector("button").addEventListener("click", () => this.clear());
      chips.push(clear);
    }
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
    const count = chips.length - (chips.length > 1);
    this.toggle.querySelector(".facets-chosen").textContent = count ? this.number.format(count) : "";
  }

  // Which single condition to give up, and how many records would then fit.
  showNothing(conditions, count) {
    this.nothing.hidden = count > 0;
    if (count) return;
    const template = this.element.querySelector(".relax-template").content.firstElementChild;
    const offers = conditions
      .map((condition) => ({ ...condition, count: this.fitting(conditions, condition.facet).count }))
      .filter((offer) => offer.count)
      .sort((a, b) => b.count - a.count)
      .map((offer) => {
        const made = template.cloneNode(true);
        const label = offer.facet?.label ?? this.form.querySelector("label[for=library-text]");
        made.querySelector(".relax-name").textContent = label.textContent;
        made.querySelector(".relax-count").textContent = this.counted(offer.count);
        made.querySelector("button").addEventListener("click", () => {
          if (offer.facet) for (const value of offer.facet.selected) value.input.checked = false;
          else this.text.value = "";
          this.change();
          this.status.focus();
        });
        return made;
      });
    if (!offers.length) {
      const made = this.element.querySelector(".clear-template").content.firstElementChild.cloneNode(true);
      made.querySelector("button").addEventListener("click", () => this.clear());
      offers.push(made);
    }
    this.nothing.querySelector("ul").replaceChildren(...offers);
  }

  counted(count) {
    const { dataset } = this.element;
    const category = this.plural.select(count);
    const form = dataset[`count${category[0].toUpperCase()}${category.slice(1)}`] ?? dataset.countOther;
    return form.replace("{n}", this.number.format(count));
  }

  // The advice below is seen at once; who listens is told that there is some.
  tell(count) {
    const advice = document.createElement("span");
    advice.className = "hidden";
    if (!count) advice.textContent = `. ${this.element.dataset.nothing}`;
    const words = this.counted(count);
    if (this.status.textContent !== words + advice.textContent) this.status.replaceChildren(words, advice);
  }

  // --- changing it

  // Every choice is a step that Back undoes; typing is one step, however many letters it takes.
  change({ typing = false } = {}) {
    this.limit = AT_ONCE;
    this.update();
    const address = this.address();
    if (address === location.href) return;
    if (typing && this.typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    this.typing = typing;
  }

  clear() {
    this.setFrom(new URLSearchParams());
    this.change();
    this.status.focus();
  }

  address() {
    const address = new URL(location.href);
    address.hash = "";
    const asked = address.searchParams;
    for (const name of ["text", "order", ...this.facets.map((facet) => facet.name)]) asked.delete(name);
    if (this.text.value.trim()) asked.set("text", this.text.value.trim());
    for (const facet of this.facets) for (const value of facet.selected) asked.append(facet.name, value.input.value);
    if (this.order?.value) asked.set("order", this.order.value);
    return address.href;
  }

  setFrom(asked) {
    this.text.value = asked.get("text") ?? "";
    for (const facet of this.facets) {
      const wanted = new Set(asked.getAll(facet.name));
      for (const value of facet.values.values()) value.input.checked = wanted.has(value.input.value);
    }
    if (this.order) {
      const wanted = asked.get("order") ?? "";
      this.order.value = [...this.order.options].some((option) => option.value === wanted) ? wanted : "";
    }
  }

  open(opened) {
    this.form.classList.toggle("opened", opened);
    this.toggle.setAttribute("aria-expanded", String(opened));
  }

  // A link to a record or heading of the list must land, whatever was chosen before.
  reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !this.element.contains(target) || target.checkVisibility()) return;
    this.setFrom(new URLSearchParams());
    this.limit = Math.max(this.limit, this.cards.findIndex((card) => card.contains(target)) + 1);
    if (target.querySelector("[data-values]")) this.limit = this.size;
    this.update();
    history.replaceState(null, "", `${this.address()}${location.hash}`);
    target.scrollIntoView();
  }

  start() {
    let waiting;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", (event) => {
      if (event.target !== this.text) this.change();
    });
    this.text.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.change({ typing: true }), 200);
    });
    this.order?.addEventListener("change", () => this.change());
    this.toggle.addEventListener("click", () => this.open(!this.form.classList.contains("opened")));
    this.form.querySelector(".facets-done").addEventListener("click", () => {
      this.open(false);
      this.status.focus();
    });
    this.more.querySelector("button").addEventListener("click", () => {
      const before = this.shown.length;
      this.limit += AT_ONCE;
      this.update();
      this.cards[this.shown[before]].querySelector("a, summary")?.focus();
    });
    addEventListener("popstate", () => {
      this.typing = false;
      this.setFrom(new URLSearchParams(location.search));
      this.update();
    });
    addEventListener("hashchange", () => this.reveal());
    this.setFrom(new URLSearchParams(location.search));
    for (const facet of this.facets) if (facet.selected.length) facet.element.open = true;
    this.element.classList.add("started");
    this.form.hidden = false;
    this.head.hidden = false;
    this.update();
    this.reveal();
  }
}

for (const element of document.querySelectorAll("[data-library]")) new Library(element).start();
