// Backups: make one, go back to one. The page is made anew, since its list has changed.

import { call, Refusal } from "./api.js";

const box = document.getElementById("backups");
const outcome = box.querySelector(".outcome");
const NEWS = "backups-news";

async function act(path, news) {
  for (const button of box.querySelectorAll("button")) button.disabled = true;
  try {
    await call("POST", path);
    sessionStorage.setItem(NEWS, news);
    location.reload();
  } catch (problem) {
    outcome.textContent = problem instanceof Refusal ? problem.message : box.dataset.unreachable;
    for (const button of box.querySelectorAll("button")) button.disabled = false;
  }
}

box.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.id === "make") act("/api/backups", "made");
  if (button?.dataset.name) act(`/api/backups/${encodeURIComponent(button.dataset.name)}/restore`, "back");
});

outcome.textContent = box.dataset[sessionStorage.getItem(NEWS)] ?? "";
sessionStorage.removeItem(NEWS);
