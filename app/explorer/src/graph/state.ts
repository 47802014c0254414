/** The state of the graph view, as the address has it. */

import { changed, type Values } from "../address";
import { type Status, STATUSES } from "../claims";
import { type Kind, KINDS } from "../parts/basics";
import type { Place } from "./draw";
import type { Filters } from "./model";

export interface State extends Filters {
  /** Whose neighbourhoods are shown, the first the one that it began with. */
  centres: readonly string[];
  hidden: readonly string[];
  pinned: ReadonlyMap<string, Place>;
  withoutKinds: readonly Kind[];
  selected: string | null;
}

export const LIMITS = [150, 600, 2_000] as const;

export function stateOf(address: URLSearchParams): State {
  const statuses = address.getAll("status").filter((each): each is Status => STATUSES.includes(each as Status));
  const confidence = Number(address.get("conf"));
  return {
    centres: [...new Set(address.getAll("graph").filter(Boolean))],
    hidden: address.getAll("hide"),
    pinned: new Map(address.getAll("pin").flatMap(pin)),
    withoutKinds: address.getAll("without").filter((each): each is Kind => KINDS.includes(each as Kind)),
    selected: address.get("sel"),
    by: address.get("by") === "article" ? "article" : "event",
    from: address.get("from"),
    to: address.get("to"),
    categories: address.getAll("class"),
    statuses: address.has("status") ? statuses : STATUSES,
    confidence: confidence >= 0 && confidence <= 1 ? confidence : 0,
    source: address.get("source"),
    limit: LIMITS.find((limit) => String(limit) === address.get("limit")) ?? LIMITS[0],
  };
}

/** `ID@x,y` */
function pin(value: string): [string, Place][] {
  const found = /^(.+)@(-?\d+),(-?\d+)$/.exec(value);
  return found ? [[found[1]!, { x: Number(found[2]), y: Number(found[3]) }]] : [];
}

export function pins(pinned: Iterable<readonly [string, Place]>): string[] {
  return [...pinned].map(([id, { x, y }]) => `${id}@${x},${y}`);
}

/** An address with parts of the state set; what is as by default does not stand in it. */
export function withState(address: URLSearchParams, parts: Partial<State>): URLSearchParams {
  const values: Values = {};
  if (parts.limit !== undefined) values["limit"] = String(parts.limit);
  const { centres, hidden, pinned, withoutKinds, selected, by, from, to, categories, statuses, confidence, source } = parts;
  if (centres !== undefined) values["graph"] = centres.length ? centres : "";
  if (hidden !== undefined) values["hide"] = hidden;
  if (pinned !== undefined) values["pin"] = pins(pinned);
  if (withoutKinds !== undefined) values["without"] = withoutKinds;
  if (selected !== undefined) values["sel"] = selected;
  if (by !== undefined) values["by"] = by === "article" ? by : null;
  if (from !== undefined) values["from"] = from;
  if (to !== undefined) values["to"] = to;
  if (categories !== undefined) values["class"] = categories;
  if (statuses !== undefined) values["status"] = statuses.length === STATUSES.length ? null : statuses.length ? statuses : "none";
  if (confidence !== undefined) values["conf"] = confidence ? String(confidence) : null;
  if (source !== undefined) values["source"] = source;
  return changed(address, values);
}
