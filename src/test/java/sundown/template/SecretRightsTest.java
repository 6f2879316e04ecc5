package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** A function that never reads a secret must not be able to get it. */
final class SecretRightsTest {
    private static final Map<String, Set<String>> READERS = Map.of(
            "GoogleClientSecretName", Set.of("start-transfer", "resume-transfer", "transfer-batch"),
            "StripeApiKeySecretName", Set.of("issue-refund", "payment-webhook", "cancel-memberships", "run-sweep-task"),
            "StripeWebhookSecretName", Set.of("payment-webhook"));

    @Test
    void letTheseFunctionsAloneReadASecret() {
        READERS.forEach((secret, functions) -> assertThat(Deployed.functions())
                .filteredOn(function -> Right.of(function).stream()
                        .anyMatch(right -> right.resource().equals(secret)))
                .extracting(SecretRightsTest::export)
                .as(secret)
                .containsExactlyInAnyOrderElementsOf(functions));
    }

    /** Secrets Manager ends an ARN with six characters of its own. A longer pattern would also match other secrets. */
    @Test
    void nameOneSecretAndAllowReadingAlone() {
        Set<Value> statements = Deployed.template().resources("AWS::IAM::Role").stream()
                .flatMap(Resource::statements)
                .filter(statement ->
                        statement.find("Action").orElseThrow().toString().contains("secretsmanager"))
                .collect(Collectors.toSet());

        assertThat(statements).hasSameSizeAs(READERS.keySet()).allSatisfy(statement -> {
            assertThat(Deployed.text(statement.find("Action"))).contains("secretsmanager:GetSecretValue");
            assertThat(statement.find("Resource").orElseThrow())
                    .isInstanceOfSatisfying(
                            Value.Sub.class,
                            resource -> assertThat(resource.text())
                                    .matches("arn:\\$\\{AWS::Partition}:secretsmanager:\\$\\{AWS::Region}:"
                                            + "\\$\\{AWS::AccountId}:secret:\\$\\{\\w+SecretName}-\\?{6}"));
        });
    }

    private static String export(Resource function) {
        return Deployed.text(function.find("Environment", "Variables", "QUARKUS_FUNQY_EXPORT"))
                .orElseThrow();
    }
}
