// The Waiting page: what is in the outbox, what was refused, and the way out and in as a file.

import { flush } from "./courier.js";
import { changes, drop, isOurs, keep, onChange, refuse } from "./outbox.js";
import { toast } from "./toast.js";
import { fromFile, toFile } from "./waiting-file.js";
import { dayWords, logicalDay, wallClock } from "./when.js";

const page = document.getElementById("waiting");
const part = (id) => document.getElementById(id);

/** When a change was made, in words. */
function atWords(at) {
  const instant = new Date(at);
  return `${dayWords(logicalDay(instant))}, ${wallClock(instant).time}`;
}

function lineOf(template, change) {
  const line = part(template).content.firstElementChild.cloneNode(true);
  line.dataset.order = change.order;
  line.querySelector(".what").textContent = change.words || change.path;
  line.querySelector(".at").textContent = atWords(change.at);
  const why = line.querySelector(".why");
  if (why) why.textContent = change.refusal.sentence;
  return line;
}

async function show() {
  const all = await changes();
  const lastOfEach = (some) => [...new Map(some.map((change) => [change.entry, change])).values()];
  const unsent = all.filter(({ refusal }) => !refusal);
  const waiting = lastOfEach(unsent.filter(isOurs));
  const elsewhere = lastOfEach(unsent.filter((change) => !isOurs(change)));
  const refused = all.filter(({ refusal }) => refusal);
  part("queue-list").replaceChildren(...waiting.map((change) => lineOf("queue-line", change)));
  part("elsewhere-list").replaceChildren(...elsewhere.map((change) => lineOf("elsewhere-line", change)));
  part("refused-list").replaceChildren(...refused.map((change) => lineOf("refused-line", change)));
  part("queue").hidden = !waiting.length;
  part("elsewhere").hidden = !elsewhere.length;
  part("refused").hidden = !refused.length;
  part("as-file").hidden = !all.length;
  part("nothing").hidden = all.length > 0;
}

part("now").addEventListener("click", async () => {
  await flush();
  const left = (await changes()).some((change) => !change.refusal && isOurs(change));
  toast(left ? page.dataset.still : page.dataset.done);
});

page.addEventListener("click", async ({ target }) => {
  const act = target.closest("[data-act]")?.dataset.act;
  if (!act) return;
  const order = Number(target.closest("li").dataset.order);
  const change = (await changes()).find((each) => each.order === order);
  if (!change) return;
  if (act === "retry") {
    await refuse(order, null);
    await flush();
  } else {
    await drop(order);
    toast(page.dataset.discarded.replace("{what}", () => change.words), () => keep(change));
  }
  part("main").focus();
});

part("export").addEventListener("click", async () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await toFile(await changes()));
  link.download = `${page.dataset.fileName}-${logicalDay()}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});

part("import").addEventListener("change", async ({ target }) => {
  try {
    const [file] = target.files;
    const found = await fromFile(file);
    const here = new Set((await changes()).map(({ changeId }) => changeId));
    const fresh = found.filter(({ changeId }) => !here.has(changeId));
    for (const change of fresh) await keep(change);
    toast(page.dataset.taken.replace("{count}", new Set(fresh.map(({ entry }) => entry)).size));
    flush();
  } catch {
    toast(page.dataset.notOurs);
  }
  target.value = "";
});

onChange(show);
show().catch(() => toast(page.dataset.failed));
