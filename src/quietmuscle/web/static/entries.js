// Entries and their changes, as the pages make them.

import { newId } from "./api.js";
import { send } from "./courier.js";
import { changes, isOurs, onChange } from "./outbox.js";
import { logicalDay, zone } from "./when.js";

/** A fresh entry of these places: of this instant, or of a day whose time is not known. */
export function newEntry(sites, { instant = new Date(), day = null } = {}) {
  const when = day ? { day } : { instant_utc: instant.toISOString() };
  return { id: newId(), sites, zone, ...when };
}

/** Keep an entry as it now is; its words are for the list of what waits. */
export function save({ id, ...told }, words) {
  return send({ entry: id, method: "PUT", path: `/api/episodes/${id}`, body: told, words });
}

/** Put an entry into the bin. */
export const remove = (id, words) => send({ entry: id, method: "DELETE", path: `/api/episodes/${id}`, words });

/** Take an entry out of the bin. */
export const putBack = (id, words) => send({ entry: id, method: "POST", path: `/api/episodes/${id}/restore`, words });

/** Keep one answer of a day, or with null take it back. */
export const answer = (day, item, value, words) => send({
  entry: day, method: value === null ? "DELETE" : "PUT", path: `/api/days/${day}/items/${item}`,
  body: value === null ? null : { value }, words,
});

/** Keep that a day had no twitches, or take it back. */
export const sayNone = (day, none, words) => send({
  entry: day, method: none ? "PUT" : "DELETE", path: `/api/days/${day}/none`, words,
});

/** What the outbox holds for the diary of this page; nothing where the browser keeps none. */
const ourChanges = async () => (await changes().catch(() => [])).filter(isOurs);

/** What the outbox still holds of entries: for each id its last version (null: deleted) and words. */
export async function unsentEntries() {
  const found = new Map();
  for (const { entry, method, path, body, words, refusal } of await ourChanges()) {
    if (refusal || !path.startsWith("/api/episodes/")) continue;
    if (method === "PUT") found.set(entry, { told: { id: entry, ...body }, words });
    else if (method === "DELETE") found.set(entry, { told: null, words });
    else found.delete(entry);
  }
  return found;
}

/** Whether the outbox holds an entry of this day. */
export async function isUnsentEntryOn(day) {
  return [...(await unsentEntries()).values()].some(({ told }) => told
    && (told.instant_utc ? logicalDay(new Date(told.instant_utc), told.zone) : told.day) === day);
}

/** Call this when all that waited has been sent, each time that it has. */
export function onAllSent(act) {
  let waited = false;
  async function look() {
    const waits = (await ourChanges()).some(({ refusal }) => !refusal);
    if (waited && !waits) act();
    waited = waits;
  }
  onChange(look);
  look();
}

/** What the outbox still holds of one day: answers by item, and whether there were none. */
export async function unsentOfDay(day) {
  const found = { answers: new Map(), none: undefined };
  for (const { entry, method, path, body, refusal } of await ourChanges()) {
    if (refusal || entry !== day) continue;
    if (path.endsWith("/none")) found.none = method === "PUT";
    else found.answers.set(path.slice(path.lastIndexOf("/") + 1), method === "PUT" ? body.value : null);
  }
  return found;
}
