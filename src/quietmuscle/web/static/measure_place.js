// The muscle that is measured, and what a page of measuring remembers on this device.

const part = (id) => document.getElementById(id);
const REMEMBERED = "measure-wishes";

/** Let the person choose one place; `go` is called with it once they go on. */
export function watchPlace(go) {
  const section = part("where");
  const buttons = [...section.querySelectorAll("[data-place]")];
  const select = part("place");
  let chosen = "";

  function choose(place) {
    chosen = place;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.place === place));
    select.value = place;
    part("where-refusal").textContent = "";
  }

  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.place));
  select.addEventListener("change", () => choose(select.value));
  part("where-done").addEventListener("click", () => {
    if (chosen) return go(chosen, select.selectedOptions[0].textContent.trim());
    part("where-refusal").textContent = part("where-refusal").dataset.words;
    return select.focus();
  });
  if (select.value) choose(select.value); // as the browser brought it back
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
  const otherwise = { seconds: 120, sound: true, buzz: true, keep: false };
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
  const keep = part("keep-recording");
  keep.checked = now.keep;
  keep.addEventListener("change", () => wish({ keep: keep.checked }));
}
