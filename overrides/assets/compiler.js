// Shows of all national editions of a country exactly what the reader chooses, and keeps the choice in the address.
// Without scripts the page shows all of it.

const form = document.querySelector("form.compiler");
const page = form.closest("article");
const sourceList = page.querySelector("ol.sources");
const cover = page.querySelector(".edition-cover");

const ids = (words) => (words || "").split(" ").filter(Boolean);
const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
const every = (name) => boxes(name).map((box) => box.value);
const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);
const same = (one, other) => one.length === other.length && one.every((id) => other.includes(id));

// The recommendations that belong to briefs: all where all are chosen, also those of no brief.
function belonging(briefs) {
  const all = briefs.length === every("brief").length;
  return boxes("recommendation")
    .filter((box) => all || ids(box.dataset.of).some((brief) => briefs.includes(brief)))
    .map((box) => box.value);
}

// --- the address

function read() {
  const asked = new URLSearchParams(location.search);
  const chosen = (name, otherwise) => {
    const wanted = asked.getAll(name).filter(Boolean);
    // Printed addresses may hold an id that a record once had.
    const named = (box) => [box.value, ...ids(box.dataset.also)].some((id) => wanted.includes(id));
    const known = boxes(name).filter(named).map((box) => box.value);
    // One that is gone must not leave an empty page.
    return asked.has(name) && (known.length || !wanted.length) ? known : otherwise;
  };
  const briefs = chosen("brief", every("brief"));
  return { briefs, recommendations: chosen("recommendation", belonging(briefs)) };
}

function addressOf({ briefs, recommendations }) {
  const search = new URLSearchParams();
  const put = (name, chosen) => (chosen.length ? chosen : [""]).forEach((id) => search.append(name, id));
  if (!same(briefs, every("brief"))) put("brief", briefs);
  if (!same(recommendations, belonging(briefs))) put("recommendation", recommendations);
  const query = String(search);
  return location.pathname + (query ? `?${query}` : "");
}

// --- the page

function show(choice) {
  const { briefs, recommendations } = choice;
  const any = (element) => ids(element.dataset.briefs).some((id) => briefs.includes(id));
  const rules = {
    "[data-briefs]": any,
    "[data-recommendation]": (element) => recommendations.includes(element.dataset.recommendation),
    "[data-several]": () => briefs.length !== 1,
    "[data-all-in]": (element) => briefs.every((id) => ids(element.dataset.allIn).includes(id)),
  };
  for (const [select, isShown] of Object.entries(rules)) {
    for (const element of page.querySelectorAll(select)) element.hidden = !isShown(element);
  }
  for (const section of page.querySelectorAll("[data-section]")) {
    const empty = ![...section.children].some((child) => !child.hidden);
    section.hidden = empty;
    page.querySelector(`#${section.dataset.section}`).hidden = empty;
    const entry = page.querySelector(`.contents a[href="#${section.dataset.section}"]`);
    if (entry) entry.parentElement.hidden = empty;
  }
  numberSources();
  for (const [name, chosen] of Object.entries({ brief: briefs, recommendation: recommendations })) {
    for (const box of boxes(name)) box.checked = chosen.includes(box.value);
    for (const count of form.querySelectorAll(`[data-chosen="${name}"]`)) count.textContent = chosen.length;
  }
  const pdf = form.querySelector(".compiler-pdf");
  const made = page.querySelector(`[data-query="${CSS.escape(addressOf(choice).slice(location.pathname.length))}"]`);
  pdf.replaceChildren(...(made ? made.cloneNode(true).childNodes : []));
  const address = cover.querySelector("[data-address]");
  address.textContent = location.href;
  address.parentElement.hidden = false;
}

// The sources of each mark, as the page names them: their numbers are put in order, which depends on the choice.
const cites = [...page.querySelectorAll(".cite")].map((cite) => {
  const links = [...cite.querySelectorAll("a")];
  return { links, named: links.map((link) => link.hash.slice(1)) };
});

// As in a document of its own: sources by first use, then what the country's record and the briefs rest on.
function numberSources() {
  const shown = cites.filter(({ links }) => !links[0].closest("[hidden]"));
  const resting = [cover, ...cover.querySelectorAll("[data-sources]:not([hidden])")];
  const wanted = new Set([
    ...shown.flatMap(({ named }) => named),
    ...resting.flatMap((element) => ids(element.dataset.sources).map((id) => `source-${id}`)),
  ]);
  const order = [...wanted];
  for (const entry of sourceList.children) entry.hidden = !wanted.has(entry.id);
  for (const id of order) sourceList.append(document.getElementById(id));
  for (const { links, named } of shown) {
    const numbers = named.map((id) => order.indexOf(id) + 1).sort((a, b) => a - b);
    for (const [place, link] of links.entries()) {
      link.textContent = numbers[place];
      link.setAttribute("href", `#${order[numbers[place] - 1]}`);
    }
  }
}

// --- the reader

function choose(choice) {
  const address = addressOf(choice);
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  show(choice);
}

// Recommendations follow their briefs until the reader chooses among them; then only those of the changed brief do.
function chooseBriefs(briefs) {
  const before = read();
  if (same(before.recommendations, belonging(before.briefs))) {
    choose({ briefs, recommendations: belonging(briefs) });
    return;
  }
  const own = boxes("recommendation").filter((box) => {
    const of = ids(box.dataset.of);
    const added = of.some((id) => briefs.includes(id) && !before.briefs.includes(id));
    const gone = of.length && !of.some((id) => briefs.includes(id));
    return added || (box.checked && !gone);
  });
  choose({ briefs, recommendations: own.map((box) => box.value) });
}

function chooseTicked(name) {
  if (name === "brief") chooseBriefs(ticked("brief"));
  else choose({ briefs: ticked("brief"), recommendations: ticked("recommendation") });
}

form.addEventListener("change", (event) => chooseTicked(event.target.name));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const name = button.dataset.all || button.dataset.none;
  if (!name) {
    print();
    return;
  }
  for (const box of boxes(name)) box.checked = Boolean(button.dataset.all);
  chooseTicked(name);
});
addEventListener("popstate", () => show(read()));

form.hidden = false;
show(read());
