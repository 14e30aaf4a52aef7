// Two or three records side by side. The page holds complete tables; this narrows one to the chosen columns.
// The choice is in the address: `?models=a,b#models`, a list of ids for each kind, and `&same=hide`.

const MOST = 3;
const HIDE = "hide";

const compares = [...document.querySelectorAll(".compare")].map(prepare);
const links = [...document.querySelectorAll(".kinds a")];

function prepare(box) {
  const table = box.querySelector("table");
  const rows = [...table.rows].map((row) => ({ row, cells: [...row.cells].slice(1) }));
  const heads = rows[0].cells;
  return {
    box,
    kind: box.dataset.kind,
    heading: document.getElementById(box.dataset.kind),
    form: box.querySelector("form"),
    selects: [...box.querySelectorAll("select")],
    tick: box.querySelector("[name=same]"),
    status: box.querySelector("[role=status]"),
    scroller: box.querySelector(".table-scroll"),
    table,
    rows,
    ids: heads.map((head) => head.dataset.id),
    titles: heads.map((head) => head.textContent.trim()),
  };
}

function chosen(compare, params) {
  const asked = (params.get(compare.kind) || "").split(",");
  return [...new Set(asked)].filter((id) => compare.ids.includes(id)).slice(0, MOST);
}

// The kind in the fragment; else the first that something is chosen of.
function current(params) {
  const fragment = location.hash.slice(1);
  return (
    compares.find((compare) => compare.kind === fragment) ||
    compares.find((compare) => chosen(compare, params).length) ||
    compares[0]
  );
}

function show() {
  const params = new URLSearchParams(location.search);
  const now = current(params);
  for (const compare of compares) {
    const here = compare === now;
    compare.box.hidden = !here;
    compare.heading.hidden = !here;
    narrow(compare, chosen(compare, params), params.get("same") === HIDE);
  }
  for (const link of links) {
    const here = link.hash === `#${now.kind}`;
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function narrow(compare, ids, hideSame) {
  const some = ids.length > 0;
  const order = ids.map((id) => compare.ids.indexOf(id));
  let same = 0;
  for (const { row, cells } of compare.rows) {
    const shown = some ? order.map((index) => cells[index]) : cells;
    for (const cell of cells) cell.hidden = !shown.includes(cell);
    row.append(...shown);
    if (row.parentElement.tagName !== "TBODY") continue;
    const verdict = ids.length > 1 ? judge(shown) : "";
    mark(row, verdict);
    const flat = verdict === "same" || verdict === "untold";
    if (flat) same += 1;
    row.hidden = flat && hideSame;
  }
  compare.table.classList.toggle("chosen", some);
  compare.table.dataset.columns = ids.length;
  // A table that fits needs no scrolling, and so no stop for the keyboard.
  if (some) compare.scroller.removeAttribute("tabindex");
  else compare.scroller.tabIndex = 0;
  fill(compare, ids, hideSame);
  tell(compare, order, same);
}

// What no source tells is neither the same nor different.
function judge(cells) {
  const told = cells.filter((cell) => !cell.querySelector(".missing"));
  if (told.length === 0) return "untold";
  const words = told.map((cell) => cell.querySelector("div").textContent.replace(/\s+/g, " ").trim());
  if (!words.every((text) => text === words[0])) return "differs";
  return told.length < cells.length ? "partly" : "same";
}

// Long texts nearly always differ: a mark there would say nothing.
function mark(row, verdict) {
  const badge = row.querySelector(".verdict");
  const told = verdict && (verdict === "same" || verdict === "untold" || "short" in row.dataset);
  row.classList.toggle("differs", Boolean(told) && verdict === "differs");
  badge.hidden = !told;
  badge.className = `verdict ${verdict}`;
  badge.textContent = told ? badge.dataset[verdict] : "";
}

function fill(compare, ids, hideSame) {
  compare.form.hidden = false;
  compare.tick.checked = hideSame;
  compare.tick.disabled = ids.length < 2;
  compare.selects.forEach((select, number) => {
    select.value = ids[number] || "";
    for (const option of select.options) {
      option.disabled = option.value !== "" && option.value !== select.value && ids.includes(option.value);
    }
  });
}

function tell(compare, order, same) {
  const { all, one, some } = compare.status.dataset;
  const text = [all, one][order.length] ?? some;
  const titles = order.map((index) => compare.titles[index]).join(" · ");
  compare.status.textContent = text.replace("%(titles)s", () => titles).replace("%(same)s", same);
}

function go(compare, ids, hideSame) {
  const params = new URLSearchParams(location.search);
  params.delete(compare.kind);
  params.delete("same");
  const parts = [params.toString()];
  if (ids.length) parts.push(`${compare.kind}=${ids.join(",")}`);
  if (hideSame) parts.push(`same=${HIDE}`);
  const query = parts.filter(Boolean).join("&");
  history.pushState(null, "", `${location.pathname}${query ? `?${query}` : ""}#${compare.kind}`);
  show();
}

for (const compare of compares) {
  compare.form.addEventListener("change", () => {
    const ids = compare.selects.map((select) => select.value).filter(Boolean);
    go(compare, ids, compare.tick.checked);
  });
  compare.form.addEventListener("reset", (event) => {
    event.preventDefault();
    go(compare, [], false);
  });
  compare.form.addEventListener("submit", (event) => event.preventDefault());
}

addEventListener("popstate", show); // also when only the fragment changes
// A browser may fill in the form again after it comes back to the page; the address knows better.
addEventListener("pageshow", show);
show();
