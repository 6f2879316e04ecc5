package sundown.secret;

import sundown.contract.SecretSealerContract;

class InMemorySecretSealerTest extends SecretSealerContract {
    InMemorySecretSealerTest() {
        super(new InMemorySecretSealer());
    }
}
