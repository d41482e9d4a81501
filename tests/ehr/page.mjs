// A page with other makers' programs on it, as an EHR would have it, in a browser that is installed here.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const modules = join(import.meta.dirname, 'node_modules');
const types = { css: 'text/css', js: 'text/javascript', mjs: 'text/javascript' };

/**
 * Serves a page on loopback, opens it, and hands it on. Everything ends when `use` does.
 * @param executablePath the browser
 * @param page `title`; `files`, by their address, of the installed programs; `body`; `port`, or any; `calls`, the address of another server it may call;
 *   `data`, which answers what is no file
 * @param use gets the page and the errors on it
 */
export async function withPage(executablePath, { title, files, body, port = 0, calls, data = () => undefined }, use) {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
  const server = createServer(async (request, response) => {
    const file = files[request.url];
    const answer = request.url === '/' || file ? undefined : data(request.url);
    response.writeHead(request.url === '/' || file || answer ? 200 : 404, {
      'Content-Type': file ? types[file.split('.').at(-1)] : answer ? 'application/fhir+json' : 'text/html; charset=utf-8',
    });
    response.end(file ? await readFile(join(modules, file)) : answer ? JSON.stringify(answer) : request.url === '/' ? html : '');
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
    page.setDefaultTimeout(15_000);
    // Nothing leaves this machine.
    const address = `http://127.0.0.1:${server.address().port}/`;
    await page.route('**/*', route => [address, calls].some(known => known && route.request().url().startsWith(known)) ? route.continue() : route.abort());
    const errors = [];
    page.on('pageerror', error => errors.push(error.message));
    await page.goto(address);
    return await use(page, errors);
  } finally {
    await browser.close();
    server.close();
  }
}
