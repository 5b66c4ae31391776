// Requests to our own server, and ids made on the device.

/** A refusal of the server, with the sentence that it gave. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** A UUIDv7 (RFC 9562): 48 bits of time, then 74 random ones. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let place = 5; place >= 0; place -= 1) { bytes[place] = time % 256; time = Math.floor(time / 256); }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The diary that this page is of: another one at the same address does not take its changes. */
export const diary = document.documentElement.dataset.diary ?? null;

/** The header that names a diary; none where it is not known. */
export const diaryHeader = (id) => (id ? { "Diary-Id": id } : {});

/** Send one change (or ask one thing); the same changeId is carried out once. */
export async function call(method, path, body = undefined, changeId = newId()) {
  const raw = body instanceof Blob;
  const answer = await fetch(path, {
    method,
    headers: { "Change-Id": changeId, ...diaryHeader(diary), ...(body === undefined ? {} : { "Content-Type": raw ? body.type || "application/octet-stream" : "application/json" }) },
    body: body === undefined || raw ? body : JSON.stringify(body),
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Refusal(answer.status, problem.sentence || answer.statusText);
}
