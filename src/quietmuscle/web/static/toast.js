// The short message at the foot of the page, with its undo. It stays until it
// is closed, replaced, or the page is left: nobody has to be quick.

const place = () => document.getElementById("toast");

/** Say something; `undo` is called when the person takes it back. */
export function toast(words, undo = null) {
  const box = place();
  const text = document.createElement("span");
  text.textContent = words;
  const buttons = [button(box.dataset.close, () => close())];
  if (undo) buttons.unshift(button(box.dataset.undo, async () => { close(); await undo(); }));
  const row = document.createElement("span");
  row.className = "row";
  row.append(...buttons);
  box.replaceChildren(text, row);
}

/** Take the message away, or only where it says these words. */
export function close(words = null) {
  if (words !== null && place().firstChild?.textContent !== words) return;
  place().replaceChildren();
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
