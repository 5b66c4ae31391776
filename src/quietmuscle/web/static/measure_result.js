// The result of a measurement. Its muscle is chosen on the picture or in a list that can be
// searched; without a script one plain list does it, and all else works so anyhow.

import { watchChooser } from "./measure_place.js";

const part = (id) => document.getElementById(id);

/** The picture and the list in place of the plain one: made when they are first asked for. */
function bringChooser() {
  const plain = part("place");
  const form = plain.form;
  const told = document.createElement("input");
  told.type = "hidden";
  told.name = "place";
  form.append(told);
  const before = plain.value;
  part("plain-place").remove();
  part("where").hidden = false;
  watchChooser((place) => { told.value = place; }).choose(before);
}

part("other-muscle").addEventListener("toggle", bringChooser, { once: true });

const print = part("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
