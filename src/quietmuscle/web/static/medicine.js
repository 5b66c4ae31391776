// One change of a medicine: choose it from the list, save, delete, undo.

import { call, Refusal } from "./api.js";
import { offer } from "./medicine_offers.js";

const form = document.getElementById("medicine");
const gone = document.getElementById("gone");
const refusal = form.querySelector(".refusal");
const { address, back, unreachable } = form.dataset;

async function send(method, path, body) {
  refusal.textContent = "";
  try {
    await call(method, path, body);
    return true;
  } catch (problem) {
    refusal.textContent = problem instanceof Refusal ? problem.message : unreachable;
    return false;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, action, dose, day, note, catalogue_id, time } = Object.fromEntries(new FormData(form));
  const change = { name, action, dose, day, note, catalogue_id: catalogue_id || null };
  if (action === "taken" && time) {
    change.taken_at = instantOf(day, time);
    change.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  if (await send("PUT", address, change)) location.href = back;
});

/** The instant of a time on a logical day: what is earlier than the day's start belongs to the night after it. */
function instantOf(day, time) {
  const at = new Date(`${day}T${time}`);
  if (time < form.dataset.dayStart) at.setDate(at.getDate() + 1);
  return at.toISOString();
}

form.addEventListener("change", () => {
  document.getElementById("time-field").hidden = form.elements.action.value !== "taken";
});
offer(form);

function show(deleted) {
  form.hidden = deleted;
  gone.hidden = !deleted;
  (deleted ? gone : document.getElementById("name")).focus();
}

document.getElementById("delete")?.addEventListener("click", async () => {
  if (await send("DELETE", address)) show(true);
});
document.getElementById("undo").addEventListener("click", async () => {
  if (await send("POST", `${address}/restore`)) show(false);
});
