// Two SCIM servers on SCIMMY and its routers, with 5,000 patients each and a store that takes its time, as databases do:
//   plain   as SCIMMY is: no versions, and login IDs are compared with regard to case
//   strict  versions (ETag, If-Match), comparing without regard to case, and an attribute that makes a patient change her
//           password at the next sign-in
//   usage: SERVER_TOKEN=TOKEN node scim.cjs DIR        DIR/plain and DIR/strict get their ports
const { fork } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const express = require('express');
const scimmy = require('scimmy');
const routers = require('scimmy-routers');
const { extension, user } = require('./people.cjs');
const { authorized, serve } = require('./secured.cjs');

const Scim = scimmy.default ?? scimmy;
const Routers = routers.default ?? routers;
const base = '/scim/v2';
const patients = 5000;
const maxResults = 200;

// matcher makes a predicate of a parsed filter: any of its parts, each of which wants all of its attributes.
function matcher(filter, fold) {
  const same = (text) => (typeof text === 'string' && fold ? text.toLowerCase() : text);
  const compares = {
    eq: (own, value) => own === value, ne: (own, value) => own !== value, pr: (own) => own !== undefined,
    sw: (own, value) => String(own).startsWith(value), co: (own, value) => String(own).includes(value), ew: (own, value) => String(own).endsWith(value),
  };
  const holds = (own, asked) => {
    if (Array.isArray(own)) return own.some((one) => holds(one, asked));
    if (!Array.isArray(asked)) return own instanceof Object && all(own, asked);
    if (Array.isArray(asked[0])) return asked.every((one) => holds(own, one));
    if (asked[0] === 'not') return !holds(own, asked.slice(1));
    const plain = own instanceof Object ? own.value : own;
    return plain !== undefined && (compares[asked[0].toLowerCase()]?.(same(plain), same(asked[1])) ?? false);
  };
  const at = (object, name) => object[name] ?? object[extension]?.[name.slice(extension.length + 1)];
  const all = (object, asked) => Object.entries(asked).every(([name, how]) => holds(at(object, name), how));
  return (user) => [...filter].some((part) => all(user, part));
}

function store(strict) {
  const users = new Map();
  let moment = Date.parse('2026-01-02T03:04:05Z');
  const stamp = () => new Date((moment = Math.max(moment + 1, Date.now()))).toISOString();
  const clash = (id, name) => [...users.values()].some((u) => u.id !== id && u.userName.toLowerCase() === name.toLowerCase());
  const put = (id, fields, before) => {
    const { password, ...kept } = fields;
    const at = stamp();
    const version = before ? Number(before.meta.version.match(/\d+/)[0]) + 1 : 1;
    users.set(id, { ...kept, id, meta: { resourceType: 'User', created: before?.meta.created ?? at, lastModified: at, version: `W/"${version}"` } });
    return users.get(id);
  };
  for (let n = 1; n <= patients; n++) put(String(n), user(n));
  return {
    users,
    async read(id) {
      await pause(1);
      if (!users.has(id)) throw new Scim.Types.Error(404, null, 'Resource not found');
      return structuredClone(users.get(id));
    },
    async list(filter) {
      await pause(1);
      return filter ? [...users.values()].filter(matcher(filter, strict)) : [...users.values()];
    },
    async write(id, fields) {
      await pause(2);
      if (clash(id, fields.userName)) throw new Scim.Types.Error(409, 'uniqueness', `userName ${fields.userName} is taken`);
      return structuredClone(put(id, fields, users.get(id)));
    },
  };
}

// versioned keeps If-Match and gives each answer about one user its version.
function versioned(data) {
  const turns = new Map();
  return async (request, response, next) => {
    const id = request.path.match(/\/Users\/([^/]+)$/)?.[1];
    if (!id) return next();
    const before = turns.get(id) ?? Promise.resolve();
    const mine = new Promise((done) => response.on('close', done));
    turns.set(id, before.then(() => mine));
    await before;
    const wanted = request.header('If-Match');
    const now = data.users.get(id)?.meta.version;
    if (wanted && now && wanted !== '*' && wanted !== now) {
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
      return response.status(412).type('application/scim+json').send({ schemas, status: '412', detail: 'Version mismatch' });
    }
    const send = response.send.bind(response);
    response.send = (body) => {
      const version = data.users.get(id)?.meta.version;
      if (version) response.set('ETag', version);
      return send(body);
    };
    next();
  };
}

// page leaves the rest of a list empty, as SCIMMY takes it, so that only what is answered is written out.
function page(found, { startIndex = 1, count = 20 } = {}) {
  const sparse = new Array(found.length);
  for (let i = startIndex - 1; i < Math.min(found.length, startIndex - 1 + count); i++) sparse[i] = found[i];
  return sparse;
}

function declare(data, strict) {
  const { Attribute, SchemaDefinition } = Scim.Types;
  const attributes = [
    new Attribute('string', 'mrn', { description: 'Medical record number' }),
    new Attribute('string', 'birthDate', { description: 'Date of birth' }),
    ...(strict ? [new Attribute('boolean', 'mustChangePassword', { description: 'Change the password at the next sign-in' })] : []),
  ];
  Scim.Config.set({ patch: true, filter: { supported: true, maxResults }, changePassword: true, sort: true, etag: strict });
  Scim.Resources.declare(Scim.Resources.User, {
    extensions: [{ schema: new SchemaDefinition('Patient', extension, 'What a clinic knows of a patient', attributes), required: false }],
    ingress: (resource, instance) => data.write(resource.id ?? String(data.users.size + 1), JSON.parse(JSON.stringify({ ...instance }))),
    egress: async (resource) => {
      if (resource.id) return data.read(resource.id);
      resource.constraints = { ...resource.constraints, count: Math.min(resource.constraints?.count ?? 20, maxResults) };
      return page(await data.list(resource.filter), resource.constraints);
    },
  });
}

function main(dir, strict) {
  const data = store(strict);
  declare(data, strict);
  const app = express();
  app.disable('x-powered-by');
  if (strict) app.use(base, versioned(data));
  app.use(base, new Routers({
    type: 'bearer', docUri: 'https://datatracker.ietf.org/doc/html/rfc6750',
    handler: (request) => {
      if (!authorized(request)) throw new Error('Bearer token missing or wrong');
      return 'desk';
    },
  }));
  serve(dir, app);
}

const [dir, variant] = process.argv.slice(2);
if (variant) {
  main(dir, variant === 'strict');
} else {
  for (const one of ['plain', 'strict']) {
    const own = path.join(dir, one);
    fs.mkdirSync(own, { recursive: true });
    ['tls.pem', 'tls.key'].forEach((file) => fs.copyFileSync(path.join(dir, file), path.join(own, file)));
    fork(__filename, [own, one]);
  }
}
