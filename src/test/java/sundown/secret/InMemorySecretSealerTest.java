package sundown.secret;

import sundown.contract.SecretSealerContract;

class InMemorySecretSealerTest extends SecretSealerContract {
    private final InMemorySecretSealer sealer = new InMemorySecretSealer();

    @Override
    protected SecretSealer sealer() {
        return sealer;
    }
}
