/** The only place that asks the server; everything is relative to where the page stands. */

import { language } from "./language";
import { reload } from "./load";
import type { Article, ArticleHead, Contested, Decision, Entity, EventDetail, Fact, Fetched, Hit, NetworkEdge, NetworkNode, Page, Past, Path } from "./types";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
  }
}

type Parameters = Record<string, string | number | readonly string[] | null | undefined>;

function address(path: string, parameters: Parameters = {}): string {
  const url = new URL(path, document.baseURI);
  url.hash = "";
  url.search = "";
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== "") {
        url.searchParams.append(name, String(each));
      }
    }
  }
  return url.href;
}

const PAUSE_MS = 1_500;
const MOST_PAUSES = 40;

/** A server that has just been started makes its index first, and says so; who only reads waits for it. */
async function response(url: string, options: RequestInit): Promise<Response> {
  for (let pauses = 0; ; pauses += 1) {
    const found = await fetch(url, options);
    if (found.status !== 503 || options.method || !found.headers.has("Retry-After") || pauses === MOST_PAUSES) {
      return found;
    }
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

async function answer<T>(url: string, options: RequestInit = {}): Promise<T> {
  const headers = { Accept: "application/json", ...options.headers };
  const found = await response(url, { ...options, headers });
  if (!found.ok) {
    const problem = (await found.json().catch(() => null)) as { title?: string; detail?: string } | null;
    throw new ApiError(found.status, problem?.title ?? found.statusText, problem?.detail ?? "");
  }
  return (found.status === 204 ? undefined : await found.json()) as T;
}

/** Answers are kept for the visit: the server reads a snapshot, and what is written here clears them. */
const kept = new Map<string, Promise<unknown>>();
const MOST_KEPT = 200;

function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  const url = address(path, { ...parameters, language: language() });
  if (signal) {
    return answer<T>(url, { signal });
  }
  const found = kept.get(url);
  if (found) {
    return found as Promise<T>;
  }
  const asked = answer<T>(url);
  kept.set(url, asked);
  asked.catch(() => kept.delete(url));
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) {
    kept.delete(oldest.value);
  }
  return asked;
}

/** Ids have slashes of their own, and nothing else in them may be read as a part of the address. */
function path(id: string): string {
  return id.split("/").map(encodeURIComponent).join("/");
}

export function search(q: string, limit: number, signal?: AbortSignal): Promise<{ entities: Hit[] } & Page> {
  return get("api/entities", { q, limit }, signal);
}

export function mostMentioned(type: readonly string[], limit: number): Promise<{ entities: Hit[] } & Page> {
  return get("api/entities", { type, limit });
}

const PAGE = 200;
const MOST_FACTS = 1_000;

/** An entity with its facts, more than the first few too. */
export async function entity(id: string): Promise<Entity> {
  const found = await get<Entity>(`api/entities/${path(id)}`);
  if (!found.facts_truncated) {
    return found;
  }
  const facts: Fact[] = [];
  let cursor: string | null = null;
  do {
    const page: { events: Fact[] } & Page = await get(`api/entities/${path(id)}/events`, { limit: PAGE, cursor });
    facts.push(...page.events);
    cursor = page.next;
  } while (cursor && facts.length < MOST_FACTS);
  return { ...found, facts, facts_truncated: cursor !== null };
}

/** An event or relation with all facts that say the same, itself among them. */
export function event(id: string): Promise<EventDetail> {
  return get(`api/events/${path(id)}`);
}

export function articles(limit: number, cursor: string | null = null): Promise<{ articles: ArticleHead[] } & Page> {
  return get("api/articles", { limit, cursor, order: "published" });
}

export function article(id: string): Promise<Article> {
  return get(`api/articles/${path(id)}`);
}

/** When an article was added, and how it has changed since. */
export function past(id: string): Promise<Past> {
  return get(`api/articles/${path(id)}/changes`);
}

/** What was decided to be wrong of an article's facts. */
export async function wrongIn(id: string): Promise<Fact[]> {
  return (await get<{ events: Fact[] }>("api/events", { article: id, wrong: "true", limit: PAGE })).events;
}

