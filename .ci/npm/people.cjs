// The patients of the SCIM servers, always the same ones.
const families = ['Alvarez', 'Nguyen', "O'Brien", 'Kowalska-Żak', 'Smith', 'Núñez', 'Garcia', 'Johnson', 'Okafor', 'Müller', 'Haddad', '王',
  'Patel', 'de la Cruz', 'Sørensen', 'Ivanova', 'Kim', 'Brown', 'Rossi', 'Tanaka', 'Dubois', 'Yılmaz', 'Cohen'];
const givens = ['Maria', 'John', 'Siobhán', 'Łukasz', 'Anna', 'José', 'Wei', 'Aisha', 'Peter', 'Mary-Kate', 'Zofia', '芳', 'Raj', 'Carmen',
  'Lars', 'Olga', 'Min-jun', 'Emma', 'Luca', 'Yuki', 'Chloé', 'Emre', 'Noa', 'Ahmed', 'Fatima', 'Li', 'Thomas', 'Sofía', 'Dmitri'];

const plain = (text) => text.replace(/[^A-Za-z]/g, '').toLowerCase() || 'x';
const padded = (number, length) => String(number).padStart(length, '0');

exports.extension = 'urn:ietf:params:scim:schemas:extension:clinic:2.0:Patient';

// person answers the n-th patient; trait is "minor", "deactivated" or "reachable".
exports.person = (n) => {
  const trait = n % 50 === 7 ? 'deactivated' : n % 9 === 4 ? 'minor' : 'reachable';
  const family = families[n % families.length];
  const given = givens[(n * 7 + Math.floor(n / families.length)) % givens.length];
  const year = trait === 'minor' ? 2012 + (n % 10) : 1931 + ((n * 13) % 70);
  return {
    trait, family, given, login: `${plain(family)}.${padded(n, 4)}`, mrn: `MRN-${4000000 + n}`,
    email: `${plain(given)}.${plain(family)}.${n}@example.com`, phone: `+1-212-555-${padded(n, 4)}`,
    birthDate: `${year}-${padded(1 + (n % 12), 2)}-${padded(1 + (n % 28), 2)}`, language: n % 4 === 0 ? 'es' : 'en', postcode: padded(10000 + n, 5),
  };
};

// user is the patient as a SCIM resource, as far as a client may write it.
exports.user = (n) => {
  const p = exports.person(n);
  return {
    externalId: `emr-${n}`, userName: p.login, active: p.trait !== 'deactivated', preferredLanguage: p.language,
    name: { familyName: p.family, givenName: p.given },
    emails: [{ value: p.email, type: 'home', primary: true }, ...(n % 10 === 1 ? [{ value: `work.${p.email}`, type: 'work' }] : [])],
    phoneNumbers: [{ value: n % 2 ? `tel:${p.phone}` : p.phone, type: 'mobile' }],
    addresses: [{ type: 'home', postalCode: p.postcode, country: 'US' }],
    [exports.extension]: { mrn: p.mrn, birthDate: p.birthDate },
  };
};
