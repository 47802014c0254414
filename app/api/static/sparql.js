const MOST_ROWS = 1000;
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const at = (id) => document.getElementById(id);
const [form, query, sample, about, status, problem, result] = ["ask", "query", "sample", "about", "status", "problem", "result"].map(at);
const words = status.dataset;
// The longest first, so that the narrowest prefix is found first.
const prefixes = Object.entries(JSON.parse(result.dataset.prefixes)).sort((a, b) => b[1].length - a[1].length);
let running = null;

function shortened(iri) {
  const found = prefixes.find(([, start]) => iri.startsWith(start));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

function told(term) {
  if (term.type === "uri") {
    return shortened(term.value);
  }
  if (term.type === "triple") {
    return `<<( ${["subject", "predicate", "object"].map((part) => told(term.value[part])).join(" ")} )>>`;
  }
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

function cell(term) {
  const td = document.createElement("td");
  if (!term) {
    return td;
  }
  if (term.type === "uri" && /^https?:/.test(term.value)) {
    const link = document.createElement("a");
    link.href = term.value;
    link.rel = "noopener noreferrer";
    link.title = term.value;
    link.textContent = told(term);
    td.append(link);
  } else {
    td.textContent = told(term);
    if (term["xml:lang"]) {
      td.lang = term["xml:lang"];
    }
  }
  return td;
}

function table(answer) {
  const columns = answer.head.vars;
  const rows = answer.results.bindings;
  const element = document.createElement("table");
  const head = element.createTHead().insertRow();
  for (const column of columns) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = column;
    head.append(th);
  }
  const body = element.createTBody();
  for (const row of rows.slice(0, MOST_ROWS)) {
    body.insertRow().append(...columns.map((column) => cell(row[column])));
  }
  const more = rows.length > MOST_ROWS ? `, ${words.shown} ${MOST_ROWS}` : "";
  return [rows.length ? `${rows.length} ${words.rows}${more}` : words.none, element];
}

function text(content) {
  const pre = document.createElement("pre");
  pre.textContent = content;
  return [words.graph, pre];
}

async function show(response) {
  const type = response.headers.get("Content-Type") || "";
  if (!response.ok) {
    const said = type.includes("json") ? await response.json() : { detail: `${response.status} ${response.statusText}` };
    status.textContent = "";
    problem.textContent = said.line ? `${said.detail}\n${words.place} ${said.line}:${said.column}` : said.detail;
    return;
  }
  let [line, element] = ["", ""];
  if (type.includes("json")) {
    const answer = await response.json();
    [line, element] = "boolean" in answer ? [answer.boolean ? words.yes : words.no, ""] : table(answer);
  } else {
    [line, element] = text(await response.text());
  }
  status.textContent = line;
  result.replaceChildren(element);
}

async function ask() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  status.textContent = words.asking;
  problem.textContent = "";
  result.replaceChildren();
  history.replaceState(null, "", `#query=${encodeURIComponent(query.value)}`);
  try {
    const body = new URLSearchParams({ query: query.value });
    await show(await fetch(form.action, { method: "POST", body, headers: { Accept: ACCEPT }, signal: mine.signal }));
  } catch (error) {
    if (running === mine) {
      status.textContent = "";
      problem.textContent = `${words.failed}: ${error.message}`;
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
sample.addEventListener("change", () => {
  const chosen = sample.selectedOptions[0];
  about.textContent = chosen.dataset.about || "";
  if (chosen.value) {
    query.value = chosen.value;
  }
});
if (location.hash.startsWith("#query=")) {
  query.value = decodeURIComponent(location.hash.slice("#query=".length));
}
