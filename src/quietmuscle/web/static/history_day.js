// A day of the history: "there were none", and back.

import { call, Refusal } from "./api.js";
import { toast } from "./toast.js";

const acts = document.getElementById("acts");
const button = document.getElementById("none");

async function say(none) {
  try {
    await call(none ? "PUT" : "DELETE", `/api/days/${acts.dataset.day}/none`);
    button.setAttribute("aria-pressed", String(none));
    toast(none ? acts.dataset.noneSaid : acts.dataset.noneUnsaid, () => say(!none));
  } catch (problem) {
    toast(problem instanceof Refusal ? problem.message : acts.dataset.unreachable);
  }
}

button?.addEventListener("click", () => say(button.getAttribute("aria-pressed") !== "true"));
