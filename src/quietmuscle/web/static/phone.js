// Removing a phone. The page is made anew, since its list has changed.

import { call, Refusal } from "./api.js";

const box = document.getElementById("phones");
const outcome = box.querySelector(".outcome");
const NEWS = "phones-news";

box.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-phone]");
  if (!button) return;
  button.disabled = true;
  try {
    await call("DELETE", `/api/phones/${button.dataset.phone}`);
    sessionStorage.setItem(NEWS, "removed");
    location.reload();
  } catch (problem) {
    outcome.textContent = problem instanceof Refusal ? problem.message : box.dataset.unreachable;
    button.disabled = false;
  }
});

outcome.textContent = box.dataset[sessionStorage.getItem(NEWS)] ?? "";
sessionStorage.removeItem(NEWS);
