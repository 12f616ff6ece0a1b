# Makes the realm that the tests work in: a patient portal with brute-force detection, events, agents of four kinds and
# 5,000 patients. Input: none. Arguments: $count, $salt and $hash (of the patients' one password), $desk (the agents').
# With $list set, answers the patients instead: what each can say, and how the account stands.

def families: ["Alvarez", "Nguyen", "O'Brien", "Kowalska-Żak", "Smith", "Núñez", "Garcia", "Johnson", "Okafor", "Müller", "Haddad", "王",
  "Patel", "de la Cruz", "Sørensen", "Ivanova", "Kim", "Brown", "Rossi", "Tanaka", "Dubois", "Yılmaz", "Cohen"];
def givens: ["Maria", "John", "Siobhán", "Łukasz", "Anna", "José", "Wei", "Aisha", "Peter", "Mary-Kate", "Zofia", "芳", "Raj", "Carmen",
  "Lars", "Olga", "Min-jun", "Emma", "Luca", "Yuki", "Chloé", "Emre", "Noa", "Ahmed", "Fatima", "Li", "Thomas", "Sofía", "Dmitri"];

def pad($n): tostring | "0" * ($n - length) + .;
def plain: gsub("[^A-Za-z]"; "") | ascii_downcase | if . == "" then "x" else . end;

# Who is "locked" is yet to be locked, by wrong passwords: a lock for a time lives in the server's memory and cannot be
# imported.
def trait($i):
  if $i % 50 == 7 then "deactivated" elif $i % 50 == 9 then "locked-for-good" elif $i % 50 == 19 then "locked" elif $i % 40 == 11 then "invited" elif $i % 9 == 4 then "minor" else "reachable" end;

def person($i):
  trait($i) as $trait | families[$i % 23] as $family | givens[($i * 7 + ($i / 23 | floor)) % 29] as $given
  | (if $trait == "minor" then 2012 + $i % 10 else 1931 + ($i * 13) % 70 end) as $year
  | { login: "\($family | plain).\($i | pad(4))", $given, $family, $trait, mrn: "MRN-\(4000000 + $i)",
      email: "\($given | plain).\($family | plain).\($i)@example.com", phone: "+1212555\($i | pad(4))",
      birthDate: "\($year)-\(1 + $i % 12 | pad(2))-\(1 + $i % 28 | pad(2))", language: (if $i % 4 == 0 then "es" else "en" end) };

def password: {type: "password", secretData: ({value: $hash, salt: $salt, additionalParameters: {}} | tojson),
  credentialData: ({hashIterations: 1000, algorithm: "pbkdf2-sha512", additionalParameters: {}} | tojson)};

def patient($i):
  person($i)
  | { username: .login, email: .email, firstName: .given, lastName: .family, createdTimestamp: (1700000000000 + $i * 60000),
      enabled: (.trait != "deactivated" and .trait != "locked-for-good"), emailVerified: (.trait != "invited"),
      attributes: ({mrn: [.mrn], birthDate: [.birthDate], phone: [.phone], locale: [.language]}
        + if .trait == "locked-for-good" then {disabledReason: ["permanentLockout"]} else {} end),
      requiredActions: (if .trait == "invited" then ["VERIFY_EMAIL", "UPDATE_PASSWORD"] else [] end),
      credentials: (if .trait == "invited" then [] else [password] end), realmRoles: ["default-roles-patients"] };

def agent($login; $given; $roles; $groups):
  { username: $login, firstName: $given, lastName: "Desk", email: "\($login)@desk.example", emailVerified: true, enabled: true, $groups,
    credentials: [{type: "password", value: $desk}], realmRoles: ["default-roles-patients"], clientRoles: {"realm-management": $roles} };

def all: ["admin", "user"];
def attribute($name; $title; $view; $edit): {$name, displayName: $title, permissions: {$view, $edit}, multivalued: false};
def profile: {
  attributes: [
    attribute("username"; "${username}"; all; all) + {validations: {length: {min: 3, max: 255}, "username-prohibited-characters": {}}},
    attribute("email"; "${email}"; all; all) + {required: {roles: ["user"]}, validations: {email: {}, length: {max: 255}}},
    attribute("firstName"; "${firstName}"; all; all) + {required: {roles: ["user"]}, validations: {length: {max: 255}}},
    attribute("lastName"; "${lastName}"; all; all) + {required: {roles: ["user"]}, validations: {length: {max: 255}}},
    attribute("mrn"; "Medical record number"; ["admin"]; ["admin"]),
    attribute("birthDate"; "Date of birth"; all; ["admin"]),
    attribute("phone"; "Mobile phone"; all; all) + {validations: {length: {max: 32}}}],
  unmanagedAttributePolicy: "ADMIN_EDIT" };

