// Reading and writing the binary format of WebAssembly (https://webassembly.github.io/spec/core/binary/).

/** Reads on from a place. */
export class Reader {
  constructor(bytes, at = 8) {
    Object.assign(this, { bytes, at });
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned number (LEB128). */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  /** So many bytes as its number tells. */
  block() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return this.block().toString("utf8");
  }
}

/** A number as it is written. */
export function number(value) {
  const all = [];
  do {
    all.push((value & 127) | (value > 127 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(all);
}

/** Bytes or a text with their length. */
export function block(content) {
  const bytes = Buffer.from(content);
  return Buffer.concat([number(bytes.length), bytes]);
}

/** A section of that kind. */
export function section(kind, content) {
  return Buffer.concat([Buffer.from([kind]), block(content)]);
}
