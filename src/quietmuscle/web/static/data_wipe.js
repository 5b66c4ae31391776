// Deleting everything: here and on this device.

import { call, Refusal } from "./api.js";
import { changes, drop, isOurs } from "./outbox.js";

const box = document.getElementById("wipe");
const sure = document.getElementById("sure");
const button = document.getElementById("gone");
const done = document.getElementById("done");

sure.addEventListener("change", () => { button.disabled = !sure.checked; });

button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    await call("POST", "/api/wipe", { everything: true });
    // What waited here for this diary is to be gone, too; the new one would not take it.
    for (const change of (await changes().catch(() => [])).filter(isOurs)) await drop(change.order);
    localStorage.clear();
    sessionStorage.clear();
    box.hidden = true;
    done.hidden = false;
    done.focus();
  } catch (problem) {
    box.querySelector(".outcome").textContent = problem instanceof Refusal ? problem.message : box.dataset.unreachable;
    button.disabled = false;
  }
});
