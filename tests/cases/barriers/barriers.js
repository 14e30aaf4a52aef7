document.cookie = "seen=yes";
localStorage.setItem("seen", "yes");
fetch("https://elsewhere.example/").catch(() => {});
addEventListener("DOMContentLoaded", () => {
  const dialog = document.querySelector("dialog");
  document.querySelector("[data-search-open]").addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  throw new Error("broken on purpose");
});
