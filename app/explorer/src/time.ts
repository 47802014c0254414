/** Times at the precision that is known, as stretches of days. */

import type { Fact } from "./types";

const DAY = 86_400_000;

/** From `begin` until before `end`, in days since 1970. */
export interface Span {
  begin: number;
  end: number;
}

function days(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / DAY;
}

/** The days that «2024», «2024-03» or «2024-03-25» covers, an interval from its first to its last; null for anything else. */
export function spanOf(value: string | null | undefined): Span | null {
  if (!value) {
    return null;
  }
  if (value.includes("/")) {
    const [from, to] = value.split("/");
    const first = spanOf(from);
    const last = spanOf(to);
    return first && last ? { begin: first.begin, end: last.end } : (first ?? last);
  }
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(value);
  if (!found) {
    return null;
  }
  const year = Number(found[1]);
  if (!found[2]) {
    return { begin: days(year, 0, 1), end: days(year + 1, 0, 1) };
  }
  const month = Number(found[2]) - 1;
  if (!found[3]) {
    return { begin: days(year, month, 1), end: days(year, month + 1, 1) };
  }
  const day = Number(found[3]);
  return { begin: days(year, month, day), end: days(year, month, day + 1) };
}

/** Which time a timeline goes by: that of what happened, or that of who reported it. */
export type By = "event" | "article";

export function timeOf(fact: Fact, by: By): string | null {
  return by === "event" ? (fact.time?.value ?? null) : fact.article.published;
}

export type Unit = "day" | "month" | "year";

export function unitFor(days: number): Unit {
  return days <= 92 ? "day" : days <= 366 * 6 ? "month" : "year";
}

/** The smallest unit that a time of so many days fits into. */
export function unitOf(days: number): Unit {
  return days <= 1 ? "day" : days <= 31 ? "month" : "year";
}

export function coarser(a: Unit, b: Unit): Unit {
  const order: readonly Unit[] = ["day", "month", "year"];
  return order.indexOf(a) < order.indexOf(b) ? b : a;
}

export function dateOf(day: number): Date {
  return new Date(day * DAY);
}

/** The beginning of the unit that a day lies in. */
export function floor(day: number, unit: Unit): number {
  const date = dateOf(day);
  return days(date.getUTCFullYear(), unit === "year" ? 0 : date.getUTCMonth(), unit === "day" ? date.getUTCDate() : 1);
}

export function next(day: number, unit: Unit): number {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return unit === "year" ? days(year + 1, 0, 1) : unit === "month" ? days(year, month + 1, 1) : day + 1;
}

/** The value of a unit as addresses and filters write it. */
export function valueOf(day: number, unit: Unit): string {
  return dateOf(day).toISOString().slice(0, unit === "year" ? 4 : unit === "month" ? 7 : 10);
}

/** Whether a time lies within two bounds, touching them at least; with no time it lies nowhere. */
export function within(value: string | null, from: string | null, to: string | null): boolean {
  if (!from && !to) {
    return true;
  }
  const span = spanOf(value);
  const first = spanOf(from);
  const last = spanOf(to);
  return span !== null && (!first || span.end > first.begin) && (!last || span.begin < last.end);
}
