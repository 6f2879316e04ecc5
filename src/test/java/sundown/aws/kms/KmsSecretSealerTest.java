package sundown.aws.kms;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.SecretSealerContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.secret.SecretSealer;

@ExtendWith(EmulatorsExtension.class)
class KmsSecretSealerTest extends SecretSealerContract {
    private final SecretSealer sealer;

    KmsSecretSealerTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        sealer = new KmsSecretSealer(stack.clients().kms(), stack.name("SECRETS_KEY_ID"));
    }

    @Override
    protected SecretSealer sealer() {
        return sealer;
    }
}
