import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./address";
import { applyTheme } from "./theme";
import "./style.css";

applyTheme();
followLinks();
render(<App />, document.getElementById("app")!);
