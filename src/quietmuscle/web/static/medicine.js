// One change of a medicine: save, delete, undo.

import { call, Refusal } from "./api.js";

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
  const { name, action, dose, day, note } = Object.fromEntries(new FormData(form));
  if (await send("PUT", address, { name, action, dose, day, note })) location.href = back;
});

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
