// The bin: each entry can be taken back.

import { putBack } from "./entries.js";
import { toast } from "./toast.js";

const bin = document.getElementById("bin");

bin?.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const line = button.closest("li");
  try {
    await putBack(button.dataset.id, line.querySelector("strong").textContent);
    const next = (line.nextElementSibling ?? line.previousElementSibling)?.querySelector("button");
    line.remove();
    (next ?? document.getElementById("main")).focus();
    toast(bin.dataset.restored);
  } catch (problem) {
    toast(problem.message || bin.dataset.failed);
  }
});
