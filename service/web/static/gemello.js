// What is nicer with a script. Every page works without it.
"use strict";

// Progress: look again every second, and load the page anew when everything is done.
const SECOND = 1000;

async function lookAgain() {
  const shown = document.getElementById("progress");
  const address = shown?.dataset.running;
  if (!address) return;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
    if (!fresh.dataset.running) return location.reload();
    if (fresh.innerHTML !== shown.innerHTML && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
  } catch {
    // The service is restarting or the network is away: the next look tells.
  }
  setTimeout(lookAgain, SECOND);
}

// The form for a new article: the text that is being typed is not left by accident.
function guardText() {
  const text = document.getElementById("text");
  if (!text) return;
  let sending = false;
  text.form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && text.value.trim() && text.value !== text.defaultValue) event.preventDefault();
  });
}

// An error is read out and reached at once.
function showProblem() {
  const problem = document.getElementById("problem");
  if (!problem) return;
  problem.scrollIntoView({ block: "center", behavior: "instant" });
  document.querySelector("[aria-describedby~=problem]")?.focus({ preventScroll: true });
}

setTimeout(lookAgain, SECOND);
guardText();
showProblem();
document.getElementById("structure")?.scrollIntoView({ block: "start" });
