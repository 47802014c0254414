/** The address of the page is its whole state: what is shown, how it is filtered, and in which language. */

import { useEffect, useState } from "preact/hooks";

export type View = "home" | "search" | "entity" | "article" | "event" | "articles" | "graph" | "path" | "pair" | "disputed" | "add";

const VIEWS: readonly View[] = ["entity", "article", "event", "articles", "graph", "path", "pair", "disputed", "add"];
const listeners = new Set<() => void>();

export function current(): URLSearchParams {
  return new URLSearchParams(location.search);
}

/** What the address asks to see. */
export function viewOf(address: URLSearchParams): View {
  return VIEWS.find((view) => address.has(view)) ?? (address.has("q") ? "search" : "home");
}

export type Values = Record<string, string | readonly string[] | null | undefined>;

/** An address with some values set, several under one name, or taken out with null. */
export function changed(address: URLSearchParams, values: Values): URLSearchParams {
  const result = new URLSearchParams(address);
  for (const [name, value] of Object.entries(values)) {
    result.delete(name);
    for (const each of typeof value === "string" ? [value] : (value ?? [])) {
      result.append(name, each);
    }
  }
  return result;
}

/** A link to another view. The language goes along, everything else belongs to the view that is left. */
export function link(values: Values): string {
  const kept = new URLSearchParams();
  const language = current().get("lang");
  if (language) {
    kept.set("lang", language);
  }
  return written(changed(kept, values));
}

/** Readable: slashes, colons and commas may stand in a query as they are (RFC 3986, section 3.4). */
export function written(address: URLSearchParams): string {
  const query = address.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%40", "@");
  return query ? `?${query}` : "./";
}

/** How many steps within the view that is shown can be undone: going back in the history does. */
export function undoable(): number {
  return (history.state as { undoable?: number } | null)?.undoable ?? 0;
}

/** With `replace` the history has no step for it, with `step` it is one within the same view. */
export function go(target: string | URLSearchParams, { replace = false, step = false } = {}): void {
  const href = typeof target === "string" ? target : written(target);
  if (replace) {
    history.replaceState({ undoable: undoable() }, "", href);
  } else {
    history.pushState({ undoable: step ? undoable() + 1 : 0 }, "", href);
  }
  listeners.forEach((listener) => listener());
}

/** The state of the view that is shown, anew whenever it changes. */
export function useAddress(): URLSearchParams {
  const [address, setAddress] = useState(current);
  useEffect(() => {
    const listener = () => setAddress(current());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return address;
}

/** Links within the page change the address without loading anything. */
export function followLinks(): void {
  addEventListener("popstate", () => listeners.forEach((listener) => listener()));
  addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!anchor || !plain || event.defaultPrevented || anchor.hasAttribute("download") || anchor.target) {
      return;
    }
    const target = new URL(anchor.href, document.baseURI);
    // Fragments of the same view are the browser's affair.
    const elsewhere = target.origin !== location.origin || target.pathname !== location.pathname;
    if (elsewhere || (target.hash && target.search === location.search)) {
      return;
    }
    event.preventDefault();
    go(target.search + target.hash || "./");
  });
}
