package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.template.Deployment.Names;

/** Functions derive the names of resources, and the template gives the resources these names. */
final class NamesTest {
    private static final Map<String, String> DERIVED = NamedResources.DERIVED;

    /** Addresses without the name of a resource, and the namespace, which CloudWatch makes. */
    private static final Set<String> OF_NO_RESOURCE =
            Set.of("METRICS_NAMESPACE", "QUEUES_ARN", "QUEUES_URL", "ROLES_ARN", "SECRETS_ARN");

    @Test
    void areEachTheNameOfOneResource() {
        assertThat(DERIVED).hasSizeGreaterThan(40);
        assertThat(DERIVED.keySet())
                .filteredOn(property -> !OF_NO_RESOURCE.contains(property))
                .allSatisfy(property -> assertThat(NamedResources.of(property))
                        .as(property)
                        .doesNotHaveDuplicates()
                        .hasSameSizeAs(NamedResources.names(DERIVED.get(property))));
    }

    /** Only browsers and scripts know the buckets of the pages. */
    @Test
    void areDerivedForEachResource() {
        assertThat(NamedResources.KINDS)
                .allSatisfy(kind -> assertThat(Deployed.template().resources(kind.type()).stream()
                                .map(resource -> NamedResources.nameOf(kind, resource)))
                        .filteredOn(name -> !name.matches("stack-(page|console)-.+"))
                        .isNotEmpty()
                        .isSubsetOf(DERIVED.entrySet().stream()
                                .filter(property -> kind.has(property.getKey()))
                                .flatMap(property -> NamedResources.names(property.getValue()).stream())
                                .toList()));
    }

    /** The address of a queue is what {@code Ref} and {@code GetAtt} return for it. */
    @Test
    void areInTheAddressesOfAws() {
        assertThat(DERIVED)
                .containsEntry(
                        "TRANSFER_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/stack-transfers.fifo")
                .containsEntry("ADVANCE_QUEUE_ARN", "arn:aws:sqs:eu-west-1:123456789012:stack-dates")
                .containsEntry("TRAIL_ARN", "arn:aws:cloudtrail:eu-west-1:123456789012:trail/stack-operators")
                .containsEntry("ROLES_ARN", "arn:aws:iam::123456789012:role")
                .containsEntry("SECRETS_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret")
                .containsEntry("METRICS_NAMESPACE", "stack");
    }

    @Test
    void areInTheAddressesOfAnotherPartition() {
        assertThat(Names.withDerived(Map.of(
                        "STACK", "stack",
                        "ACCOUNT", "123456789012",
                        "PARTITION", "aws-cn",
                        "URL_SUFFIX", "amazonaws.com.cn",
                        "AWS_REGION", "cn-north-1")))
                .containsEntry("SWEEP_QUEUE_URL", "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/stack-sweep")
                .containsEntry("ADVANCE_QUEUE_ARN", "arn:aws-cn:sqs:cn-north-1:123456789012:stack-dates");
    }

    /** The ARN of a role would have its path before its name. */
    @Test
    void makeTheArnOfEachRole() {
        assertThat(Deployed.template().resources("AWS::IAM::Role"))
                .isNotEmpty()
                .allMatch(role -> role.find("Path").isEmpty());
    }

    /** A variable of a function overrides what would follow from others. */
    @ParameterizedTest
    @ValueSource(strings = {"STACK", "ACCOUNT", "PARTITION", "URL_SUFFIX"})
    void followFromWhatEachFunctionIsPassed(String variable) {
        assertThat(Deployed.deployment().functions()).allSatisfy(function -> {
            assertThat(function.environment()).containsKey(variable);
            assertThat(function.environment().keySet()).doesNotContainAnyElementsOf(List.copyOf(DERIVED.keySet()));
        });
    }
}
