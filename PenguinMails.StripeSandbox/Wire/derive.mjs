#!/usr/bin/env node
// Derives stripe.json (request parameters, response shapes and expansion rules of the calls the sandbox covers)
// from an OpenAPI-shaped description of Stripe's API:  node derive.mjs spec3.derived.json > stripe.json
// Compact keys: t type, p properties, q required, n nullable, e enum, i items, m map values, x expandable resources,
// r reference to a shared schema, l list of, o any of, any: unchecked.
import fs from 'node:fs';

const spec = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const S = spec.components.schemas;
const covered = new RegExp('^/v1/(' + [
  'account$', 'balance$', 'balance_transactions', 'billing/meter', 'billing_portal/', 'charges', 'checkout/sessions',
  'coupons', 'credit_notes', 'customers$', 'customers/\\{id\\}(/(balance_transactions|payment_methods|tax_ids|discount))?$',
  'customers/search', 'customers/\\{customerId\\}/(balance_transactions|payment_methods|tax_ids)/\\{id\\}$', 'disputes', 'events', 'invoiceitems',
  'invoice_payments', 'invoices', 'payment_intents', 'payment_methods', 'prices', 'products$', 'products/\\{id\\}$', 'products/search', 'promotion_codes', 'refunds',
  'setup_intents', 'subscription_items', 'subscription_schedules', 'subscriptions', 'tax_ids', 'tax_rates',
  'test_helpers/test_clocks', 'webhook_endpoints',
].join('|') + ')');
const out = { version: spec.info.version, calls: {}, schemas: {} };
const wanted = [];
out.schemas.event = null;
const nameOf = ref => ref.split('/').pop();
// Objects with one member per payment method type: cards are the only type the sandbox knows.
const perMethod = k => /^(type|card|link)$/.test(k);

function compact(s, request, depth) {
  if (!s || !Object.keys(s).length) return { any: 1 };
  if (s.$ref) { const n = nameOf(s.$ref); want(n, request); return { r: (request ? '>' : '') + n }; }
  const c = {};
  if (s.nullable) c.n = 1;
  if (s['x-expansionResources']) { c.x = s['x-expansionResources'].oneOf.map(r => nameOf(r.$ref)); return c; }
  if (s.anyOf) {
    const alts = s.anyOf.map(a => compact(a, request, depth + 1));
    return alts.length === 1 ? { ...alts[0], ...c } : { ...c, o: alts };
  }
  if (s.enum) { c.t = s.type; if (request || s.enum.length === 1) c.e = s.enum; return c; }
  if (s.type === 'array') return { ...c, t: 'array', i: compact(s.items, request, depth + 1) };
  if (s.type !== 'object' && !s.properties) return s.type ? { ...c, t: s.type } : { any: 1 };
  const props = Object.entries(s.properties || {});
  if (!request && s.properties?.has_more && s.properties.data) return { ...c, l: compact(s.properties.data.items, request, depth + 1) };
  if (!props.length) return { ...c, m: s.additionalProperties ? compact(s.additionalProperties, request, depth + 1) : { any: 1 } };
  const wide = props.length > 24 && props.some(([k]) => k === 'sepa_debit') ;
  if (wide && request && depth > 0) return { ...c, any: 1 };
  const required = new Set(s.required || []);
  c.p = {};
  for (const [k, v] of props) {
    if (!request && wide && !required.has(k) && !perMethod(k) && typeOf(v) === 'object') continue;
    if (!request && k === 'payment_method_options') { c.p[k] = { n: 1, any: 1 }; continue; }
    c.p[k] = compact(v, request, depth + 1);
  }
  const q = (s.required || []).filter(k => c.p[k]);
  if (q.length) c.q = q;
  return c;
}
function typeOf(v) { while (v?.$ref) v = S[nameOf(v.$ref)]; return v?.anyOf ? typeOf(v.anyOf[0]) : v?.type; }
function want(n, request) {
  const key = (request ? '>' : '') + n;
  if (key in out.schemas) return;
  out.schemas[key] = null;
  wanted.push([n, request, key]);
}

for (const [path, verbs] of Object.entries(spec.paths)) {
  if (!covered.test(path)) continue;
  for (const [verb, op] of Object.entries(verbs)) {
    const body = op.requestBody?.content && Object.values(op.requestBody.content)[0].schema;
    const query = { type: 'object', properties: {}, required: [] };
    for (const p of op.parameters || []) if (p.in === 'query') { query.properties[p.name] = p.schema; if (p.required) query.required.push(p.name); }
    out.calls[`${verb.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`] = compact(verb === 'get' ? query : body, true, 0);
    const answer = op.responses?.['200']?.content?.['application/json']?.schema;
    if (answer) compact(answer, false, 0);
  }
}
// Resources that only ever appear inside others.
for (const n of ['plan', 'mandate', 'deleted_customer', 'line_item', 'item', 'billing.meter_event_summary']) want(n, false);
// An event is rendered from the object it is about, so its hundreds of shapes need no description.
out.schemas.event = { p: Object.fromEntries(['id', 'object', 'api_version', 'created', 'data', 'livemode', 'pending_webhooks', 'request', 'type'].map(k => [k, { any: 1 }])) };
while (wanted.length) { const [n, request, key] = wanted.pop(); out.schemas[key] = { ...compact({ ...S[n], $ref: undefined }, request, request ? 1 : 0) }; }
process.stdout.write(JSON.stringify(out));
