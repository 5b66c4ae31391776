// Photos and videos of an entry: each goes through the outbox and is tied to its entry there.

import { newId } from "./api.js";
import { onProgress, send } from "./courier.js";
import { changes, onChange } from "./outbox.js";

const MB = 1024 * 1024;

/**
 * Let photos and videos be added to an entry. `entryId` says to which, `words`
 * what it is called while it waits, `fault` shows a sentence. Each line says by
 * `data-attachment` which one it is, and by `data-refused` that it was not taken.
 */
export function watchFiles(root, { entryId, words, fault }) {
  const list = root.querySelector("ul");
  const line = root.querySelector("template");
  const say = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), root.dataset[name]);

  for (const input of root.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      for (const file of input.files) await add(file);
      input.value = "";
    });
  }

  async function add(file) {
    if (!/^(image|video)\//.test(file.type)) return fault(say("notMedia"));
    if (file.size > Number(root.dataset.limit)) return fault(say("tooLarge", { limit: Math.floor(root.dataset.limit / MB) }));
    const attachment = newId();
    const kind = file.type.startsWith("video/") ? root.dataset.video : root.dataset.photo;
    try {
      const change = await send({
        entry: entryId(), method: "PUT", path: `/api/attachments/${attachment}?episode=${entryId()}`, body: file, words: `${kind}: ${words()}`,
      });
      show(change.changeId, attachment, `${kind} ${file.name}`);
    } catch (problem) {
      fault(problem.message || say("failed"));
    }
  }

  function show(changeId, attachment, name) {
    const item = line.content.firstElementChild.cloneNode(true);
    item.dataset.change = changeId;
    item.dataset.attachment = attachment;
    item.querySelector(".name").textContent = name;
    list.append(item);
    renew();
  }

  /** Say of each file whether it is with the server, on its way, or waits. */
  async function renew() {
    const all = new Map((await changes().catch(() => [])).map((change) => [change.changeId, change]));
    for (const item of list.querySelectorAll("[data-change]")) {
      const change = all.get(item.dataset.change);
      const state = item.querySelector(".state");
      item.toggleAttribute("data-refused", Boolean(change?.refusal));
      if (!change) state.textContent = say("sent");
      else if (change.refusal) state.textContent = change.refusal.sentence;
      else if (!item.dataset.underWay) state.textContent = say("waits");
    }
  }

  onProgress((changeId, fraction) => {
    const item = list.querySelector(`[data-change="${CSS.escape(changeId)}"]`);
    if (!item) return;
    item.dataset.underWay = "yes";
    item.querySelector(".state").textContent = say("underWay", { percent: Math.round(fraction * 100) });
  });
  onChange(renew);
}
