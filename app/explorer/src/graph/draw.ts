/** The drawing: Cytoscape with fcose, which this module alone knows. */

import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import { negated } from "../language";
import { kindOf } from "../parts/basics";
import { declutter } from "./labels";
import type { Graph } from "./model";
import { edgeWidth, fontSize, LEAST_WIDTH, LEAST_WRAP, leastFont, leastSize, nodeSize, palette, stylesheet, WRAP } from "./style";

cytoscape.use(fcose);

/** How a node looks from near. */
interface Own {
  size: number;
  font: number;
}

export interface Place {
  x: number;
  y: number;
}

export interface Shown {
  graph: Graph;
  centres: ReadonlySet<string>;
  pinned: ReadonlyMap<string, Place>;
  selected: string | null;
}

export interface Listener {
  onSelect: (id: string | null) => void;
  onExpand: (id: string) => void;
  onMove: (id: string, place: Place) => void;
}

/** Sizes are made anew where the zoom has become another by more than an eighth, and rests. */
const ANOTHER_SCALE = Math.log(1.125);
const REST_MS = 120;
const PADDING = 36;
const LONGEST_LABEL = 60;
const MANY = 1_200;
/** How far apart nodes are that the server places. */
const SPACE = 75;
/** More than Cytoscape draws smoothly on a canvas. */
const VERY_MANY = 2_000;

/** Of a graphics card: what imitates one is slower than the canvas. */
function hasWebgl(): boolean {
  return document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true }) !== null;
}

