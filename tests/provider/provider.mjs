// A real OpenID Connect provider (oidc-provider, certified), on loopback, for the tests:
//   node provider.mjs PORT RETURN_ADDRESS AFTER_LOGOUT_ADDRESS
// Whoever types an address in its form is that person. Two clients: « plain » answers userinfo in JSON and asks for PKCE;
// « proconnect » answers it as signed JWT and refuses, as ProConnect does, any parameter that it does not document.
import { createServer } from 'node:http'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { Provider } from 'oidc-provider'

const [port, back, afterLogout] = process.argv.slice(2)
const issuer = `http://localhost:${port}`
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }
const client = (id, more) => ({
  client_id: id, client_secret: `secret-of-${id}-long-enough-to-sign`, redirect_uris: [back],
  post_logout_redirect_uris: [afterLogout], token_endpoint_auth_method: 'client_secret_post', ...more
})
const STRICT = ['response_type', 'client_id', 'redirect_uri', 'scope', 'claims', 'state', 'nonce', 'prompt', 'idp_hint', 'login_hint']

// who: what the person typed; « unsure. » addresses are not vouched for
const claims = (who) => ({
  sub: `sub-of-${who}`, email: who, email_verified: !who.startsWith('unsure.'),
  given_name: 'Ysoline', usual_name: 'Verdurier', siret: '13002526500013', phone_number: '+33100000000'
})
const known = new Map()

const provider = new Provider(issuer, {
  clients: [client('plain'), client('proconnect', { userinfo_signed_response_alg: 'RS256' })],
  jwks: { keys: [key] },
  cookies: { keys: [randomUUID()] },
  acrValues: ['eidas1', 'eidas2'],
  scopes: ['openid', 'email', 'given_name', 'usual_name', 'siret'],
  claims: {
    openid: ['sub'], acr: null, email: ['email', 'email_verified'], given_name: ['given_name'], usual_name: ['usual_name'], siret: ['siret'],
    profile: ['given_name', 'usual_name']
  },
  pkce: { required: (_ctx, one) => one.clientId === 'plain' },
  features: {
    devInteractions: { enabled: false }, claimsParameter: { enabled: true }, jwtUserinfo: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><html lang="fr"><title>Quitter</title><main><h1>Quitter</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Quitter aussi le fournisseur</button></main></html>`
      }
    }
  },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => claims(known.get(id)) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid email profile given_name usual_name siret')
    grant.addOIDCClaims(['acr', 'sub', 'email', 'email_verified', 'given_name', 'usual_name', 'siret'])
    await grant.save()
    return grant
  },
  interactions: { url: (_ctx, one) => `/interaction/${one.uid}` },
  renderError: (ctx, out) => { ctx.body = `<h1>${out.error}</h1><p>${out.error_description}</p>` }
})
const answer = provider.callback()

createServer(async (request, response) => {
  const address = new URL(request.url, issuer)
  if (address.pathname === '/auth' && address.searchParams.get('client_id') === 'proconnect') {
    const refused = [...address.searchParams.keys()].filter((name) => !STRICT.includes(name))
    if (refused.length || (address.searchParams.get('state') ?? '').length < 32 || (address.searchParams.get('nonce') ?? '').length < 32) {
      response.writeHead(400).end(`Y000400 ${refused}`)
      return
    }
  }
  if (!address.pathname.startsWith('/interaction/')) return answer(request, response)
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end('<!doctype html><html lang="fr"><title>Fournisseur</title><main><h1>Fournisseur</h1><form method="post"><label>Adresse <input name="who"></label> <button>Continuer</button> <button name="cancel" value="1">Renoncer</button></form></main></html>')
    return
  }
  let body = ''
  for await (const part of request) body += part
  const typed = new URLSearchParams(body)
  const who = typed.get('who') ?? ''
  const result = typed.get('cancel') ? { error: 'access_denied', error_description: 'renoncé' } : { login: { accountId: `sub-of-${who}`, acr: 'eidas2' } }
  known.set(`sub-of-${who}`, who)
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
