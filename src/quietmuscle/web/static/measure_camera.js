// The camera at the back, and a recorder that writes what the browser can: WebM or MP4, without sound.

const WANTED = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } }, audio: false };
// What browsers take by themselves (about 2.5) blurs away the small movements that are looked for.
const BITS_PER_S = 12_000_000;
// VP8 first: it keeps more small twitches than VP9 and H.264 as Chromium writes them (benchmarks/film_codecs.py).
const KINDS = [
  ["video/webm;codecs=vp8", "webm"], ["video/webm;codecs=vp9", "webm"],
  ["video/webm", "webm"], ["video/mp4", "mp4"], ["video/mp4;codecs=avc1", "mp4"], ["video/mp4;codecs=avc1.640028", "mp4"],
];
// WebM is written by the phone's processor, which may be too slow for more; what is measured is smaller anyway.
const FOR_A_PHONE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const PIECE_MS = 1000;

/** Why this page cannot film here, as the name of a sentence; null where it can. */
export function hindrance() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia) return "noCamera";
  return kindOf() ? null : "noRecorder";
}

const isApple = () => /^Apple/.test(navigator.vendor ?? "");

function kindOf() {
  const kinds = isApple() ? [...KINDS].reverse() : KINDS;
  return window.MediaRecorder ? kinds.find(([type]) => MediaRecorder.isTypeSupported(type)) ?? null : null;
}

/** Ask for the camera. Throws the name of a sentence where there is none, or it may not be used. */
export async function openCamera() {
  try {
    const smaller = !isApple() && matchMedia("(pointer: coarse)").matches ? FOR_A_PHONE : {};
    return await navigator.mediaDevices.getUserMedia({ ...WANTED, video: { ...WANTED.video, ...smaller } });
  } catch ({ name }) {
    if (name === "NotAllowedError" || name === "SecurityError") throw new Error("refused");
    throw new Error(name === "NotFoundError" || name === "OverconstrainedError" ? "noCamera" : "busy");
  }
}

export function closeCamera(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Record a stream. `finish` resolves with { file, ending }, or null where nothing came. */
export function record(stream) {
  const [type, ending] = kindOf();
  const pieces = [];
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS_PER_S });
  const ended = new Promise((resolve) => {
    recorder.addEventListener("stop", resolve);
    recorder.addEventListener("error", resolve);
  });
  recorder.addEventListener("dataavailable", ({ data }) => { if (data.size) pieces.push(data); });
  recorder.start(PIECE_MS);
  return {
    async finish() {
      if (recorder.state !== "inactive") recorder.stop();
      await ended;
      return pieces.length ? { file: new Blob(pieces, { type: type.split(";")[0] }), ending } : null;
    },
  };
}

/** How many pictures a second really come; null where the browser does not tell. */
export function watchRate(video, told) {
  if (!video.requestVideoFrameCallback) return;
  const times = [];
  function seen(now) {
    times.push(now);
    if (times.length > 45) times.shift();
    const [first] = times;
    if (times.length > 15) told((1000 * (times.length - 1)) / (now - first));
    video.requestVideoFrameCallback(seen);
  }
  video.requestVideoFrameCallback(seen);
}
