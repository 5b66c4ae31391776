// How a twitch arises: sliders answer in place, so that they stay under the finger.

const form = document.querySelector("form[data-why]");
let asked = null;

function put(fresh) {
  const held = document.activeElement;
  const within = held?.closest("[data-slot]");
  for (const slot of fresh.querySelectorAll("[data-slot]")) {
    document.querySelector(`[data-slot="${slot.dataset.slot}"]`)?.replaceChildren(...slot.childNodes);
  }
  if (within && !held.isConnected) {
    // The button that was pressed is a new one; at the slider's end there is none.
    (within.querySelector("a") ?? within.parentElement.querySelector("input") ?? document.body).focus();
  }
}

/** Fetch an answer and show it here; where that fails, the page is asked for as usual. */
async function answer(address) {
  asked?.abort();
  const mine = (asked = new AbortController());
  form.setAttribute("aria-busy", "true");
  try {
    const told = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!told.ok) throw new Error(String(told.status));
    const fresh = new DOMParser().parseFromString(await told.text(), "text/html");
    if (mine.signal.aborted) return null;
    put(fresh);
    for (const input of fresh.querySelectorAll(".why-slider input")) {
      const ours = document.getElementById(input.id);
      if (ours !== document.activeElement || !ours.matches(":active")) ours.value = input.value;
    }
    form.removeAttribute("aria-busy");
    return fresh;
  } catch {
    if (!mine.signal.aborted) location.assign(address);
    return null;
  }
}

/** What takes longer at first comes after the first picture, unasked. */
async function findToo() {
  const link = document.querySelector("[data-at-once]");
  if (link) await answer(link.href);
}

async function move(address) {
  if (await answer(address)) {
    history.replaceState(history.state, "", address);
    await findToo();
  }
}

function address() {
  const url = new URL(form.action);
  url.hash = "";
  for (const [name, value] of new FormData(form)) url.searchParams.set(name, value);
  return url.href;
}

if (form) {
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".why-moves a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    move(link.href.split("#")[0]);
  });
  form.addEventListener("change", () => move(address()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    move(address()).then(() => document.getElementById("why-answer").scrollIntoView());
  });
  findToo();
}
