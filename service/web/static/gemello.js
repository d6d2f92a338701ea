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

// The text that is being typed, of a new article or of a segment, is not left by accident.
function guardText() {
  const text = document.getElementById("text") ?? document.getElementById("target");
  if (!text) return;
  let sending = false;
  text.form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && text.value.trim() && text.value !== text.defaultValue) event.preventDefault();
  });
}

// The structure is shown below the form without loading the page anew: a chosen file stays chosen.
function previewInPlace() {
  const button = document.querySelector("button[value=preview]");
  button?.addEventListener("click", async (event) => {
    if (button.dataset.plain) return;
    event.preventDefault();
    button.disabled = true;
    try {
      const sent = new FormData(button.form);
      sent.append("action", "preview");
      const answer = await fetch(button.form.getAttribute("action"), { method: "POST", body: sent, headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!fresh.getElementById("text")) throw new Error("not the form");
      takeOver(fresh, button.form);
    } catch {
      button.dataset.plain = "yes"; // the session has ended or the network is away: the browser's own way tells
      button.disabled = false;
      button.click();
    }
    button.disabled = false;
  });
}

function takeOver(fresh, form) {
  for (const id of ["problem", "structure"]) document.getElementById(id)?.remove();
  for (const told of fresh.querySelectorAll(".again")) told.remove();
  form.elements.csrf.value = fresh.querySelector("main [name=csrf]").value;
  const problem = fresh.getElementById("problem");
  if (problem) form.before(problem);
  const structure = fresh.getElementById("structure");
  if (structure) form.after(structure);
  showProblem();
  showStructure();
}

function showStructure() {
  const structure = document.querySelector("form + #structure");
  structure?.scrollIntoView({ block: "start" });
  structure?.focus({ preventScroll: true });
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
previewInPlace();
showProblem();
showStructure();
