/** The graph on screen as GraphML, with the same attributes as the server's export where both have them. */

import { escaped } from "./files";
import { datesOf, type Graph } from "./model";
import type { Place } from "./draw";

const KEYS = {
  node: { label: "string", type: "string", x: "double", y: "double" },
  edge: { label: "string", predicate: "string", class: "string", status: "string", weight: "int", confidence: "double", first: "string", last: "string", articles: "string", evidence: "string" },
} as const;

export function graphml(graph: Graph, places: ReadonlyMap<string, Place>): string {
  const keys = Object.entries(KEYS).flatMap(([kind, attributes]) =>
    Object.entries(attributes).map(([name, type]) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`),
  );
  const data = (kind: string, values: Record<string, string | number | undefined>) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => `<data key="${kind}-${name}">${escaped(String(value))}</data>`)
      .join("");
  const nodes = graph.nodes.map((node) => `<node id="${escaped(node.id)}">${data("node", { label: node.label, type: node.type, ...places.get(node.id) })}</node>`);
  const edges = graph.edges.map((edge, index) => {
    const articles = [...new Set(edge.facts.map((fact) => fact.article.id))].sort().join(" ");
    const evidence = edge.evidence.join(" ");
    const values = { label: edge.label, predicate: edge.predicate, class: edge.category, status: edge.status, weight: edge.articles, confidence: edge.confidence, ...datesOf(edge), articles, evidence };
    const direction = edge.symmetric ? ' directed="false"' : "";
    return `<edge id="e${index}" source="${escaped(edge.source)}" target="${escaped(edge.target)}"${direction}>${data("edge", values)}</edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph id="G" edgedefault="directed">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
