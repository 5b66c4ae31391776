// Bring a file: it is sent as it is; what its reader needs to know beside it is asked only then.

import { deliver } from "./measure_send.js";

const MB = 1024 * 1024;
const page = document.getElementById("measure");
const words = page.dataset;
const part = (id) => document.getElementById(id);
const form = part("bring");
const drop = part("drop");
let dropped = null;

const fileMeant = () => dropped ?? part("recording").files[0] ?? null;

function sayChosen() {
  const file = fileMeant();
  part("bring-refusal").textContent = "";
  part("needs").hidden = true;
  if (file) part("drop-words").textContent = words.chosen.replace("{name}", () => file.name).replace("{size}", (file.size / MB).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
}

part("recording").addEventListener("change", () => { dropped = null; sayChosen(); });

// A file that is dropped anywhere on the page is meant for it; none opens in the browser by mistake.
for (const event of ["dragenter", "dragover"]) {
  window.addEventListener(event, (dragged) => { dragged.preventDefault(); drop.dataset.over = "yes"; });
}
for (const event of ["dragleave", "drop"]) window.addEventListener(event, () => { delete drop.dataset.over; });
window.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = event.dataTransfer?.files ?? [];
  if (form.hidden || !files.length) return;
  if (files.length > 1) { part("bring-refusal").textContent = words.one; return; }
  [dropped] = files;
  part("recording").value = "";
  sayChosen();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const file = fileMeant();
  if (!file || !file.size) {
    part("bring-refusal").textContent = file ? words.empty : words.none;
    part("recording").focus();
    return;
  }
  const asked = !part("needs").hidden;
  deliver({
    file,
    name: file.name,
    own: true,
    words: words.words.replace("{name}", () => file.name),
    told: {
      made_with: "file",
      modality: part("modality").value,
      place: part("place").value,
      ...(part("day").value ? { day: part("day").value } : {}),
      rate_hz: asked ? part("rate").value : "",
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
