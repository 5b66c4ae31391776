// Call an entry what fits, if the person wants: its kind changes and nothing else.

import { call, Refusal } from "./api.js";

const part = document.getElementById("set");
const status = part.querySelector("[role=status]");
const address = `/api/episodes/${part.dataset.episode}`;
const KEPT = ["sites", "count", "intensity_0_10", "bother_0_10", "lasted", "painful", "weak", "stiff", "doing", "note"];

part.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-kind]");
  if (!button) return;
  try {
    const entry = await call("GET", address);
    const when = entry.time_known ? { instant_utc: entry.instant_utc } : { day: entry.logical_day };
    const same = Object.fromEntries(KEPT.map((name) => [name, entry[name]]));
    await call("PUT", address, { ...same, ...when, zone: entry.zone, kind: button.dataset.kind });
    for (const each of part.querySelectorAll("[data-kind]")) each.setAttribute("aria-pressed", String(each === button));
    status.textContent = `${part.dataset.done} ${button.textContent}`;
  } catch (problem) {
    status.textContent = problem instanceof Refusal ? problem.message : part.dataset.unreachable;
  }
});
