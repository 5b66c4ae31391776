// Picture or list, and the search in the list.

const YEAR_S = 31_536_000;
const DESK = "(min-width: 46rem)"; // as in twitch.css

/** Let the person choose how places are shown (remembered on this device), and search the list. */
export function watchPlaceList(page, changed) {
  const ways = [...page.querySelectorAll("button[data-way]")];
  const search = page.querySelector("#place-search");
  const nothing = page.querySelector("#no-place");

  function show(wanted) {
    page.dataset.way = wanted;
    for (const way of ways) way.setAttribute("aria-pressed", String(way.dataset.way === wanted));
  }

  for (const way of ways) {
    way.addEventListener("click", () => {
      show(way.dataset.way);
      changed();
      const remembered = way.dataset.way === "list" ? "list" : "front";
      document.cookie = `places=${remembered}; path=/; max-age=${YEAR_S}; samesite=strict`;
    });
  }
  // On a desk both sides of the body are shown, and one button stands for both.
  matchMedia(DESK).addEventListener("change", () => { if (page.dataset.way === "back") show("front"); });
  // The page that is kept for when there is no server does not know what was chosen since.
  const remembered = /(?:^|; )places=(\w+)/.exec(document.cookie)?.[1];
  if (ways.some((way) => way.dataset.way === remembered)) show(remembered);

  search.addEventListener("input", () => {
    const words = fold(search.value);
    let found = 0;
    for (const group of page.querySelectorAll(".place-group")) {
      let inGroup = 0;
      for (const line of group.querySelectorAll(".place-line")) {
        const fits = fold(line.textContent).includes(words);
        line.hidden = !fits;
        inGroup += fits ? 1 : 0;
      }
      group.hidden = !inGroup;
      const closer = group.querySelector("details");
      if (closer) {
        closer.open = words !== "" && [...closer.querySelectorAll(".place-line")].some((line) => !line.hidden);
        closer.hidden = [...closer.querySelectorAll(".place-line")].every((line) => line.hidden);
      }
      found += inGroup;
    }
    nothing.textContent = found ? "" : nothing.dataset.words;
  });
}

/** A text as a search sees it: without capitals and without accents. */
const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
