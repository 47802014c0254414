/** A text with stretches of it marked. Stretches may overlap; the text is only ever set as text. */

import type { ComponentChildren } from "preact";

export interface Mark<T> {
  /** In UTF-16 code units of the whole text. */
  begin: number;
  end: number;
  what: T;
}

export interface Piece<T> {
  begin: number;
  end: number;
  text: string;
  /** What covers the piece, the innermost last. */
  marks: Mark<T>[];
}

/** The text cut wherever a mark begins or ends. `start` is the offset of the text's first unit. */
export function cut<T>(text: string, marks: readonly Mark<T>[], start = 0): Piece<T>[] {
  const stop = start + text.length;
  const inside = marks
    .map((mark) => ({ ...mark, begin: Math.max(mark.begin, start), end: Math.min(mark.end, stop) }))
    .filter((mark) => mark.begin < mark.end)
    .sort((a, b) => b.end - b.begin - (a.end - a.begin) || a.begin - b.begin);
  const places = [...new Set([start, stop, ...inside.flatMap((mark) => [mark.begin, mark.end])])].sort((a, b) => a - b);
  return places.slice(0, -1).map((begin, index) => {
    const end = places[index + 1] ?? stop;
    const covering = inside.filter((mark) => mark.begin <= begin && end <= mark.end);
    return { begin, end, text: text.slice(begin - start, end - start), marks: covering };
  });
}

export function Marked<T>(props: {
  text: string;
  marks: readonly Mark<T>[];
  start?: number;
  children: (piece: Piece<T>) => ComponentChildren;
}) {
  return <>{cut(props.text, props.marks, props.start ?? 0).map((piece) => props.children(piece))}</>;
}
