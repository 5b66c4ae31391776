// Medicines of our list that come near to what is typed. One is chosen by a touch, never by itself.

const WAIT_MS = 250;

/** Offer medicines below the field for the name, and keep the one that is chosen. */
export function offer(form) {
  const name = form.elements.name;
  const [catalogue, chosen, unchoose, offers, offered] = ["catalogue", "chosen", "unchoose", "offers", "offered"].map((id) => document.getElementById(id));
  let timer = 0;
  let asked = 0;

  function choose(id, words) {
    catalogue.value = id;
    chosen.hidden = unchoose.hidden = id === "";
    chosen.querySelector("strong").textContent = words;
    offers.replaceChildren();
    offered.textContent = "";
  }

  function button(found) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = found.found_by === found.name ? found.name : offers.dataset.brand.replace("{brand}", found.found_by).replace("{name}", found.name);
    made.addEventListener("click", () => {
      name.value = found.found_by;
      choose(found.id, found.name);
      name.focus();
    });
    return made;
  }

  async function look() {
    const mine = (asked += 1);
    const text = name.value.trim();
    if (text.length < 3) return choose("", "");
    const answer = await fetch(`/api/known-medicines?text=${encodeURIComponent(text)}`).catch(() => null);
    if (mine !== asked || !answer?.ok) return;
    const { found } = await answer.json();
    if (mine !== asked) return;
    if (found.length && found[0].exact) {
      choose(found[0].id, found[0].name);
      const longer = found.slice(1).filter((each) => each.found_by.toLowerCase().startsWith(text.toLowerCase()));
      offers.replaceChildren(...longer.slice(0, 3).map(button));
      offered.textContent = longer.length ? offered.dataset.some : "";
      return;
    }
    choose("", "");
    offers.replaceChildren(...found.slice(0, 5).map(button));
    offered.textContent = found.length ? offered.dataset.some : offered.dataset.none;
  }

  name.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  });
  unchoose.addEventListener("click", () => {
    asked += 1;
    choose("", "");
    name.focus();
  });
}
