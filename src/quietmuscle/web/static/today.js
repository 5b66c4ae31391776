// The first page: the same as last time, none today, the last entries and their undo.

import { isUnsentEntryOn, newEntry, onAllSent, putBack, remove, save, sayNone, unsentEntries, unsentOfDay } from "./entries.js";
import { momentWords } from "./moment_fields.js";
import { onChange } from "./outbox.js";
import { toast } from "./toast.js";
import { dayWords, logicalDay, wallClock } from "./when.js";

const page = document.getElementById("today");
const list = document.getElementById("entries");
const line = document.getElementById("entry-line");
const none = document.getElementById("none");
const noneTold = document.getElementById("none-told");
const LOOK_AGAIN_MS = 30_000;
const shell = !page.dataset.day;
const madeHere = new Set(); // the entries of this day that were made on this page
let told = !noneTold.hidden; // that this day had none
let counted = none.hidden && noneTold.hidden; // whether the server knew of entries of this day
const openedOn = logicalDay();
const momentSentences = { today: page.dataset.time, night: page.dataset.night, timeless: page.dataset.timeless };
const say = (name, values) => Object.entries(values).reduce((words, [key, value]) => words.replace(`{${key}}`, () => value), page.dataset[name]);

/** Run something that keeps a change; say so where this device could not keep it. */
async function attempt(work) {
  try {
    await work();
  } catch (problem) {
    toast(problem.message || page.dataset.failed);
  }
}

const entryLine = (id) => list.querySelector(`[data-entry="${CSS.escape(id)}"]`);

/** Show an entry at the head of the list, or renew its line. */
function show(id, where, when, pending = false) {
  const known = entryLine(id);
  const item = known ?? line.content.firstElementChild.cloneNode(true);
  item.dataset.entry = id;
  item.querySelector("a").href = `/twitch?id=${encodeURIComponent(id)}`;
  if (where) {
    item.querySelector(".where").textContent = where;
    item.querySelector(".when").textContent = when;
    const button = item.querySelector("[data-delete]");
    button.setAttribute("aria-label", button.dataset.label.replace("{what}", () => [where, when].filter(Boolean).join(", ")));
  }
  item.querySelector(".pending").hidden = !pending;
  if (!known) list.prepend(item);
  tidy();
}

/** Show or hide what depends on whether there are entries. */
function tidy() {
  const shown = list.querySelectorAll("li:not([hidden])");
  document.getElementById("no-entries").hidden = shown.length > 0;
}

const sayAgain = (same) => attempt(async () => {
  const entry = newEntry(same.dataset.sites.split(" "));
  const { words: where } = same.dataset;
  const when = momentWords(entry, momentSentences);
  await save(entry, where);
  show(entry.id, where, when);
  madeHere.add(entry.id);
  showNone();
  toast(say("saved", { what: `${where}, ${when}` }), () => attempt(async () => {
    await remove(entry.id, where);
    entryLine(entry.id)?.remove();
    madeHere.delete(entry.id);
    showNone();
    tidy();
  }));
});

page.addEventListener("click", ({ target }) => {
  const same = target.closest("#same");
  if (same) sayAgain(same);
});

list.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-delete]")) return;
  const item = target.closest("li");
  const what = item.querySelector(".where").textContent;
  attempt(async () => {
    await remove(item.dataset.entry, what);
    item.hidden = true;
    tidy();
    document.getElementById("main").focus();
    toast(say("deleted", { what }), () => attempt(async () => {
      await putBack(item.dataset.entry, what);
      item.hidden = false;
      if (!item.isConnected) list.prepend(item); // the list was made anew meanwhile
      tidy();
    }));
  });
});

/** Entries outweigh "none today": while the day has any, it is neither offered nor said. */
async function showNone() {
  const hasEntries = counted || madeHere.size > 0 || await isUnsentEntryOn(logicalDay());
  none.hidden = hasEntries || told;
  noneTold.hidden = hasEntries || !told;
}

