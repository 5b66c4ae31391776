// The places of an entry: on the picture, in its closer looks, and in the list; all show the same.
//
// Every place to touch is an element with data-site; the list also says in
// which region (data-region) a place is seen from afar.

const TOWARDS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The drawn place that lies nearest in a direction, if there is one. */
function beside(target, right, down) {
  const middle = (place) => {
    const { x, y, width, height } = place.querySelector(".hit").getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const [x, y] = middle(target);
  let best = null;
  let least = Infinity;
  for (const place of target.closest("svg").querySelectorAll("[data-site]")) {
    const [across, along] = middle(place);
    const ahead = (across - x) * right + (along - y) * down;
    const far = ahead + 2 * Math.abs((across - x) * down + (along - y) * right);
    if (ahead > 1 && far < least) [best, least] = [place, far];
  }
  return best;
}

export class Places {
  /** Regions that were chosen as a whole before the person looked closer. */
  #refined = new Set();
  #root;
  #regions = new Map();
  #names = new Map();
  #sites = [];

  constructor(root, onTouch) {
    this.#root = root;
    for (const button of root.querySelectorAll("[data-region]")) {
      this.#regions.set(button.dataset.site, button.dataset.region);
      this.#names.set(button.dataset.site, button.textContent.trim());
    }
    root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-site]");
      if (target) onTouch(target.dataset.site);
    });
    // A drawn place is no button by birth: Enter and Space touch it too.
    root.addEventListener("keydown", (event) => {
      const target = event.target.closest("[data-site]");
      if (!target || target.matches("button")) return;
      const next = TOWARDS[event.key] && beside(target, ...TOWARDS[event.key]);
      if (next) next.focus();
      if (next || ["Enter", " "].includes(event.key)) event.preventDefault();
      if (!["Enter", " "].includes(event.key)) return;
      target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
  }

  /** The region that a place is seen in from afar. */
  regionOf(site) {
    return this.#regions.get(site) ?? site;
  }

  /** Whether a region has places within it that can be told. */
  hasParts(region) {
    return [...this.#regions].some(([site, within]) => within === region && site !== region);
  }

  /** The places in words, such as "Left calf, right thumb". */
  words(sites) {
    const names = sites.map((site) => this.#names.get(site) ?? site);
    return names.map((name, place) => (place ? name[0].toLowerCase() + name.slice(1) : name)).join(", ");
  }

  /** Show these places as chosen, and the regions of such as lie within them as chosen in part. */
  show(sites) {
    this.#sites = sites.flatMap((site) => this.#apart(site));
    for (const target of this.#root.querySelectorAll("[data-site]")) {
      target.setAttribute("aria-pressed", this.#pressed(target.dataset.site));
    }
  }

  /** The places after a touch of one: added, taken away, or told more exactly. */
  after(site) {
    const region = this.regionOf(site);
    const within = this.#sites.filter((each) => this.regionOf(each) === region);
    const elsewhere = this.#sites.filter((each) => this.regionOf(each) !== region);
    if (site === region) {
      this.#refined.delete(region);
      return within.length ? elsewhere : [...this.#sites, site];
    }
    if (!within.includes(site)) {
      if (within.includes(region)) this.#refined.add(region);
      return [...this.#sites.filter((each) => each !== region), site];
    }
    const left = this.#sites.filter((each) => each !== site);
    // The last exact place is taken away: what was said before it still holds.
    return within.length === 1 && this.#refined.delete(region) ? [...left, region] : left;
  }

  #pressed(site) {
    if (this.#sites.includes(site)) return "true";
    return this.regionOf(site) === site && this.#sites.some((each) => this.regionOf(each) === site) ? "mixed" : "false";
  }

  /** Both sides are two places here, which mean the same. */
  #apart(site) {
    const [code, side] = site.split(".");
    return side === "both" && this.#names.has(`${code}.left`) ? [`${code}.left`, `${code}.right`] : [site];
  }
}
