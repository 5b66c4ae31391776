// What is being measured just now, also when it was sent from another page or device.

import { call } from "./api.js";
import { noteTold, wasTold } from "./measure_told.js";

const POLL_MS = 1500;
const AWAY_POLL_MS = 5000;
const uploads = "/api/measurements/uploads";
const section = document.getElementById("under-way");
const list = document.getElementById("under-way-list");
const line = section.querySelector("template");
const refused = document.getElementById("refused");
let seen = 0;

async function look() {
  const told = await call("GET", uploads).catch(() => null);
  if (!told) return seen && setTimeout(look, AWAY_POLL_MS); // out of reach: what was shown stays
  tellRefused(told.uploads.filter(({ id, state }) => state === "refused" && !wasTold(id)));
  const now = told.uploads.filter(({ state }) => state === "waiting" || state === "running");
  if (seen > now.length) return location.reload(); // one is done: it stands among the measurements
  seen = now.length;
  section.hidden = !now.length;
  for (const old of list.querySelectorAll("[data-upload]")) if (!now.some(({ id }) => id === old.dataset.upload)) old.remove();
  for (const { id, state, progress } of now) {
    const words = section.dataset[state].replace("{percent}", Math.round(progress * 100));
    itemOf(id).querySelector(".state").textContent = words;
  }
  if (now.length) setTimeout(look, POLL_MS);
}

function itemOf(id) {
  const there = list.querySelector(`[data-upload="${CSS.escape(id)}"]`);
  if (there) return there;
  const made = line.content.firstElementChild.cloneNode(true);
  made.dataset.upload = id;
  list.append(made);
  return made;
}

/** What could not be measured, with the reason, until it was read. */
function tellRefused(untold) {
  const words = untold.map(({ id, sentence }) => {
    const made = refused.querySelector("template").content.firstElementChild.cloneNode(true);
    made.querySelector(".why").textContent = sentence;
    made.querySelector("button").addEventListener("click", () => {
      noteTold(id);
      made.remove();
      refused.hidden = !refused.querySelector("li");
      document.getElementById("main").focus();
    });
    return made;
  });
  refused.querySelector("ul").replaceChildren(...words);
  refused.hidden = !words.length;
}

list.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-cancel]");
  if (!button) return;
  button.disabled = true;
  const item = button.closest("li");
  await call("DELETE", `${uploads}/${item.dataset.upload}`).catch(() => {
    button.disabled = false;
    item.querySelector(".state").textContent = section.dataset.away;
  });
});

look();
