// About my health: each answer is saved at once, one after the other.

import { call, Refusal } from "./api.js";

const form = document.getElementById("health");
const state = document.getElementById("state");
const { saved, unreachable } = form.dataset;
let waiting = Promise.resolve();

/** All answers as they stand on the page; what was not answered is null. */
function told() {
  return Object.fromEntries(Array.from(form.querySelectorAll("[data-item]"), (item) => [item.dataset.item, item.querySelector("input:checked")?.value ?? null]));
}

function save() {
  waiting = waiting.then(async () => {
    try {
      await call("PUT", "/api/health", told());
      state.textContent = saved;
    } catch (problem) {
      state.textContent = problem instanceof Refusal ? problem.message : unreachable;
    }
  });
}

form.addEventListener("change", (event) => {
  const item = event.target.closest("[data-item]");
  if (item) item.querySelector("[data-clear]").hidden = false;
  save();
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  const item = button.closest("[data-item]");
  for (const input of item.querySelectorAll("input")) input.checked = false;
  item.querySelector("input").focus();
  button.hidden = true;
  save();
});
