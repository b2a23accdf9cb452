// The review page as a person uses it: marks, hover, click, keys, filters, corrections, nothing from outside, nothing an
// accessibility checker objects to.
"use strict";
const { chromium } = require("playwright-core");
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const assert = require("node:assert/strict");

const { EXTRACT, CHROMIUM, WORK, SHOTS } = process.env;
const root = path.resolve(__dirname, "../..");
const pages = path.join(root, "tests/pages");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const run = (...args) => execFileSync(EXTRACT, args, { encoding: "utf8", maxBuffer: 1 << 28 });

function review(input, name = path.basename(input)) {
  const out = path.join(WORK, name + ".html");
  run("review", input, "-o", out);
  return out;
}
const records = (input) => JSON.parse(run("--quiet", "--format", "json", input));

let browser;
let passed = 0, failed = 0;
async function test(name, body, { allow, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const noise = [];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && noise.push(m.text()));
  page.on("pageerror", (e) => noise.push(String(e)));
  page.on("request", (r) => /^(file|data|blob):/.test(r.url()) || noise.push("request: " + r.url()));
  try {
    await body(page, context);
    assert.deepEqual(noise.filter((n) => !allow?.test(n)), []);
    passed += 1;
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${name}\n${error.stack}`);
  } finally {
    await context.close();
  }
}
const open = (page, file, hash = "") => page.goto("file://" + file + hash);
const lit = (page, what) => page.$$eval(what, (all) => all.map((e) => e.dataset.r));
const shot = (page, name) => SHOTS && page.screenshot({ path: path.join(SHOTS, name) });

// Every byte of the source is there, and the marks of each record hold its spans.
async function spans(page, input) {
  const bytes = fs.readFileSync(input);
  await open(page, review(input));
  const text = await page.$$eval(".line", (all) => all.map((l) => l.textContent).join("\n"));
  assert.equal(text, bytes.toString("utf8").replace(/\r\n?/g, "\n").replace(/\n$/, text.endsWith("\n") ? "\n" : ""));
  const value = records(input);
  for (const list of ["articles", "meetings", "statements", "visits"]) {
    for (const record of value[list] || []) {
      const handle = await page.getAttribute(`.card[data-id="${record.id}"]`, "id");
      const marked = await page.$$eval(`#source .m[data-r="${handle}"]:not(.evidence)`, (all) => all.map((m) => m.textContent).join(""));
      const want = [...record.source.bytes].sort((a, b) => a[0] - b[0]).map(([from, to]) => bytes.subarray(from, to).toString("utf8")).join("");
      const flat = (t) => t.replace(/\s/g, "");
      assert.equal(flat(marked), flat(want), `${input} ${record.id}`);
    }
  }
}

