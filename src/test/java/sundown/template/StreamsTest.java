package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.StreamSource;
import sundown.local.template.Deployment.Table;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** The tables' streams deliver every change that may lead to an event, and a lost change raises an alarm. */
final class StreamsTest {
    private static final List<String> STREAMED = List.of(
            "stack-transfers", "stack-archives", "stack-refunds", "stack-accounts", "stack-deliveries", "stack-groups");

    private final Deployment deployment = Deployed.deployment();
    private final Resource function = Deployed.template().resource("PublishEvents");

    @Test
    void containTheRowBeforeAndAfterAChange() {
        assertThat(deployment.tables().stream()
                        .filter(table -> table.streamView().equals(Optional.of("NEW_AND_OLD_IMAGES")))
                        .map(Table::name))
                .containsExactlyInAnyOrderElementsOf(STREAMED);
    }

    @Test
    void areEachReadByOneFunctionThatReportsFailures() {
        assertThat(sources().map(StreamSource::table)).containsExactlyInAnyOrderElementsOf(STREAMED);
        assertThat(sources()).allSatisfy(source -> {
            assertThat(source.reportsFailures()).isTrue();
            assertThat(source.patterns()).isNotEmpty();
            assertThat(source.deadLetterQueue()).isEqualTo("stack-events-dead-letters");
        });
    }

    /** DynamoDB keeps a change for 24 hours. */
    @Test
    void giveUpAChangeBeforeItsStreamDropsIt() {
        assertThat(mappings()).hasSize(STREAMED.size()).allSatisfy(mapping -> {
            assertThat(text(mapping, "MaximumRecordAgeInSeconds").map(Integer::parseInt))
                    .hasValueSatisfying(age -> assertThat(age).isBetween(3_600, 86_399));
            assertThat(text(mapping, "MaximumRetryAttempts")).hasValue("-1");
            assertThat(text(mapping, "BisectBatchOnFunctionError")).hasValue("true");
            assertThat(text(mapping, "StartingPosition")).hasValue("TRIM_HORIZON");
        });
    }

    @Test
    void raiseAnAlarmLongBeforeThat() {
        assertThat(Deployed.template().resources("AWS::CloudWatch::Alarm").stream()
                        .filter(alarm -> Deployed.text(alarm.find("MetricName")).equals(Optional.of("IteratorAge"))))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.require("Dimensions").elements().getFirst().find("Value"))
                            .hasValue(new Value.Ref(function.logicalId()));
                    assertThat(Deployed.text(alarm.find("Threshold"))).hasValue("600000");
                });
    }

    @Test
    void leadToTheEventBusOfTheStack() {
        assertThat(deployment.buses()).containsExactly("stack");
        assertThat(NamedResources.DERIVED).containsEntry("EVENT_BUS_NAME", "stack");
    }

    private Stream<StreamSource> sources() {
        return deployment.functions().stream()
                .flatMap(deployed -> deployed.triggers().stream())
                .filter(StreamSource.class::isInstance)
                .map(StreamSource.class::cast);
    }

    private List<Value> mappings() {
        return function.require("Events").fields().values().stream()
                .map(event -> event.find("Properties").orElseThrow())
                .toList();
    }

    private static Optional<String> text(Value mapping, String property) {
        return Deployed.text(mapping.find(property));
    }
}
