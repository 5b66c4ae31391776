// What every page needs: the zone the device is in, the worker that makes pages
// open offline, and the outbox with its line that says what waits.

import { start } from "./courier.js";
import { onChange, tally } from "./outbox.js";

const CALM_MS = 700; // what is sent at once is not worth a word

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;

if ("serviceWorker" in navigator && window.isSecureContext) navigator.serviceWorker.register("/sw.js").catch(() => {}); // a certificate that is not trusted

const line = document.getElementById("waiting-line");
let timer = 0;

async function sayWhatWaits() {
  const { waiting, refused } = await tally().catch(() => ({ waiting: 0, refused: 0 }));
  line.textContent = refused ? line.dataset.refused : line.dataset.waiting.replace("{count}", waiting);
  line.hidden = !waiting && !refused;
}

// What stands fixed at the foot of the window takes as much room as its words need.
const foot = document.querySelector(".places");
new ResizeObserver(() => {
  const fixed = getComputedStyle(foot).position === "fixed" && foot.offsetWidth > window.innerWidth / 2;
  document.documentElement.style.setProperty("--foot", `${fixed ? foot.offsetHeight : 0}px`);
}).observe(foot);

// The page's end leaves room for the short message, so that nothing there lies behind it.
const message = document.getElementById("toast");
new ResizeObserver(() => {
  const { scrollingElement: root } = document;
  const atEnd = root.scrollTop > 0 && root.scrollTop + root.clientHeight >= root.scrollHeight - 2;
  root.style.setProperty("--toast", `${message.offsetHeight}px`);
  if (atEnd) root.scrollTop = root.scrollHeight;
}).observe(message);

function soon() {
  clearTimeout(timer);
  timer = setTimeout(sayWhatWaits, line.hidden ? CALM_MS : 0);
}

onChange(soon);
soon();
start();
