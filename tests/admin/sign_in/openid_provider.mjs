// A real OpenID provider on loopback, for tests. Arguments: port, address to return to, address after
// logging out. Accounts come as JSON in PROVIDER_ACCOUNTS: {name: claims}; whoever the form names logs in.
import { Provider } from 'oidc-provider';

const [port, back, left] = process.argv.slice(2);
const accounts = JSON.parse(process.env.PROVIDER_ACCOUNTS);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'portal',
      client_secret: 'only-for-the-tests-0123456789-abcdefghijklmnop',
      redirect_uris: [back],
      post_logout_redirect_uris: [left],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  cookies: { keys: ['only-for-the-tests'] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
  findAccount: (_, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  ttl: { AccessToken: 3600, AuthorizationCode: 3600, IdToken: 3600, Interaction: 3600, Session: 3600, Grant: 3600 },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
