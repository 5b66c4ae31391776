// The days of the Earlier page, worked out on the device where the page came without them.

import { addDays, dayWords, logicalDay } from "./when.js";

const today = logicalDay();
for (const link of document.querySelectorAll("[data-ago]")) {
  const day = addDays(today, -Number(link.dataset.ago));
  link.href = `/twitch?day=${day}`;
  link.querySelector(".date").textContent = dayWords(day);
}
document.getElementById("day").max = today;
