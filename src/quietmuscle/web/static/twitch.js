// The Twitch page: the first touch of a place is saved at once; all else may follow.

import { watchCloser } from "./closer.js";
import { newEntry, putBack, remove, save, unsentEntries } from "./entries.js";
import { fillDetails, readDetails, watchDetails } from "./episode_fields.js";
import { watchFiles } from "./files.js";
import { momentWords, watchMoment } from "./moment_fields.js";
import { watchPlaceList } from "./place_list.js";
import { Places } from "./places.js";
import { close as closeToast, toast } from "./toast.js";
import { dayWords, isDay, logicalDay } from "./when.js";

const TYPING_MS = 600;
const page = document.getElementById("twitch");
const part = (id) => document.getElementById(id);
const asked = new URL(location.href).searchParams;
const dayMeant = isDay(asked.get("day")) && asked.get("day") <= logicalDay() ? asked.get("day") : null;
const momentSentences = { today: page.dataset.today, night: page.dataset.night, timeless: page.dataset.timeless };

let entry = null; // as it is kept, or null while nothing is
let before = []; // for Undo: the entry before each touch of a place in this visit
let turn = Promise.resolve(); // touches are kept one after the other, however quick they come
let typing = 0;
let lastTouched = null;

const places = new Places(page, (site) => inTurn(() => touched(site)));
const showMoment = watchMoment(part("when"), { changed: tell, ahead: () => toast(page.dataset.ahead) });
watchDetails(part("details"), tellDetails);
watchFiles(part("files"), { entryId: () => entry.id, words: () => places.words(entry.sites), fault: toast });
const closer = watchCloser(page, { nameOf: (region) => places.words([region]), shown: show, fault: toast });
watchPlaceList(page, closer.close);

const wordsOf = (told) => `${places.words(told.sites)}, ${momentWords(told, momentSentences)}`;

function inTurn(work) {
  turn = turn.then(work);
  return turn;
}

/** Do what keeps a change; say so where this device could not, and show what still holds. */
async function attempt(work, then) {
  try {
    await work();
    then();
    if (part("count").validity.valid) closeToast(); // what was said no longer holds
  } catch (problem) {
    toast(problem.message || page.dataset.failed);
  }
  show();
}

/** Keep the entry as it is now told. */
function keep(told) {
  const words = wordsOf(told);
  return attempt(() => save(told, places.words(told.sites)), () => {
    entry = told;
    say(page.dataset.saved.replace("{what}", () => words));
  });
}

/** A touch of a place: the first one makes the entry, taking the last one away deletes it. */
async function touched(site) {
  const sites = places.after(site);
  before.push(entry);
  lastTouched = site;
  if (!entry) await keep(newEntry(sites, { day: dayMeant }));
  else if (sites.length) await keep({ ...entry, sites });
  else await takeBack();
  offerCloser(site);
}

/** The place as it is now to be seen: in the picture, the closer look, or the list. */
function targetOf(site) {
  return [...page.querySelectorAll(`[data-site="${CSS.escape(site)}"]`)].find((target) => target.getClientRects().length);
}

/** Offer a closer look at the place that was just touched or, where it is no longer chosen, at the last one that is. */
function offerCloser(site) {
  if (closer.isOpen()) return;
  const regions = (entry?.sites ?? []).map((each) => places.regionOf(each)).filter((region) => places.hasParts(region));
  const touched = places.regionOf(site);
  if (regions.includes(touched)) closer.offer(touched);
  else closer.offer(regions[regions.length - 1] ?? null, true);
}

/** A detail or a time that was told. */
function tell(told) {
  return inTurn(() => (entry ? keep({ ...entry, ...told }) : null));
}

function tellDetails() {
  clearTimeout(typing);
  const told = readDetails(part("details"));
  // A number that makes no sense is not kept, but all else is.
  if (!part("count").validity.valid) {
    toast(page.dataset.badCount);
    delete told.count;
  }
  tell(told);
}

