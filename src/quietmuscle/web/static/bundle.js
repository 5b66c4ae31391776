// Some files as one: a ZIP file whose members lie in it as they are (APPNOTE 6.3.10, method 0).

const PIECE_BYTES = 4 * 2 ** 20;
const UTF8 = 0x0800;
const PLAIN = 20; // the version of the form that is needed to read it

let table = null;

/** The check sum of a file (CRC-32), read piece by piece. */
async function sumOf(file) {
  table ??= Uint32Array.from({ length: 256 }, (_none, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let sum = 0xffffffff;
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const bytes = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
    for (const byte of bytes) sum = table[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  }
  return ~sum >>> 0;
}

/** Numbers of two or four bytes, each given as [bytes, value], the lowest byte first. */
function packed(...numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((length, [bytes]) => length + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of numbers) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return view.buffer;
}

/** One file that holds these files; their bytes are not copied. */
export async function bundle(files) {
  const [members, index] = [[], []];
  let at = 0;
  for (const file of files) {
    const name = new TextEncoder().encode(file.name);
    const told = [[2, PLAIN], [2, UTF8], [2, 0], [2, 0], [2, 0x21], [4, await sumOf(file)], [4, file.size], [4, file.size], [2, name.length], [2, 0]];
    members.push(packed([4, 0x04034b50], ...told), name, file);
    index.push(packed([4, 0x02014b50], [2, PLAIN], ...told, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
    at += 30 + name.length + file.size;
  }
  const length = index.reduce((bytes, part) => bytes + part.byteLength, 0);
  const end = packed([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, at], [2, 0]);
  return new Blob([...members, ...index, end], { type: "application/zip" });
}
