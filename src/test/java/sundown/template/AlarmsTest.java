package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** What is counted in the logs raises an alarm; that it is logged in these words, the tests of the functions say. */
final class AlarmsTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Value STACK = new Value.Ref("AWS::StackName");

    static Stream<String> filters() {
        return TEMPLATE.resources("AWS::Logs::MetricFilter").stream().map(Resource::logicalId);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void ringForWhatIsCounted(String filter) {
        Value metric = metric(TEMPLATE.resource(filter));

        assertThat(CountedWords.of(filter)).isNotBlank();
        assertThat(metric.find("MetricNamespace")).hasValue(STACK);
        assertThat(TEMPLATE.resources("AWS::CloudWatch::Alarm"))
                .filteredOn(alarm -> alarm.find("Namespace").equals(Optional.of(STACK)))
                .extracting(alarm -> Deployed.text(alarm.find("MetricName")))
                .contains(Deployed.text(metric.find("MetricName")));
    }

    /** A worker may die between saving a row and logging it; the change of the row comes at least once. */
    @Test
    void ringForARefundWhereTheChangeOfItsRowIsRead() {
        assertThat(TEMPLATE.resources("AWS::Logs::MetricFilter"))
                .filteredOn(filter ->
                        Deployed.text(metric(filter).find("MetricName")).equals(Optional.of("manual-refunds")))
                .extracting(filter -> filter.find("LogGroupName"))
                .containsExactly(Optional.of(new Value.Ref("PublishEventsLog")));
    }

    private static Value metric(Resource filter) {
        List<Value> metrics = filter.require("MetricTransformations").elements();
        assertThat(metrics).hasSize(1);
        return metrics.getFirst();
    }
}
