// A certified OpenID provider (panva's oidc-provider) on loopback over TLS, for tests. Its login page takes any name: whoever is
// typed in is signed in. Arguments: issuer, port, certificate, key, seconds that access tokens live.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import Provider from 'oidc-provider';

const [issuer, port, certificate, key, life] = process.argv.slice(2);
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'dovecot',
      client_secret: 'introspection',
      grant_types: [],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  clientAuthMethods: ['client_secret_post', 'none'],
  scopes: ['openid', 'offline_access', 'courrier', 'agenda', 'contacts', 'fichiers', 'taches'],
  features: {
    devInteractions: { enabled: true },
    registration: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
  pkce: { required: () => true },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  rotateRefreshToken: true,
  ttl: { AccessToken: Number(life), Session: 3600, Grant: 3600, Interaction: 600, IdToken: 600, RefreshToken: 3600 },
  cookies: { keys: ['essai'] },
});
provider.on('server_error', (_ctx, error) => console.error(error));
createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, provider.callback()).listen(Number(port), '127.0.0.1', () =>
  console.log('listening'),
);
