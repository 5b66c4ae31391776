// The phone on the muscle: first on a table, to know its own trembling, then where it twitches.

import { clockWords, runRecording } from "./measure_clock.js";
import { allow, hindrance, lengthOf, listen, rateOf, stepOf, tableOf, tryOut } from "./measure_motion.js";
import { show, watchPlace, watchWishes, wishes } from "./measure_place.js";
import { deliver } from "./measure_send.js";
import * as device from "./session_sound.js";
import { logicalDay } from "./when.js";

const TABLE = { readyS: 5, seconds: 20, leastS: 10 };
const MUSCLE = { readyS: 15, leastS: 10 };
const GOOD_RATE = 100;
const COARSE = 0.05; // m/s²: browsers round to 0.1, the sensors of phones do not

const page = document.getElementById("measure");
const words = page.dataset;
const part = (id) => document.getElementById(id);

let place = { ref: "", name: "" };
let control = null;
let run = null;
let ear = null;
let began = null;
let broken = null;

function ready(sentence = "") {
  const name = hindrance();
  show("ready");
  problem(sentence || (name ? words[name] : ""), name);
}

/** Say what is in the way, and offer the ways that are left. */
function problem(sentence, name = null) {
  part("ready-problem").textContent = sentence;
  part("ready-problem").hidden = !sentence;
  part("sensor-on").hidden = ["insecure", "noSensor"].includes(name);
  part("to-phone").hidden = name !== "insecure";
}

async function sensorOn() {
  device.wake();
  part("sensor-on").disabled = true;
  try {
    await allow();
    const rows = await tryOut();
    if (rateOf(rows) === null) throw new Error("noSensor");
    tellSensor(rows);
    show("table");
  } catch ({ message }) {
    problem(words[message] ?? words.noSensor, message);
  }
  part("sensor-on").disabled = false;
}

/** What this browser tells of the sensor, and what can therefore not be felt. */
function tellSensor(rows) {
  const [rate, step] = [rateOf(rows), stepOf(rows)];
  const size = step?.toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 2 });
  const coarse = step === null || step >= COARSE;
  part("rate").textContent = [
    words.rate.replace("{rate}", Math.round(rate)),
    rate < GOOD_RATE * 0.95 ? words.slow : "",
    step === null ? words.unmoved : words.step.replace("{step}", size),
  ].join(" ");
  part("coarse").hidden = !coarse;
}

/** One recording: `over(how, rows)` is called when it has ended, unless it was cancelled. */
function recordOne({ readyS, seconds, leastS, title, soon, now, mayStop, cancelled, over }) {
  const { sound, buzz } = wishes();
  part("record-title").textContent = title;
  part("record-words").textContent = soon.replace("{seconds}", readyS);
  part("stop").hidden = true;
  show("record");
  run = runRecording({
    readyS,
    seconds,
    leastS,
    sound,
    buzz,
    waiting: (left) => { part("left").textContent = left; },
    early() {
      part("record-words").textContent = words.early.replace("{seconds}", leastS);
      part("stop").hidden = true;
      part("cancel").focus({ preventScroll: true });
    },
    begin() {
      began = new Date();
      ear = listen();
      part("stop").hidden = !mayStop;
      part("record-words").textContent = now;
    },
    recording: (left) => { part("left").textContent = clockWords(left); },
    end(how) {
      run = null;
      const rows = ear?.stop() ?? [];
      ear = null;
      if (how === "cancelled") cancelled();
      else over(how, rows);
    },
  });
}

function onTable() {
  recordOne({
    ...TABLE,
    title: part("table-title").textContent,
    soon: words.table,
    now: words.tableNow,
    mayStop: false,
    cancelled: () => show("table"),
    over(how, rows) {
      if (how === "hidden" && !rows.length) return ready(words.hidden);
      if (how === "hidden") return ready(words.broken.replace("{seconds}", Math.floor(lengthOf(rows))));
      if (lengthOf(rows) < TABLE.leastS) return ready(words.failed);
      control = tableOf(rows);
      part("muscle-refusal").textContent = "";
      return show("muscle");
    },
  });
}

function onMuscle() {
  recordOne({
    ...MUSCLE,
    seconds: wishes().seconds,
    title: part("muscle-title").textContent,
    soon: words.soon,
    now: words.now,
    mayStop: true,
    cancelled: () => show("muscle"),
    over(how, rows) {
      const seconds = lengthOf(rows);
      if (!rows.length) return again(how === "hidden" ? words.hidden : words.failed);
      if (seconds < MUSCLE.leastS) return again(words.short.replace("{seconds}", MUSCLE.leastS));
      if (how !== "hidden") return hand(rows);
      broken = rows;
      part("broken-words").textContent = words.broken.replace("{seconds}", Math.floor(seconds));
      return show("broken");
    },
  });
}

function again(sentence) {
  show("muscle");
  part("muscle-refusal").textContent = sentence;
}

function hand(rows) {
  return deliver({
    file: tableOf(rows),
    control,
    name: `${words.name}-${logicalDay()}.csv`,
    words: words.words.replace("{place}", place.name),
    told: { made_with: "phone_sensor", modality: "accel", places: [place.ref], instant_utc: began.toISOString(), posture: wishes().posture, keep_recording: wishes().keep },
    again: () => show("muscle"),
  });
}

watchPlace((ref, name) => { place = { ref, name }; ready(); });
watchWishes(device.able);
part("sensor-on").addEventListener("click", sensorOn);
part("table-go").addEventListener("click", onTable);
part("muscle-go").addEventListener("click", onMuscle);
part("table-again").addEventListener("click", () => show("table"));
part("stop").addEventListener("click", () => run?.stop());
part("cancel").addEventListener("click", () => run?.cancel());
part("broken-use").addEventListener("click", () => hand(broken));
part("broken-anew").addEventListener("click", () => show("muscle"));
