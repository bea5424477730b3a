// Run a program in Python for WebAssembly: node run.mjs PYODIDE PROGRAM SITE PACKAGE
// Python sees the folders of the libraries and of the package as /site and /package.
const [pyodide, program, site, folder] = process.argv.slice(2);
const { loadPyodide } = await import(`file://${pyodide}/pyodide.mjs`);
const { readFileSync } = await import("node:fs");
const python = await loadPyodide();
for (const [set, stream] of [["setStdout", process.stdout], ["setStderr", process.stderr]]) {
  const write = (content) => (stream.write(content.slice()), content.length);
  python[set]({ write });
}
for (const [name, root] of Object.entries({ site, package: folder })) {
  python.FS.mkdirTree(`/${name}`);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, `/${name}`);
}
process.exitCode = python.runPython(readFileSync(program, "utf8"));
