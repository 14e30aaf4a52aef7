// Before the first paint: the colour scheme that the reader chose on an earlier visit, if any.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that refuses storage follows the system's scheme.
}
