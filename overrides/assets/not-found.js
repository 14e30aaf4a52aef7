// On hosts that know one 404 page: show the reader's language first, by the address or else by the browser.
const sections = [...document.querySelectorAll("[data-home]")];
const byAddress = sections.filter((section) => location.pathname.startsWith(section.dataset.home));
const longest = byAddress.sort((a, b) => b.dataset.home.length - a.dataset.home.length)[0];
const byBrowser = sections.find((section) => navigator.languages.some((tag) => tag.split("-")[0] === section.lang));
const own = longest && longest !== sections[0] ? longest : byBrowser || sections[0];
own.parentElement.prepend(own);
document.documentElement.lang = own.lang;
