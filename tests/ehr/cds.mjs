// A chart is opened and an order is signed in Medplum's CDS Hooks client: it discovers the service, fills the prefetch from its FHIR server, calls from a page
// of another origin, and shows the card as an EHR does, its detail as Markdown.
import assert from 'node:assert/strict';
import { withPage } from './page.mjs';

const [address, chromium, port] = process.argv.slice(2);
const person = { resourceType: 'Patient', id: 'example', birthDate: '1979-02-03' };
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const chart = {
  Patient: [person],
  QuestionnaireResponse: [{
    resourceType: 'QuestionnaireResponse', id: 'intake', status: 'completed', questionnaire: 'urn:eligibility:Questionnaire:botulinum-intake|1.0.0',
    subject: { reference: 'Patient/example' }, authored: new Date(Date.now() - 86_400_000).toISOString(),
    item: [{ linkId: 'headacheDaysPerMonth', answer: [{ valueDecimal: 18 }] }],
  }],
  Condition: [{
    resourceType: 'Condition', id: 'torticollis', subject: { reference: 'Patient/example' },
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G24.3' }] },
  }],
  Observation: [],
};
const order = {
  resourceType: 'MedicationRequest', id: 'order', status: 'draft', intent: 'order', subject: { reference: 'Patient/example' },
  medicationCodeableConcept: { coding: [{ system: hcpcs, code: 'J0585' }] },
};
const contexts = {
  'patient-view': { userId: 'Practitioner/clinician', patientId: 'example' },
  'order-sign': { userId: 'Practitioner/clinician', patientId: 'example', draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: order }] } },
};

// The FHIR server of the EHR: reads, and searches of which it is known what they have to find.
const asked = [];
const fhir = url => {
  const { pathname, searchParams } = new URL(url, 'http://ehr/');
  const [type, id] = pathname.replace('/fhir/R4/', '').split('/');
  asked.push(url);
  return id ? chart[type]?.find(found => found.id === id)
    : chart[type] && searchParams.get('patient') === 'example' ? { resourceType: 'Bundle', type: 'searchset', entry: chart[type].map(resource => ({ resource })) }
    : undefined;
};
const site = {
  title: 'Chart',
  files: { '/medplum.mjs': '@medplum/core/dist/esm/index.mjs', '/markdown-it.mjs': 'markdown-it/dist/browser/markdown-it.esm.min.mjs' },
  body: '<main></main>',
  port: Number(port),
  calls: address,
  data: fhir,
};

await withPage(chromium, site, async (page, errors) => {
  for (const [hook, context] of Object.entries(contexts)) {
    const cards = await page.evaluate(async ([services, named, said]) => {
      const { MedplumClient, buildCdsRequest } = await import('/medplum.mjs');
      const { default: markdown } = await import('/markdown-it.mjs');
      const client = new MedplumClient({ baseUrl: `${location.origin}/`, cdsServicesUrl: services, cacheTime: 0 });
      const service = (await client.getCdsServices()).services.find(each => each.hook === named);
      const request = await buildCdsRequest(client, { resourceType: 'Practitioner', id: 'clinician' }, service, said);
      const { cards } = await client.callCdsService(service.id, request);
      const main = document.querySelector('main');
      main.replaceChildren(...cards.map(card => {
        const article = document.createElement('article');
        const title = document.createElement('h2');
        const detail = document.createElement('section');
        title.textContent = card.summary;
        detail.innerHTML = markdown().render(card.detail);
        article.append(title, detail);
        return article;
      }));
      return cards;
    }, [new URL('/cds-services', address).href, hook, context]);

    assert.equal(cards.length, 1, hook);
    assert.match(cards[0].summary, /chronic migraine/);
    assert.ok(await page.getByRole('heading', { name: cards[0].summary }).isVisible());
    assert.ok(await page.getByText('Chronic migraine: candidate').isVisible());
    assert.ok(await page.getByText('18 headache days a month: meets 15 or more').first().isVisible());
    assert.ok(await page.getByText('From the chart, not from the form: cervical dystonia').isVisible());
    const shown = await page.locator('article').innerText();
    assert.doesNotMatch(shown, /\*\*|^- |\]\(/m, 'the Markdown is understood as a whole');
    const links = await page.locator('article a').evaluateAll(all => all.map(link => link.href));
    assert.ok(links.length > 0 && links.every(link => /^https?:\/\//.test(link)), 'its sources can be opened');
    console.log(`${hook}: ${cards[0].summary}`);
  }

  assert.deepEqual(asked.slice(0, 4).map(url => new URL(url, 'http://ehr/').pathname).sort(), ['Condition', 'Observation', 'Patient/example', 'QuestionnaireResponse'].map(name => `/fhir/R4/${name}`));
  assert.deepEqual(errors, []);
});
