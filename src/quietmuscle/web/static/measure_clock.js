// The course of one recording: a while to get ready, then the recording itself.
// It is known from instants, not from counted ticks.

import * as device from "./session_sound.js";

const TICK_MS = 200;
const SETTLE_MS = 1500; // after the signal, so that neither sound nor vibration is in the recording
const SPARE_MS = 500; // the first value of a sensor and the first picture come a little late

/**
 * Count down, give the signal, record, and give the signal of the end.
 * `waiting(secondsLeft)`, `recording(secondsLeft)` are called as time passes,
 * `begin()` when the recording is to begin, `end(how, seconds)` when it is over:
 * how is "full", "stopped", "hidden", "broken" or "cancelled".
 *
 * What is shorter than `leastS` cannot be measured: who stops it earlier does not
 * lose it, but is told with `early()` that it goes on until then.
 */
export function runRecording({ readyS, seconds, leastS, sound, buzz, waiting, recording, early, begin, end }) {
  const signalAt = Date.now() + readyS * 1000;
  const beginAt = signalAt + SETTLE_MS;
  const endAt = beginAt + seconds * 1000;
  const leastAt = beginAt + leastS * 1000 + SPARE_MS;
  let isWanted = true;
  let told = false;
  let begun = false;
  let over = false;

  device.wake();
  device.stayAwake();
  const timer = setInterval(tick, TICK_MS);
  // Handed to the sound card now: it sounds in time also where the page is slow.
  if (sound) device.schedule([{ inMs: signalAt - Date.now(), kind: "begin" }, { inMs: endAt + 300 - Date.now(), kind: "end" }]);

  function tick() {
    const now = Date.now();
    if (!told && now >= signalAt) {
      told = true;
      if (buzz) device.buzz("begin");
    }
    if (!begun && now >= beginAt) {
      begun = true;
      begin();
    }
    if (over) return;
    if (now >= endAt) return finish("full");
    if (!isWanted && now >= leastAt) return finish("stopped");
    if (begun) recording(Math.ceil(((isWanted ? endAt : leastAt) - now) / 1000));
    else waiting(Math.max(0, Math.ceil((beginAt - now) / 1000)));
  }

  function finish(how) {
    if (over) return;
    over = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    if (how !== "full") device.hush();
    device.mayDoze();
    if (how === "full" && buzz) device.buzz("end");
    end(how, begun ? Math.min(seconds, (Date.now() - beginAt) / 1000) : 0);
  }

  const look = () => { if (document.hidden) finish("hidden"); };
  document.addEventListener("visibilitychange", look);
  tick();

  function stop() {
    if (Date.now() >= leastAt) return finish("stopped");
    isWanted = false;
    return early();
  }

  return { stop, breakOff: () => finish("broken"), cancel: () => finish("cancelled") };
}

/** Seconds as a clock shows them. */
export const clockWords = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
