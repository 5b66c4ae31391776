// The service worker: opens the pages for recording when the server is out of reach.
//
// The server puts SHELL before this text: the cache's name (a hash of all that
// is kept), the pages and their files. Kept are only pages without anything of
// the diary; personal pages and /api are never kept.

const WAIT_MS = 3000;
const OUT_OF_REACH = new Set([502, 504]); // what a proxy says for a server that is down

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api")) return;
  if (request.mode === "navigate") event.respondWith(open(request, pathname));
  else if (pathname.startsWith("/static/") || SHELL.parts.includes(pathname)) event.respondWith(file(request));
});

async function install() {
  const cache = await caches.open(SHELL.cache);
  await cache.addAll(new Set([...SHELL.files, ...SHELL.parts, ...Object.values(SHELL.pages), SHELL.otherwise]));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== SHELL.cache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A page: from the server, and where that is out of reach, its kept twin. */
async function open(request, pathname) {
  const twin = SHELL.pages[pathname.slice(1)] ?? SHELL.pages[pathname.split("/")[1]];
  try {
    const answer = await (twin ? soon(fetch(request)) : fetch(request));
    if (!OUT_OF_REACH.has(answer.status)) return answer;
  } catch {
    // No answer, or not in time: the twin it is.
  }
  return (await caches.match(twin ?? SHELL.otherwise)) ?? Response.error();
}

function soon(answer) {
  return Promise.race([answer, new Promise((_, reject) => { setTimeout(() => reject(new Error("too slow")), WAIT_MS); })]);
}

/** A file of the pages: its address changes with its bytes, so the one that is kept is right. */
async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).pathname.startsWith(SHELL.folder)) {
    (await caches.open(SHELL.cache)).put(request, answer.clone());
  }
  return answer;
}
