// The bin: each entry can be taken back.

import { call, Refusal } from "./api.js";
import { toast } from "./toast.js";

const bin = document.getElementById("bin");

bin?.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  try {
    await call("POST", `/api/episodes/${button.dataset.id}/restore`);
    const line = button.closest("li");
    const next = (line.nextElementSibling ?? line.previousElementSibling)?.querySelector("button");
    line.remove();
    (next ?? document.getElementById("main")).focus();
    toast(bin.dataset.restored);
  } catch (problem) {
    toast(problem instanceof Refusal ? problem.message : bin.dataset.unreachable);
  }
});
