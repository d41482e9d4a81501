// LHC-Forms shows the form, a person fills it in, and the response is screened; then a response to everything goes into it and comes out again.
import assert from 'node:assert/strict';
import { withPage } from './page.mjs';
import { get, result, screen } from './service.mjs';

const [address, chromium] = process.argv.slice(2);
const form = await get(address, '/fhir/Questionnaire/botulinum-intake');
const site = {
  title: 'Intake',
  files: {
    '/styles.css': 'lforms/dist/lforms/webcomponent/styles.css',
    '/zone.js': 'zone.js/bundles/zone.umd.min.js',
    '/lforms.js': 'lforms/dist/lforms/webcomponent/lhc-forms.js',
    '/fhir.js': 'lforms/dist/lforms/fhir/R4/lformsFHIR.min.js',
  },
  body: '<link rel="stylesheet" href="/styles.css"><div id="form"></div><script src="/zone.js"></script><script src="/lforms.js"></script><script src="/fhir.js"></script>',
};

await withPage(chromium, site, async (page, errors) => {
  const ready = () => page.waitForFunction(() => window.LForms?.Util?.addFormToPage && window.LForms.FHIR?.R4);
  await ready();
  const show = questionnaire => page.evaluate(async it => { await LForms.Util.addFormToPage(it, 'form', { fhirVersion: 'R4' }); }, questionnaire);
  const response = () => page.evaluate(() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form'));
  const shows = linkId => page.locator(`[id="label-${linkId}"]`).isVisible();
  const type = (id, number) => page.locator(`[id="${id}"]`).fill(number);
  const choose = async (id, words) => {
    await page.locator(`[id="${id}"]`).click();
    await page.locator('#lhc-tools-searchResults li', { hasText: words }).first().click();
    // The list stays open for further choices until the field is left.
    await page.evaluate(() => document.activeElement.blur());
    await page.locator('#lhc-tools-searchResults').waitFor({ state: 'hidden' });
  };
  const tick = (id, answer) => page.locator(`[id="${id}|${answer}"]`).click();

  await show(form);
  await page.locator('[id="label-headacheDaysPerMonth/1"]').waitFor();
  const open = form.item.filter(item => item.type !== 'group' && (item.enableWhen ?? []).every(when => when.operator === 'exists') || item.enableWhen?.some(when => when.operator === 'exists'));
  for (const { linkId } of open) {
    assert.ok(await shows(`${linkId}/1`), `${linkId} is shown`);
  }

  await type('headacheDaysPerMonth/1', '18');
  await choose('painLocations/1', 'Neck');
  await choose('painLocations/1', 'Shoulder');
  await choose('spasmHistory/1', 'Chronic');
  await choose('conditions/1', 'None of these');
  await tick('pregnant/1', 'false');
  await tick('acuteMedicines.any/1', 'false');
  assert.ok(!await shows('acuteMedicineMonths/1'), 'who takes no medicine is not asked for how long');
  assert.ok(!await shows('preventivesTried.class/1/1'), 'medicines are asked for once there are any');
  await tick('preventivesTried.any/1', 'true');
  await page.locator('[id="preventivesTried.class/1/1"]').waitFor();
  await choose('preventivesTried.class/1/1', 'Anticonvulsant');
  await type('preventivesTried.weeks/1/1', '9');
  await choose('preventivesTried.outcome/1/1', 'Ineffective');

  const filled = await response();
  assert.deepEqual(Object.fromEntries(filled.item.map(item => [item.linkId, answers(item)])), {
    headacheDaysPerMonth: [18],
    painLocations: ['neck', 'shoulder'],
    spasmHistory: ['chronic'],
    'preventivesTried.any': [true],
    preventivesTried: [['preventivesTried.class', ['anticonvulsant']], ['preventivesTried.weeks', [9]], ['preventivesTried.outcome', ['ineffective']]],
    'acuteMedicines.any': [false],
    conditions: ['none'],
    pregnant: [false],
  });
  const guidance = await screen(address, filled);
  assert.equal(guidance.status, 'success');
  assert.equal(result(guidance, 'candidacy'), 'candidate');
  console.log(`Filled in by hand: ${result(guidance, 'summary')}`);

  await type('headacheDaysPerMonth/1', '0');
  await page.locator('[id="label-headacheType/1"]').waitFor({ state: 'hidden' });

  const everything = answered(form);
  await page.reload();
  await ready();
  await show(await page.evaluate(([it, said]) => LForms.Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', said, LForms.Util.convertFHIRQuestionnaireToLForms(it, 'R4'), 'R4'), [form, everything]));
  await page.locator('[id="label-headacheDaysPerMonth/1"]').waitFor();
  const back = await response();
  assert.deepEqual(back.item.map(item => [item.linkId, answers(item)]), everything.item.map(item => [item.linkId, answers(item)]));
  assert.deepEqual(await screen(address, back), await screen(address, everything));
  console.log(`A response with ${everything.item.length} items went into LHC-Forms and came out the same, and so did its answer.`);
  assert.deepEqual(errors, []);
});

/** What an item says: the values of a question, or the questions of a group. */
function answers(item) {
  return item.item ? item.item.map(inner => [inner.linkId, answers(inner)])
    : (item.answer ?? []).map(({ valueCoding, ...value }) => valueCoding ? valueCoding.code : Object.values(value)[0]);
}

/** A response that answers every question of the form, each list twice. */
function answered({ url, version, item }) {
  const questions = item.flatMap(each => each.type === 'group' ? [group(each), group(each)] : [question(each)]);
  return { resourceType: 'QuestionnaireResponse', status: 'completed', questionnaire: `${url}|${version}`, item: questions };
}

function group({ linkId, item }) {
  return { linkId, item: item.map(question) };
}

function question(item) {
  const bound = name => item.extension.find(each => each.url.endsWith(name));
  // Headache on most days, so that no part is greater than its whole.
  const number = member => Math.min(bound('maxValue')[member], item.linkId === 'headacheDaysPerMonth' ? 20 : 10);
  const values = {
    boolean: () => [{ valueBoolean: true }],
    integer: () => [{ valueInteger: number('valueInteger') }],
    decimal: () => [{ valueDecimal: number('valueDecimal') }],
    // Every code but "none", so that no question is hidden: LHC-Forms forgets what it hides.
    choice: () => (item.repeats ? item.answerOption.slice(0, -1) : item.answerOption.slice(1, 2)).map(({ valueCoding }) => ({ valueCoding })),
  };
  return { linkId: item.linkId, answer: values[item.type]() };
}
