// The outbox: changes that the person made and the server has not yet taken.
//
// A change is kept here first and shown as saved; courier.js carries it to the
// server and takes it out when the server has said yes to this very change.
//
// A change: { order, diary, changeId, entry, method, path, details, body, at, words, refusal }
//   order    rises with each change; changes are sent in this order
//   diary    the diary that it was made for; it waits while another one is open here
//   changeId the id by which the server keeps the same change only once
//   entry    what the change is about: two changes of one entry count as one
//   details  what is told of a recording that is sent, or null; an address would be written into logs
//   body     JSON, or a Blob for a photo, video or recording
//   at       when the person made it, in UTC
//   words    what it is, for the list of what waits
//   refusal  null, or { status, sentence } when the server said no

import { diary, newId } from "./api.js";

const DATABASE = "quietmuscle";
const SHELF = "outbox";
const listeners = new Set();
const channel = "BroadcastChannel" in window ? new BroadcastChannel("outbox") : null;
let opened = null;

channel?.addEventListener("message", () => tell(false));

/** A change made whole: with its id and the time at which it was made. */
export const prepare = ({ entry, method, path, details = null, body = null, words = "", changeId = newId(), at = new Date().toISOString() }) => (
  { diary, changeId, entry, method, path, details, body, at, words, refusal: null }
);

/** Whether a change is for the diary that this page is of. */
export const isOurs = (change) => !change.diary || change.diary === diary;

/** Keep a change on this device. Resolves with its order when it is safe there. */
export async function keep(change) {
  change.order = await transact("readwrite", (shelf) => shelf.add(change));
  tell();
  return change.order;
}

/** All changes in the order in which they were made; refused ones too. */
export const changes = () => transact("readonly", (shelf) => shelf.getAll());

/** Take a change out: the server has it, or the person does not want it. */
export async function drop(order) {
  await transact("readwrite", (shelf) => shelf.delete(order));
  tell();
}

/** Write down that the server said no (or, with null, that it is to be asked again). */
export async function refuse(order, refusal) {
  await transact("readwrite", (shelf) => {
    const asked = shelf.get(order);
    asked.onsuccess = () => { if (asked.result) shelf.put({ ...asked.result, refusal }); };
    return asked;
  });
  tell();
}

/** How many entries wait, and how many changes were refused. */
export async function tally() {
  const all = await changes();
  return {
    waiting: new Set(all.filter((change) => !change.refusal).map((change) => change.entry)).size,
    refused: all.filter((change) => change.refusal).length,
  };
}

/** Be told when the outbox changes, in this tab or in another. */
export function onChange(listener) {
  listeners.add(listener);
}

function tell(others = true) {
  for (const listener of listeners) listener();
  if (others) channel?.postMessage("changed");
}

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(SHELF, { keyPath: "order", autoIncrement: true });
    request.onsuccess = () => {
      // A browser may close the database (storage cleared): open it afresh next time.
      request.result.onclose = () => { opened = null; };
      resolve(request.result);
    };
    request.onerror = () => { opened = null; reject(request.error); };
  });
  return opened;
}

/** Run one piece of work; its result counts only once it is safely written. */
async function transact(mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(SHELF, mode, { durability: "strict" });
    const request = work(transaction.objectStore(SHELF));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}
