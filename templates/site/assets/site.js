// Theme, form of the examples, copying, search, and requests to the mock server. All texts are set as text, never as HTML.
"use strict";
(() => {
  const root = document.documentElement;
  const base = root.dataset.root;

  const read = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const store = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* Storage is disabled: the choice applies to this page. */ }
  };
  const create = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // Before the page is painted.
  const theme = read("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  root.dataset.mode = read("mode") === "async" ? "async" : "sync";

  function addThemeButton() {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
    const button = create("button", { type: "button", class: "theme" });
    const show = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", `${button.textContent} colours`);
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store("theme", root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
    document.querySelector(".site-header").append(button);
  }

  function addModes() {
    const show = () => {
      for (const button of document.querySelectorAll(".modes button")) {
        button.setAttribute("aria-pressed", String(button.dataset.mode === root.dataset.mode));
      }
    };
    for (const title of document.querySelectorAll(".code")) {
      const example = title.querySelector(".example");
      if (!example) continue;
      const modes = create("span", { class: "modes", role: "group", "aria-label": "Client" });
      for (const [mode, text] of [["sync", "Sync"], ["async", "Async"]]) {
        const button = create("button", { type: "button", "data-mode": mode }, text);
        button.addEventListener("click", () => {
          const top = button.getBoundingClientRect().top;
          root.dataset.mode = mode;
          store("mode", mode);
          show();
          // Examples above may have changed their height.
          scrollBy(0, button.getBoundingClientRect().top - top);
        });
        modes.append(button);
      }
      let heading = example.previousElementSibling;
      if (!heading?.classList.contains("code-title")) {
        heading = create("p", { class: "code-title" }, "Example");
        example.before(heading);
      }
      heading.append(modes);
    }
    show();
  }

  function addCopyButtons() {
    for (const block of document.querySelectorAll("pre")) {
      const button = create("button", { type: "button", "aria-label": "Copy the code" }, "Copy");
      const frame = create("div", { class: "copy-frame" });
      block.replaceWith(frame);
      frame.append(block, button);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(block.textContent);
          button.textContent = "Copied";
        } catch {
          getSelection().selectAllChildren(block);
          button.textContent = "Selected";
        }
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
    }
  }

  // -- search --------------------------------------------------------------------------------

  let index = null;
  const load = (name) => new Promise((resolve, reject) => {
    const script = create("script", { src: `${base}assets/${name}` });
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });

  function loadIndex() {
    index ??= Promise.all([load("minisearch.js"), load("search-index.js")]).then(() => {
      const search = new MiniSearch({
        fields: ["title", "path", "words"],
        storeFields: ["title", "target", "kind", "detail"],
        searchOptions: { boostDocument: (id, term, stored) => (stored.kind === "operation" ? 1.5 : 1), boost: { title: 4, path: 3 }, prefix: true, combineWith: "AND", fuzzy: (term) => (term.length > 5 ? 0.15 : false) },
      });
      search.addAll(window.searchEntries.map(([title, target, kind, detail, words], id) => (
        { id, title, target, kind, detail, words, path: kind === "operation" ? detail : "" }
      )));
      return search;
    });
    return index;
  }

  function addSearch() {
    const list = create("ul", { class: "results", id: "search-results", role: "listbox", "aria-label": "Results", hidden: "" });
    const input = create("input", {
      type: "search", placeholder: "Search  /", "aria-label": "Search", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-controls": "search-results", "aria-autocomplete": "list",
    });
    document.getElementById("site-search").append(input, list);
    let selected = -1;

    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      selected = -1;
    };
    const select = (number) => {
      const options = [...list.querySelectorAll("[role=option]")];
      if (!options.length) return;
      selected = (number + options.length) % options.length;
      options.forEach((option, n) => option.setAttribute("aria-selected", String(n === selected)));
      input.setAttribute("aria-activedescendant", options[selected].id);
      options[selected].scrollIntoView({ block: "nearest" });
    };
    const open = (option) => {
      if (!option?.dataset.target) return;
      close();
      input.blur();
      location.assign(base + option.dataset.target);
    };
    const describe = (result, number) => {
      const option = create("li", { role: "option", id: `search-result-${number}`, "aria-selected": "false" });
      option.dataset.target = result.target;
      option.append(create("span", { class: "kind" }, result.kind), create("strong", {}, result.title));
      if (result.detail) option.append(create("span", { class: "detail" }, result.detail));
      option.addEventListener("click", () => open(option));
      return option;
    };
    const show = async () => {
      const text = input.value.trim();
      if (!text) { close(); return; }
      const results = (await loadIndex()).search(text).slice(0, 30);
      // The text may have changed while the index was loaded.
      if (text !== input.value.trim()) return;
      list.replaceChildren(...results.map(describe));
      if (!results.length) list.append(create("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing found"));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      selected = -1;
      if (results.length) select(0);
    };
    input.addEventListener("focus", loadIndex);
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") select(selected + 1);
      else if (event.key === "ArrowUp") select(selected - 1);
      else if (event.key === "Enter") open(list.querySelectorAll("[role=option]")[Math.max(selected, 0)]);
      else if (event.key === "Escape") { close(); input.blur(); }
      else return;
      event.preventDefault();
    });
    document.addEventListener("click", (event) => { if (!event.target.closest("#site-search")) close(); });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
      event.preventDefault();
      input.focus();
    });
  }

  // -- requests to the mock server -----------------------------------------------------------

  const credentials = new Map();

  async function send(request, fields) {
    const target = fields.path.value.startsWith("/") ? fields.path.value : `/${fields.path.value}`;
    const url = new URL(`${document.body.dataset.mock}${target}`, location.href);
    // Credentials are for the mock server only.
    if (url.origin !== location.origin) throw new Error("the mock server has another origin");
    const headers = new Headers(request.headers);
    for (const { argument, place, wire, prefix, value } of request.credentials) {
      const text = credentials.get(argument) ?? value;
      if (place === "query") url.searchParams.append(wire, text);
      else headers.set(wire, prefix + (prefix === "Basic " ? btoa(text) : text));
    }
    if (fields.status.value) headers.set("x-mock-status", fields.status.value);
    if (fields.state) headers.set("x-mock-state", fields.state.value);
    const options = { method: request.method, headers, credentials: "omit", redirect: "manual", cache: "no-store" };
    if (fields.body) options.body = fields.body.value;
    return fetch(url, options);
  }

  async function readBody(response) {
    const type = response.headers.get("content-type") ?? "";
    const content = await response.arrayBuffer();
    if (content.byteLength && !/json|text|xml|yaml|javascript/.test(type)) return `${content.byteLength} bytes of ${type || "unknown type"}`;
    const text = new TextDecoder().decode(content);
    if (!/[/+]json/.test(type)) return text;
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  }

  async function showResponse(panel, response) {
    const text = await readBody(response);
    const line = create("p", { class: "run-status", "data-class": String(response.status)[0] }, `${response.status} ${response.statusText}`.trim());
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    const parts = [line, create("pre", { class: "run-headers", tabindex: "0" }, headers)];
    if (text) parts.push(create("pre", { class: "run-body", tabindex: "0" }, text));
    panel.replaceChildren(...parts);
  }

  function createSelect(values) {
    const select = create("select");
    for (const [value, text] of values) select.append(create("option", { value }, text));
    return select;
  }

  function addRunButtons() {
    if (document.body.dataset.mock === undefined) return;
    for (const block of document.querySelectorAll("[data-request]")) {
      const request = JSON.parse(block.dataset.request);
      const form = create("div", { class: "run-form" });
      const plain = { autocomplete: "off", spellcheck: "false" };
      const fields = { path: create("input", { ...plain, class: "run-path", value: request.target }) };
      form.append(create("label", { class: "run-wide" }, `${request.method} to the mock server`, fields.path));
      if (request.body !== null) {
        fields.body = create("textarea", { ...plain, rows: String(Math.min(request.body.split("\n").length, 10)) }, request.body);
        form.append(create("label", { class: "run-wide" }, "body", fields.body));
      }
      for (const { argument, value } of request.credentials) {
        const input = create("input", { ...plain, value: credentials.get(argument) ?? value });
        input.addEventListener("input", () => { credentials.set(argument, input.value); });
        form.append(create("label", {}, argument, input));
      }
      if (request.states.length) {
        fields.state = createSelect(request.states.map((state) => [state, state]));
        form.append(create("label", {}, "state before", fields.state));
      }
      fields.status = createSelect([["", "any"], ...request.statuses.map((status) => [status, status])]);
      form.append(create("label", {}, "status", fields.status));
      const button = create("button", { type: "button" }, "Run");
      const panel = create("div", { class: "run-result", "aria-live": "polite" });
      button.addEventListener("click", async () => {
        button.disabled = true;
        try {
          await showResponse(panel, await send(request, fields));
        } catch (error) {
          panel.replaceChildren(create("p", { class: "run-status" }, `No response: ${error.message}`));
        }
        button.disabled = false;
      });
      form.append(button);
      const run = create("div", { class: "run" }, form, panel);
      // Before the example of a response.
      const result = block.querySelector(".result");
      if (result) result.closest(".copy-frame").previousElementSibling.before(run);
      else block.append(run);
    }
  }

  function showCurrent() {
    const navigation = document.getElementById("site-navigation");
    const current = navigation.querySelector("[aria-current]");
    if (current) navigation.scrollTop = current.offsetTop - navigation.clientHeight / 3;
  }

  document.addEventListener("DOMContentLoaded", () => {
    showCurrent();
    addThemeButton();
    addModes();
    addCopyButtons();
    addSearch();
    addRunButtons();
  });
})();
