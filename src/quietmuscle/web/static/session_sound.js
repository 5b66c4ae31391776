// What is heard and felt: tones made here (no files), the device's own voice,
// vibration; and the wish that the screen stays on.
//
// Tones are handed to the sound card for the rest of the session, so that they
// go on when the screen is off and the page sleeps.

const TONES = { begin: [523, 0.5], in: [330, 1.2], out: [247, 1.6], hold: [440, 0.35], side: [587, 0.6], rest: [294, 0.35], cue: [392, 0.3], end: [523, 0.9] };
const BUZZES = { begin: [60], in: [120], out: [40, 60, 40], hold: [150], side: [150, 80, 150], rest: [50], cue: [40], end: [200, 100, 200] };
const LOUDNESS = 0.12;

const Context = window.AudioContext ?? window.webkitAudioContext;
let context = null;
let playing = [];
let lock = null;

/** What this browser can do; what it cannot is not offered. */
export const able = {
  voice: "speechSynthesis" in window && "SpeechSynthesisUtterance" in window,
  sound: Boolean(Context),
  buzz: typeof navigator.vibrate === "function",
};

/** To be called in a touch: browsers let nothing be heard before. */
export function wake() {
  try {
    if (able.sound) context ??= new Context();
    context?.resume?.().catch(() => {});
  } catch {
    able.sound = false; // no sound card
  }
}

/** Hand over tones: each { inMs, kind }; what was handed over before is taken back. */
export function schedule(tones) {
  hush();
  if (!context) return;
  const now = context.currentTime;
  playing = tones.filter(({ kind }) => TONES[kind]).map(({ inMs, kind }) => tone(now + Math.max(0, inMs) / 1000, ...TONES[kind]));
}

export function hush() {
  for (const each of playing) {
    try {
      each.stop();
    } catch {
      // It is over already.
    }
    each.disconnect();
  }
  playing = [];
}

/** How many tones wait to be heard. */
export const waiting = () => playing.length;

function tone(at, hertz, seconds) {
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.08);
  volume.gain.linearRampToValueAtTime(0, at + seconds);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + seconds + 0.05);
  return source;
}

export function speak(words) {
  if (!able.voice || !words) return;
  const said = new SpeechSynthesisUtterance(words);
  said.lang = document.documentElement.lang || "en";
  said.rate = 0.9;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}

export function beQuiet() {
  if (able.voice) speechSynthesis.cancel();
}

export function buzz(kind) {
  if (able.buzz) navigator.vibrate(BUZZES[kind] ?? []);
}

/** Ask that the screen stays on; where that is not possible, it goes on without. */
export async function stayAwake() {
  try {
    if (lock && !lock.released) return;
    lock = await navigator.wakeLock?.request("screen") ?? null;
  } catch {
    lock = null; // the battery is low, or the page is hidden
  }
}

export function mayDoze() {
  lock?.release().catch(() => {});
  lock = null;
}