let dayToldOf = openedOn; // the day that "no twitches today" on this page is about

/** Tell, or take back, that a day had none; the undo is of the same day, also past its end. */
async function tellNone(day, wish) {
  await sayNone(day, wish, none.textContent.trim());
  dayToldOf = day;
  told = wish;
  await showNone();
}

none.addEventListener("click", () => attempt(async () => {
  const day = logicalDay();
  await tellNone(day, true);
  noneTold.focus();
  toast(page.dataset.noneSaved, () => attempt(() => tellNone(day, false)));
}));

document.getElementById("none-back").addEventListener("click", () => attempt(async () => {
  await tellNone(dayToldOf, false);
  none.focus();
}));

/** Lay what still waits on this device over what the server knew when it made the page. */
async function overlay() {
  for (const item of list.children) item.querySelector(".pending").hidden = true;
  for (const [id, { told, words }] of await unsentEntries()) {
    if (told) show(id, words, momentWords(told, momentSentences), true);
    else if (entryLine(id)) entryLine(id).hidden = true;
  }
  const { none: toldNone } = await unsentOfDay(dayToldOf);
  if (toldNone !== undefined) told = toldNone;
  await showNone();
  tidy();
}

/** All was sent: show what the diary now holds, without taking away a message or its undo. */
async function renew() {
  const answer = await fetch("/").catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (fresh.getElementById("today")?.dataset.day !== logicalDay()) return;
  const part = (id) => fresh.getElementById(id);
  told = !part("none-told").hidden;
  counted = part("none").hidden && !told;
  madeHere.clear();
  const same = document.getElementById("same");
  if (same && part("same")) {
    Object.assign(same.dataset, part("same").dataset);
    same.replaceChildren(...part("same").childNodes);
  } else if (part("same")) none.before(part("same"));
  renewList(part("entries"));
  document.getElementById("out-of-reach")?.remove();
  document.getElementById("no-entries").textContent = part("no-entries").textContent;
  await overlay();
}

/** Lines that say the same stay as they are, and the one with the focus keeps it. */
function renewList(fresh) {
  const words = (lines) => [...lines.children].map((item) => [item.dataset.entry, item.hidden, item.textContent.replace(/\s+/g, " ").trim()].join());
  if (words(list).join() === words(fresh).join()) return;
  const { activeElement: focused } = document;
  const [id, within] = [focused.closest("#entries li")?.dataset.entry, focused.matches("button") ? "button" : "a"];
  list.replaceChildren(...fresh.children);
  if (id) (entryLine(id)?.querySelector(within) ?? document.getElementById("main")).focus();
}

/** In the page that is kept for when there is no server, the day is the device's to say. */
function sayDay() {
  const day = logicalDay();
  const { dayStart } = document.documentElement.dataset;
  const still = wallClock().day !== day;
  document.getElementById("day-line").textContent = still ? say("still", { day: dayWords(day), time: dayStart }) : dayWords(day);
}

/** A page of yesterday, or one that the browser took out of its memory, is made anew. */
function freshen(restored) {
  if (restored || logicalDay() !== openedOn) location.reload();
}

/** Kept for when there is no server, this page looks again for the diary until it shows it. */
function lookForDiary() {
  if (!document.hidden && document.getElementById("out-of-reach")) renew();
}

window.addEventListener("pageshow", ({ persisted }) => freshen(persisted));
document.addEventListener("visibilitychange", () => { if (!document.hidden) freshen(false); });
setInterval(() => { if (!document.hidden) freshen(false); }, LOOK_AGAIN_MS); // left open in sight
if (shell) {
  sayDay();
  window.addEventListener("online", lookForDiary);
  document.addEventListener("visibilitychange", lookForDiary);
  setInterval(lookForDiary, LOOK_AGAIN_MS);
}
overlay();
onChange(overlay);
onAllSent(renew);
