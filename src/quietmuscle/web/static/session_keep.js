// What this device keeps of a session, so that it can go on after a reload, a
// closed tab or an empty battery: written at once, and read when the page opens.

import { diary } from "./api.js";

const RUNNING = "session";
const WISHES = "session-wishes";

/** The session that was not ended on this device, of this diary; or null. */
export function kept() {
  const found = read(RUNNING);
  const whole = found && Array.isArray(found.run?.steps) && Array.isArray(found.run?.done) && typeof found.id === "string";
  return whole && (!found.diary || !diary || found.diary === diary) ? found : null;
}

export const keep = (state) => write(RUNNING, { ...state, diary });

export const forget = () => write(RUNNING, null);

/** What was chosen on this device: voice, sound, vibration, and the muscle. */
export const wishes = () => ({ voice: true, sound: true, buzz: true, muscle: null, ...read(WISHES) });

export const wish = (changed) => write(WISHES, { ...wishes(), ...changed });

/** The answers that were given in sessions on this device, for this diary and no other. */
export function keptAnswers() {
  const { answers, answersOf } = wishes();
  return diary && answersOf === diary && answers && typeof answers === "object" ? answers : {};
}

export const keepAnswers = (given) => wish({ answers: { ...keptAnswers(), ...given }, answersOf: diary });

function read(name) {
  try {
    const found = JSON.parse(localStorage.getItem(name));
    return found && typeof found === "object" ? found : null;
  } catch {
    return null; // another program's, or a browser that keeps nothing
  }
}

function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the session runs, and only cannot go on after a reload.
  }
}
