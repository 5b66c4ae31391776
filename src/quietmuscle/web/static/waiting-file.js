// What waits, as one file and back: JSON, with photos and videos in it as base64.

import { diary } from "./api.js";

const FORM = "quiet-muscle-waiting";
const VERSION = 1;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// A file may bring entries, answers and recordings, and nothing else: it must not wipe or import a diary.
const PATHS = /^\/api\/(episodes\/[0-9a-f-]{36}(\/restore)?|attachments\/[0-9a-f-]{36}\?episode=[0-9a-f-]{36}|measurements\/uploads\/[0-9a-f-]{36}(\/control)?|days\/\d{4}-\d{2}-\d{2}\/(none|items\/[a-z]+))$/;
const PIECE_BYTES = 3 * 2 ** 20; // three bytes are four signs of base64: pieces of these sizes fit together
const PIECE_SIGNS = 4 * 2 ** 20;
const METHODS = new Set(["PUT", "POST", "DELETE"]);

/**
 * All that waits, refused changes too, as a file to be saved; it may be taken in by any diary.
 * It is put together piece by piece: a film is larger than the longest text that a browser can hold.
 */
export async function toFile(changes) {
  const parts = [];
  for (const { order, diary: madeFor, refusal, body, ...change } of changes) {
    const isFile = body instanceof Blob;
    const told = JSON.stringify({ ...change, ...(isFile ? { type: body.type } : { body }) });
    parts.push(parts.length ? ",\n" : "", told.slice(0, -1));
    if (isFile) parts.push(',"file":"', ...(await asBase64(body)), '"');
    parts.push("}");
  }
  const head = JSON.stringify({ form: FORM, version: VERSION }).slice(0, -1);
  return new Blob([head, ',"changes":[\n', ...parts, "]}"], { type: "application/json" });
}

/** The changes of such a file. Throws where it is anything else. */
export async function fromFile(file) {
  const { form, version, changes } = JSON.parse(await file.text());
  if (form !== FORM || version !== VERSION) throw new TypeError("not a file of waiting entries");
  return changes.map(read);
}

function read({ changeId, entry, method, path, details = null, at, words, body = null, file, type }) {
  const sound = ID.test(changeId) && typeof entry === "string" && METHODS.has(method) && PATHS.test(path)
    && !Number.isNaN(Date.parse(at)) && typeof words === "string" && typeof details === "object" && (body === null || typeof body === "object");
  if (!sound) throw new TypeError("not a change of an entry");
  return { diary, changeId, entry, method, path, details, at, words, body: file === undefined ? body : fromBase64(file, type), refusal: null };
}

/** The bytes of a file as base64, in pieces that follow each other. */
async function asBase64(blob) {
  const pieces = [];
  for (let at = 0; at < blob.size; at += PIECE_BYTES) pieces.push(await pieceAsBase64(blob.slice(at, at + PIECE_BYTES)));
  return pieces;
}

function pieceAsBase64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

function fromBase64(text, type = "") {
  const pieces = [];
  for (let at = 0; at < text.length; at += PIECE_SIGNS) {
    const bytes = atob(text.slice(at, at + PIECE_SIGNS));
    pieces.push(Uint8Array.from({ length: bytes.length }, (_none, place) => bytes.charCodeAt(place)));
  }
  return new Blob(pieces, { type });
}