# Agents who may only reset passwords hold no user role at all: one such role would switch fine-grained permissions off for
# them. The server wants every resource type and scope listed, or it takes none.
def scopes: {
  Roles: ["map-role", "map-role-client-scope", "map-role-composite"],
  Groups: ["impersonate-members", "manage", "manage-members", "manage-membership", "manage-membership-of-members", "view", "view-members"],
  Users: ["impersonate", "manage", "manage-group-membership", "map-roles", "reset-password", "view"],
  Clients: ["manage", "map-roles", "map-roles-client-scope", "map-roles-composite", "view"],
  Organizations: ["manage", "view"] };
def permissions: {
  allowRemoteResourceManagement: true, policyEnforcementMode: "ENFORCING", decisionStrategy: "UNANIMOUS",
  resources: [scopes | to_entries[] | {name: .key, type: .key, ownerManagedAccess: false, attributes: {}, uris: [], scopes: [.value[] | {name: .}]}],
  scopes: [scopes | [.[][]] | unique[] | {name: .}],
  policies: [
    {name: "members of Reset only", type: "group", logic: "POSITIVE", decisionStrategy: "UNANIMOUS",
      config: {groups: ([{path: "/Reset only", extendChildren: false}] | tojson)}},
    {name: "look up and reset", type: "scope", logic: "POSITIVE", decisionStrategy: "UNANIMOUS",
      config: {defaultResourceType: "Users", resources: (["Users"] | tojson), scopes: (["reset-password", "view"] | tojson),
        applyPolicies: (["members of Reset only"] | tojson)}}] };

def realm: {
  realm: "patients", displayName: "Riverside Patient Portal", enabled: true, sslRequired: "all",
  editUsernameAllowed: true, resetPasswordAllowed: true, internationalizationEnabled: true, supportedLocales: ["en", "es"], defaultLocale: "en",
  bruteForceProtected: true, failureFactor: 5, waitIncrementSeconds: 300, maxFailureWaitSeconds: 900, quickLoginCheckMilliSeconds: 0,
  passwordPolicy: "length(12) and digits(1) and upperCase(1) and notUsername",
  eventsEnabled: true, eventsExpiration: 2592000, adminEventsEnabled: true, adminEventsDetailsEnabled: true,
  components: {"org.keycloak.userprofile.UserProfileProvider": [
    {providerId: "declarative-user-profile", config: {"kc.user.profile.config": [profile | tojson]}}]},
  groups: [{name: "Reset only"}],
  adminPermissionsEnabled: true,
  clients: [
    {clientId: "admin-permissions", enabled: true, publicClient: false, serviceAccountsEnabled: true, authorizationServicesEnabled: true,
      fullScopeAllowed: false, attributes: {realm_client: "false"}, authorizationSettings: permissions},
    {clientId: "portaldesk", name: "Portaldesk", enabled: true, publicClient: true, standardFlowEnabled: true, directAccessGrantsEnabled: false,
      redirectUris: ["http://127.0.0.1/*"], webOrigins: [],
      attributes: {"pkce.code.challenge.method": "S256", "oauth2.device.authorization.grant.enabled": "true"}},
    {clientId: "tests", enabled: true, publicClient: true, standardFlowEnabled: false, directAccessGrantsEnabled: true,
      attributes: {"access.token.lifespan": "7200"}}],
  users: ([
    agent("supervisor"; "Sam"; ["view-users", "query-users", "manage-users", "view-events"]; []),
    agent("senior"; "Sue"; ["view-users", "query-users", "manage-users"]; []),
    agent("resetter"; "Rob"; ["query-users", "view-events"]; ["Reset only"]),
    agent("least"; "Lee"; ["query-users"]; ["Reset only"]),
    agent("auditor"; "Ada"; ["view-users", "query-users", "view-events"]; []),
    agent("nobody"; "Nil"; []; [])] + [range($count) | patient(.)]) };

def says: {"full-name": "\(.given) \(.family)", "birth-date": .birthDate, mrn: .mrn, phone: .phone, email: .email};

if $list then [range($count) | person(.) | {login, trait, says: says}] else realm end
