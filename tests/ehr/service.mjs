// The service, as an EHR's back end asks it.
const json = 'application/fhir+json';

/** Asks for a resource. */
export async function get(address, path) {
  return read(await fetch(new URL(path, address), { headers: { Accept: json, ...key() } }), path);
}

/** Screens a response. */
export async function screen(address, response) {
  const path = '/fhir/QuestionnaireResponse/$screen';
  return read(await fetch(new URL(path, address), { method: 'POST', headers: { Accept: json, 'Content-Type': json, ...key() }, body: JSON.stringify(response) }), path);
}

/** The value of a parameter of the result. */
export function result(guidance, name) {
  const parameter = guidance.contained[0].parameter.find(each => each.name === name);
  return Object.entries(parameter).find(([member]) => member.startsWith('value'))[1];
}

function key() {
  return process.env.ELIGIBILITY_KEY ? { Authorization: `Bearer ${process.env.ELIGIBILITY_KEY}` } : {};
}

async function read(answer, path) {
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(`${path} was answered by ${answer.status}: ${JSON.stringify(body.issue?.map(issue => [issue.expression, issue.details?.text, issue.diagnostics]))}`);
  }

  return body;
}
