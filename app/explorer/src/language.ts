/** What the page says, in three languages; words of the ontology have the ontology's own labels. */

import { current } from "./address";
import en from "./texts/en.json";
import nb from "./texts/nb.json";
import nn from "./texts/nn.json";
import terms from "./texts/terms.json";

export type Language = "nn" | "nb" | "en";
export type Text = keyof typeof nn;
type Texts = Record<Text, string>;

export const LANGUAGES: Record<Language, string> = { nn: "Nynorsk", nb: "Bokmål", en: "English" };
const TEXTS: Record<Language, Texts> = { nn, nb, en };
const TERMS: Record<Language, Record<string, string>> = { nn: terms.nn, nb: terms.nb, en: terms.en };

function isLanguage(tag: string): tag is Language {
  return tag in LANGUAGES;
}

/** That of the address, or else the first that the browser asks for and the page has. */
export function language(): Language {
  const asked = current().get("lang");
  if (asked && isLanguage(asked)) {
    return asked;
  }
  for (const tag of navigator.languages) {
    const start = tag.toLowerCase().split("-")[0] ?? "";
    const meant = start === "no" ? "nb" : start;
    if (isLanguage(meant)) {
      return meant;
    }
  }
  return "nn";
}

/** A text, with what stands in braces filled in. */
export function say(text: Text, values: Record<string, string | number> = {}): string {
  return TEXTS[language()][text].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** What did not happen: the negation stands after the verb, which comes first in every label. */
export function negated(label: string): string {
  const [verb = "", ...rest] = label.split(" ");
  return say("negated", { verb, rest: rest.join(" ") }).trim();
}

/** «1 artikkel», «2 artiklar»: the text of one, or that of many with the number. */
export function count(number: number, one: Text, many: Text): string {
  return say(number === 1 ? one : many, { n: number.toLocaleString(locale()) });
}

export function term(kind: "class" | "type" | "role", name: string): string {
  return TERMS[language()][`${kind}.${name}`] ?? name;
}

export function locale(): string {
  return { nn: "nn-NO", nb: "nb-NO", en: "en-GB" }[language()];
}

const MONTH = { year: "numeric", month: "short" } as const;

/** A date at its real precision: «2024», «mars 2024», «25. mars 2024»; an interval with both its ends. */
export function dateText(value: string): string {
  if (value.includes("/")) {
    const [from = "..", to = ".."] = value.split("/");
    return `${from === ".." ? "…" : dateText(from)} – ${to === ".." ? "…" : dateText(to)}`;
  }
  const found = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(value);
  if (!found) {
    return value;
  }
  const [, year, month, day, clock] = found;
  if (!month) {
    return year ?? value;
  }
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const options = day ? ({ ...MONTH, day: "numeric" } as const) : MONTH;
  const date = new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(moment);
  return clock ? `${date} ${clock}` : date;
}

/** A moment, in the reader's own time. */
export function momentText(value: string): string {
  return new Date(value).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
}

export function percent(share: number): string {
  return share.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 0 });
}
