/** Labels that do not collide: of those that would, the more important one is shown. */

import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import { FONT } from "./style";

type Element = NodeSingular | EdgeSingular;

interface Box {
  /** Whose it is: nothing is in its own way. */
  id: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const CELL = 80;
const WORDS = { includeNodes: false, includeEdges: false, includeOverlays: false, includeUnderlays: false, includeLabels: true };
const EDGE_LABEL_PX = 9.5;
const READABLE_PX = 5;
const AFAR = 0.5;

/** Boxes by the squares of a grid that they touch, so that each is compared with few. */
class Occupied {
  private readonly cells = new Map<string, Box[]>();

  private *keys(box: Box): Iterable<string> {
    for (let x = Math.floor(box.x1 / CELL); x <= Math.floor(box.x2 / CELL); x += 1) {
      for (let y = Math.floor(box.y1 / CELL); y <= Math.floor(box.y2 / CELL); y += 1) {
        yield `${x} ${y}`;
      }
    }
  }

  private free(box: Box): boolean {
    for (const key of this.keys(box)) {
      if (this.cells.get(key)?.some((other) => other.id !== box.id && box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2)) {
        return false;
      }
    }
    return true;
  }

  take(box: Box): void {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) {
        cell.push(box);
      } else {
        this.cells.set(key, [box]);
      }
    }
  }

  /** Takes all of them if all are free. */
  taken(boxes: readonly Box[]): boolean {
    if (!boxes.every((box) => this.free(box))) {
      return false;
    }
    boxes.forEach((box) => this.take(box));
    return true;
  }
}

/** Nodes come before edges, those with more edges or reports first; edges whose words are too small to read have none. */
export function declutter(core: Core): void {
  const occupied = new Occupied();
  const width = measure();
  const by = (name: string) => (a: Element, b: Element) =>
    Number(b.data("centre") ?? 0) - Number(a.data("centre") ?? 0) || b.data(name) - a.data(name) || (a.id() < b.id() ? -1 : 1);
  const own = (node: NodeSingular) => {
    const { x1, y1, x2, y2 } = node.boundingBox({ includeLabels: false, includeOverlays: false, includeUnderlays: false });
    occupied.take({ id: node.id(), x1, y1, x2, y2 });
  };
  // From afar, the names of those that most hangs on are worth more than to see every node.
  const afar = core.zoom() < AFAR;
  if (!afar) {
    core.nodes().toArray().forEach(own);
  }
  const small = EDGE_LABEL_PX * core.zoom() < READABLE_PX;
  const hidden: Element[] = [];
  for (const node of core.nodes().toArray().sort(by("degree"))) {
    if (afar) {
      own(node);
    }
    const { x1, y1, x2, y2 } = node.boundingBox(WORDS);
    if (!occupied.taken([{ id: node.id(), x1: x1 + 2, y1: y1 + 2, x2: x2 - 2, y2: y2 - 2 }])) {
      hidden.push(node);
    }
  }
  for (const edge of core.edges().toArray().sort(by("articles"))) {
    if (small || !occupied.taken(along(edge, width(edge.data("label") as string)))) {
      hidden.push(edge);
    }
  }
  core.batch(() => {
    core.elements().removeClass("unlabelled");
    hidden.forEach((element) => element.addClass("unlabelled"));
  });
}

function measure(): (label: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) {
    return (label) => label.length * EDGE_LABEL_PX * 0.55;
  }
  context.font = `${EDGE_LABEL_PX}px ${FONT}`;
  return (label) => context.measureText(label).width;
}

/** A label that runs along its edge, as small squares, for the box around it would be mostly empty. */
function along(edge: EdgeSingular, width: number): Box[] {
  const [from, to, middle] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const half = EDGE_LABEL_PX / 2;
  const squares = Math.max(1, Math.ceil(width / EDGE_LABEL_PX));
  return Array.from({ length: squares }, (_, index) => {
    const at = (index + 0.5 - squares / 2) * EDGE_LABEL_PX;
    const [x, y] = [middle.x + at * dx, middle.y + at * dy];
    return { id: edge.id(), x1: x - half, y1: y - half, x2: x + half, y2: y + half };
  });
}
