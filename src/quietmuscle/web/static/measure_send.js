// What becomes of a recording: it goes through the outbox to the computer, is
// measured there, and its result is opened. A file that the person has anyway
// goes past the outbox. Each phase says where the recording is.

import { call, newId, Refusal } from "./api.js";
import { breakOff, carryNow, onProgress, onRoundOver, send } from "./courier.js";
import { noteTold } from "./measure_told.js";
import { changes, drop, onChange, prepare } from "./outbox.js";
import { zone } from "./when.js";

const POLL_MS = 700;
const AWAY_POLL_MS = 5000;
const BUSY = new Set(["keeping", "sending", "queued", "measuring", "outOfSight", "stopping"]);
const LEFT = new Set(["stopping", "stopped", "unsure"]);
const box = document.getElementById("send");
const part = (id) => document.getElementById(id);
const uploads = "/api/measurements/uploads";

let job = null; // { id, file, name, told, words, own, control, changeId, phase }; its phase "held": it failed and lies at the computer
let timer = 0;
let anew = () => {};

/**
 * Send a recording and have it measured. `told` is what is known of it (the
 * names of the API); `own` says that the person has the file anyway; `control` is
 * a recording of the same sensor at rest, sent before it. `again` is called when
 * the person wants to begin anew.
 */
export async function deliver({ file, name, told, words, own = false, control = null, again }) {
  anew = again;
  job = { id: newId(), file, name, told, words, own, control, changeId: null, phase: null };
  await begin();
}

/** Whether something would be lost if the page were left now. */
export const isUnsafe = () => Boolean(job) && !job.own && ["keeping", "unkept", "lost"].includes(job.phase);

/** What is told of a recording; what is not known is left out. */
function detailsOf({ name, told }) {
  const known = Object.entries(told).filter(([, value]) => value !== null && value !== "" && value !== undefined);
  return { name, zone, ...Object.fromEntries(known) };
}

async function begin() {
  const mine = job;
  show("keeping");
  const wish = { entry: mine.id, method: "PUT", words: mine.words };
  const whole = { ...wish, path: `${uploads}/${mine.id}`, details: detailsOf(mine), body: mine.file };
  try {
    if (mine.own) return await sendNow(prepare(whole));
    if (mine.control) await send({ ...wish, path: `${uploads}/${mine.id}/control`, body: mine.control });
    const change = await send(whole);
    mine.changeId = change.changeId;
    if (LEFT.has(mine.phase)) await takeBack(mine); // cancelled while it was being kept
    else if (job === mine) show("sending");
  } catch (problem) {
    // This browser keeps nothing, and the server did not take it either.
    if (job === mine && !LEFT.has(mine.phase)) show(problem.message ? "refused" : "unkept", problem.message);
  }
}

/** Send it past the outbox: nothing has to be kept of what lies on this device as a file. */
async function sendNow(change) {
  const mine = job;
  mine.changeId = change.changeId;
  show("sending");
  const { kept, refusal } = await carryNow(change);
  if (job !== mine || LEFT.has(mine.phase)) return;
  if (kept) follow();
  else if (refusal) show("refused", refusal.sentence);
  else show("away");
}

/** See in the outbox whether it was sent or refused; after a round of the courier what is there has to wait. */
async function look(roundIsOver) {
  if (!job?.changeId || job.own || !["sending", "waits"].includes(job.phase)) return;
  const mine = job;
  const left = (await changes().catch(() => [])).filter(({ entry }) => entry === mine.id);
  if (job !== mine || !["sending", "waits"].includes(mine.phase)) return;
  const refused = left.find(({ refusal }) => refusal);
  if (refused) {
    show("refused", refused.refusal.sentence);
  } else if (!left.length) {
    mine.phase = "queued"; // so that it is followed once
    follow();
  } else if (roundIsOver) {
    show("waits");
  }
}

