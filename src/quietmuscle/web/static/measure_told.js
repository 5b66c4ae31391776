// Which refusals of recordings were read on this device: each is told once.

const NAME = "measure-told";
const MOST = 50;

function all() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

export const wasTold = (id) => all().includes(id);

/** Keep that a refusal was read. */
export function noteTold(id) {
  try {
    localStorage.setItem(NAME, JSON.stringify([...all(), id].slice(-MOST)));
  } catch {
    // A browser that keeps nothing: it is told again.
  }
}
