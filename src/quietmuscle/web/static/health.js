// About my health: each answer is saved at once, one after the other.

import { call, Refusal } from "./api.js";

const form = document.getElementById("health");
const state = document.getElementById("state");
const { saved, unreachable } = form.dataset;
let waiting = Promise.resolve();

/** Send the one answer that was changed: this page may be older than the others. */
function save(item) {
  const answer = item.querySelector("input:checked")?.value ?? null;
  const path = `/api/health/${item.dataset.item}`;
  waiting = waiting.then(async () => {
    try {
      await (answer ? call("PUT", path, { answer }) : call("DELETE", path));
      state.textContent = saved;
    } catch (problem) {
      state.textContent = problem instanceof Refusal ? problem.message : unreachable;
    }
  });
}

form.addEventListener("change", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item) return;
  item.querySelector("[data-clear]").hidden = false;
  save(item);
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  const item = button.closest("[data-item]");
  for (const input of item.querySelectorAll("input")) input.checked = false;
  item.querySelector("input").focus();
  button.hidden = true;
  save(item);
});