/** Ask the computer how far the measuring is, until it is over. */
async function follow() {
  const mine = job;
  clearTimeout(timer);
  if (LEFT.has(mine.phase)) return;
  try {
    const { state, progress, sentence, page, needs = [], is_held: held } = await call("GET", `${uploads}/${mine.id}`);
    if (job !== mine || LEFT.has(mine.phase)) return;
    if (state === "done") {
      job = null;
      location.assign(page ?? `/measure/${mine.id}`);
    } else if (held) {
      show("held", sentence);
    } else if (state === "refused") {
      if (needs.length) noteTold(mine.id); // what is asked for now tells it
      show("refused", sentence, null, needs);
    } else if (state === "stopped") {
      show("stopped");
    } else {
      show(state === "waiting" ? "queued" : "measuring", "", progress);
      timer = setTimeout(follow, POLL_MS);
    }
  } catch (problem) {
    if (job !== mine || LEFT.has(mine.phase)) return;
    if (problem instanceof Refusal && problem.status === 404) return show("lost");
    show("outOfSight");
    timer = setTimeout(follow, AWAY_POLL_MS);
  }
}

/** Show a phase: its sentence, and the buttons that belong to it. */
function show(phase, sentence = "", fraction = null, needs = []) {
  const before = job.phase;
  job.phase = phase;
  for (const section of box.parentElement.querySelectorAll(":scope > section, :scope > form")) section.hidden = section !== box;
  for (const each of box.querySelectorAll("[data-in]")) each.hidden = !each.dataset.in.split(" ").includes(phase) || (job.own && each.dataset.act === "save");
  const words = sentence || box.dataset[phase] || "";
  if (part("send-words").textContent !== words) part("send-words").textContent = words;
  showProgress(BUSY.has(phase), fraction);
  if (before === null) {
    part("send-title").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  } else if (document.activeElement === document.body) {
    part("send-title").focus({ preventScroll: true }); // the button that had it is gone
  }
  box.dispatchEvent(new CustomEvent("phase", { detail: { phase, sentence, needs } }));
}

function showProgress(busy, fraction) {
  const bar = part("send-progress");
  bar.hidden = !busy;
  if (fraction === null) bar.removeAttribute("value");
  else bar.value = Math.round(fraction * 100);
  part("send-percent").textContent = busy && fraction !== null ? box.dataset.percent.replace("{percent}", Math.round(fraction * 100)) : "";
}

/** Take it out of the outbox, and have the computer forget it: what it says of it, or that it says nothing. */
async function takeBack(mine, held = false) {
  for (const { order, entry } of await changes().catch(() => [])) if (entry === mine.id) await drop(order);
  if (mine.changeId) breakOff(mine.changeId);
  try {
    return (await call("DELETE", `${uploads}/${mine.id}${held ? "?held=true" : ""}`)) ?? { state: "stopped" };
  } catch (problem) {
    const neverArrived = problem instanceof Refusal ? problem.status === 404 : !mine.changeId;
    return { state: neverArrived ? "stopped" : "unsure" };
  }
}

/** Stop it, and say what became of it: what was done already stays, and is shown. */
async function stop() {
  const mine = job;
  const held = mine.phase === "held";
  clearTimeout(timer);
  show("stopping");
  const { state, page } = await takeBack(mine, held);
  if (job !== mine) return;
  if (state !== "done") return show(state === "unsure" ? "unsure" : "stopped");
  job = null;
  location.assign(page ?? `/measure/${mine.id}`);
}

const acts = {
  cancel: stop,
  discard: stop,
  async resend() {
    const mine = job;
    await takeBack(mine);
    job = { ...mine, id: newId(), changeId: null, phase: null };
    await begin();
  },
  async remeasure() {
    const mine = job;
    try {
      await call("POST", `${uploads}/${mine.id}/again`);
      mine.phase = "queued";
      follow();
    } catch {
      show("outOfSight");
    }
  },
  save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(job.file);
    link.download = job.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
  async anew() {
    const mine = job;
    job = null;
    clearTimeout(timer);
    box.hidden = true;
    if (mine.phase === "refused") await takeBack(mine);
    anew();
  },
};

box.addEventListener("click", ({ target }) => {
  const act = target.closest("[data-act]")?.dataset.act;
  if (!act || !job) return;
  if (job.phase === "refused" && act !== "save") noteTold(job.id); // else it is told at Measure, too
  acts[act]();
});
onProgress((changeId, fraction) => {
  if (job?.changeId === changeId && ["sending", "waits"].includes(job.phase)) show("sending", "", fraction);
});
onChange(() => look(false));
onRoundOver(() => look(true));
window.addEventListener("beforeunload", (event) => { if (isUnsafe()) event.preventDefault(); });