async function accessible(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html + " " + n.failureSummary).join(" | ")}`), []);
}

(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const cut = path.join(pages, "cut.txt");

  for (const name of ["cut.txt", "bulletin.txt", "treaty.txt", "traditional.txt", "wrapped.txt", "broadcast.txt"]) {
    await test(`marks hold the spans: ${name}`, (page) => spans(page, path.join(pages, name)));
  }

  await test("a record in two pieces lights up as one", async (page) => {
    await open(page, review(cut));
    const statement = records(cut).statements[0];
    assert.ok(statement.source.bytes.length > 1);
    const card = page.locator(`.card[data-id="${statement.id}"]`);
    const handle = await card.getAttribute("id");
    await card.hover();
    assert.deepEqual(new Set(await lit(page, "#source .m.on")), new Set([handle]));
    assert.ok((await lit(page, "#source .m.on")).length > 1);
    await page.locator(`#source .m[data-r="${handle}"]`).first().hover();
    assert.deepEqual(await lit(page, ".card.on"), [handle]);
    await page.locator("#m1").focus();
    assert.deepEqual(await lit(page, ".card.on"), ["m1"]);
  });

  await test("a click leads to the other side", async (page) => {
    await open(page, review(path.join(pages, "treaty.txt")));
    const last = page.locator(".card:not(.k-diagnostic)").last();
    const handle = await last.getAttribute("id");
    await page.locator(`#source .m[data-r="${handle}"]`).last().click();
    const selected = await page.locator(".card.sel").getAttribute("id");
    const inside = await page.locator(".card.sel").evaluate((e) => {
      const [a, b] = [e.getBoundingClientRect(), document.getElementById("records").getBoundingClientRect()];
      return a.top < b.bottom && a.bottom > b.top;
    });
    assert.ok(inside && selected);
    assert.equal(new URL(page.url()).hash, "#" + selected);
    await page.locator(`.card.sel .code`).first().click();
    assert.ok((await lit(page, "#source .m.sel")).length > 0);
  });

  await test("keys", async (page) => {
    await open(page, review(cut));
    await page.keyboard.press("j");
    const first = await page.locator(".card.sel").getAttribute("id");
    await page.keyboard.press("j");
    const second = await page.locator(".card.sel").getAttribute("id");
    assert.notEqual(first, second);
    await page.keyboard.press("k");
    assert.equal(await page.locator(".card.sel").getAttribute("id"), first);
    await page.keyboard.press("n");
    assert.equal(await page.locator(".card.sel").getAttribute("data-kind"), "diagnostic");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".card.sel").count(), 0);
    await page.keyboard.press("/");
    await page.keyboard.type("勒布朗说");
    await page.waitForFunction(() => /勒布朗说/.test(document.querySelector(".line.hit")?.textContent));
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    assert.ok(await page.locator("#help").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator("#help").isVisible()));
  });

  await test("kinds are left out and come back", async (page) => {
    await open(page, review(cut));
    await page.getByLabel(/statements/).uncheck();
    assert.equal(await page.locator(".card.k-statement:visible").count(), 0);
    assert.ok((await page.locator(".card.k-meeting:visible").count()) > 0);
    await page.getByLabel(/statements/).check();
    assert.equal(await page.locator(".card.k-statement:visible").count(), 2);
  });

  await test("links name a record", async (page) => {
    const out = review(cut);
    await open(page, out, "#m1");
    assert.equal(await page.locator(".card.sel").getAttribute("id"), "m1");
    const inside = (what) => page.locator(what).evaluate((e) => {
      const [a, b] = [e.getBoundingClientRect(), document.getElementById("source").getBoundingClientRect()];
      return a.top >= b.top && a.bottom <= b.bottom;
    });
    const double = path.join(pages, "double-report.txt");
    await open(page, review(double), "#m2");
    assert.ok(await inside(`#L${records(double).meetings[1].source.lines[0]}`));
    const { id } = records(cut).statements[1];
    await open(page, out, "#" + id);
    await page.reload();
    assert.equal(await page.locator(".card.sel").getAttribute("data-id"), id);
  });

  await test("what was inferred says from what", async (page) => {
    await open(page, review(cut));
    assert.match(await page.locator("#m1 .basis").textContent(), /page: 2026年3月5日 \(line 1\)/);
    assert.ok((await page.locator("#source .m.evidence").count()) > 0);
  });

  await test("why a record is as it is", async (page) => {
    await open(page, review(cut), "#m1");
    const why = page.locator("#m1 .why");
    assert.equal(await why.evaluate((e) => e.open), false);
    await page.keyboard.press("w");
    assert.equal(await why.evaluate((e) => e.open), true);
    const city = why.locator("li.step", { hasText: "巴黎" }).filter({ hasText: "city" });
    assert.match(await city.textContent(), /^3 city 巴黎 the place behind 在 places\.yaml: paris$/);
    await why.locator("li.step a").first().click();
    assert.equal(new URL(page.url()).hash, "#L3");
    const double = path.join(pages, "double-report.txt");
    await open(page, review(double), "#m2");
    assert.match(await page.locator("#m2 .why li.refused").first().textContent(), /^32 with clause 会谈 it only says when something else was/);
    // Its words are not those of the record: a search does not find them.
    await page.keyboard.press("/");
    await page.keyboard.type("the place behind");
    await page.waitForSelector("#nothing:visible");
    await page.keyboard.press("Escape");
    await page.keyboard.press("w");
  });

  await test("marks inside marks light up by themselves", async (page) => {
    const double = path.join(pages, "double-report.txt");
    await open(page, review(double));
    const inner = page.locator("#source .m .m:not(.k-diagnostic):not(.evidence)").first();
    const nested = await inner.evaluate((e) => [e.dataset.r, e.parentElement.closest(".m").dataset.r]);
    const line = (e) => parseFloat(getComputedStyle(e).paddingBottom);
    const [own, around] = [await inner.evaluate(line), await inner.locator("xpath=ancestor::span[contains(@class, 'm ')][1]").evaluate(line)];
    await inner.hover();
    assert.deepEqual(await lit(page, ".card.on"), [nested[0]]);
    // The underline of what lies around stands below that of what lies inside, unless it has none.
    if (!/^a/.test(nested[1])) assert.ok(around > own, `${around} over ${own}`);
    // A click goes to the record, another one to the record around.
    await inner.click();
    const first = await page.locator(".card.sel").getAttribute("id");
    await inner.click();
    assert.notEqual(await page.locator(".card.sel").getAttribute("id"), first);
  });

  await test("what was said filters the records", async (page) => {
    await open(page, review(cut), "#m1");
    await page.keyboard.press("a");
    await page.getByLabel("Show").selectOption("accepted");
    assert.deepEqual(await page.$$eval(".card:not(.off)", (all) => all.map((c) => c.id)), ["m1"]);
    await page.getByLabel("Show").selectOption("open");
    assert.ok(!(await page.locator("#m1").isVisible()));
    await page.getByLabel("Show").selectOption("");
    await page.locator("#m1").focus();
    await page.keyboard.press("a");
    assert.match(await page.locator("#progress").textContent(), /^0 of/);
  });

  await test("a search goes from place to place", async (page) => {
    await open(page, review(path.join(pages, "double-report.txt")));
    await page.keyboard.press("/");
    await page.keyboard.type("罗哈斯");
    await page.waitForFunction(() => [...document.querySelectorAll(".line.hit")].length && [...document.querySelectorAll(".line.hit")].every((l) => l.textContent.includes("罗哈斯")));
    const inView = () => page.$$eval(".line.hit", (all) => {
      const pane = document.getElementById("source").getBoundingClientRect();
      return all.filter((l) => l.getBoundingClientRect().bottom > pane.top && l.getBoundingClientRect().top < pane.bottom).map((l) => l.id);
    });
    assert.ok((await page.locator(".line.hit").count()) > 4);
    const seen = new Set();
    for (let n = 0; n < 6; n += 1) {
      await page.keyboard.press("Enter");
      for (const id of await inView()) seen.add(id);
    }
    assert.ok(seen.size > 4, [...seen].join());
    // The records are those that have the words.
    for (const card of await page.locator(".card:not(.off)").all()) assert.match(await card.textContent(), /罗哈斯/);
  });

  await test("light and dark are kept", async (page) => {
    const out = review(cut);
    await open(page, out);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole("button", { name: "Dark" }).click();
    const dark = await paper();
    assert.notEqual(light, dark);
    await page.reload();
    assert.equal(await paper(), dark);
    assert.equal(await page.locator("#theme").textContent(), "Light");
  });

  await test("diagnostics stand at their place", async (page) => {
    await open(page, review(cut));
    for (const [n, d] of records(cut).diagnostics.entries()) {
      const handle = await page.locator(".card.k-diagnostic", { hasText: d.code }).nth(0).getAttribute("id");
      const label = page.locator(`#source a.label[data-r="${handle}"]`);
      assert.equal(await label.evaluate((e) => e.closest(".line").dataset.n), String(d.source.lines[0]), `${n} ${d.code}`);
    }
  });

  await test("furniture, captions and joins are shown as such", async (page) => {
    await open(page, review(cut));
    assert.ok((await page.locator(".shade.caption").count()) > 0);
    assert.equal(await page.locator("#L5 .k-join").getAttribute("aria-label"), "goes on in line 9");
    assert.equal(await page.locator("#L9 .k-join").getAttribute("aria-label"), "goes on from line 5");
  });

  await test("corrections go out, come back, and are marked", async (page, context) => {
    const out = review(cut);
    await open(page, out);
    const meeting = records(cut).meetings[0];
    await page.locator("#m1").focus();
    await page.keyboard.press("c");
    await page.locator('#m1 [data-path="/venue"]').fill("外交部“橡厅”: \u2028 #1");
    await page.locator('#m1 [data-path="/city"]').fill("里昂");
    await page.locator('#m1 [data-path="/topics/-"]').fill("旅游");
    await page.locator("#m1 .form").getByRole("button", { name: "Save" }).click();
    await page.locator("#s1").focus();
    await page.keyboard.press("a");
    await page.locator("#s2").focus();
    await page.keyboard.press("r");
    assert.match(await page.locator("#progress").textContent(), /^3 of \d+ looked at: 1 accepted, 1 rejected, 1 corrected$/);
    await page.reload();
    assert.match(await page.locator("#progress").textContent(), /^3 of/);
    assert.equal(await page.locator('#m1 .v.changed[data-f="/city"]').textContent(), "里昂");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export corrections" }).click()]);
    const file = path.join(WORK, "corrections.yaml");
    await download.saveAs(file);
    const corrected = path.join(WORK, "corrected.yaml");
    const said = spawnSync(EXTRACT, ["review", cut, "--apply", file, "-o", corrected], { encoding: "utf8" });
    assert.equal(said.status, 0, said.stderr);
    assert.match(said.stderr, /1 accepted, 1 taken out, 3 fields corrected/);
    run("check", "records", corrected);
    const text = fs.readFileSync(corrected, "utf8");
    assert.match(text, /city: 里昂/);
    assert.match(text, /外交部“橡厅”/);
    assert.match(text, /topics: \[旅游\]/);
    assert.match(text, /corrected: \[.*\/venue.*\]/);
    assert.ok(!text.includes("期待更多中国游客"));
    // The same corrections on a text that has changed.
    const changed = path.join(WORK, "cut.txt");
    fs.writeFileSync(changed, fs.readFileSync(cut, "utf8").replaceAll("巴黎", "尼斯"));
    const again = spawnSync(EXTRACT, ["review", changed, "--apply", file], { encoding: "utf8" });
    assert.match(again.stderr, /the text has changed since it was looked at/);
    assert.match(again.stderr, new RegExp(`${meeting.id}: (/city is|there is no such record)`));
    assert.equal(again.status, 1);
  }, { acceptDownloads: true });

  await test("a text that looks like code stays text", async (page) => {
    const hostile = path.join(__dirname, "hostile.txt");
    await open(page, review(hostile));
    assert.match(await page.title(), /hostile\.txt/);
    assert.equal(await page.locator("main script, main img, main style").count(), 0);
    const text = await page.locator("#source").textContent();
    assert.ok(text.includes("</style><script>document.title") && text.includes("\\u{202e}") && text.includes("\\u{7}") && text.includes("\\u{200b}"));
    assert.ok(!/[\u0007\u202e\u200b]/.test(await page.content()));
  });

  await test("nothing but the page's own script runs", async (page) => {
    await open(page, review(cut));
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.intruder), undefined);
  }, { allow: /Content Security Policy/ });

  for (const [scheme, width, height] of [["light", 1280, 800], ["dark", 1280, 800], ["light", 390, 844], ["dark", 390, 844]]) {
    await test(`accessible: ${scheme} at ${width}`, async (page) => {
      await open(page, review(cut), "#m1");
      await shot(page, `${scheme}-${width}.png`);
      await accessible(page);
      await page.locator("#m1").focus();
      await page.keyboard.press("c");
      await accessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("w");
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels wide`);
    }, { viewport: { width, height }, colorScheme: scheme });
  }

  await test("several files", async (page) => {
    const out = path.join(WORK, "all.html");
    run("review", pages, "-o", out);
    await open(page, out);
    assert.ok((await page.locator(".file").count()) > 10);
    const ids = await page.$$eval("[id]", (all) => all.map((e) => e.id));
    assert.equal(new Set(ids).size, ids.length);
  });

  await test("a page of five megabytes", async (page) => {
    const big = path.join(WORK, "big.txt");
    const one = fs.readFileSync(path.join(pages, "bulletin.txt"), "utf8");
    fs.writeFileSync(big, one.repeat(Math.ceil(5e6 / Buffer.byteLength(one))));
    const out = review(big);
    const began = Date.now();
    await open(page, out);
    const loaded = Date.now() - began;
    const frames = await page.evaluate(async () => {
      const pane = document.getElementById("source");
      const times = [];
      let last = performance.now();
      pane.scrollTop = pane.scrollHeight / 2;
      await new Promise(requestAnimationFrame);
      last = performance.now();
      for (let n = 0; n < 60; n += 1) {
        pane.scrollTop += 120;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return times.sort((a, b) => a - b);
    });
    console.log(`  ${(fs.statSync(out).size / 1e6).toFixed(1)} MB of HTML, open after ${loaded} ms, a frame in ${frames[30].toFixed(0)} ms (median), ${frames[57].toFixed(0)} ms (95 of 100)`);
    assert.ok(frames[30] < 100, `median frame ${frames[30]} ms`);
    // What a person does on it answers soon.
    const slow = {};
    for (const [what, act] of [["next", () => page.keyboard.press("j")], ["hover", () => page.mouse.move(300, 300)], ["click", () => page.mouse.click(300, 340)]]) {
      const from = Date.now();
      await act();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      slow[what] = Date.now() - from;
    }
    console.log(`  answered after: ${Object.entries(slow).map(([what, ms]) => `${what} ${ms} ms`).join(", ")}`);
    assert.ok(Object.values(slow).every((ms) => ms < 1500), JSON.stringify(slow));
  });

  await test("print", async (page) => {
    await open(page, review(cut));
    await page.emulateMedia({ media: "print" });
    for (const hidden of ["#tools", "#kinds", ".verdict >> nth=0"]) assert.ok(!(await page.locator(hidden).isVisible()), hidden);
    // Both sides in full, one after the other, black on white.
    const sides = await page.$$eval("#source, #records", (all) => all.map((e) => [e.scrollHeight, e.clientHeight]));
    assert.ok(sides.every(([all, seen]) => all <= seen + 1), JSON.stringify(sides));
    assert.ok((await page.pdf()).length > 10000);
  });

  await browser.close();
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
