// Film the skin: the muscle, the camera, a rough look, the recording, and off with it.

import { closeCamera, hindrance, openCamera, record, watchRate } from "./measure_camera.js";
import { clockWords, runRecording } from "./measure_clock.js";
import { glance, greyOf, judge } from "./measure_look.js";
import { show, watchPlace, watchWishes, wishes } from "./measure_place.js";
import { deliver } from "./measure_send.js";
import * as device from "./session_sound.js";
import { logicalDay } from "./when.js";

const READY_S = 5;
const LEAST_S = 10;
const LEAST_RATE = 25;
const LOOK_MS = 100;
const GLANCES = 20;
const LOOK = { width: 160, height: 120 };

const page = document.getElementById("measure");
const words = page.dataset;
const part = (id) => document.getElementById(id);
const video = part("preview");

let place = { ref: "", name: "" };
let stream = null;
let looking = 0;
let rate = null;
let run = null;
let began = null;
let recorder = null;
let made = null; // what was recorded before it was broken off

function problem(name) {
  part("ready-problem").textContent = words[name];
  part("ready-problem").hidden = false;
  part("camera-on").hidden = ["insecure", "noRecorder"].includes(name);
}

function ready() {
  closeDown();
  const name = hindrance();
  part("ready-problem").hidden = true;
  if (name) problem(name);
  show("ready");
}

async function cameraOn() {
  device.wake();
  part("camera-on").disabled = true;
  try {
    stream = await openCamera();
    stream.getVideoTracks()[0].addEventListener("ended", () => { if (run) run.breakOff(); else ready(); });
    video.srcObject = stream;
    await video.play().catch(() => {});
    part("before-film").hidden = false;
    part("while-film").hidden = true;
    show("look");
    beginToLook();
  } catch (fault) {
    problem(words[fault.message] ? fault.message : "busy");
  }
  part("camera-on").disabled = false;
}

function closeDown() {
  clearInterval(looking);
  closeCamera(stream);
  stream = null;
  video.srcObject = null;
}

// ---- The rough look before it begins

function beginToLook() {
  const canvas = canvasOf(LOOK.width, LOOK.height);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const glances = [];
  const said = { light: null, still: null, size: null };
  say(said, { light: "looking", still: "looking" });
  rate = null;
  watchRate(video, (measured) => { rate = measured; });
  clearInterval(looking);
  looking = setInterval(() => {
    if (!video.videoWidth || document.hidden) return;
    pen.drawImage(video, 0, 0, LOOK.width, LOOK.height);
    glances.push(glance(greyOf(pen.getImageData(0, 0, LOOK.width, LOOK.height).data), LOOK.width, LOOK.height));
    if (glances.length > GLANCES) glances.shift();
    if (glances.length >= GLANCES / 2) say(said, judge(glances));
    if (rate !== null || !video.requestVideoFrameCallback) saySize();
  }, LOOK_MS);
}

/** Say what is new, and nothing twice: a screen reader hears each change. */
function say(said, now) {
  for (const [id, name] of [["light", now.light], ["still", now.still]]) {
    if (said[id] === name) continue;
    said[id] = name;
    part(`check-${id}`).textContent = words[name];
  }
}

function saySize() {
  const shown = rate ?? stream?.getVideoTracks()[0]?.getSettings().frameRate ?? 0;
  const text = words.size.replace("{width}", video.videoWidth).replace("{height}", video.videoHeight).replace("{rate}", Math.round(shown));
  const whole = shown && shown < LEAST_RATE ? `${text}. ${words.slow}` : text;
  if (part("check-size").textContent !== whole) part("check-size").textContent = whole;
}

/** A canvas of this size that is not on the page. */
function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

// ---- The recording

function start() {
  clearInterval(looking);
  part("before-film").hidden = true;
  part("while-film").hidden = false;
  part("stop").hidden = true;
  part("cancel").focus({ preventScroll: true });
  const { seconds, sound, buzz } = wishes();
  part("film-words").textContent = words.soon.replace("{seconds}", READY_S);
  run = runRecording({
    readyS: READY_S,
    seconds,
    leastS: LEAST_S,
    sound,
    buzz,
    waiting: (left) => { part("left").textContent = left; },
    early() {
      part("film-words").textContent = words.early.replace("{seconds}", LEAST_S);
      part("stop").hidden = true;
      part("cancel").focus({ preventScroll: true });
    },
    begin() {
      began = new Date();
      recorder = record(stream);
      part("stop").hidden = false;
      part("film-words").textContent = words.now;
    },
    recording: (left) => { part("left").textContent = clockWords(left); },
    end,
  });
}

async function end(how, seconds) {
  run = null;
  const found = recorder ? await recorder.finish() : null;
  recorder = null;
  closeDown();
  if (how === "cancelled") return ready();
  if (!found || !found.file.size) return again(how === "hidden" ? words.broken.replace("{seconds}", 0) : words.failed);
  if (seconds < LEAST_S) return again(words.short.replace("{seconds}", LEAST_S));
  if (how !== "hidden") return hand(found);
  made = found;
  part("broken-words").textContent = words.broken.replace("{seconds}", Math.floor(seconds));
  return show("broken");
}

function again(sentence) {
  ready();
  part("ready-problem").textContent = sentence;
  part("ready-problem").hidden = false;
}

function hand({ file, ending }) {
  return deliver({
    file,
    name: `${words.name}-${logicalDay()}.${ending}`,
    words: words.words.replace("{place}", place.name),
    told: { made_with: "camera", modality: "video", places: [place.ref], instant_utc: began.toISOString(), posture: wishes().posture, keep_recording: wishes().keep },
    again: ready,
  });
}

// ---- Touches

watchPlace((ref, name) => { place = { ref, name }; ready(); });
watchWishes(device.able);
part("camera-on").addEventListener("click", cameraOn);
part("camera-off").addEventListener("click", ready);
part("start").addEventListener("click", start);
part("stop").addEventListener("click", () => run?.stop());
part("cancel").addEventListener("click", () => run?.cancel());
part("broken-use").addEventListener("click", () => hand(made));
part("broken-anew").addEventListener("click", ready);
part("film-file").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (!file) return;
  if (file.type && !file.type.startsWith("video/")) return again(words.notVideo);
  began = new Date(file.lastModified || Date.now());
  const ending = /\.(\w{2,4})$/.exec(file.name)?.[1] ?? "mp4";
  hand({ file, ending });
});
window.addEventListener("pagehide", closeDown);