/** Red, green and blue of «#rrggbb». */
function components(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function short(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}

/** The same numbers every time (mulberry32), for a link should show everybody the same picture. */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Drawing {
  readonly core: Core;
  private shown: Shown | null = null;
  /** The zoom that sizes are made for. */
  private scale = 1;

  constructor(container: HTMLElement, listener: Listener, elements: number) {
    // The types of Cytoscape do not know these options yet.
    const renderer = { renderer: { name: "canvas", webgl: elements > VERY_MANY && hasWebgl(), webglBgColor: components(palette().ground) } };
    this.core = cytoscape({
      ...renderer,
      container,
      style: stylesheet(palette()),
      minZoom: 0.02,
      maxZoom: 4,
      boxSelectionEnabled: false,
      selectionType: "single",
      hideEdgesOnViewport: false,
    });
    this.core.on("tap", (event) => {
      const target = event.target === this.core ? null : (event.target.id() as string);
      listener.onSelect(target);
    });
    this.core.on("dbltap", "node", (event) => listener.onExpand(event.target.id() as string));
    this.core.on("dragfree", "node", (event) => {
      const { x, y } = (event.target as NodeSingular).position();
      listener.onMove(event.target.id() as string, { x: Math.round(x), y: Math.round(y) });
    });
    let resting = 0;
    this.core.on("zoom", () => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        if (!this.core.destroyed() && Math.abs(Math.log(this.core.zoom() / this.scale)) > ANOTHER_SCALE) {
          this.finish();
        }
      }, REST_MS);
    });
    this.core.on("mouseover", "node", (event) => event.target.connectedEdges().add(event.target).addClass("near"));
    this.core.on("mouseout", "node", (event) => event.target.connectedEdges().add(event.target).removeClass("near"));
  }

  /** Shows a graph. What was there keeps its place, what is new comes near those it belongs to. */
  show(shown: Shown): void {
    const before = this.shown;
    this.shown = shown;
    const first = before === null || this.core.nodes().empty();
    const added = this.replace(shown);
    if (added || before?.pinned !== shown.pinned) {
      this.place(shown, first, added);
    }
    this.select(shown.selected);
  }

  private replace({ graph, centres, pinned }: Shown): boolean {
    const definitions = new Map<string, ElementDefinition>();
    for (const node of graph.nodes) {
      const kind = kindOf(node.type);
      const data = { id: node.id, label: short(node.label), kind, ...this.scaled({ size: nodeSize(node.degree, kind), font: fontSize(kind, centres.has(node.id)) }, node.degree, kind), degree: node.degree, centre: centres.has(node.id), pinned: pinned.has(node.id) };
      definitions.set(node.id, { group: "nodes", data });
    }
    for (const edge of graph.edges) {
      const label = edge.status === "denied" ? negated(edge.label) : edge.label;
      const data = { id: edge.id, source: edge.source, target: edge.target, label: short(label), status: edge.status, symmetric: edge.symmetric, ...this.widened(edgeWidth(edge.articles)), articles: edge.articles };
      definitions.set(edge.id, { group: "edges", data });
    }
    let added = false;
    this.core.batch(() => {
      this.core.elements().filter((element) => !definitions.has(element.id())).remove();
      for (const [id, definition] of definitions) {
        const present = this.core.getElementById(id);
        if (present.nonempty()) {
          present.data(definition.data);
        } else {
          this.core.add(definition);
          added ||= definition.group === "nodes";
        }
      }
    });
    return added;
  }

  private place({ pinned }: Shown, first: boolean, added: boolean): void {
    const fixed = [...pinned].filter(([id]) => this.core.getElementById(id).nonempty());
    this.fix(fixed);
    if (!added) {
      this.finish();
      return;
    }
    if (!first) {
      this.nestle();
    } else if (this.preset()) {
      return;
    }
    const random = Math.random;
    const animate = !first && this.core.nodes().length < MANY && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const options = {
      name: "fcose",
      quality: this.core.nodes().length > MANY ? "draft" : "default",
      randomize: first,
      animate,
      animationDuration: 350,
      nodeDimensionsIncludeLabels: true,
      packComponents: true,
      idealEdgeLength: 125,
      nodeRepulsion: 9_000,
      nodeSeparation: 110,
      numIter: 2_500,
      padding: PADDING,
      fixedNodeConstraint: fixed.map(([nodeId, position]) => ({ nodeId, position })),
      // The constraint holds but for some pixels.
      stop: () => {
        this.fix(fixed);
        this.finish(first);
      },
    };
    // The layout itself is done when run returns; only its animation is not.
    Math.random = seeded(1);
    try {
      this.core.layout(options as cytoscape.LayoutOptions).run();
    } finally {
      Math.random = random;
    }
  }

  /** Takes the places that the server has found, if it has. */
  private preset(): boolean {
    const placed = this.shown!.graph.nodes.filter((node) => typeof node.x === "number" && typeof node.y === "number");
    if (!placed.length || placed.length < this.core.nodes().length) {
      return false;
    }
    const side = SPACE * Math.sqrt(placed.length);
    this.fix(placed.map((node) => [node.id, { x: node.x! * side, y: node.y! * side }]));
    this.fix([...this.shown!.pinned]);
    this.core.fit(undefined, PADDING);
    this.finish(true);
    return true;
  }

  private fix(places: readonly (readonly [string, Place])[]): void {
    const wanted = new Map(places);
    this.core.nodes().filter((node) => wanted.has(node.id())).positions((node) => wanted.get(node.id())!);
  }

  /** Puts new nodes around one that they hang on, evenly. */
  private nestle(): void {
    const fresh = this.core.nodes().filter((node) => node.position().x === 0 && node.position().y === 0);
    fresh.forEach((node, index) => {
      const { x, y } = node.neighborhood().nodes().toArray().find((each) => !fresh.has(each))?.position() ?? { x: 0, y: 0 };
      const angle = index * 2.399963;
      node.position({ x: x + 90 * Math.cos(angle), y: y + 90 * Math.sin(angle) });
    });
  }

  private finish(whole = false): void {
    this.rescale();
    if (whole) {
      // Words that have grown may stand out of the picture.
      this.core.fit(undefined, PADDING);
    }
    declutter(this.core);
  }

  /** Seen from afar, nodes and words grow, so that they can be seen; fewer words have room then. */
  private rescale(): void {
    this.scale = this.core.zoom();
    this.core.batch(() => {
      this.core.nodes().forEach((node) => {
        const { own, degree, kind } = node.data() as { own: Own; degree: number; kind: string };
        node.data(this.scaled(own, degree, kind));
      });
      this.core.edges().forEach((edge) => {
        edge.data(this.widened(edge.data("own") as number));
      });
    });
  }

  private scaled(own: Own, degree: number, kind: string) {
    return { own, size: Math.max(own.size, leastSize(degree, kind) / this.scale), font: Math.max(own.font, leastFont(degree) / this.scale), wrap: Math.max(WRAP, LEAST_WRAP / this.scale) };
  }

  private widened(own: number) {
    return { own, width: Math.max(own, LEAST_WIDTH / this.scale) };
  }

  select(id: string | null): void {
    this.core.elements().removeClass("faded near").unselect();
    const chosen = id === null ? this.core.collection() : this.core.collection().union(this.core.getElementById(id));
    if (chosen.nonempty()) {
      const near = chosen.nodes().closedNeighborhood().union(chosen).union(chosen.edges().connectedNodes());
      this.core.elements().not(near).addClass("faded");
      near.addClass("near");
      chosen.select();
    }
  }

  fit(): void {
    this.core.animate({ fit: { eles: this.core.elements(), padding: PADDING }, duration: 200 });
  }

  zoom(factor: number): void {
    const { width, height } = this.core.container()!.getBoundingClientRect();
    this.core.zoom({ level: this.core.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  pan(x: number, y: number): void {
    this.core.panBy({ x, y });
  }

  centre(id: string): void {
    this.core.animate({ center: { eles: this.core.getElementById(id) }, duration: 200 });
  }

  positions(): Map<string, Place> {
    return new Map(this.core.nodes().map((node) => [node.id(), { x: Math.round(node.position().x), y: Math.round(node.position().y) }]));
  }

  restyle(): void {
    this.core.style(stylesheet(palette()));
    this.finish();
  }

  png(): Promise<Blob> {
    return this.core.png({ output: "blob-promise", full: true, scale: 2, bg: palette().ground }) as Promise<Blob>;
  }

  close(): void {
    this.core.destroy();
  }
}
