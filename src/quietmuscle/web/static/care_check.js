// The care check's form: a yes to an emergency leads on at once, "no to all" is
// seen before it goes on, and answers stay when the computer cannot be reached.

const SEEN_MS = 450;
const form = document.getElementById("check");
const notice = document.getElementById("still-open");
const lines = [...form.querySelectorAll("fieldset")];
const isOpen = (line) => !line.querySelector("input:checked");
let sending = false;
let arrow = false; // with the arrow keys one passes by a yes without meaning it

form.addEventListener("keydown", ({ key }) => { arrow = key.startsWith("Arrow"); });
form.addEventListener("pointerdown", () => { arrow = false; });
form.addEventListener("change", ({ target }) => {
  const line = target.closest("fieldset");
  line.classList.remove("open");
  if (target.value === "yes" && "atOnce" in line.dataset && !arrow) send("on");
});

form.addEventListener("submit", (event) => {
  const wish = event.submitter?.value ?? "on";
  event.preventDefault();
  if (wish === "on" && !emergency() && lines.some(isOpen)) return showOpen();
  if (wish === "none") fill();
  send(wish);
});

/** Whether a yes is chosen that is an emergency by itself. */
function emergency() {
  return lines.some((line) => "atOnce" in line.dataset && line.querySelector("input[value=yes]").checked);
}

/** Fill the open lines with no, where the person can see it. */
function fill() {
  for (const line of lines.filter(isOpen)) line.querySelector("input[value=no]").checked = true;
}

function showOpen() {
  for (const line of lines) line.classList.toggle("open", isOpen(line));
  say(form.dataset.open);
  lines.find(isOpen).querySelector("input").focus();
}

function say(words) {
  notice.textContent = words;
  notice.hidden = false;
}

/** Send the answers and go where the server leads; where it is silent, they stay here. */
async function send(wish) {
  if (sending) return;
  sending = true;
  const fields = new URLSearchParams(new FormData(form));
  fields.set("do", wish);
  const seen = new Promise((resolve) => { setTimeout(resolve, wish === "none" ? SEEN_MS : 0); });
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    await seen;
    if (answer.status === 422) return location.assign(form.action); // the screen, to be looked at again
    if (!answer.redirected) throw new Error("not led on");
    location.assign(answer.url);
  } catch {
    sending = false;
    say(form.dataset.unreachable);
    notice.scrollIntoView({ block: "center" });
  }
}

// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", () => { sending = false; });
