const MOST_ROWS = 1000;
const TRUNCATED = "Nyhendegraf-Truncated";
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const at = (id) => document.getElementById(id);
const [form, query, sample, about, status, problem, result] = ["ask", "query", "sample", "about", "status", "problem", "result"].map(at);
const words = status.dataset;
// The longest first, so that the narrowest prefix is found first.
const prefixes = Object.entries(JSON.parse(result.dataset.prefixes)).sort((a, b) => b[1].length - a[1].length);
let running = null;
let editor = null;
let mark = null;

// YASGUI's editor in place of the text field, where it could be loaded; without it the field is what it was.
function edit() {
  if (!window.Yasgui) {
    return;
  }
  const place = document.createElement("div");
  query.after(place);
  editor = new window.Yasgui.Yasqe(place, {
    value: query.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    createShortLink: undefined,
    autocompleters: ["variables"],
    showQueryButton: false,
    resizeable: false,
    editorHeight: "24rem",
    screenReaderLabel: document.querySelector("label[for=query]").textContent,
  });
  const asking = () => form.requestSubmit();
  // The tab key leaves the editor, as it leaves every other field.
  const keys = { Tab: false, "Shift-Tab": false, "Ctrl-Enter": asking, "Cmd-Enter": asking };
  editor.setOption("extraKeys", { ...editor.getOption("extraKeys"), ...keys });
  editor.on("change", () => {
    query.value = editor.getValue();
  });
  query.hidden = true;
  document.querySelector("label[for=query]").addEventListener("click", () => editor.focus());
}

function ask_for(text) {
  query.value = text;
  editor?.setValue(text);
}

function point_at(line, column) {
  if (editor) {
    // What is missing at the end of a line is shown at its last sign.
    const place = Math.max(0, Math.min(column, editor.getLine(line - 1)?.length ?? 0) - 1);
    const start = { line: line - 1, ch: place };
    mark = editor.getDoc().markText(start, { line: line - 1, ch: place + 1 }, { className: "wrong" });
    editor.scrollIntoView(start);
  }
}

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

function table(answer, truncated) {
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
  for (const row of rows) {
    body.insertRow().append(...columns.map((column) => cell(row[column])));
  }
  const more = truncated ? `, ${words.more}` : "";
  return [rows.length ? `${rows.length} ${words.rows}${more}` : words.none, element];
}

function text(content, truncated) {
  const pre = document.createElement("pre");
  pre.textContent = content;
  return [truncated ? `${words.graph}, ${words.more}` : words.graph, pre];
}

async function show(response) {
  const type = response.headers.get("Content-Type") || "";
  const truncated = response.headers.has(TRUNCATED);
  if (!response.ok) {
    const said = type.includes("json") ? await response.json() : { detail: `${response.status} ${response.statusText}` };
    status.textContent = "";
    problem.textContent = said.line ? `${said.detail}\n${words.place} ${said.line}:${said.column}` : said.detail;
    if (said.line) {
      point_at(said.line, said.column);
    }
    return;
  }
  let [line, element] = ["", ""];
  if (type.includes("json")) {
    const answer = await response.json();
    [line, element] = "boolean" in answer ? [answer.boolean ? words.yes : words.no, ""] : table(answer, truncated);
  } else {
    [line, element] = text(await response.text(), truncated);
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
  mark?.clear();
  history.replaceState(null, "", `#query=${encodeURIComponent(query.value)}`);
  try {
    const body = new URLSearchParams({ query: query.value, "max-rows": MOST_ROWS });
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
    ask_for(chosen.value);
  }
});
if (location.hash.startsWith("#query=")) {
  query.value = decodeURIComponent(location.hash.slice("#query=".length));
}
edit();