export function health(): Promise<{ version: string; articles: number; quads: number }> {
  return get("healthz");
}

export interface Draft {
  text: string;
  url?: string;
  headline?: string;
  date?: string;
  id?: string;
}

function sent<T>(method: "POST" | "PUT", where: string, draft: object, token?: string): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) {
    // As UTF-8; a header takes only Latin-1 from a string.
    headers["Authorization"] = `Bearer ${String.fromCharCode(...new TextEncoder().encode(token))}`;
  }
  const body = JSON.stringify(draft);
  return answer<T>(address(where, { language: language() }), { method, body, headers });
}

/** The articles at an address; nothing is stored. */
export function fetched(where: string, token: string): Promise<{ articles: Fetched[]; errors: { reason: string }[]; truncated: boolean }> {
  return sent("POST", "api/fetch", { address: where }, token);
}

/** What would be found in a text; nothing is stored. */
export function extract(draft: Draft): Promise<Article> {
  return sent("POST", "api/extract", draft);
}

export interface Difference {
  added: Fact[];
  removed: Fact[];
  kept: number;
}

/** What a text would change in the article that has its id; null where there is none. */
export async function difference({ id, ...draft }: Draft): Promise<Difference | null> {
  try {
    return id ? await sent("POST", `api/articles/${path(id)}/diff`, draft) : null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return null;
    }
    throw error;
  }
}

/** Stores an article, in the place of the one that has its id where that is meant. */
export async function store(draft: Draft, token: string, replace: boolean): Promise<Article> {
  const { id, ...rest } = draft;
  const stored = replace && id ? await sent<Article>("PUT", `api/articles/${path(id)}`, rest, token) : await sent<Article>("POST", "api/articles", draft, token);
  written();
  return stored;
}

/** What was asked for before holds no longer. */
function written(): void {
  kept.clear();
  reload();
}

/** What was decided on some of the graph's things and counts until it is taken back, the latest last. */
export async function decisionsOn(ids: readonly string[]): Promise<Decision[]> {
  const lists = await Promise.all(ids.map((of) => get<{ decisions: Decision[] }>("api/decisions", { of, limit: PAGE })));
  const found = new Map(lists.flatMap((list) => list.decisions.map((decision) => [decision.id, decision])));
  return [...found.values()].sort((a, b) => a.time.localeCompare(b.time));
}

export interface Wanted {
  kind: Decision["kind"];
  a: string;
  b?: string;
  because: string;
  by: string;
  /** Also where their types differ. */
  force?: boolean;
}

/** The title of the problem of two that are put together only if somebody insists. */
const UNLIKE = "Two kinds of things";

export function isUnlike(error: Error | null): boolean {
  return error instanceof ApiError && error.title === UNLIKE;
}

export async function decide(wanted: Wanted, token: string): Promise<Decision> {
  const made = await sent<Decision>("POST", "api/decisions", wanted, token);
  written();
  return made;
}

export async function undo(id: string, by: string, token: string): Promise<Decision> {
  const undone = await sent<Decision>("POST", `api/decisions/${path(id)}/undo`, { by }, token);
  written();
  return undone;
}

/** A part of the network. */
export function graph(parameters: Parameters): Promise<{ nodes: NetworkNode[]; edges: NetworkEdge[]; truncated: boolean }> {
  return get("api/graph", parameters);
}

/** What some tell as so and others deny or doubt, the most contested first. */
export function contested(limit: number): Promise<{ claims: Contested[]; count: number; truncated: boolean }> {
  return get("api/graph/contested", { limit });
}

/** How two are connected, the shortest ways first. */
export function paths(from: string, to: string): Promise<{ paths: Path[]; truncated: boolean }> {
  return get("api/paths", { from, to, k: 5 });
}

/** The id of a fact where only its IRI is told: `fact/` and what comes after, whatever the base is. */
export function idOf(iri: string): string {
  return iri.split("/").slice(-2).join("/");
}
