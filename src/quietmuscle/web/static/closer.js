// The closer look at a region: fetched once, when it is first asked for, and shown in place of the body.

/** Let a region be looked at from near. `shown` is called when new places came into the page. */
export function watchCloser(page, { nameOf, shown, fault }) {
  const part = (id) => page.querySelector(`#${id}`);
  const section = part("closer-look");
  const button = part("closer");
  let looks = null;
  let region = null;
  let fromBack = false; // where the last place was touched

  /** A look with the side first that the person came from; the lower leg with the calf, which twitches most. */
  function turned(look) {
    const back = look.querySelector('[class$="_back"]');
    if (back && (fromBack || region.startsWith("lower_leg."))) look.prepend(back);
    return look;
  }

  /** The pieces of all regions, by region; fetched while the person still looks at the saved line. */
  function fetchLooks() {
    looks ??= fetch(section.dataset.address)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
      .then((text) => {
        const found = new DOMParser().parseFromString(text, "text/html").querySelectorAll("[data-closer]");
        return new Map([...found].map((look) => [look.dataset.closer, look]));
      })
      .catch((problem) => { looks = null; throw problem; });
    return looks;
  }

  /** Offer the closer look at a region, or with null none; `named` where it is not the one just touched. */
  function offer(wanted, named = false) {
    region = wanted;
    button.hidden = !wanted;
    if (!wanted) return;
    const words = page.dataset.closer.replace("{where}", () => nameOf(wanted));
    button.setAttribute("aria-label", words);
    button.textContent = named ? words : button.dataset.words;
    fetchLooks().catch(() => {}); // so that it opens at once
  }

  async function open() {
    try {
      const look = (await fetchLooks()).get(region);
      section.querySelector("[data-closer]")?.remove();
      section.append(turned(look.cloneNode(true)));
      part("closer-title").textContent = nameOf(region);
      section.hidden = false;
      page.dataset.near = "yes";
      button.hidden = true;
      shown();
      part("closer-title").focus({ preventScroll: true });
      section.scrollIntoView({ block: "start" });
    } catch {
      fault(page.dataset.noCloser);
    }
  }

  function close() {
    if (section.hidden) return;
    section.hidden = true;
    delete page.dataset.near;
    button.hidden = !region;
    const target = region && page.querySelector(`#picture [data-site="${CSS.escape(region)}"]`);
    target?.focus();
  }

  part("picture").addEventListener("click", ({ target }) => { fromBack = Boolean(target.closest(".view-back")); });
  button.addEventListener("click", open);
  part("farther").addEventListener("click", close);
  return { offer, close, isOpen: () => !section.hidden };
}
