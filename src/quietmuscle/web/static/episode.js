// One entry: its details are kept with "Save changes", and each saving can be undone.

import { flush } from "./courier.js";
import { putBack, remove, save } from "./entries.js";
import { readDetails, watchDetails } from "./episode_fields.js";
import { watchFiles } from "./files.js";
import { changes, drop } from "./outbox.js";
import { toast } from "./toast.js";
import { instantOn } from "./when.js";

const BROUGHT_BACK = "episode-brought-back";
const form = document.getElementById("episode");
const gone = document.getElementById("gone");
const places = document.getElementById("places");
const media = document.getElementById("media");
const day = document.getElementById("day");
const time = document.getElementById("time");
const addPlace = document.getElementById("add-place");
const refusal = form.querySelector(".refusal");
const { id, zone, instant, words } = form.dataset;
const takenAway = new Set();
const first = { day: day.value, time: time.value };
let changed = false;

/** The time as it is told: untouched it stays to the second, else it is of the entry's own zone. */
function when() {
  if (!time.value) return { day: day.value };
  if (day.value === first.day && time.value === first.time) return { instant_utc: instant };
  return { instant_utc: instantOn(day.value, time.value, zone).toISOString() };
}

const told = () => ({
  id, zone, ...when(),
  sites: Array.from(places.children, (line) => line.dataset.site),
  ...readDetails(form),
});
let kept = told();

/**
 * The photos and videos that stay. Only one that was taken away needs telling:
 * each new one is tied to the entry as it arrives, and may yet be refused.
 */
const staying = () => Array.from(media.querySelectorAll("[data-attachment]:not([data-refused])"), (line) => line.dataset.attachment);
watchFiles(document.getElementById("files"), { entryId: () => id, words: () => words, fault: (sentence) => { refusal.textContent = sentence; } });

const touch = () => { changed = true; refusal.textContent = ""; };
watchDetails(form, touch);
for (const field of [day, time]) field.addEventListener("change", touch);

/** Make a change; false, with the reason said, where this device or the server refuses it. */
async function keep(act) {
  try {
    const { order } = await act();
    await flush();
    const refused = (await changes().catch(() => [])).find((change) => change.order === order && change.refusal);
    if (!refused) return true;
    await drop(order);
    refusal.textContent = refused.refusal.sentence;
  } catch (problem) {
    refusal.textContent = problem.message || form.dataset.failed;
  }
  return false;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const now = told();
  const before = { ...kept };
  if (!now.sites.length) { refusal.textContent = form.dataset.noPlace; addPlace.focus(); return; }
  if (takenAway.size) {
    await flush(); // what is under way arrives, or is refused, before the list of those that stay
    now.attachments = staying();
    before.attachments = [...now.attachments, ...takenAway];
  }
  if (!(await keep(() => save(now, words)))) return;
  kept = told();
  takenAway.clear();
  changed = false;
  toast(form.dataset.saved, async () => {
    if (await keep(() => save(before, words))) location.reload();
  });
});

places.addEventListener("click", ({ target }) => takeAway(target, addPlace));
media.addEventListener("click", ({ target }) => takeAway(target, document.getElementById("save")));

function takeAway(target, next) {
  const button = target.closest("[data-remove]");
  if (!button) return;
  const line = button.closest("li");
  if (line.dataset.attachment && !("refused" in line.dataset)) takenAway.add(line.dataset.attachment);
  line.remove();
  next.focus();
  touch();
}

addPlace.addEventListener("change", () => {
  const { value, selectedOptions } = addPlace;
  const name = selectedOptions[0].textContent;
  addPlace.value = "";
  if (!value || places.querySelector(`[data-site="${CSS.escape(value)}"]`)) return;
  const line = document.getElementById("place").content.firstElementChild.cloneNode(true);
  line.dataset.site = value;
  line.querySelector("span").textContent = name;
  line.querySelector(".visually-hidden").textContent = ` ${name}`;
  places.append(line);
  touch();
});

// An earlier version is told again, as an ordinary edit; the page is made anew and offers the undo.
document.getElementById("versions").addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-bring-back]");
  if (!button) return;
  if (changed) {
    refusal.textContent = form.dataset.saveFirst;
    document.getElementById("save").focus();
    return;
  }
  await flush(); // a photo under way arrives first
  const before = { ...kept, attachments: staying() };
  if (!(await keep(() => save({ id, ...JSON.parse(button.dataset.bringBack) }, words)))) { refusal.scrollIntoView(); return; }
  sessionStorage.setItem(BROUGHT_BACK, JSON.stringify(before));
  location.reload();
});

const leftBehind = JSON.parse(sessionStorage.getItem(BROUGHT_BACK));
if (leftBehind?.id === id) {
  sessionStorage.removeItem(BROUGHT_BACK);
  toast(form.dataset.broughtBack, async () => {
    if (await keep(() => save(leftBehind, words))) location.reload();
  });
}

document.getElementById("delete").addEventListener("click", async () => {
  if (await keep(() => remove(id, words))) show(true);
});
document.getElementById("undo").addEventListener("click", async () => {
  if (await keep(() => putBack(id, words))) show(false);
});

function show(deleted) {
  form.hidden = deleted;
  gone.hidden = !deleted;
  changed &&= !deleted;
  (deleted ? gone : document.getElementById("delete")).focus();
}

window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
