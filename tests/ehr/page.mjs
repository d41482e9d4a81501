// A page with LHC-Forms on it, as an EHR would have it, in a browser that is installed here.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const modules = join(import.meta.dirname, 'node_modules');
const files = {
  '/styles.css': ['lforms/dist/lforms/webcomponent/styles.css', 'text/css'],
  '/zone.js': ['zone.js/bundles/zone.umd.min.js', 'text/javascript'],
  '/lforms.js': ['lforms/dist/lforms/webcomponent/lhc-forms.js', 'text/javascript'],
  '/fhir.js': ['lforms/dist/lforms/fhir/R4/lformsFHIR.min.js', 'text/javascript'],
};
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intake</title><link rel="stylesheet" href="/styles.css"></head>
<body><div id="form"></div><script src="/zone.js"></script><script src="/lforms.js"></script><script src="/fhir.js"></script></body></html>`;

/** Serves the page on loopback, opens it, and hands it on. Everything ends when `use` does. */
export async function withPage(executablePath, use) {
  const server = createServer(async (request, response) => {
    const file = files[request.url];
    response.writeHead(file || request.url === '/' ? 200 : 404, { 'Content-Type': file ? file[1] : 'text/html; charset=utf-8' });
    response.end(file ? await readFile(join(modules, file[0])) : request.url === '/' ? html : '');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
    page.setDefaultTimeout(15_000);
    // Nothing leaves this machine.
    const address = `http://127.0.0.1:${server.address().port}/`;
    await page.route('**/*', route => route.request().url().startsWith(address) ? route.continue() : route.abort());
    const errors = [];
    page.on('pageerror', error => errors.push(error.message));
    await page.goto(address);
    await page.waitForFunction(() => window.LForms?.Util?.addFormToPage && window.LForms.FHIR?.R4);
    return await use(page, errors);
  } finally {
    await browser.close();
    server.close();
  }
}
