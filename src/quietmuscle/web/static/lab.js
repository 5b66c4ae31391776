// One blood result: save, look again where the unit seems another, delete, undo.

import { call, Refusal } from "./api.js";

const form = document.getElementById("lab");
const gone = document.getElementById("gone");
const refusal = form.querySelector(".refusal");
const again = document.getElementById("look-again");
const confirmed = document.getElementById("confirmed");
const { address, back, unreachable, notANumber } = form.dataset;

/** A number as people write it, with a point or a comma; null for nothing, NaN for anything else. */
export function numberOf(text) {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}

/** Only the units in which this is given can be chosen. */
function offerUnits() {
  const known = form.analyte.selectedOptions[0].dataset.units.split(" ");
  for (const option of form.unit.options) {
    option.hidden = option.disabled = !known.includes(option.value);
  }
  if (form.unit.selectedOptions[0].disabled) form.unit.value = known[0];
}

async function send(method, path, body) {
  refusal.textContent = "";
  try {
    await call(method, path, body);
    return true;
  } catch (problem) {
    refusal.textContent = problem instanceof Refusal ? problem.message : unreachable;
    again.hidden = !(problem instanceof Refusal && problem.status === 409);
    return false;
  }
}

form.analyte.addEventListener("change", offerUnits);
for (const field of [form.analyte, form.unit, form.value, form.low, form.high]) {
  field.addEventListener("input", () => { confirmed.checked = false; again.hidden = true; });
}
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [value, low, high] = [form.value, form.low, form.high].map((field) => numberOf(field.value));
  if (value === null || [value, low, high].some(Number.isNaN)) {
    refusal.textContent = notANumber;
    return;
  }
  const told = { day: form.day.value, analyte: form.analyte.value, value, unit: form.unit.value, range_low: low, range_high: high, note: form.note.value, unit_confirmed: confirmed.checked };
  if (await send("PUT", address, told)) location.href = back;
});

function show(deleted) {
  form.hidden = deleted;
  gone.hidden = !deleted;
  (deleted ? gone : form.value).focus();
}

document.getElementById("delete")?.addEventListener("click", async () => {
  if (await send("DELETE", address)) show(true);
});
document.getElementById("undo").addEventListener("click", async () => {
  if (await send("POST", `${address}/restore`)) show(false);
});
offerUnits();
