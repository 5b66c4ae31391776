// Bringing an exported file in: the file itself is the body, so that its size does not matter.

import { call, Refusal } from "./api.js";

const form = document.getElementById("import");
const outcome = form.querySelector(".outcome");
const button = form.querySelector("button");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [file] = document.getElementById("file").files;
  button.disabled = true;
  outcome.textContent = form.dataset.working;
  try {
    const told = await call("POST", "/api/import", new Blob([file], { type: "application/zip" }));
    const words = told.stopped_trials ? `${form.dataset.words} ${form.dataset.stopped}` : form.dataset.words;
    outcome.textContent = words.replace(/\{(\w+)\}/g, (_whole, name) => told[name]);
    form.reset();
  } catch (problem) {
    outcome.textContent = problem instanceof Refusal ? problem.message : form.dataset.unreachable;
  }
  button.disabled = false;
});
