// What is being measured just now, also when it was sent from another page or device.

import { call } from "./api.js";

const POLL_MS = 1500;
const uploads = "/api/measurements/uploads";
const section = document.getElementById("under-way");
const list = document.getElementById("under-way-list");
const line = section.querySelector("template");
let seen = 0;

async function look() {
  const { uploads: all } = await call("GET", uploads).catch(() => ({ uploads: [] }));
  const now = all.filter(({ state }) => state === "waiting" || state === "running");
  if (seen > now.length) return location.reload(); // one is done: it stands among the measurements
  seen = now.length;
  section.hidden = !now.length;
  for (const old of list.querySelectorAll("[data-upload]")) if (!now.some(({ id }) => id === old.dataset.upload)) old.remove();
  for (const { id, state, progress } of now) {
    const state_words = section.dataset[state].replace("{percent}", Math.round(progress * 100));
    itemOf(id).querySelector(".state").textContent = state_words;
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

list.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-cancel]");
  if (!button) return;
  button.disabled = true;
  await call("DELETE", `${uploads}/${button.closest("li").dataset.upload}`).catch(() => {});
});

look();
