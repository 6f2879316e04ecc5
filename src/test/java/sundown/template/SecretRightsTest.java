package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** A function that never reads a secret must not be able to get it. */
final class SecretRightsTest {
    private static final Map<String, Set<String>> READERS = Map.of(
            "GoogleClientSecretName", Set.of("StartTransfer", "ResumeTransfer", "TransferBatch"),
            "StripeApiKeySecretName",
                    Set.of("IssueRefund", "PaymentWebhook", "ResendRefund", "CancelMemberships", "RunSweepTask"),
            "MailAddressBookSecretName", Set.of("SendMail"),
            "StripeWebhookSecretName", Set.of("PaymentWebhook"));

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)");

    /** It looks whether all of them are there. */
    private static final String CHECKS = "CheckReadiness";

    @Test
    void letTheseFunctionsAloneReadASecret() {
        READERS.forEach((secret, functions) -> assertThat(Deployed.functions())
                .filteredOn(function -> Right.of(function).stream()
                        .anyMatch(right -> right.resource().equals(secret)))
                .extracting(Resource::logicalId)
                .filteredOn(function -> !function.equals(CHECKS))
                .as(secret)
                .containsExactlyInAnyOrderElementsOf(functions));
    }

    /** By this list it asks IAM whether they may. */
    @Test
    void areAllNamedToTheCheck() {
        Value listed = Deployed.template().resource(CHECKS).require("Environment", "Variables", "SECRET_READERS");
        assertThat(Stream.of(((Value.Sub) listed).text().split(";", -1))
                        .map(secret -> REFERENCE
                                .matcher(secret)
                                .results()
                                .map(reference -> reference.group(1).replaceFirst("Role$", ""))
                                .toList())
                        .collect(Collectors.toMap(List::getFirst, names -> Set.copyOf(names.subList(1, names.size())))))
                .isEqualTo(READERS);
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
}
