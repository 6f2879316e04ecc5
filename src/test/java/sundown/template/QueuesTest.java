package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Queue;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** Queues keep messages that fail, and hide a message for long enough. */
final class QueuesTest {
    private final Deployment deployment = Deployed.deployment();
    private final Map<String, Queue> queues =
            deployment.queues().stream().collect(Collectors.toMap(Queue::name, Function.identity()));
    private final Set<String> deadLetterQueues = Stream.concat(
                    deployment.queues().stream()
                            .flatMap(queue -> queue.redrive().stream())
                            .map(Deployment.Redrive::deadLetterQueue),
                    Deployed.functions().stream()
                            .flatMap(Deployed::deadLetters)
                            .map(queue -> Deployed.template().resource(((Value.GetAtt) queue).logicalId()))
                            .map(queue -> ((Value.Sub) queue.require("QueueName"))
                                    .text()
                                    .replace("${AWS::StackName}", "stack")))
            .collect(Collectors.toSet());

    @Test
    void haveADeadLetterQueueOfTheirKind() {
        assertThat(workQueues()).isNotEmpty().allSatisfy(queue -> {
            assertThat(queue.redrive()).hasValueSatisfying(redrive -> {
                assertThat(redrive.maxReceiveCount()).isGreaterThanOrEqualTo(5);
                assertThat(queues.get(redrive.deadLetterQueue()).fifo()).isEqualTo(queue.fifo());
            });
        });
    }

    @Test
    void keepMessagesForFourteenDays() {
        assertThat(queues.values())
                .allSatisfy(queue -> assertThat(queue.retention()).isEqualTo(Duration.ofDays(14)));
    }

    @Test
    void hideAMessageForSixTimesTheTimeoutOfItsFunction() {
        assertThat(deployment.functions())
                .allSatisfy(function -> assertThat(sources(function))
                        .allSatisfy(source -> assertThat(
                                        queues.get(source.queue()).visibilityTimeout())
                                .isGreaterThanOrEqualTo(function.timeout().multipliedBy(6))));
    }

    @Test
    void letTheFunctionReportWhichMessagesFailed() {
        assertThat(deployment.functions().stream().flatMap(function -> sources(function).stream()))
                .isNotEmpty()
                .allMatch(QueueSource::reportsFailures);
    }

    /**
     * SQS refuses a policy with a statement on several resources. The policy of a queue can only speak of that queue,
     * so that all of it is the queue alone; a second policy would replace the first.
     */
    @Test
    void haveOnePolicyEachWithOneResourceInAStatement() {
        List<Resource> policies = Deployed.template().resources("AWS::SQS::QueuePolicy");
        assertThat(policies.stream().flatMap(policy -> policy.require("Queues").elements().stream()))
                .containsExactlyInAnyOrderElementsOf(Deployed.template().resources("AWS::SQS::Queue").stream()
                        .map(queue -> (Value) new Value.Ref(queue.logicalId()))
                        .toList());
        assertThat(policies.stream().flatMap(Resource::statements))
                .extracting(
                        statement -> statement.find("Resource").orElseThrow().elements())
                .hasSizeGreaterThan(policies.size())
                .containsOnly(List.of(new Value.Text("*")));
    }

    private List<Queue> workQueues() {
        return deployment.queues().stream()
                .filter(queue -> !deadLetterQueues.contains(queue.name()))
                .toList();
    }

    private static List<QueueSource> sources(Deployment.Function function) {
        return function.triggers().stream()
                .filter(QueueSource.class::isInstance)
                .map(QueueSource.class::cast)
                .toList();
    }
}
