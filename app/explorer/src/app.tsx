import { useEffect, useState } from "preact/hooks";
import { changed, link, useAddress, viewOf, written } from "./address";
import { language, type Language, LANGUAGES, say } from "./language";
import { AddPage } from "./pages/add";
import { ArticlePage } from "./pages/article";
import { DisputedPage } from "./pages/disputed";
import { EntityPage } from "./pages/entity";
import { EventPage } from "./pages/event";
import { GraphPage } from "./pages/graph";
import { ArticlesPage, HomePage, SearchPage } from "./pages/lists";
import { PairPage } from "./pages/pair";
import { PathPage } from "./pages/path";
import { LastDecision } from "./parts/deciding";
import { SearchBox } from "./parts/search";
import { choose, theme } from "./theme";

export function App() {
  const address = useAddress();
  const tongue = language();
  const view = viewOf(address);
  useEffect(() => {
    document.documentElement.lang = tongue;
  }, [tongue]);
  // Another language is another page: what the server has put into words is asked for anew.
  return (
    <div key={tongue} class={`shell view-${view}`}>
      <a class="skip" href="#main">
        {say("skip")}
      </a>
      <Header address={address} />
      <main id="main" tabIndex={-1}>
        <Content address={address} />
      </main>
      <LastDecision />
      <footer class="quiet">
        <p>{say("footer")}</p>
        <p>
          <a href="docs">API</a> · <a href="sparql">SPARQL</a> · <a href="api/export?format=graphml" download>GraphML</a> ·{" "}
          <a href="static/explorer/LICENSES.txt">{say("footer.licences")}</a>
        </p>
      </footer>
    </div>
  );
}

function Content({ address }: { address: URLSearchParams }) {
  const first = (name: string) => address.getAll(name)[0] ?? "";
  const second = (name: string) => address.getAll(name)[1] ?? "";
  switch (viewOf(address)) {
    case "home":
      return <HomePage />;
    case "search":
      return <SearchPage q={first("q")} />;
    case "entity":
      return <EntityPage id={first("entity")} />;
    case "article":
      return <ArticlePage id={first("article")} />;
    case "event":
      return <EventPage id={first("event")} />;
    case "articles":
      return <ArticlesPage />;
    case "pair":
      return <PairPage a={first("pair")} b={second("pair")} />;
    case "disputed":
      return <DisputedPage />;
    case "path":
      return <PathPage a={first("path")} b={second("path")} />;
    case "graph":
      return <GraphPage />;
    case "add":
      return <AddPage id={first("add")} />;
  }
}

function Header({ address }: { address: URLSearchParams }) {
  const [shown, setShown] = useState(theme);
  useEffect(() => {
    const listener = () => setShown(theme());
    addEventListener("themechange", listener);
    return () => removeEventListener("themechange", listener);
  }, []);
  const view = viewOf(address);
  const places: [string, string, string][] = [
    ["articles", link({ articles: "" }), say("articles")],
    ["graph", link({ graph: "" }), say("graph")],
    ["path", link({ path: "" }), say("paths")],
    ["sparql", "sparql", "SPARQL"],
    ["add", link({ add: "" }), say("add.short")],
  ];
  return (
    <header class="top">
      <a class="brand" href={link({})}>
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <path d="M9 10 23 8M9 10l5 14M23 8l-9 16" />
          <circle cx="9" cy="10" r="5" />
          <circle cx="23" cy="8" r="4" />
          <circle cx="14" cy="24" r="5" />
        </svg>
        Nyhendegraf
      </a>
      {view !== "home" && <SearchBox label={say("search")} value={view === "search" ? (address.get("q") ?? "") : ""} />}
      <nav aria-label={say("places")}>
        {places.map(([name, href, label]) => (
          <a key={name} href={href} aria-current={view === name ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div class="settings">
        <div class="languages" role="group" aria-label={say("language")}>
          {(Object.keys(LANGUAGES) as Language[]).map((tag) => (
            <a key={tag} href={written(changed(address, { lang: tag }))} hreflang={tag} lang={tag} aria-current={tag === language() ? "true" : undefined} title={LANGUAGES[tag]}>
              {tag}
              <span class="unseen">: {LANGUAGES[tag]}</span>
            </a>
          ))}
        </div>
        <button type="button" class="icon" aria-label={shown === "dark" ? say("theme.light") : say("theme.dark")} title={shown === "dark" ? say("theme.light") : say("theme.dark")} onClick={() => choose(shown === "dark" ? "light" : "dark")}>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            {shown === "dark" ? (
              <path d="M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12 1v3m0 16v3M1 12h3m16 0h3M4.2 4.2l2.1 2.1m11.4 11.4 2.1 2.1M4.2 19.8l2.1-2.1M17.7 6.3l2.1-2.1" />
            ) : (
              <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
            )}
          </svg>
        </button>
      </div>
    </header>
  );
}
