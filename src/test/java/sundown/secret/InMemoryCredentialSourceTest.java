package sundown.secret;

import sundown.contract.CredentialSourceContract;
import sundown.secret.Credential.ClientSecret;

class InMemoryCredentialSourceTest extends CredentialSourceContract {
    private final InMemoryCredentialSource<ClientSecret> source = new InMemoryCredentialSource<>();

    @Override
    protected Credential.Source<ClientSecret> source() {
        return source;
    }

    @Override
    protected void put(String secret) {
        source.put(new ClientSecret(new Secret(secret)));
    }

    @Override
    protected void goSilent() {
        source.goSilent();
    }
}
