/** How the graph looks, with the colours of the page. */

import type { StylesheetJson } from "cytoscape";
import { type Kind, KINDS } from "../parts/basics";
import type { Status } from "../claims";

export interface Palette {
  ground: string;
  text: string;
  quiet: string;
  line: string;
  accent: string;
  denied: string;
  open: string;
  kinds: Record<Kind, string>;
}

/** Not by colour alone: each kind has a shape of its own. */
export const SHAPES: Record<Kind, "ellipse" | "round-rectangle" | "hexagon" | "diamond" | "rectangle" | "round-tag"> = {
  person: "ellipse",
  organisation: "round-rectangle",
  place: "hexagon",
  event: "diamond",
  work: "rectangle",
  concept: "ellipse",
};

/** Lengths of lines and gaps; none for what is told as true. */
export const DASHES: Record<Status, number[] | null> = {
  actual: null,
  planned: [9, 5],
  requested: [5, 5],
  possible: [2, 4],
  denied: [9, 3, 2, 3],
};

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: colour("ground"),
    text: colour("text"),
    quiet: colour("quiet"),
    line: colour("edge"),
    accent: colour("accent"),
    denied: colour("denied"),
    open: colour("open"),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, colour(`kind-${kind}`)])) as Record<Kind, string>,
  };
}

export function nodeSize(degree: number, kind: string): number {
  return Math.min(52, (kind === "concept" ? 12 : 20) + 4 * Math.sqrt(degree));
}

export function fontSize(kind: string, centre: boolean): number {
  return centre ? 14 : kind === "concept" ? 10.5 : 12;
}

/** What nodes and words have on the screen at least, from however far they are seen; the more that hangs on one, the larger. */
export function leastSize(degree: number, kind: string): number {
  return Math.min(16, (kind === "concept" ? 2 : 4) + 1.5 * Math.sqrt(degree));
}

export function leastFont(degree: number): number {
  return Math.min(16, 9 + 0.9 * Math.sqrt(degree));
}

export const LEAST_WIDTH = 0.5;
export const WRAP = 130;
export const LEAST_WRAP = 100;

export function edgeWidth(articles: number): number {
  return Math.min(9, 1.3 + 1.5 * Math.log2(articles));
}

export const FONT = "Inter, system-ui, sans-serif";

export function stylesheet(colours: Palette): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        label: "data(label)",
        "font-family": FONT,
        "font-size": "data(font)",
        color: colours.text,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": "data(wrap)",
        "text-background-color": colours.ground,
        "text-background-opacity": 0.8,
        "text-background-padding": "1px",
        "border-width": 1.5,
        "border-color": colours.ground,
        "background-color": colours.quiet,
      },
    },
    ...KINDS.map((kind) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape: SHAPES[kind], "background-color": colours.kinds[kind], ...(kind === "concept" ? { color: colours.quiet } : {}) },
    })),
    { selector: "node[?centre]", style: { "border-width": 4, "border-color": colours.accent, "border-position": "outside", "font-weight": "bold" } },
    { selector: "node[?pinned]", style: { "underlay-color": colours.accent, "underlay-opacity": 0.25, "underlay-padding": 6 } },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "bezier",
        "control-point-step-size": 46,
        "line-color": colours.line,
        "target-arrow-color": colours.line,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.9,
        label: "data(label)",
        "font-family": FONT,
        "font-size": 9.5,
        color: colours.quiet,
        "text-rotation": "autorotate",
        "text-background-color": colours.ground,
        "text-background-opacity": 0.9,
        "text-background-padding": "1px",
      },
    },
    { selector: "edge[?symmetric]", style: { "target-arrow-shape": "none" } },
    ...(["planned", "requested", "possible"] as const).map((status) => ({
      selector: `edge[status = "${status}"]`,
      style: { "line-style": "dashed" as const, "line-dash-pattern": DASHES[status]!, "line-color": colours.open, "target-arrow-color": colours.open, color: colours.open },
    })),
    {
      selector: 'edge[status = "denied"]',
      style: { "line-style": "dashed", "line-dash-pattern": DASHES.denied!, "line-color": colours.denied, "target-arrow-color": colours.denied, "target-arrow-shape": "tee", color: colours.denied },
    },
    { selector: ".unlabelled", style: { "text-opacity": 0, "text-background-opacity": 0 } },
    { selector: ".faded", style: { opacity: 0.28 } },
    { selector: ".near", style: { "text-opacity": 1, "text-background-opacity": 0.9 } },
    { selector: "node:selected", style: { "border-width": 4, "border-color": colours.text, "border-position": "outside" } },
    { selector: "edge:selected", style: { "line-color": colours.accent, "target-arrow-color": colours.accent, color: colours.accent, "font-size": 12, "z-index": 10 } },
    { selector: "edge.path", style: { "line-color": colours.accent, "target-arrow-color": colours.accent } },
  ];
}
