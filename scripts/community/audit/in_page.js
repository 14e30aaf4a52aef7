// What the audit asks of a page from inside it. Injected beside axe-core, never part of a site.

globalThis.audit = (() => {
  const CONTROLS = new Set(["INPUT", "SELECT", "TEXTAREA"]);
  const ON_COLOURS = ["color-contrast", "link-in-text-block"];

  // Contrast takes most of the time; where a run names elements, it is asked of these alone, and so is the rule on links
  // where only the colours are another state's.
  let asked = null;
  let limited = [];
  for (const rule of globalThis.axe?._audit.rules.filter((one) => ON_COLOURS.includes(one.id)) ?? []) {
    const matches = rule.matches;
    rule.matches = (element, ...rest) => (!asked || !limited.includes(rule.id) || asked.has(element)) && matches.call(rule, element, ...rest);
  }

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  function* bearers() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isText = node.nodeType === Node.TEXT_NODE;
      if (isText ? !node.data.trim() : !CONTROLS.has(node.tagName)) continue;
      const element = isText ? node.parentElement : node;
      if (element === last || !shown(element)) continue;
      last = element;
      yield element;
    }
  }

  // Everything that an element's colours can follow from: what rules of a style sheet can see of it and of all that it
  // stands in, and the colours that came of them.
  function lookOf(element, known) {
    if (!element || element === document) return 5381;
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    const own = [
      element.tagName, element.className.baseVal ?? element.className, element.getAttribute("aria-current"), element.open,
      style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize, style.fontWeight,
      style.position, style.textDecorationLine,
    ].join("|");
    let hash = lookOf(element.parentElement, known);
    for (let i = 0; i < own.length; i++) hash = (Math.imul(hash, 33) ^ own.charCodeAt(i)) >>> 0;
    known.set(element, hash);
    return hash;
  }

  let marked = [];

  function looks() {
    const known = new Map();
    marked = [...bearers()];
    return marked.map((element) => lookOf(element, known));
  }

  // What breaks rules, or rules with certain tags, in the whole document or a part. Contrast is asked of every element
  // there, or of those with these numbers among the looks; so are both rules on colours where they are named.
  async function violations(part, rules, numbers) {
    asked = numbers && new Set(numbers.map((number) => marked[number]));
    limited = rules.includes("link-in-text-block") ? ON_COLOURS : ["color-contrast"];
    const options = { resultTypes: ["violations"], runOnly: rules };
    const found = await axe.run(part ? { include: [part] } : document, options);
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help}: ${node.html.slice(0, 200)}`));
  }

  // Text that a reader can't reach: outside the window with nothing to scroll, or cut by a box that hides what overflows.
  function unreachable() {
    const out = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !shown(element) || element.closest(".hidden, .skip, svg, option")) continue;
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      if (isCut(element, box)) out.push(`${element.tagName.toLowerCase()}.${element.className}: ${node.data.trim().slice(0, 60)}`);
    }
    return out;
  }

  function isCut(element, box) {
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      // Words for screen readers only are one pixel large by intention; an ellipsis says that there is more.
      if (style.clipPath !== "none" || style.textOverflow === "ellipsis") return false;
      const frame = around.getBoundingClientRect();
      if (/auto|scroll/.test(style.overflowX)) return frame.right > innerWidth + 1 || frame.left < -1;
      if (/hidden|clip/.test(style.overflowX) && (box.right > frame.right + 1 || box.left < frame.left - 1)) return true;
      if (/hidden|clip/.test(style.overflowY) && (box.bottom > frame.bottom + 2 || box.top < frame.top - 2)) return true;
      if (style.position === "fixed") break;
    }
    return box.right > innerWidth + 1 || box.left < -1;
  }

  // The spacing that WCAG 1.4.12 lets a reader set.
  function space(on) {
    for (const element of document.querySelectorAll("body, body *")) {
      const paragraph = element.tagName === "P";
      for (const [name, value] of [["line-height", "1.5"], ["letter-spacing", "0.12em"], ["word-spacing", "0.16em"], ...(paragraph ? [["margin-bottom", "2em"]] : [])]) {
        if (on) element.style.setProperty(name, value, "important");
        else element.style.removeProperty(name);
      }
      if (!on && !element.getAttribute("style")) element.removeAttribute("style");
    }
  }

  const moving = () =>
    [document.documentElement, ...document.querySelectorAll("body, body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        return style.animationName !== "none" || style.scrollBehavior === "smooth" || !/^0s(, 0s)*$/.test(style.transitionDuration);
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);

  // How far what was seen moved while the page was loading: Chromium's own sum, without what a reader caused.
  const shift = () =>
    new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(sum), 20));
    });

  return { looks, violations, unreachable, space, moving, shift };
})();
