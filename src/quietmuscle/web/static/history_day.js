// A day of the history: "there were none", and back.

import { sayNone } from "./entries.js";
import { toast } from "./toast.js";

const acts = document.getElementById("acts");
const button = document.getElementById("none");
const line = document.getElementById("told");
const words = document.querySelector("h1").textContent;

async function say(none) {
  try {
    await sayNone(acts.dataset.day, none, `${button.textContent.trim()}, ${words}`);
    button.setAttribute("aria-pressed", String(none));
    line.textContent = none ? line.dataset.none : line.dataset.untold;
    toast(none ? acts.dataset.noneSaid : acts.dataset.noneUnsaid, () => say(!none));
  } catch (problem) {
    toast(problem.message || acts.dataset.failed);
  }
}

button?.addEventListener("click", () => say(button.getAttribute("aria-pressed") !== "true"));