async function takeBack() {
  closer.close();
  closer.offer(null);
  const gone = entry;
  await attempt(() => remove(gone.id, places.words(gone.sites)), () => {
    entry = null;
    before = [];
    say(page.dataset.takenBack);
    part("put-back").onclick = () => inTurn(() => attempt(() => putBack(gone.id, places.words(gone.sites)), () => {
      entry = gone;
      say(page.dataset.saved.replace("{what}", () => wordsOf(gone)));
    }).then(keepFocus));
    part("put-back").hidden = false;
  });
}

async function undo() {
  const last = before.pop();
  if (last) await keep({ ...entry, sites: last.sites });
  else await takeBack();
  offerCloser(lastTouched);
  keepFocus();
}

/** A button that is gone with what it undid gives the focus back to the place, or to the heading. */
function keepFocus() {
  const { activeElement: focused } = document;
  if (focused !== document.body && focused?.checkVisibility?.() !== false && !focused?.closest("[hidden]")) return;
  ((lastTouched && targetOf(lastTouched)) ?? page.querySelector("h1")).focus();
}

/** Show what is kept. */
function show() {
  places.show(entry?.sites ?? []);
  part("saved-acts").hidden = part("saved-words").textContent === "";
  part("undo").hidden = !entry || !before.length;
  part("another").hidden = !entry;
  if (entry) part("put-back").hidden = true;
  part("details").hidden = !entry;
  if (entry) {
    showMoment(entry);
    part("when-words").textContent = momentWords(entry, momentSentences);
  }
  // Not by its size, which Safari knows only from 17 on.
  const query = new URLSearchParams({ ...(dayMeant && { day: dayMeant }), ...(entry && { id: entry.id }) }).toString();
  history.replaceState(null, "", `/twitch${query && `?${query}`}`);
}

/** The entry that the address names: from the outbox, else from the server. */
async function find(id) {
  const unsent = (await unsentEntries()).get(id);
  if (unsent) return unsent.told;
  const known = part("entry");
  if (!known) return null;
  const { logical_day: day, time_known: timeKnown, offset_s: offset, attachments, instant_utc: instant, ...told } = JSON.parse(known.textContent);
  return { ...told, ...(timeKnown ? { instant_utc: instant } : { day }) };
}

async function begin() {
  if (dayMeant) {
    part("for-day").textContent = part("for-day").dataset.words.replace("{day}", () => dayWords(dayMeant));
    part("for-day").hidden = false;
    part("another").href = `/twitch?day=${dayMeant}`;
  }
  if (!asked.get("id")) return;
  entry = await find(asked.get("id"));
  if (!entry) return say(page.dataset.missing);
  fillDetails(part("details"), entry);
  say(wordsOf(entry));
  show();
}

function say(words) {
  part("saved-words").textContent = words;
}

part("count").addEventListener("input", ({ target }) => { if (target.validity.valid) closeToast(page.dataset.badCount); });
// What stands fixed at the foot of the window takes as much room as its words need.
new ResizeObserver(() => {
  const { style } = document.documentElement;
  if (part("saved-words").textContent) style.setProperty("--lift", `${part("saved").offsetHeight}px`);
  else style.removeProperty("--lift");
}).observe(part("saved"));

part("undo").addEventListener("click", () => inTurn(undo));
// The key that undoes everywhere, so that from a place it is not many Tabs to the button.
page.addEventListener("keydown", (event) => {
  if (event.key?.toLowerCase() !== "z" || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
  if (event.target.matches("input, textarea") || !entry || !before.length) return;
  event.preventDefault();
  inTurn(undo);
});
part("delete").addEventListener("click", () => inTurn(async () => {
  await takeBack();
  page.querySelector("h1").scrollIntoView();
  part("put-back").focus();
}));
// A note is kept while it is typed, so that nothing has to be confirmed.
part("note").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(tellDetails, TYPING_MS);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden && entry && part("note").value !== (entry.note ?? "")) tellDetails();
});

inTurn(begin);
