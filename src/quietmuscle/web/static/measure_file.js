// Bring a file: it is sent as it is; what its reader needs to know beside it is asked only then.

import { bundle } from "./bundle.js";
import { watchChooser } from "./measure_place.js";
import { deliver } from "./measure_send.js";

const MB = 1024 * 1024;
const page = document.getElementById("measure");
const words = page.dataset;
const part = (id) => document.getElementById(id);
const form = part("bring");
const drop = part("drop");
let dropped = null;
const place = watchChooser((told) => { part("no-place-told").hidden = !told; });
part("no-place-told").addEventListener("click", () => { place.choose(""); part("where").querySelector("summary").focus(); });

const filesMeant = () => dropped ?? [...part("recording").files];

/** Several files are one recording only where one of them is the head of the others (WFDB). */
const isOneRecording = (files) => files.length < 2 || files.filter(({ name }) => /\.hea$/i.test(name)).length === 1;

function sayChosen() {
  const files = filesMeant();
  const size = files.reduce((bytes, file) => bytes + file.size, 0);
  part("bring-refusal").textContent = isOneRecording(files) ? "" : words.one;
  part("needs").hidden = true;
  if (files.length) part("drop-words").textContent = words.chosen.replace("{name}", () => files.map(({ name }) => name).join(" + ")).replace("{size}", (size / MB).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
}

/** The file to be sent: the one that was chosen, or the several as one. */
async function wholeOf(files) {
  if (files.length === 1) return { file: files[0], name: files[0].name };
  const { name } = files.find((file) => /\.hea$/i.test(file.name));
  return { file: await bundle(files), name: name.replace(/\.hea$/i, ".zip") };
}

part("recording").addEventListener("change", () => { dropped = null; sayChosen(); });

// A file that is dropped anywhere on the page is meant for it; none opens in the browser by mistake.
for (const event of ["dragenter", "dragover"]) {
  window.addEventListener(event, (dragged) => { dragged.preventDefault(); drop.dataset.over = "yes"; });
}
for (const event of ["dragleave", "drop"]) window.addEventListener(event, () => { delete drop.dataset.over; });
window.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (form.hidden || !files.length) return;
  dropped = files;
  part("recording").value = "";
  sayChosen();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const files = filesMeant();
  const fault = (!files.length && words.none) || (!isOneRecording(files) && words.one) || (!files.some(({ size }) => size) && words.empty);
  if (fault) {
    part("bring-refusal").textContent = fault;
    part("recording").focus();
    return;
  }
  part("bring-go").disabled = true;
  const whole = await wholeOf(files).catch(() => null); // a file that was moved since it was chosen
  part("bring-go").disabled = false;
  if (!whole) {
    part("bring-refusal").textContent = words.gone;
    return;
  }
  const { file, name } = whole;
  const asked = !part("needs").hidden;
  deliver({
    file,
    name,
    own: true,
    words: words.words.replace("{name}", () => name),
    told: {
      made_with: "file",
      modality: part("modality").value,
      posture: part("posture").value,
      places: place.chosen() ? [place.chosen()] : [],
      ...(part("day").value ? { day: part("day").value } : {}),
      rate_hz: asked ? part("rate").valueAsNumber || null : null,
      keep_recording: part("keep-recording").checked,
    },
    again: () => { form.hidden = false; part("recording").focus(); },
  });
});

/** What the reader needs to know beside the file is asked for, and nothing else. */
part("send").addEventListener("phase", ({ detail: { phase, sentence, needs } }) => {
  if (phase !== "refused" || !needs.includes("rate_hz")) return;
  part("send").hidden = true;
  form.hidden = false;
  part("needs").hidden = false;
  part("bring-refusal").textContent = sentence;
  part("rate").focus();
});
