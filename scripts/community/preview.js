// Waits until the preview has changed, then asks for this page again.
const { version } = document.currentScript.dataset;

async function wait() {
  for (;;) {
    try {
      const answer = await fetch(`/preview/changes?version=${version}`, { cache: "no-store" });
      if ((await answer.text()) !== version) return location.reload();
    } catch {
      // The server has been stopped; it may be started again.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

addEventListener("load", wait);
