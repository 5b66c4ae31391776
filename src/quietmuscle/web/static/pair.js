// Letting this phone in: the code comes from the address behind the picture, or from fingers.
// It stands behind the #, which no browser sends to a server by itself.

import { call, Refusal } from "./api.js";

const form = document.getElementById("pair");
const byHand = document.getElementById("by-hand");
const code = document.getElementById("code");
const outcome = form.querySelector(".outcome");
const button = form.querySelector("button");

function takeCode() {
  const given = location.hash.slice(1);
  if (!given) return;
  code.value = given;
  byHand.hidden = true;
  outcome.textContent = "";
  history.replaceState(null, "", location.pathname); // it works once: nobody needs it again
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  try {
    await call("POST", "/api/pair", { code: code.value, name: form.elements.name.value });
    location.replace("/");
    return;
  } catch (problem) {
    const refused = problem instanceof Refusal;
    outcome.textContent = refused ? problem.message : form.dataset.unreachable;
    if (refused && problem.status === 409) {
      code.value = "";
      byHand.hidden = false;
    }
  }
  button.disabled = false;
});

window.addEventListener("hashchange", takeCode);
takeCode();
