// Asks an endpoint through Comunica: SELECT, a SELECT that it has to join itself, CONSTRUCT and ASK.
import { QueryEngine } from "@comunica/query-sparql";

const [address] = process.argv.slice(2);
const engine = new QueryEngine();
const PREFIXES = `PREFIX ng: <https://w3id.org/nyhendegraf/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>`;
const names = async (sources) => {
  const query = `${PREFIXES} SELECT DISTINCT ?name { ?a ng:met ?b ; skos:prefLabel ?name }`;
  const rows = await (await engine.queryBindings(query, { sources })).toArray();
  return [...new Set(rows.map((row) => row.get("name").value))].sort();
};
const triples = await engine.queryQuads(`${PREFIXES} CONSTRUCT WHERE { ?a ng:met ?b }`, { sources: [address] });
console.log(JSON.stringify({
  guessed: await names([address]),
  told: await names([{ type: "sparql", value: address }]),
  triples: (await triples.toArray()).length,
  ask: await engine.queryBoolean(`${PREFIXES} ASK { ?a ng:met ?b }`, { sources: [{ type: "sparql", value: address }] }),
}));
