/** The drawing as SVG. Its own writer, for the extension of Cytoscape that does this is under the GPL. */

import type { Core, EdgeSingular, NodeSingular, Position } from "cytoscape";
import { type Kind } from "../parts/basics";
import type { Status } from "../claims";
import { escaped } from "./files";
import { DASHES, FONT, palette, type Palette } from "./style";

const MARGIN = 24;
const ARROW = 9;

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function shape(kind: Kind, { x, y }: Position, size: number): string {
  const r = size / 2;
  const polygon = (points: [number, number][]) => `<polygon points="${points.map(([px, py]) => `${n(x + px * r)},${n(y + py * r)}`).join(" ")}"`;
  switch (kind) {
    case "organisation":
      return `<rect x="${n(x - r)}" y="${n(y - r)}" width="${n(size)}" height="${n(size)}" rx="${n(size / 6)}"`;
    case "work":
      return `<rect x="${n(x - r)}" y="${n(y - r)}" width="${n(size)}" height="${n(size)}"`;
    case "place":
      return polygon([[-1, 0], [-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1]]);
    case "event":
      return polygon([[-1, 0], [0, -1], [1, 0], [0, 1]]);
    default:
      return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"`;
  }
}

function text(label: string, at: Position, size: number, colour: string, colours: Palette, more = ""): string {
  const halo = `stroke="${colours.ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
  return `<text x="${n(at.x)}" y="${n(at.y)}" font-size="${size}" fill="${colour}" ${halo} text-anchor="middle"${more}>${escaped(label)}</text>`;
}

function line(edge: EdgeSingular, colours: Palette): string {
  const status = edge.data("status") as Status;
  const colour = status === "denied" ? colours.denied : status === "actual" ? colours.line : colours.open;
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const control = edge.controlPoints() ?? [];
  // Cytoscape draws several control points as one quadratic curve after another, joined half way between them.
  const joints = control.map((point, index) => {
    const after = control[index + 1];
    return after ? { x: (point.x + after.x) / 2, y: (point.y + after.y) / 2 } : to;
  });
  const curves = control.map((point, index) => `Q${n(point.x)} ${n(point.y)} ${n(joints[index]!.x)} ${n(joints[index]!.y)}`);
  const path = `M${n(from.x)} ${n(from.y)}${curves.length ? curves.join("") : `L${n(to.x)} ${n(to.y)}`}`;
  const dashes = DASHES[status];
  const dash = dashes ? ` stroke-dasharray="${dashes.join(" ")}"` : "";
  const stroke = `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${n(edge.data("width") as number)}"${dash}/>`;
  return edge.data("symmetric") ? stroke : stroke + arrow(control.at(-1) ?? from, to, colour);
}

function arrow(from: Position, to: Position, colour: string): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const side = (sign: number) => `${n(to.x - ARROW * dx + sign * ARROW * 0.45 * dy)},${n(to.y - ARROW * dy - sign * ARROW * 0.45 * dx)}`;
  return `<polygon points="${n(to.x)},${n(to.y)} ${side(1)} ${side(-1)}" fill="${colour}"/>`;
}

function edgeLabel(edge: EdgeSingular, colours: Palette): string {
  const at = edge.midpoint();
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  let angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  if (angle > 90 || angle < -90) {
    angle += 180;
  }
  const turn = ` transform="rotate(${n(angle)} ${n(at.x)} ${n(at.y)})" dominant-baseline="central"`;
  return text(edge.data("label") as string, at, 9.5, colours.quiet, colours, turn);
}

export function svg(core: Core): string {
  const colours = palette();
  const box = core.elements().boundingBox();
  const [width, height] = [box.w + 2 * MARGIN, box.h + 2 * MARGIN];
  const view = `${n(box.x1 - MARGIN)} ${n(box.y1 - MARGIN)} ${n(width)} ${n(height)}`;
  const edges = core.edges().toArray() as EdgeSingular[];
  const nodes = core.nodes().toArray() as NodeSingular[];
  const labelled = <T extends EdgeSingular | NodeSingular>(elements: T[]) => elements.filter((element) => !element.hasClass("unlabelled"));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${n(width)}" height="${n(height)}" font-family="${FONT}">`,
    `<rect x="${n(box.x1 - MARGIN)}" y="${n(box.y1 - MARGIN)}" width="${n(width)}" height="${n(height)}" fill="${colours.ground}"/>`,
    ...edges.map((edge) => line(edge, colours)),
    ...nodes.map((node) => {
      const kind = node.data("kind") as Kind;
      return `${shape(kind, node.position(), node.data("size") as number)} fill="${colours.kinds[kind]}" stroke="${colours.ground}" stroke-width="1.5"/>`;
    }),
    ...labelled(edges).map((edge) => edgeLabel(edge, colours)),
    ...labelled(nodes).map((node) => {
      const { x, y } = node.position();
      const font = node.data("font") as number;
      const below = { x, y: y + (node.data("size") as number) / 2 + font + 2 };
      return text(node.data("label") as string, below, font, colours.text, colours);
    }),
    "</svg>",
    "",
  ].join("\n");
}
