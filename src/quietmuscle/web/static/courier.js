// The courier: carries the outbox to the server, one change after the other.
//
// Exactly once: a change leaves the outbox only when the answer names its
// Change-Id, which the server keeps once. One tab at a time carries (Web Locks).

import { diaryHeader } from "./api.js";
import { changes, drop, isOurs, keep, onChange, prepare, refuse } from "./outbox.js";

const AGAIN_AFTER_MS = 20_000;
const ANSWER_WITHIN_MS = 20_000;
// 401: this phone has to be paired again first; 421: another diary is open here just now.
const ASK_AGAIN = new Set([401, 408, 421, 425, 429]);
const KEEPALIVE_BYTES = 30_000;
const progress = new EventTarget();
const underWay = new Map(); // files that are being sent, by their changeId
let round = null;
let wanted = false;
let timer = 0;

/**
 * Keep a change on this device and send it off. Resolves when it is safe here.
 * Where the browser keeps nothing (some private windows), it goes straight to
 * the server, and this throws if the server does not take it.
 */
export async function send(wish) {
  const change = prepare(wish);
  try {
    await keep(change);
  } catch (fault) {
    const outcome = await carry(change);
    if (!outcome.kept) throw new Error(outcome.refusal?.sentence ?? "", { cause: fault });
    return change;
  }
  flush();
  return change;
}

/** Carry what waits. Resolves when all of it was carried or has to wait. */
export function flush() {
  wanted = true;
  round ??= alone(rounds).catch(() => {}).finally(() => { round = null; schedule(); progress.dispatchEvent(new Event("over")); });
  return round;
}

/** Be told how far a photo or video is: `act(changeId, fraction)`. */
export function onProgress(act) {
  progress.addEventListener("progress", ({ detail }) => act(detail.changeId, detail.fraction));
}

/** Be told when all was carried that could be: what is still in the outbox then has to wait. */
export function onRoundOver(act) {
  progress.addEventListener("over", act);
}

/** Break off the sending of a file. What is still in the outbox is carried again later. */
export const breakOff = (changeId) => underWay.get(changeId)?.abort();

/**
 * Carry one change at once, past the outbox: for a file that the person has anyway.
 * `{ kept }` where the server took it, `{ refusal }` where it said no, else neither.
 */
export const carryNow = (change) => carry(change);

/** Begin to carry: now, and whenever the server may be within reach again. */
export function start() {
  for (const event of ["online", "pageshow"]) window.addEventListener(event, flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  onChange(schedule);
  flush();
}

const alone = (work) => (navigator.locks ? navigator.locks.request("outbox", work) : work());

async function rounds() {
  while (wanted) {
    wanted = false;
    await carryAll();
  }
}

async function carryAll() {
  // Entries that the server failed at, or whose file did not get through: their
  // later changes wait too, but nobody else's.
  const held = new Set();
  for (const change of await changes()) {
    if (change.refusal || held.has(change.entry) || !isOurs(change)) continue;
    const outcome = await carry(change);
    if (outcome.kept) await settle(change);
    else if (outcome.refusal) await refuse(change.order, outcome.refusal);
    else if (outcome.failed || change.body instanceof Blob) held.add(change.entry);
    else return askToStay();
  }
}

/** Take a kept change out, and older refused versions of the same thing, which it replaces. */
async function settle(change) {
  await drop(change.order);
  if (change.method !== "PUT") return;
  for (const old of await changes()) {
    if (old.refusal && old.method === "PUT" && old.path === change.path && old.order < change.order) await drop(old.order);
  }
}

/** Ask the browser not to throw away what waits here. */
async function askToStay() {
  if (navigator.storage?.persisted && !(await navigator.storage.persisted())) await navigator.storage.persist();
}

/** What became of a change: kept, refused, failed at the server, or not arrived. */
async function carry(change) {
  const answer = await (change.body instanceof Blob ? sendFile(change) : sendJson(change)).catch(() => null);
  if (!answer) return {};
  if (answer.status < 300 && answer.changeId?.toLowerCase() === change.changeId) return { kept: true };
  // What was to be deleted is not there: nothing is left to do.
  if (answer.status === 404 && change.method === "DELETE" && answer.problem) return { kept: true };
  // A day was told to have none and has entries: they outweigh it, so the answer is known.
  if (answer.status === 409 && change.path.endsWith("/none") && answer.problem) return { kept: true };
  if (answer.status >= 400 && answer.status < 500 && !ASK_AGAIN.has(answer.status) && answer.problem) {
    return { refusal: { status: answer.status, sentence: answer.problem.sentence } };
  }
  return { failed: answer.status === 500 && Boolean(answer.problem) };
}

async function sendJson({ diary, changeId, method, path, body }) {
  const text = body === null ? undefined : JSON.stringify(body);
  const answer = await fetch(path, {
    method,
    body: text,
    headers: { "Change-Id": changeId, ...diaryHeader(diary), ...(text === undefined ? {} : { "Content-Type": "application/json" }) },
    keepalive: (text?.length ?? 0) < KEEPALIVE_BYTES, // goes on when the person leaves the page
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  return { status: answer.status, changeId: answer.headers.get("Change-Id"), problem: problemOf(await answer.text()) };
}

/** Files go by XMLHttpRequest, which alone can say how far it is. */
function sendFile({ diary, changeId, method, path, details, body }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    underWay.set(changeId, request);
    request.onloadend = () => underWay.delete(changeId);
    request.open(method, path);
    request.setRequestHeader("Change-Id", changeId);
    for (const [name, value] of Object.entries(diaryHeader(diary))) request.setRequestHeader(name, value);
    if (details) request.setRequestHeader("Recording-Details", inAscii(details));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => {
      progress.dispatchEvent(new CustomEvent("progress", { detail: { changeId, fraction: total ? loaded / total : 0 } }));
    };
    request.onload = () => resolve({
      status: request.status, changeId: request.getResponseHeader("Change-Id"), problem: problemOf(request.responseText),
    });
    request.onerror = request.onabort = request.ontimeout = () => reject(new Error("not sent"));
    request.send(body);
  });
}

/** JSON as a header bears it. */
const inAscii = (told) => JSON.stringify(told).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The refusal that our server sends; null for the words of any other program. */
function problemOf(text) {
  try {
    const problem = JSON.parse(text);
    return typeof problem.error === "string" && typeof problem.sentence === "string" ? problem : null;
  } catch {
    return null;
  }
}

async function schedule() {
  clearTimeout(timer);
  const waits = (await changes().catch(() => [])).some((change) => !change.refusal && isOurs(change));
  if (waits && !round) timer = setTimeout(flush, AGAIN_AFTER_MS);
}
