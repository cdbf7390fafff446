/** Where an object starts, counted from the end of the buffer, as FlatBuffers builders do. */
export type Offset = number;

/** One field of a table: its slot, and either an inline scalar or the offset of an object. */
export type TableField =
  | { readonly slot: number; readonly bytes: 1 | 2 | 4 | 8; readonly value: number | bigint }
  | { readonly slot: number; readonly offset: Offset };

/**
 * Builds one FlatBuffer from the back to the front (https://flatbuffers.dev/internals): children first, then what points at them.
 * Only what Arrow's metadata needs.
 */
export class FlatBuffer {
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  #view: DataView = new DataView(this.#bytes.buffer);
  #used = 0;

  /** Makes room so that after `size` more bytes the position is a multiple of `alignment`. */
  #prepare(alignment: number, size: number): void {
    const padding = (alignment - ((this.#used + size) % alignment)) % alignment;
    while (this.#used + padding + size > this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes, this.#bytes.length);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#used += padding;
  }

  #write(bytes: 1 | 2 | 4 | 8, value: number | bigint): void {
    this.#used += bytes;
    const at = this.#bytes.length - this.#used;
    if (bytes === 8) this.#view.setBigInt64(at, BigInt(value), true);
    else if (bytes === 4) this.#view.setInt32(at, Number(value), true);
    else if (bytes === 2) this.#view.setInt16(at, Number(value), true);
    else this.#view.setInt8(at, Number(value));
  }

  #reference(target: Offset): void {
    this.#prepare(4, 4);
    this.#write(4, this.#used + 4 - target);
  }

  /** Adds a zero-ended UTF-8 string. */
  string(text: string): Offset {
    const encoded = new TextEncoder().encode(text);
    this.#prepare(4, encoded.length + 1 + 4);
    this.#used += encoded.length + 1;
    const at = this.#bytes.length - this.#used;
    this.#bytes.set(encoded, at);
    this.#bytes[at + encoded.length] = 0;
    this.#write(4, encoded.length);
    return this.#used;
  }

  /** Adds a vector of references to objects. */
  references(targets: readonly Offset[]): Offset {
    this.#prepare(4, 4 * targets.length + 4);
    for (const target of targets.toReversed()) this.#reference(target);
    this.#write(4, targets.length);
    return this.#used;
  }

  /** Adds a vector of structs of two 64-bit integers (Arrow's FieldNode and Buffer). */
  pairs(items: readonly (readonly [number, number])[]): Offset {
    this.#prepare(8, 16 * items.length);
    for (const [first, second] of items.toReversed()) {
      this.#write(8, second);
      this.#write(8, first);
    }
    this.#prepare(4, 4);
    this.#write(4, items.length);
    return this.#used;
  }

  /** Adds a table with its vtable. */
  table(fields: readonly TableField[]): Offset {
    const start = this.#used;
    const slots: number[] = [];
    // The largest first keeps padding small; slots remember where each landed.
    const size = (field: TableField): number => ('bytes' in field ? field.bytes : 4);
    for (const field of fields.toSorted((a, b) => size(b) - size(a))) {
      if ('offset' in field) this.#reference(field.offset);
      else {
        this.#prepare(field.bytes, field.bytes);
        this.#write(field.bytes, field.value);
      }
      slots[field.slot] = this.#used;
    }
    this.#prepare(4, 4);
    this.#write(4, 0);
    const table = this.#used;
    this.#prepare(2, 2 * slots.length + 4);
    for (let slot = slots.length - 1; slot >= 0; slot--) this.#write(2, slots[slot] === undefined ? 0 : table - (slots[slot] ?? 0));
    this.#write(2, table - start);
    this.#write(2, 4 + 2 * slots.length);
    this.#view.setInt32(this.#bytes.length - table, this.#used - table, true);
    return table;
  }

  /** Ends the buffer with its root; its length is a multiple of 8. */
  finish(root: Offset): Uint8Array {
    this.#prepare(8, 4);
    this.#reference(root);
    return this.#bytes.subarray(this.#bytes.length - this.#used);
  }
}
