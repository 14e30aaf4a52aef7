// Clusters and cases like the reader's: what matches, what differs and what is not published.
// Everything that is known stands in the page's tables, cell by cell; every word shown comes from there.
// The choice is in the address: `?level=secondary&mode=online`.

const LONGEST = 8; // entries of a list; all others stand in the table

// What a cell says to a wish: not told is neither match nor difference, and where more may be true than is told,
// another value is no difference.
export function judge(wanted, { values, open }) {
  if (values.includes(wanted)) return "match";
  return values.length === 0 || open ? "unknown" : "differs";
}

// How near an entry is: the number of matches; among equals, fewer differences, then what its country is known for.
export function score(wishes, traits) {
  const verdicts = Object.entries(wishes).map(([of, wanted]) => [of, judge(wanted, traits[of])]);
  const count = (verdict) => verdicts.filter(([, found]) => found === verdict).length;
  const nearby = verdicts.filter(([of, found]) => found === "unknown" && traits[of].nearby.includes(wishes[of]));
  return {
    verdicts: Object.fromEntries(verdicts),
    matches: count("match"),
    differs: count("differs"),
    unknown: count("unknown"),
    nearby: nearby.map(([of]) => of),
  };
}

export function nearer(a, b) {
  return b.matches - a.matches || a.differs - b.differs || b.nearby.length - a.nearby.length;
}

const list = (text) => (text || "").split(" ").filter(Boolean);

function readTable(table) {
  return [...table.tBodies[0].rows].map((row) => {
    const cells = Object.fromEntries([...row.querySelectorAll("[data-of]")].map((cell) => [cell.dataset.of, cell]));
    const traits = Object.fromEntries(
      Object.entries(cells).map(([of, { dataset }]) => [
        of,
        { values: list(dataset.values), open: "open" in dataset, nearby: list(dataset.nearby) },
      ]),
    );
    return { row, cells, traits };
  });
}

function start(section) {
  const form = section.querySelector("form");
  const status = section.querySelector("[role=status]");
  const nearest = section.querySelector(".nearest");
  const template = section.querySelector("template").content.firstElementChild;
  const empty = section.querySelector(".near-empty");
  const lists = [...section.querySelectorAll(".near-list")].map((element) => ({
    element,
    entries: readTable(document.getElementById(element.dataset.from)),
  }));
  const selects = [...form.elements].filter((element) => element.name);
  const names = Object.fromEntries(selects.map((select) => [select.name, select.labels[0].textContent]));

  function wishesOf(params) {
    const wishes = {};
    for (const { name, options } of selects) {
      const wanted = params.get(name);
      if (wanted && [...options].some((option) => option.value === wanted)) wishes[name] = wanted;
    }
    return wishes;
  }

  function show() {
    const wishes = wishesOf(new URLSearchParams(location.search));
    for (const select of selects) select.value = wishes[select.name] || "";
    const chosen = Object.keys(wishes).length;
    nearest.hidden = chosen === 0;
    const counts = lists.map(({ element, entries }) => {
      const scored = entries
        .map((entry) => ({ ...entry, ...score(wishes, entry.traits) }))
        .filter(({ matches }) => matches > 0)
        .sort(nearer); // stable, so that equals keep the order of the table
      const items = scored.slice(0, LONGEST).map((entry) => item(entry, wishes));
      if (!items.length) items.push(none());
      element.replaceChildren(...items);
      return scored.length;
    });
    status.textContent = chosen
      ? status.dataset.found.replace("%(clusters)s", counts[0]).replace("%(cases)s", counts[1])
      : status.dataset.none;
  }

  function none() {
    const entry = document.createElement("li");
    entry.className = "near-none";
    entry.textContent = empty.textContent;
    return entry;
  }

  function item(entry, wishes) {
    const made = template.cloneNode(true);
    made.querySelector(".kind").append(words(entry.cells.country));
    made.querySelector(".near-title").append(entry.row.querySelector("th a").cloneNode(true));
    const line = made.querySelector(".near-score");
    const parts = [line.dataset.score.replace("%(matches)s", entry.matches).replace("%(chosen)s", Object.keys(wishes).length)];
    if (entry.unknown) parts.push(line.dataset.unknown.replace("%(unknown)s", entry.unknown));
    line.textContent = parts.join(" ");
    const note = made.querySelector(".near-nearby");
    for (const verdict of ["match", "differs", "unknown"]) {
      const box = made.querySelector(`.near-${verdict}`);
      const found = Object.keys(wishes).filter((of) => entry.verdicts[of] === verdict);
      box.hidden = found.length === 0;
      for (const of of found) {
        const told = document.createElement("dd");
        told.append(names[of]);
        if (verdict !== "unknown") told.append(": ", words(entry.cells[of], verdict === "match" && wishes[of]));
        if (entry.nearby.includes(of)) told.append(" – ", ...[...note.cloneNode(true).childNodes]);
        box.append(told);
      }
    }
    note.remove();
    const limit = made.querySelector(".near-not-if");
    const notIf = entry.row.querySelector(".not-if");
    if (notIf) limit.querySelector("span").append(...notIf.cloneNode(true).childNodes);
    else limit.remove();
    return made;
  }

  // A match shows what matched; a difference all that is told instead.
  function words(cell, wanted) {
    const told = [...cell.querySelectorAll(".told")];
    const values = list(cell.dataset.values);
    const shown = document.createDocumentFragment();
    told.forEach((part, number) => {
      if (wanted && values[number] !== wanted) return;
      if (shown.childNodes.length) shown.append(", ");
      shown.append(...part.cloneNode(true).childNodes);
    });
    return shown;
  }

  function go() {
    const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    const query = new URLSearchParams(chosen).toString();
    history.pushState(null, "", `${location.pathname}${query ? `?${query}` : ""}`);
    show();
  }

  form.addEventListener("change", go);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    go();
  });
  addEventListener("popstate", show);
  // A browser may fill in the form again after it comes back to the page; the address knows better.
  addEventListener("pageshow", show);
  section.hidden = false;
  show();
}

const section = document.querySelector(".mine");
if (section) start(section);
