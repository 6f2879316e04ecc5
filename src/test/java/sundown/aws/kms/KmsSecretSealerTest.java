package sundown.aws.kms;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.SecretSealerContract;

@ExtendWith(AwsStackExtension.class)
class KmsSecretSealerTest extends SecretSealerContract {
    KmsSecretSealerTest(AwsStack stack) {
        super(new KmsSecretSealer(stack.clients().kms(), stack.name("SECRETS_KEY_ID")));
    }
}
