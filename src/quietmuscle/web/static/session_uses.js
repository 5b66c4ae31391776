// The uses of sessions: delete one, and take that back.

import { call, Refusal } from "./api.js";
import { toast } from "./toast.js";

const list = document.querySelector(".uses");

async function attempt(work) {
  try {
    await work();
  } catch (problem) {
    toast(problem instanceof Refusal ? problem.message : list.dataset.unreachable);
  }
}

list?.addEventListener("click", ({ target }) => {
  if (!("delete" in target.dataset)) return;
  const line = target.closest("[data-use]");
  const address = `/api/session-uses/${line.dataset.use}`;
  attempt(async () => {
    await call("DELETE", address);
    line.hidden = true;
    toast(list.dataset.gone, () => attempt(async () => {
      await call("POST", `${address}/restore`);
      line.hidden = false;
      target.focus();
    }));
  });
});
