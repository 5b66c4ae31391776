// The muscle that is measured, and what a page of measuring remembers on this device.

import { watchCloser } from "./closer.js";
import { watchPlaceList } from "./place_list.js";
import { Places } from "./places.js";

const part = (id) => document.getElementById(id);
const REMEMBERED = "measure-wishes";

/** Put the body into a page that is kept without it: the kept Twitch page has it. */
async function bringBody(picture) {
  const answer = await fetch(picture.dataset.address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  picture.append(...page.querySelectorAll("#picture > .view"));
}

/**
 * Let the person choose one place: on the picture, from nearer, in the list, or
 * among the last ones. A second touch takes it back. `changed` is called with it.
 */
export function watchChooser(changed = () => {}) {
  const root = part("where");
  const last = [...root.querySelectorAll("[data-place]")];
  const words = part("place-words");
  let chosen = "";
  const places = new Places(root, (site) => choose(site === chosen ? "" : site));
  const closer = watchCloser(root, { nameOf: (region) => places.words([region]), shown: show, fault: (sentence) => { words.textContent = sentence; } });

  function show() {
    places.show(chosen ? [chosen] : []);
    for (const button of last) button.setAttribute("aria-pressed", String(button.dataset.place === chosen));
    words.textContent = chosen ? root.dataset.chosen.replace("{place}", () => nameOf(chosen)) : root.dataset.none;
  }

  function choose(place) {
    chosen = place;
    show();
    const region = place && places.regionOf(place);
    if (!closer.isOpen()) closer.offer(region && places.hasParts(region) ? region : null);
    changed(place);
  }

  // One of the last places may be told of both sides, which the list does not name.
  const nameOf = (place) => last.find((button) => button.dataset.place === place)?.textContent.trim() ?? places.words([place]);

  for (const button of last) button.addEventListener("click", () => choose(button.dataset.place));
  watchPlaceList(root, closer.close);
  // Enter in the search looks for a place; it does not send what stands around it.
  part("place-search").addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  show();
  if (!part("picture").childElementCount) bringBody(part("picture")).then(show, () => { words.textContent = root.dataset.noCloser; });
  return { choose, chosen: () => chosen, name: () => (chosen ? nameOf(chosen) : "") };
}

/** Let the person choose the place that is measured; `go` is called with it once they go on. */
export function watchPlace(go) {
  const refusal = part("where-refusal");
  const place = watchChooser(() => { refusal.textContent = ""; });
  part("where-done").addEventListener("click", () => {
    if (place.chosen()) return go(place.chosen(), place.name());
    refusal.textContent = refusal.dataset.words;
    return part("where-title").focus();
  });
}

/** Show one section of the page and nothing else of it. */
export function show(name, takeFocus = true) {
  for (const section of document.querySelectorAll("#measure > section")) section.hidden = section.id !== name;
  if (!takeFocus) return;
  document.querySelector(`#${name} h2`).focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** What was wished on this device: how long, sound, vibration, whether the recording is kept. */
export function wishes() {
  const otherwise = { seconds: 120, sound: true, buzz: true, keep: false, posture: "" };
  try {
    return { ...otherwise, ...JSON.parse(localStorage.getItem(REMEMBERED)) };
  } catch {
    return otherwise;
  }
}

function wish(changed) {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify({ ...wishes(), ...changed }));
  } catch {
    // A browser that keeps nothing: it is asked again next time.
  }
}

/** Let the person choose these wishes. What the device cannot do is not offered. */
export function watchWishes(able) {
  const now = wishes();
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const lengths = [...document.querySelectorAll("[data-seconds]")];
  for (const button of lengths) {
    press(button, Number(button.dataset.seconds) === now.seconds);
    button.addEventListener("click", () => {
      wish({ seconds: Number(button.dataset.seconds) });
      for (const each of lengths) press(each, each === button);
    });
  }
  for (const button of document.querySelectorAll("[data-wish]")) {
    const name = button.dataset.wish;
    button.hidden = !able[name];
    press(button, now[name]);
    button.addEventListener("click", () => {
      wish({ [name]: !wishes()[name] });
      press(button, wishes()[name]);
    });
  }
  const posture = part("posture");
  posture.value = now.posture;
  posture.addEventListener("change", () => wish({ posture: posture.value }));
  const keep = part("keep-recording");
  keep.checked = now.keep;
  keep.addEventListener("change", () => wish({ keep: keep.checked }));
}
